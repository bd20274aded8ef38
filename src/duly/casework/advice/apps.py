"""The advice room."""

from django.apps import AppConfig


class AdviceConfig(AppConfig):
    name = "duly.casework.advice"
    label = "advice"
