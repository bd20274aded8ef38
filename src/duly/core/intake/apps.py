"""The intake service, with its table of imports."""

from django.apps import AppConfig


class IntakeConfig(AppConfig):
    name = "duly.core.intake"
    label = "intake"
