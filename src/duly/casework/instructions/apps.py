"""The instructions room."""

from django.apps import AppConfig


class InstructionsConfig(AppConfig):
    name = "duly.casework.instructions"
    label = "instructions"
