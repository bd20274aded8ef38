"""The room of compliance."""

from django.apps import AppConfig


class ComplianceConfig(AppConfig):
    name = "duly.casework.compliance"
    label = "compliance"
