"""The documents room."""

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "duly.core.documents"
    label = "documents"
