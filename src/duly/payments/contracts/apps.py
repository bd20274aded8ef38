"""The contracts room."""

from django.apps import AppConfig


class ContractsConfig(AppConfig):
    name = "duly.payments.contracts"
    label = "contracts"
