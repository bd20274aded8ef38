"""The learning room."""

from django.apps import AppConfig


class LearningConfig(AppConfig):
    name = "duly.casework.learning"
    label = "learning"
