"""The statements room."""

from django.apps import AppConfig


class StatementsConfig(AppConfig):
    name = "duly.payments.statements"
    label = "statements"
