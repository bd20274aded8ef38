"""The one place the time of day is read."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.utils import timezone

LONDON = ZoneInfo("Europe/London")


def now() -> datetime:
    """This instant, in UTC."""
    return timezone.now()


def today() -> date:
    """Today's date where the office is."""
    return now().astimezone(LONDON).date()
