"""An office with one keeper of clocks, who may do everything but give more than ten working days, and a reader, who may do nothing."""

from datetime import date, timedelta

import pytest

from duly.core.calendar.actions import load_holidays
from duly.core.clocks import powers
from duly.core.clocks.redating import adopt_published
from duly.core.people import actions as people
from duly.core.people.queries import actor
from duly.core.record.clock import today
from duly.core.scheme.actions import adopt
from duly.core.scheme.rules import Condition, Row
from duly.primitives.actor import SYSTEM, Actor

APRIL = date(2026, 4, 1)


@pytest.fixture
def office(db) -> dict[str, Actor]:
    """Both by their posts, with bank holidays of 2024 to 2028 and the published rules."""
    refs = {}
    for post in ("keeper", "reader"):
        people.make_post(code=post, title=post.capitalize(), office="An office", wing="casework", by=SYSTEM)
        refs[post] = people.add_officer(username=post, name=f"{post} Example", email=f"{post}@example.org", password=None, by=SYSTEM)
        people.give_post(refs[post], post=post, starts=APRIL, by=SYSTEM)
    adopt(
        office="An office",
        number=1,
        title="Delegation scheme",
        starts=min(APRIL, today() - timedelta(days=1)),
        rules=[
            (powers.KEEP.code, Row("1.1", "keeper", (), "Keeps clocks.")),
            (powers.EXTEND.code, Row("1.2", "keeper", (Condition("added", "at most", 10),), "Gives up to ten.")),
            (powers.REDATE.code, Row("1.3", "keeper", (), "Dates them again.")),
            (powers.ADOPT.code, Row("1.4", "keeper", (), "Adopts rules.")),
        ],
        by=SYSTEM,
    )
    load_holidays(years=range(2024, 2029), by=SYSTEM)
    adopt_published(by=SYSTEM)
    return {post: actor(ref, on=today()) for post, ref in refs.items()}
