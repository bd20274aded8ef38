"""The boxes room."""

from django.apps import AppConfig


class BoxesConfig(AppConfig):
    name = "duly.casework.boxes"
    label = "boxes"
