"""The finding room."""

from django.apps import AppConfig


class FindingConfig(AppConfig):
    name = "duly.casework.finding"
    label = "finding"
