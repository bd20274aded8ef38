"""The providers room."""

from django.apps import AppConfig


class ProvidersConfig(AppConfig):
    name = "duly.payments.providers"
    label = "providers"
