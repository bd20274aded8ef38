"""The risk room."""

from django.apps import AppConfig


class RiskConfig(AppConfig):
    name = "duly.casework.risk"
    label = "risk"
