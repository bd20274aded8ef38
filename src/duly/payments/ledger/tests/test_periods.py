"""A month is closed by two people, and takes nothing more."""

import pytest

from duly.core.record.actions import unit_of_work
from duly.core.record.queries import history
from duly.payments.ledger import actions, queries
from duly.payments.ledger.models import Journal, Period
from duly.payments.ledger.tests.factories import ADA, BEA, a_scheme_for_closing, as_poster, posted
from duly.primitives.actor import Actor
from duly.primitives.refusal import Refused

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def scheme():
    a_scheme_for_closing()


def test_two_people_close_a_month_and_then_nothing_is_posted_in_it():
    posted("issue:file:1", ("LN-1/2026-11-02", 5))
    actions.ask_to_close("2026-11", by=ADA)
    posted("issue:file:2", ("LN-1/2026-11-09", 5))

    actions.close("2026-11", by=BEA)

    assert queries.period_closed("2026-11")
    assert queries.period("2026-11") == queries.PeriodSeen("2026-11", "closed", ADA.ref, BEA.ref)
    assert queries.period("2026-12").state == "open"
    assert [entry.sentence for entry in history("period", "2026-11")][-1] == (
        "2026-11 was closed after 2 journals: nothing more is posted in it."
    )
    with pytest.raises(Refused) as refused:
        posted("issue:file:3", ("LN-1/2026-11-16", 5))
    assert refused.value.refusal.code == "period-closed"
    posted("issue:file:3", ("LN-1/2026-11-16", 5), period="2026-12")


def test_one_person_cannot_close_a_month_alone():
    actions.ask_to_close("2026-11", by=ADA)

    with pytest.raises(Refused) as refused:
        actions.close("2026-11", by=ADA)

    assert refused.value.refusal.because == "You asked for this month to be closed, so someone else must close it."
    assert not queries.period_closed("2026-11")


def test_a_request_can_be_withdrawn_and_made_again():
    actions.ask_to_close("2026-11", by=ADA)
    actions.withdraw("2026-11", by=BEA)
    actions.ask_to_close("2026-11", by=BEA)
    actions.close("2026-11", by=ADA)

    assert queries.period_closed("2026-11")


def test_a_closed_month_is_not_asked_about_again():
    actions.ask_to_close("2026-11", by=ADA)
    actions.close("2026-11", by=BEA)

    with pytest.raises(Refused) as refused:
        actions.ask_to_close("2026-11", by=ADA)

    assert refused.value.refusal.because == "Can ask only when open; this is closed."


def test_nobody_without_the_post_closes_a_month():
    with pytest.raises(Refused) as refused:
        actions.ask_to_close("2026-11", by=Actor("O-9", "Zed", ("officer",)))

    assert refused.value.refusal.code == "scheme-no-row"


@pytest.mark.parametrize(
    ("constraint", "change"),
    [
        ("two_people_close_a_period", {"state": "closed", "closed_by": ADA.ref}),
        ("closed_period_has_a_closer", {"state": "closed"}),
        ("closed_period_has_a_closer", {"state": "asked", "closed_by": BEA.ref}),
        ("period_state_is_known", {"state": "ajar"}),
    ],
)
def test_the_database_refuses_a_month_closed_otherwise(constraint, change):
    actions.ask_to_close("2026-11", by=ADA)

    with pytest.raises(Refused) as refused, unit_of_work():
        Period.objects.update(version=2, **change)

    assert refused.value.refusal.code == constraint.replace("_", "-")


def test_the_database_refuses_a_period_that_is_no_month():
    with pytest.raises(Refused) as refused, unit_of_work():
        Period.objects.create(ref="2026-00", version=1, state="asked", asked_by=ADA.ref)

    assert refused.value.refusal.code == "closed-period-is-a-month"


def test_the_database_refuses_a_journal_in_a_closed_month_and_its_reopening():
    actions.ask_to_close("2026-11", by=ADA)
    actions.close("2026-11", by=BEA)

    with pytest.raises(Refused) as refused, as_poster() as event:
        Journal.objects.create(ref="J-1", key="k", period="2026-11", narrative_code="x", made_by=event)
    assert refused.value.refusal.code == "closed-period-takes-no-journal"

    with pytest.raises(Refused) as refused, unit_of_work():
        Period.objects.update(state="open", closed_by=None, version=3)
    assert refused.value.refusal.code == "closed-period-stays-closed"
