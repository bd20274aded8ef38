"""The retention room."""

from django.apps import AppConfig


class RetentionConfig(AppConfig):
    name = "duly.core.retention"
    label = "retention"
