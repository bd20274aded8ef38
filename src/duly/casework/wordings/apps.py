"""The wordings room."""

from django.apps import AppConfig


class WordingsConfig(AppConfig):
    name = "duly.casework.wordings"
    label = "wordings"
