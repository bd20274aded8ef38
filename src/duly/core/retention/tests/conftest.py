"""An office with three people under a scheme: one proposes, one approves, one does both; and something they can forget."""

from datetime import date, timedelta

import pytest

from duly.core.people import actions as people
from duly.core.people.queries import actor
from duly.core.record.clock import today
from duly.core.retention import powers
from duly.core.scheme.actions import adopt
from duly.core.scheme.rules import Condition, Row
from duly.primitives.actor import SYSTEM, Actor

APRIL = date(2026, 4, 1)


def appoint() -> dict[str, Actor]:
    """Ruth, records manager, who proposes; Iris, head of information, who approves what others propose; Both, who may do either."""
    ruth, iris, both = "records-manager", "head-of-information", "both"
    for post in (ruth, iris, both):
        people.make_post(code=post, title=post.capitalize(), office="Northmere Council", wing="payments", by=SYSTEM)
        ref = people.add_officer(username=post, name=f"{post} Example", email=f"{post}@example.org", password=None, by=SYSTEM)
        people.give_post(ref, post=post, starts=APRIL, by=SYSTEM)
    others = (Condition("proposed by you", "is", False),)
    adopt(
        office="Northmere Council",
        number=1,
        title="Delegation scheme",
        starts=min(APRIL, today() - timedelta(days=1)),
        rules=[
            *((powers.READ.code, Row(f"2.{n}", post, (), "Sees what is held.")) for n, post in enumerate((ruth, iris, both))),
            (powers.HOLD.code, Row("1.1", iris, (), "The Head of Information places holds.")),
            (powers.PROPOSE.code, Row("1.2", ruth, (), "The Records Manager proposes.")),
            (powers.PROPOSE.code, Row("1.3", both, (), "May do either.")),
            (powers.APPROVE.code, Row("1.4", iris, others, "The Head of Information approves.")),
            (powers.APPROVE.code, Row("1.5", both, (), "May do either.")),
        ],
        by=SYSTEM,
    )
    from duly.core.people.queries import everyone_in_post

    return {held.code: actor(held.officer_ref, on=today()) for held in everyone_in_post(on=today())}


@pytest.fixture
def office(db) -> dict[str, Actor]:
    """Who holds each post."""
    return appoint()
