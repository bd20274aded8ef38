"""A small invented council at its desks: five people in post under the example scheme, and a week of files, judged."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from duly.core.jobs.actions import run as do_job
from duly.core.jobs.queries import jobs
from duly.core.people import actions as people
from duly.core.people.models import Officer
from duly.core.people.queries import actor, officer_called
from duly.core.record.clock import now, today
from duly.core.scheme.actions import adopt
from duly.payments import flow
from duly.payments.banking import queries as banking
from duly.payments.banking.actions import adopt_paying_account, ask_override, give_override
from duly.payments.example_scheme import OFFICE, RULES
from duly.payments.providers.tests.factories import paid_into
from duly.primitives.actor import SYSTEM, Actor
from tests.offices.files import council_files, deliveries
from tests.offices.office import Office, make_office
from tests.stages import Steps, begun, rolled_back, shared, stages

__all__ = ["begun", "rolled_back", "shared", "stages"]

WEEK = date(2026, 11, 2)
APRIL = date(2026, 4, 1)
DESKS = {"tom": "payments-officer", "joan": "senior-officer", "femi": "finance-releaser", "rhona": "group-manager", "ines": "auditor"}
BACKGROUND = {
    "providers": "tom",
    "contracts": "tom",
    "rates": "tom",
    "people": "tom",
    "packages": "tom",
    "calls": "tom",
    "openings": "joan",
}
FAULTS = ("second-visit-to-a-single-call", "popped-back", "hour-over-plan", "missed-visit-claimed", "late-by-window-and-one")


def _people() -> None:
    for username, post in DESKS.items():
        people.make_post(code=post, title=post, office=OFFICE, wing="payments", by=SYSTEM)
        ref = people.add_officer(
            username=username, name=f"{username.capitalize()} Example", email=f"{username}@example.org", password=None, by=SYSTEM
        )
        people.give_post(ref, post=post, starts=APRIL, by=SYSTEM)
    adopt(office=OFFICE, number=1, title="Delegation scheme", starts=APRIL, rules=RULES, by=SYSTEM)


def appoint() -> dict[str, Actor]:
    """Appoint everyone and adopt the scheme; gives them by username."""
    _people()
    return _everyone()


def _everyone() -> dict[str, Actor]:
    return {username: actor(officer_called(username) or "", on=today()) for username in DESKS}


def _planned() -> Office:
    return make_office(5, providers=2, people=10, weeks=1, faults=FAULTS)


def take_in(made: Office, office: dict[str, Actor]) -> None:
    """Take in every file of a council and of its providers that is as it should be, by whose work it is."""
    files = council_files(made)
    for kind, who in BACKGROUND.items():
        assert flow.IMPORTS[kind](f"{kind}.csv", files[f"{kind}.csv"], OFFICE, office[who]).accepted
    for sent in deliveries(made):
        if not sent.codes:
            outcome = flow.IMPORTS[sent.kind](sent.path.rpartition("/")[2], sent.content, sent.provider_ref, office["tom"])
            assert outcome.accepted, outcome


def _settle() -> None:
    office, made = _everyone(), _planned()
    take_in(made, office)
    adopt_paying_account(name="NORTHMERE COUNCIL", sort_code="000099", account_number="10000099", by=SYSTEM)
    for n, provider in enumerate(made.providers, start=1):
        account = {"sort_code": f"00000{n}", "account_number": f"1000000{n}", "account_name": f"PROVIDER {n}"}
        paid_into(provider.ref, **account, by=office["tom"], confirmed_by=office["rhona"])


def _judge() -> None:
    do_job(flow.ask_to_judge(WEEK, by=_everyone()["tom"]))


@pytest.fixture(scope="session")
def steps() -> Steps:
    """What is done once, and where each test of these screens begins that asks for it by name."""
    return {"office": ("", _people), "council": ("office", _settle), "judged": ("council", _judge)}


@pytest.fixture
def office(db) -> dict[str, Actor]:
    """Everyone in post, by username."""
    return _everyone()


@pytest.fixture
def at_desk(office):
    """Sign somebody in by username; gives a browser of their own."""

    def sit(username: str) -> Client:
        client = Client()
        client.force_login(Officer.objects.get(username=username), backend="allauth.account.auth_backends.AuthenticationBackend")
        return client

    return sit


@pytest.fixture
def council(office) -> Office:
    """The council's own files and its providers' taken in: ten people, two providers, a week with some things planted in it."""
    return _planned()


@pytest.fixture
def judged(council, office) -> Office:
    """The same council with its week judged."""
    return council


def do_the_work() -> None:
    """What the background worker would do: every job that waits."""
    for job in jobs(unfinished=True):
        do_job(job.ref)


def asked_of_the_database(client: Client, address: str) -> int:
    """How many questions a page asks the database, the second time it is looked at."""
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
        return len(captured)


@pytest.fixture
def let_go(office, monkeypatch) -> Callable[[str], None]:
    """Let a run's file go unwitnessed, by two people after a quarter of an hour: what a test rolls back no witness could have seen."""

    def by_two_people(run_ref: str) -> None:
        (file,) = banking.files(run_ref)
        with monkeypatch.context() as later:
            later.setattr("duly.payments.banking.checks.overrides.now", lambda: now() + timedelta(minutes=16))
            ask_override(file.ref, because="Wages are due.", by=office["femi"])
            give_override(file.ref, by=office["rhona"])

    return by_two_people
