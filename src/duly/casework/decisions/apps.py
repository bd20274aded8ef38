"""The decisions room."""

from django.apps import AppConfig


class DecisionsConfig(AppConfig):
    name = "duly.casework.decisions"
    label = "decisions"
