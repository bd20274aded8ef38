"""The refusals room."""

from django.apps import AppConfig


class RefusalsConfig(AppConfig):
    name = "duly.core.refusals"
    label = "refusals"
