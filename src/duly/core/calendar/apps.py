"""The calendar room."""

from django.apps import AppConfig
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from duly.core.calendar.rules import DIVISIONS


class CalendarConfig(AppConfig):
    name = "duly.core.calendar"
    label = "calendar"

    def ready(self) -> None:
        """Refuse to start where nobody's bank holidays are meant."""
        if settings.DULY_BANK_HOLIDAYS not in DIVISIONS:
            raise ImproperlyConfigured(f"DULY_BANK_HOLIDAYS is {settings.DULY_BANK_HOLIDAYS!r}; it is one of {', '.join(DIVISIONS)}.")
