"""Two people in post under a small scheme."""

from datetime import date

import pytest

import duly.office.powers  # noqa: F401  (the scheme below speaks of this power)
from duly.core.people import actions as people
from duly.core.people.models import Officer
from duly.core.people.queries import officer_called
from duly.core.scheme.actions import adopt
from duly.core.scheme.rules import Condition, Row
from duly.primitives.actor import SYSTEM
from duly.primitives.power import Power
from tests.stages import Steps, begun, rolled_back, shared, stages

__all__ = ["begun", "rolled_back", "shared", "stages"]

SPEND = Power("test.spend", "spend the council's money", (("amount", "pence"), ("urgent", "yes/no")))
APRIL = date(2026, 4, 1)
PASSWORD = "a long enough password"


def put_in_post() -> None:
    """Tom and Grace, under a scheme of three rules."""
    for username, name, post, title in (
        ("tom", "Tom Example", "payments-officer", "Payments Officer"),
        ("grace", "Grace Example", "auditor", "Auditor"),
    ):
        people.make_post(code=post, title=title, office="Northmere Council", wing="payments", by=SYSTEM)
        ref = people.add_officer(username=username, name=name, email=f"{username}@example.org", password=PASSWORD, by=SYSTEM)
        people.give_post(ref, post=post, starts=APRIL, by=SYSTEM)
    adopt(
        office="Northmere Council",
        number=1,
        title="Delegation scheme",
        starts=APRIL,
        rules=[
            ("record.read", Row("1.1", "auditor", (), "Auditors read the record.")),
            ("health.read", Row("1.2", "auditor", (), "Auditors see how everything stands.")),
            (
                "test.spend",
                Row("2.1", "payments-officer", (Condition("amount", "at most", 10_000), Condition("urgent", "is", False)), "Up to £100."),
            ),
        ],
        by=SYSTEM,
    )


@pytest.fixture(scope="session")
def steps() -> Steps:
    """They are put in post once."""
    return {"office": ("", put_in_post)}


@pytest.fixture
def office(db) -> dict[str, str]:
    """Tom, a Payments Officer, and Grace, an auditor: their references by username."""
    return references()


def references() -> dict[str, str]:
    """Theirs, by username."""
    return {username: officer_called(username) or "" for username in ("tom", "grace")}


@pytest.fixture
def at_desk(client, office):
    """Sign somebody in by username and give the client."""

    def sit(username: str):
        client.force_login(Officer.objects.get(username=username), backend="allauth.account.auth_backends.AuthenticationBackend")
        return client

    return sit
