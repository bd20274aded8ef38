"""The requests room."""

from django.apps import AppConfig


class RequestsConfig(AppConfig):
    name = "duly.payments.requests"
    label = "requests"
