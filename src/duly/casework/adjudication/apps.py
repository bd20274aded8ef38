"""The room of adjudication."""

from django.apps import AppConfig


class AdjudicationConfig(AppConfig):
    name = "duly.casework.adjudication"
    label = "adjudication"
