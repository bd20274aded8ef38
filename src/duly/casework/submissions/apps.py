"""The submissions room."""

from django.apps import AppConfig


class SubmissionsConfig(AppConfig):
    name = "duly.casework.submissions"
    label = "submissions"
