"""The rates room."""

from django.apps import AppConfig


class RatesConfig(AppConfig):
    name = "duly.payments.rates"
    label = "rates"
