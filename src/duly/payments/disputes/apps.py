"""The disputes room."""

from django.apps import AppConfig


class DisputesConfig(AppConfig):
    name = "duly.payments.disputes"
    label = "disputes"
