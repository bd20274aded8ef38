"""The calendar room."""

from django.apps import AppConfig


class CalendarConfig(AppConfig):
    name = "duly.core.calendar"
    label = "calendar"
