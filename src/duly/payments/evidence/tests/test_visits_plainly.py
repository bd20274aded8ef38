"""A plain file of visits, taken in a column at a time, comes to what its rows come to one by one."""

import random
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import transaction

from duly.core.intake import actions as intake
from duly.core.intake.actions import Outcome
from duly.payments.evidence.actions import take_in
from duly.payments.evidence.models import Visit
from duly.payments.packages.actions import take_in_people
from duly.payments.tests.ground import a_contract, an_officer
from duly.primitives.actor import Actor

pytestmark = pytest.mark.django_db

HEADINGS = "visit_ref,provider,person,service,carer,starts,ends,outcome,source,cancelled_at,reason,person_name"
PLAIN = (
    "X-1,V-1,P-1,home-care,W-1,2026-11-02 08:30,2026-11-02 09:00,delivered,gps,,,Fenna Wrenfold",
    "X-2,V-1,P-1,home-care,W-1,03/11/2026 23:40,2026-11-04T00:10,,phone,,,Anna Wren",
    "X-3,V-1,P-77,home-care,W-2,2026-11-04 08:30,,DELIVERED,,,,",
    "X-4,V-1,P-2,home-care,W-2,2026-11-05 08:30,,cancelled,,2026-11-04 12:00,person,Zoë Ångström",
    "X-5,V-1,P-2,home-care,W-2,2026-06-05 08:30:59,2026-06-05 08:29:59,delivered,,,,",
    "X-6,V-1,P-2,home-care,W-2,2026-06-05 08:30,2026-06-05 08:30,frustrated,NFC,,,",
    "X-7,V-1,P-2,home-care,W-2,2026-06-05 08:30,2026-06-06 08:30,missed,,,,",
    "X-8,V-1,P-2,home-care,W-2,2026-06-05 08:30,2026-06-06 08:30,cancelled,,2026-06-05 08:31,provider,",
    "X-9,V-1,P-2,home-care,W-2,2026-06-05 08:30,2026-06-05 08:30,delivered,,,,",
)
NOT_PLAIN = (
    'Y-1,V-1,P-1,home-care,"W-1",2026-11-02 08:30,2026-11-02 09:00,delivered,gps,,,',
    "Y-1,V-1, P-1,home-care,W-1,2026-11-02 08:30,2026-11-02 09:00,delivered,gps,,,",
    "Y-1,V-1,P-1,home-care,W-1,2026-11-02T08:30Z,2026-11-02 09:00,delivered,gps,,,",
    "Y-1,V-1,P-1,home-care,W-1,2026-10-25 08:30,2026-10-25 09:00,delivered,gps,,,",
    "Y-1,V-1,P-1,home-care,W-1,2026-11-02 08:30,2026-11-02 09:00,delivered,gps,,,Fenna\u00a0",
    "Y-1,V-1,P-1,home-care,W-1,2026-11-02 08:30,2026-11-02 09:00,delivered,gps,,,,",
    ",,,,,,,,,,,",
    "",
)
WRONG = (
    "Y-1,V-1,P-1,home-care,W-1,2026-11-02 08:30,2026-11-03 08:31,delivered,gps,,,",
    "Y-1,V-1,P-1,home-care,W-1,2026-11-02 08:30,2026-11-02 09:00,delivered,gps,2026-11-02 07:00,,",
    "Y-1,V-1,P-1,home-care,W-1,2026-11-02 08:30,2026-11-02 09:00,missed,gps,,person,",
    "Y-1,V-9,P-1,home-care,W-1,2026-11-02 08:30,2026-11-02 09:00,delivered,gps,,,",
    "Y-1,V-2,P-1,home-care,W-1,2026-11-02 08:30,2026-11-02 09:00,delivered,gps,,,",
    "X-1,V-1,P-1,home-care,W-1,2026-11-02 08:30,2026-11-02 09:00,delivered,gps,,,",
    "Y-1,V-1,P-1,home-care,W-1,2026-02-30 08:30,2026-11-02 09:00,delivered,gps,,,",
    "Y-1,V-1,P-1,home-care,W-1,2026-11-02 24:00,2026-11-02 09:00,delivered,gps,,,",
    "Y-1,V-1,P-1,home-care,W-1,2026-03-29 01:30,2026-03-29 03:00,delivered,gps,,,",
    "Y-1,V-1,P-1,home-care,W-1,,2026-11-02 09:00,delivered,gps,,,",
    "Y 1,V-1,P-1,home-care,W-1,2026-11-02 08:30,2026-11-02 09:00,delivered,gps,,,",
    "Y-1,V-1,P-1",
)


@pytest.fixture
def ada() -> Actor:
    officer = an_officer()
    a_contract(officer)
    people = "person,name\nP-1,Fenna Wrenfold\nP-2,Zoe Angstrom\n"
    assert take_in_people(name="people.csv", content=people.encode(), source="council", by=officer).accepted
    return officer


