"""The room of investigations."""

from django.apps import AppConfig


class InvestigationConfig(AppConfig):
    name = "duly.casework.investigation"
    label = "investigation"
