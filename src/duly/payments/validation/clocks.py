"""What a night lasts when the clocks change. Judging sees only whole minutes that these have made comparable. Pure.

A night is a call or a visit of four hours or more. A contract counts it by time `elapsed`, and a call planned by the wall's clock lasts as long as
it really does (22:00 to 07:00 is 8 hours when the clocks go forward and 10 when they go back); or by the `wall`, and a visit lasts what the
clock on the wall shows of it (9 hours, both times). Shorter ones are left as they are: an hour the clock shows twice may be worked twice.
"""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")
NIGHT_MINUTES = 240
DAY_MINUTES = 1440


def days_of_change(days: Iterable[date]) -> frozenset[date]:
    """The days on which the clocks change, and the evenings before, of these."""
    return frozenset(day for day in days if _changes(day) or _changes(day + timedelta(days=1)))


def elapsed_of_planned(on: date, starts_minute: int, minutes: int) -> int:
    """How long a call really lasts that is planned from a minute after local midnight for so many by the clock on the wall."""
    if minutes < NIGHT_MINUTES:
        return minutes
    starts = datetime.combine(on, time()) + timedelta(minutes=starts_minute)
    return _within_a_day(_between(_moment(starts), _moment(starts + timedelta(minutes=minutes))))


def wall_of_elapsed(on: date, starts_minute: int, minutes: int) -> int:
    """How many minutes the clock on the wall shows of a visit that lasted so many. An hour it shows twice counts once."""
    if minutes < NIGHT_MINUTES:
        return minutes
    starts = _moment(datetime.combine(on, time()) + timedelta(minutes=starts_minute))
    ends = starts + timedelta(minutes=minutes)
    shift = _offset(ends) - _offset(starts)
    if shift >= 0:
        return _within_a_day(minutes + shift)
    change, hour = _change_between(starts, ends), -shift
    first, again = min(_between(starts, change), hour), min(_between(change, ends), hour)  # of the hour that is shown twice, each time
    return _within_a_day(minutes - max(0, first + again - hour))


def _changes(day: date) -> bool:
    midnight = datetime.combine(day, time(), LONDON)
    return midnight.utcoffset() != datetime.combine(day + timedelta(days=1), time(), LONDON).utcoffset()


def _moment(wall: datetime) -> datetime:
    """A time by the wall as a moment: the first of the two, where the clock shows it twice."""
    return wall.replace(tzinfo=LONDON).astimezone(UTC)


def _offset(moment: datetime) -> int:
    found = moment.astimezone(LONDON).utcoffset()
    assert found is not None  # London always has one
    return found // timedelta(minutes=1)


def _change_between(starts: datetime, ends: datetime) -> datetime:
    """The moment at which the clocks changed: found to the minute."""
    low, high, offset = 0, _between(starts, ends), _offset(starts)
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if _offset(starts + timedelta(minutes=middle)) == offset else (low, middle)
    return starts + timedelta(minutes=high)


def _between(starts: datetime, ends: datetime) -> int:
    return (ends - starts) // timedelta(minutes=1)


def _within_a_day(minutes: int) -> int:
    return min(max(minutes, 1), DAY_MINUTES)
