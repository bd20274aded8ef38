"""The clocks room."""

from django.apps import AppConfig


class ClocksConfig(AppConfig):
    name = "duly.core.clocks"
    label = "clocks"
