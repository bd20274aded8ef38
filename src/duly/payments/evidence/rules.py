"""What a visit's two moments come to."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")


def elapsed_minutes(starts_at: datetime, ends_at: datetime) -> int:
    """Minutes that really passed between two moments, whatever the clocks did; part minutes are dropped. Negative when they are the wrong way round."""
    return int((ends_at.astimezone(UTC) - starts_at.astimezone(UTC)).total_seconds() // 60)


def local_start(starts_at: datetime) -> tuple[date, int]:
    """The date a visit belongs to, and its start in minutes after that midnight, by the clock on the wall in London."""
    local = starts_at.astimezone(LONDON)
    return local.date(), local.hour * 60 + local.minute
