"""A journal adds up, is posted once, and is undone by another."""

import uuid

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction

from duly.core.record.actions import new_event_id, unit_of_work
from duly.payments.ledger import actions, queries
from duly.payments.ledger.models import Journal, Leg
from duly.payments.ledger.rules import BANK, CARE_PAID, Posting
from duly.payments.ledger.tests.factories import as_poster, posted
from duly.primitives.refusal import Refused

pytestmark = pytest.mark.django_db
WEEK = "LN-000123/2026-11-02"


def test_what_was_paid_is_told_by_reference_net_of_what_was_undone():
    posted("issue:file:1", (WEEK, 1000), ("LN-000124/2026-11-02", 250))
    posted("issue:file:2", (WEEK, -40), ("LN-000999/2026-11-02", 90))
    with as_poster() as event:
        actions.reverse("void:file:2", "file-voided", of="issue:file:2", event_id=event, period="2026-11")

    assert queries.paid_by_reference("LN-000123/") == {WEEK: 1000}
    assert queries.paid_by_reference("LN-0001") == {WEEK: 1000, "LN-000124/2026-11-02": 250}
    assert queries.paid_for([WEEK, "LN-000999/2026-11-02", "LN-9/2026-11-02"]) == {
        WEEK: 1000,
        "LN-000999/2026-11-02": 0,
        "LN-9/2026-11-02": 0,
    }
    assert (queries.balance(CARE_PAID), queries.bank_balance(), queries.total()) == (1250, -1250, 0)


def test_a_prefix_is_not_a_pattern():
    posted("issue:file:1", ("LN-1/2026-11-02", 10))

    assert queries.paid_by_reference("LN_1") == {}
    assert queries.paid_by_reference("%") == {}


@pytest.mark.parametrize(
    ("legs", "code"),
    [
        ((Posting(CARE_PAID, WEEK, 5),), "two-legs"),
        ((Posting(CARE_PAID, WEEK, 5), Posting(BANK, "F", -5), Posting(BANK, "F", 0)), "empty-leg"),
        ((Posting(CARE_PAID, WEEK, 5), Posting(BANK, "F", -4)), "unbalanced"),
    ],
)
def test_legs_that_are_not_a_journal_are_refused(legs, code):
    with pytest.raises(Refused) as refused, as_poster() as event:
        actions.post("issue:file:1", "file-issued", legs, event_id=event, period="2026-11")

    assert refused.value.refusal.code == code
    assert queries.journal("issue:file:1") is None


def test_a_key_is_used_once():
    posted("issue:file:1", (WEEK, 5))

    with pytest.raises(Refused) as refused:
        posted("issue:file:1", (WEEK, 5))

    assert refused.value.refusal.code == "already-posted"
    assert queries.paid_by_reference() == {WEEK: 5}


def test_the_database_refuses_a_key_used_twice():
    posted("issue:file:1", (WEEK, 5))

    _refused("one_journal_for_each_key", lambda event: _journal(event, key="issue:file:1", legs=[5, -5]))


def test_a_journal_is_reversed_once():
    posted("issue:file:1", (WEEK, 5))
    with as_poster() as event:
        actions.reverse("void:file:1", "file-voided", of="issue:file:1", event_id=event, period="2026-11")

    with pytest.raises(Refused) as refused, as_poster() as event:
        actions.reverse("void:file:1:again", "file-voided", of="issue:file:1", event_id=event, period="2026-11")

    assert refused.value.refusal.code == "a-journal-is-reversed-once"


def test_what_was_never_posted_cannot_be_reversed():
    with pytest.raises(Refused) as refused, as_poster() as event:
        actions.reverse("void:file:1", "file-voided", of="issue:file:1", event_id=event, period="2026-11")

    assert refused.value.refusal.code == "nothing-to-reverse"


@pytest.mark.parametrize(
    ("constraint", "journal"),
    [
        ("legs_add_up_to_nothing", {"legs": [5, -4]}),
        ("journal_adds_up_to_nothing", {"legs": []}),
        ("a_leg_moves_a_penny", {"legs": [5, -5, 0]}),
        ("period_is_a_month", {"legs": [5, -5], "period": "2026-13"}),
        ("journal_has_a_key", {"legs": [5, -5], "key": ""}),
    ],
)
def test_the_database_refuses_what_is_not_a_journal(constraint, journal):
    _refused(constraint, lambda event: _journal(event, **journal))


def test_the_database_refuses_two_legs_of_one_number():
    def twice(event):
        journal = _journal(event, legs=[5, -5])
        Leg.objects.bulk_create(
            Leg(journal=journal, n=2, account=a, reference="", pence=p, made_by=event) for a, p in (("x", 1), ("y", -1))
        )

    _refused("one_leg_of_a_number_in_a_journal", twice)


def test_legs_slipped_in_after_an_early_check_are_refused():
    def slip(event):
        journal = _journal(event, legs=[5, -5])
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        Leg.objects.create(journal=journal, n=9, account=BANK, reference="", pence=7, made_by=event)

    _refused("legs_add_up_to_nothing", slip)


def test_a_journal_names_an_event_of_one_who_posts():
    with pytest.raises(Refused) as refused, unit_of_work():
        _journal(new_event_id(), legs=[5, -5])

    assert refused.value.refusal.code == "no-silent-write"


@pytest.mark.parametrize("table", ["ledger_journal", "ledger_leg", "ledger_period"])
@pytest.mark.parametrize("verb", ["DELETE FROM {}", "TRUNCATE {} CASCADE", "ALTER TABLE {} DISABLE TRIGGER ALL"])
def test_the_book_is_kept_as_written(table, verb):
    posted("issue:file:1", (WEEK, 5))

    with pytest.raises((IntegrityError, ProgrammingError)), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(verb.format(table))


@pytest.mark.parametrize("change", ["ledger_journal SET key = 'x'", "ledger_leg SET pence = 1", "ledger_journal SET xid = '9'"])
def test_a_posting_is_never_changed(change):
    posted("issue:file:1", (WEEK, 5))

    with pytest.raises((IntegrityError, ProgrammingError)), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE {change}")


def _journal(event: uuid.UUID, *, legs: list[int], key: str = "k", period: str = "2026-11") -> Journal:
    journal = Journal.objects.create(ref=f"J-{key}-x", key=key, period=period, narrative_code="x", made_by=event)
    Leg.objects.bulk_create(
        Leg(journal=journal, n=n, account="a", reference="r", pence=pence, made_by=event) for n, pence in enumerate(legs, start=1)
    )
    return journal


def _refused(constraint: str, attempt) -> None:
    with pytest.raises(Refused) as refused, as_poster() as event:
        attempt(event)
    assert refused.value.refusal.code == constraint.replace("_", "-")


def test_a_balanced_pair_cannot_be_slipped_in_after_an_early_check_of_the_same_transaction():
    """As if somebody had made the deferred checks run, and then went on writing."""
    with pytest.raises(Refused) as refused, as_poster() as event:
        actions.post(
            "issue:file:1",
            "file-issued",
            [Posting(CARE_PAID, "LN-1/2026-11-02", 5), Posting(BANK, "F-1", -5)],
            event_id=event,
            period="2026-11",
        )
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        Leg.objects.bulk_create(
            Leg(journal=Journal.objects.get(), n=n, account=account, reference="LN-1/2026-11-02", pence=pence, made_by=event)
            for n, account, pence in ((7, CARE_PAID, 100), (8, BANK, -100))
        )

    assert refused.value.refusal.code == "journal-is-whole-at-once"
    assert queries.paid_by_reference() == {}
