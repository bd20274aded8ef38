"""The work room."""

from django.apps import AppConfig


class WorkConfig(AppConfig):
    name = "duly.core.work"
    label = "work"
