"""The runs room."""

from django.apps import AppConfig


class RunsConfig(AppConfig):
    name = "duly.payments.runs"
    label = "runs"
