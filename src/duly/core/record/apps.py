"""The record room."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class RecordConfig(AppConfig):
    name = "duly.core.record"
    label = "record"

    def ready(self) -> None:
        """Know every room's events and powers from the start: a stored event must always find its sentence."""
        autodiscover_modules("events", "powers")
