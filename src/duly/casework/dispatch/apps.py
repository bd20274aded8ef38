"""The dispatch room."""

from django.apps import AppConfig


class DispatchConfig(AppConfig):
    name = "duly.casework.dispatch"
    label = "dispatch"
