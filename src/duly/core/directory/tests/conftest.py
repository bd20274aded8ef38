"""An office with one desk that keeps the directory, and a post that may not."""

from datetime import date

import pytest

from duly.core.directory import powers
from duly.core.people import actions as people
from duly.core.people.queries import actor, everyone_in_post
from duly.core.record.clock import today
from duly.core.retention import powers as retention
from duly.core.scheme.actions import adopt
from duly.core.scheme.rules import Row
from duly.primitives.actor import SYSTEM, Actor

APRIL = date(2026, 4, 1)


def appoint(*wanted) -> dict[str, Actor]:
    """Dee, whose desk may do all of it, and Visitor, who may do none of it."""
    for post in ("desk", "visitor"):
        people.make_post(code=post, title=post.capitalize(), office="Public Services Ombudsman", wing="casework", by=SYSTEM)
        ref = people.add_officer(username=post, name=f"{post} Example", email=f"{post}@example.org", password=None, by=SYSTEM)
        people.give_post(ref, post=post, starts=APRIL, by=SYSTEM)
    every = wanted or (powers.KEEP, powers.MERGE, powers.MARK, retention.PROPOSE)
    rules = [(power.code, Row(f"1.{n}", "desk", (), "The desk keeps the directory.")) for n, power in enumerate(every, start=1)]
    rules.append((retention.APPROVE.code, Row("2.1", "visitor", (), "Somebody else approves what is erased.")))
    adopt(office="Public Services Ombudsman", number=1, title="Scheme", starts=APRIL, rules=rules, by=SYSTEM)
    return {held.code: actor(held.officer_ref, on=today()) for held in everyone_in_post(on=today())}


@pytest.fixture
def office(db) -> dict[str, Actor]:
    """Who holds each post."""
    return appoint()


@pytest.fixture
def desk(office) -> Actor:
    """Whose desk keeps the directory."""
    return office["desk"]
