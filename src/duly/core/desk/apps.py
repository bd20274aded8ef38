"""The desk service."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "duly.core.desk"
    label = "desk"
