"""The record room."""

from django.apps import AppConfig


class RecordConfig(AppConfig):
    name = "duly.core.record"
    label = "record"
