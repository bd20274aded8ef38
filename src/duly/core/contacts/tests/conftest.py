"""An office with a desk that takes calls, and a manager who agrees to what others propose."""

import pytest

from duly.core.contacts import powers
from duly.core.directory import powers as directory
from duly.core.people import actions as people
from duly.core.people.queries import actor, everyone_in_post
from duly.core.record.clock import today
from duly.core.scheme.actions import adopt
from duly.core.scheme.rules import Condition, Row
from duly.core.work import powers as work
from duly.primitives.actor import SYSTEM, Actor


@pytest.fixture
def office(db) -> dict[str, Actor]:
    """Desk, which takes calls and proposes; manager, who settles what others propose and may propose too."""
    starts = today().replace(year=today().year - 1)
    for post in ("desk", "manager"):
        people.make_post(code=post, title=post.capitalize(), office="Public Services Ombudsman", wing="casework", by=SYSTEM)
        ref = people.add_officer(username=post, name=f"{post} Example", email=f"{post}@example.org", password=None, by=SYSTEM)
        people.give_post(ref, post=post, starts=starts, by=SYSTEM)
    others = (Condition("proposed by you", "is", False),)
    rules = [
        *(
            (power.code, Row(f"1.{n}", "desk", (), "The desk."))
            for n, power in enumerate((powers.LOG, powers.PROPOSE, directory.KEEP, work.KEEP))
        ),
        (powers.PROPOSE.code, Row("2.1", "manager", (), "The manager may propose.")),
        (powers.AGREE.code, Row("2.2", "manager", others, "The manager settles what others propose.")),
    ]
    adopt(office="Public Services Ombudsman", number=1, title="Scheme", starts=starts, rules=rules, by=SYSTEM)
    return {held.code: actor(held.officer_ref, on=today()) for held in everyone_in_post(on=today())}
