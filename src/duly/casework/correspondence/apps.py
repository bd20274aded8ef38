"""The correspondence room."""

from django.apps import AppConfig


class CorrespondenceConfig(AppConfig):
    name = "duly.casework.correspondence"
    label = "correspondence"
