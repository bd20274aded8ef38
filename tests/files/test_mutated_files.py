"""Mutilated files of every kind are taken in whole or refused whole, with a sentence that says what to mend; never a crash, never half."""

import csv
import io
from collections import Counter

import pytest
from django.db import transaction

from duly.core.intake.actions import Outcome
from duly.core.intake.grids import MOST_COLUMNS
from duly.core.intake.reading import error_file
from duly.payments import flow
from duly.payments.evidence import models as evidence
from duly.payments.invoices import models as invoices
from duly.payments.tests.ground import a_contract, a_line, an_officer
from duly.primitives.refusal import Refused
from tests.faults.sizes import SEED, size
from tests.files.mutating import TABLES, a_mutated_file, as_csv, as_workbook

pytestmark = pytest.mark.django_db
HOW_MANY = max(300, size(300, 10_000))  # fewer would say nothing of how many are taken in
KEPT = {
    "visits": (evidence.Visit,),
    "invoices": (invoices.InvoiceLine,),
    "occupancy": (evidence.Stay, evidence.Absence, evidence.OccupancyReturn),
    "attendance": (evidence.Attendance,),
}


@pytest.fixture
def ada():
    officer = an_officer()
    a_contract(officer)
    a_line(officer)
    return officer


@pytest.mark.parametrize("kind", TABLES)
@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_what_is_mutilated_was_whole(ada, kind, form):
    cells = [list(row) for row in TABLES[kind]]

    outcome = flow.IMPORTS[kind](f"{kind}.{form}", as_csv(cells) if form == "csv" else as_workbook(cells), "V-1", ada)

    assert outcome.accepted, [fault.sentence for fault in outcome.faults]


def test_a_mutilated_file_is_taken_in_whole_or_refused_whole(ada, record_property):
    became: Counter[str] = Counter()
    before = {kind: _kept(kind) for kind in KEPT}
    for n in range(HOW_MANY):
        kind, name, content = a_mutated_file(SEED * 100_000 + n)
        with transaction.atomic():
            became[_one(kind, name, content, ada, before[kind], f"seed {SEED}, file {n}, {name}")] += 1
            transaction.set_rollback(True)

    assert sum(became.values()) == HOW_MANY
    assert became["refused"] > HOW_MANY // 4
    assert became["taken in"] > HOW_MANY // 20
    record_property(
        "counted", f"mutilated files: {HOW_MANY:,}, {became['taken in']:,} taken in whole, {became['refused']:,} refused whole; seed {SEED}"
    )


def _one(kind: str, name: str, content: bytes, by, before: tuple[int, ...], told: str) -> str:
    """Hand one file over, and hold what came of it to the rule. Gives which it was."""
    try:
        outcome = flow.IMPORTS[kind](name, content, "V-1", by)
    except Refused as one:
        unkept = one.refusal
    else:
        unkept = None
    if unkept is not None:
        assert unkept.because.endswith("."), told
        assert _kept(kind) == before, told
        return "not even kept"
    if outcome.accepted:
        _was_whole(kind, name, content, outcome, before, told)
        return "taken in"
    assert _kept(kind) == before, told
    assert outcome.refusal is not None, told
    assert outcome.refusal.because.endswith("."), told
    assert all(fault.says and fault.sentence.endswith((".", "?")) for fault in outcome.faults), (told, outcome.faults)
    if not name.endswith(".xml"):
        assert error_file(content, name, outcome.faults), told
    return "refused"


def _was_whole(kind: str, name: str, content: bytes, outcome: Outcome, before: tuple[int, ...], told: str) -> None:
    added = [after - was for after, was in zip(_kept(kind), before, strict=True)]
    if kind == "occupancy":
        assert sum(added) == sum(outcome.counts[what] for what in ("stays", "absences", "periods")), told
    else:
        assert sum(added) == outcome.rows, told
    if name.endswith(".csv"):
        rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))
        assert outcome.rows == sum(any(cell.strip() for cell in row) for row in rows[1:]), told
        assert max(map(len, rows)) <= MOST_COLUMNS, told


def _kept(kind: str) -> tuple[int, ...]:
    return tuple(model.objects.count() for model in KEPT[kind])
