"""The room of chases."""

from django.apps import AppConfig


class ChasesConfig(AppConfig):
    name = "duly.core.chases"
    label = "chases"
