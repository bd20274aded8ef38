"""The banking room."""

from django.apps import AppConfig


class BankingConfig(AppConfig):
    name = "duly.payments.banking"
    label = "banking"
