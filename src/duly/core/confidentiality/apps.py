"""The confidentiality room."""

from django.apps import AppConfig


class ConfidentialityConfig(AppConfig):
    name = "duly.core.confidentiality"
    label = "confidentiality"
