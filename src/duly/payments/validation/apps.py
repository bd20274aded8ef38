"""The validation room."""

from django.apps import AppConfig


class ValidationConfig(AppConfig):
    name = "duly.payments.validation"
    label = "validation"
