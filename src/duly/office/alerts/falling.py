"""Clocks that near their day, or went past it: told once each to whoever has the case; where nobody has, or it is kept from them, to those who keep clocks."""

from collections.abc import Iterator
from datetime import timedelta

from django.core.cache import cache

from duly.core.alerts.actions import News
from duly.core.alerts.queries import names_raised
from duly.core.confidentiality.queries import may_see
from duly.core.record.clock import now, today
from duly.core.record.sight import seeing_everything
from duly.office.alerts.naming import named_for, posts_held
from duly.primitives.period import say_day

EVERY = timedelta(hours=1)
"""A day is what a clock is due on, so looking each hour is often enough."""
_LAST = "alerts-clocks"


def clocks_due() -> Iterator[News]:
    """Once for each clock that is near its date, and once when it is past it. Whoever holds no post any more is not told: the case has passed, or is to be handed over."""
    at, last = now(), cache.get(_LAST)
    if last is not None and last[0] == today() and at - last[1] < EVERY:
        return
    cache.set(_LAST, (today(), at), timeout=None)
    from duly.casework.flow.falling_due import LOOK_BACK, falling_due

    with seeing_everything("whoever has a case is told of its clocks, whoever it is that looks"):
        due = [one for one in falling_due(on=today()) if one.clock.due and one.clock.due >= today() - LOOK_BACK]
    found = {f"clock {one.clock.ref} {'late' if one.late else 'near'} {one.clock.due}": one for one in due}
    new = found.keys() - names_raised(found) if found else set()
    held, keepers = (posts_held(), named_for(("clocks.keep",))) if new else ({}, set())
    for name in sorted(new):
        one = found[name]
        assert one.clock.due is not None  # it runs
        day, of = say_day(one.clock.due), one.case_ref or one.clock.about
        title = f"Past its day: {one.clock.title}" if one.late else f"Due soon: {one.clock.title}"
        words = f"{one.clock.ref} on {of} was due on {day} and is not met." if one.late else f"{one.clock.ref} on {of} is due on {day}."
        theirs = {one.owner} if one.owner in held and may_see(of, officer=one.owner) else keepers
        for officer in sorted(theirs):
            yield News(officer, name, title, f"/clocks/{one.clock.ref}/", at, "now" if one.late else "for you", words=words)
