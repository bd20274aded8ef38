"""The once room."""

from django.apps import AppConfig


class OnceConfig(AppConfig):
    name = "duly.core.once"
    label = "once"
