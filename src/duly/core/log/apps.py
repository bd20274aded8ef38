"""The log room."""

from django.apps import AppConfig


class LogConfig(AppConfig):
    name = "duly.core.log"
    label = "log"