@pytest.fixture
def row_by_row(monkeypatch):
    """Read every file row by row from now on."""
    return lambda: monkeypatch.setattr(intake, "plain", lambda *_: None)


def _file(*rows: str) -> bytes:
    return "\r\n".join((HEADINGS, *rows, "")).encode()


def _what_came_of(content: bytes, by: Actor, source: str = "V-1") -> tuple[Outcome, list[dict[str, Any]]]:
    """A file taken in and forgotten again, with the rows it wrote."""
    with transaction.atomic():
        outcome = take_in(name="visits.csv", content=content, source=source, by=by)
        rows = list(Visit.objects.order_by("visit_ref").values())
        transaction.set_rollback(True)
    for row in rows:
        del row["id"], row["made_by"], row["import_ref"]
    return outcome, rows


def _is_plain(content: bytes, by: Actor, monkeypatch) -> bool:
    read = []
    with monkeypatch.context() as patched, transaction.atomic():
        patched.setattr(intake, "read_table", lambda *told, real=intake.read_table: read.append(told) or real(*told))
        take_in(name="visits.csv", content=content, source="V-1", by=by)
        transaction.set_rollback(True)
    return not read


def _same(one: Outcome, other: Outcome) -> bool:
    return (one.accepted, one.rows, one.faults, one.refusal, one.counts) == (
        other.accepted,
        other.rows,
        other.faults,
        other.refusal,
        other.counts,
    )


@pytest.mark.parametrize("rows", [PLAIN, PLAIN[:1], PLAIN[1:4]], ids=["all", "one", "some"])
def test_a_plain_file_comes_to_what_its_rows_come_to(ada, row_by_row, monkeypatch, rows):
    content = _file(*rows)
    assert _is_plain(content, ada, monkeypatch)
    plainly, kept = _what_came_of(content, ada)
    row_by_row()

    slowly, rows_kept = _what_came_of(content, ada)

    assert kept == rows_kept
    assert len(kept) == len(rows)
    assert _same(plainly, slowly)


@pytest.mark.parametrize("wrong", NOT_PLAIN + WRONG)
def test_what_is_not_plain_is_read_row_by_row(ada, row_by_row, monkeypatch, wrong):
    content = _file(PLAIN[0], wrong, *PLAIN[1:])
    assert not _is_plain(content, ada, monkeypatch)
    plainly, kept = _what_came_of(content, ada)
    row_by_row()

    slowly, rows_kept = _what_came_of(content, ada)

    assert kept == rows_kept
    assert _same(plainly, slowly)
    assert plainly.accepted == (wrong not in WRONG)


def test_a_plain_file_of_visits_known_before_says_which(ada):
    assert take_in(name="visits.csv", content=_file(*PLAIN[:2]), source="V-1", by=ada).accepted

    some = take_in(name="visits.csv", content=_file(*PLAIN[1:3]), source="V-1", by=ada)
    every = take_in(name="visits.csv", content=_file(*reversed(PLAIN[:2])), source="V-1", by=ada)

    assert [fault.sentence for fault in some.faults] == ["Row 2, column visit_ref: This visit was taken in before."]
    assert every.refusal is not None
    assert every.refusal.code == "101"
    assert Visit.objects.count() == 2


def test_two_providers_may_call_their_visits_the_same(ada, row_by_row):
    a_contract(ada, provider_ref="V-2", contract_ref="C-2")
    content = _file(*PLAIN[:2], PLAIN[0].replace("V-1", "V-2"))

    outcome, kept = _what_came_of(content, ada, source="monitoring")
    twice, none = _what_came_of(content + PLAIN[0].replace("V-1", "V-2").encode(), ada, source="monitoring")
    row_by_row()

    slowly, rows_kept = _what_came_of(content, ada, source="monitoring")
    assert outcome.accepted
    assert kept == rows_kept
    assert _same(outcome, slowly)
    assert [fault.says for fault in twice.faults] == ["This visit stands in row 4 too."]
    assert none == []


@pytest.mark.parametrize("seed", range(4))
def test_days_of_the_whole_year_come_to_what_their_rows_come_to(ada, row_by_row, seed):
    chance, rows = random.Random(seed), []
    for n in range(60):
        starts = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=chance.randrange(365 * 24 * 60))
        ends = starts + timedelta(minutes=chance.randrange(24 * 60))
        if starts.month in (3, 10) or ends.month in (3, 10):
            continue
        rows.append(f"X-{n},V-1,P-{n % 3},home-care,W-1,{starts:%Y-%m-%d %H:%M},{ends:%d/%m/%Y %H:%M},,,,,")
    plainly, kept = _what_came_of(_file(*rows), ada)
    row_by_row()

    slowly, rows_kept = _what_came_of(_file(*rows), ada)

    assert kept == rows_kept
    assert _same(plainly, slowly)
