"""The scheme room."""

from django.apps import AppConfig


class SchemeConfig(AppConfig):
    name = "duly.core.scheme"
    label = "scheme"
