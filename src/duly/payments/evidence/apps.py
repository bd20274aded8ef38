"""The evidence room."""

from django.apps import AppConfig


class EvidenceConfig(AppConfig):
    name = "duly.payments.evidence"
    label = "evidence"
