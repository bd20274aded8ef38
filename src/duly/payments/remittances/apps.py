"""The remittances room."""

from django.apps import AppConfig


class RemittancesConfig(AppConfig):
    name = "duly.payments.remittances"
    label = "remittances"
