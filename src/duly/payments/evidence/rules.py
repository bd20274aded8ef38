"""What a visit's two moments come to."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")

DELIVERED, CANCELLED = "delivered", "cancelled"
OUTCOMES = (DELIVERED, CANCELLED, "frustrated", "missed")
"""What became of a visit. Frustrated: the carer came, and nobody answered or care was refused."""
SOURCES = ("gps", "nfc", "phone", "manual")
"""How a visit was logged."""
REASONS = ("person", "provider")
"""Who cancelled."""
NO_END, BACKWARDS = "no check-out", "ends before it starts"
"""What a visit's two moments are worth where they are not "ok": it lasted nobody knows how long, and its minutes are 0."""
MOST_MINUTES = 24 * 60

ABSENCES = ("hospital", "holiday", "other")
"""Why somebody with a place in a home was away from it."""
SESSIONS = ("morning", "afternoon", "day", "evening")
"""The parts of a day that day care is given in."""
STATUSES = ("attended", "absent", "cancelled", "closed")
"""What came of a session: "closed" is the centre's doing, as on a bank holiday."""

EXPECTED = ("visits", "occupancy", "invoices")
"""The kinds of files that providers are expected to send for a week."""
USUALLY_DUE = {"visits": (2, 17 * 60), "occupancy": (2, 17 * 60), "invoices": (5, 17 * 60)}
"""Days after a week's Sunday, and minute of that day, where nobody has said otherwise: Tuesday, and Friday, at five."""
LATEST_DAYS = 60


def elapsed_minutes(starts_at: datetime, ends_at: datetime) -> int:
    """Minutes that really passed between two moments, whatever the clocks did; part minutes are dropped. Negative when they are the wrong way round."""
    return (in_utc(ends_at) - in_utc(starts_at)) // MINUTE


def in_utc(moment: datetime) -> datetime:
    """A moment in UTC, that does not say so: several times sooner than `astimezone`, which matters 60,000 times."""
    away = moment.utcoffset()
    assert away is not None  # moments are aware
    return moment.replace(tzinfo=None) - away


MINUTE = timedelta(minutes=1)


def local_start(starts_at: datetime) -> tuple[date, int]:
    """The date a visit belongs to, and its start in minutes after that midnight, by the clock on the wall in London."""
    local = starts_at.astimezone(LONDON)
    return local.date(), local.hour * 60 + local.minute


def times_of(outcome: str, starts_at: datetime, ends_at: datetime | None) -> tuple[str, int]:
    """What two moments are worth, as `worth` says it."""
    return worth(outcome, None if ends_at is None else elapsed_minutes(starts_at, ends_at))


def worth(outcome: str, minutes: int | None) -> tuple[str, int]:
    """What a visit's moments are worth that lie so many minutes apart, None for no end: "ok" or one of the two above, and its minutes, else 0.

    A visit that did not happen needs no end. One that ends in the minute it starts tells no length either, and says so as one that ends before.
    """
    if minutes is None:
        return (NO_END, 0) if outcome == DELIVERED else ("ok", 0)
    if minutes < 0 or (minutes == 0 and outcome == DELIVERED):
        return BACKWARDS, 0
    return "ok", minutes


def notice(starts_at: datetime, cancelled_at: datetime | None) -> int:
    """Minutes from being told that a visit is cancelled until its start: 0 when told after it, -1 when nobody wrote down when."""
    return -1 if cancelled_at is None else max(elapsed_minutes(cancelled_at, starts_at), 0)


def due_at(monday: date, days: int, minute: int) -> datetime:
    """The moment a file of the week of a Monday is due, by the clock on the wall in London."""
    return datetime.combine(monday + timedelta(days=6 + days), time(minute // 60, minute % 60), LONDON)
