"""What a run is held against when it is approved, and that a pay day which has gone by is said."""

from datetime import date, timedelta
from functools import partial

import pytest

from duly.core.record.clock import today
from duly.payments.runs.queries import RunSummary
from duly.payments.screens.runs import approval, presenters

WEEK = date(2026, 11, 2)
summary = partial(
    RunSummary,
    version=3,
    drafted_by="",
    prepared_by="",
    approved_by="",
    approved_at=None,
    total_pence=0,
    payment_count=0,
    line_count=0,
    left_out_count=0,
    content_sha256="",
)


def run(ref: str, *, week: date = WEEK, category: str = "HC", state: str = "approved", pay_date: date = WEEK) -> RunSummary:
    return summary(ref=ref, week=week, category=category, state=state, pay_date=pay_date)


@pytest.mark.parametrize(
    ("one", "before"),
    [
        ("HC-W46", "HC-W45"),
        ("HC-W45", "HC-W44"),
        ("HC-W45-2", "HC-W45"),
        ("HC-W45-10", "HC-W45-9"),
        ("HC-W44", None),
        ("RC-W46", None),
    ],
)
def test_a_first_run_is_held_against_the_first_of_the_week_before_and_a_later_one_against_the_one_before_it(monkeypatch, one, before):
    refs = ["HC-W44", "HC-W44-2", "HC-W45", "HC-W45-2", "HC-W45-9", "HC-W45-10", "HC-W46", "RC-W46"]
    known = {ref: run(ref, week=WEEK + timedelta(weeks=int(ref[4:6])), category=ref[:2]) for ref in refs}
    monkeypatch.setattr(approval.queries, "runs", lambda state: list(known.values()))

    found = approval._run_before(known[one])

    assert (found.ref if found else None) == before


def test_a_pay_day_that_has_gone_by_is_said_until_the_run_is_void():
    yesterday = today() - timedelta(days=1)

    assert "has gone by" in presenters.too_late(run("HC-W45", state="prepared", pay_date=yesterday))
    assert presenters.too_late(run("HC-W45", state="prepared", pay_date=today())) == ""
    assert presenters.too_late(run("HC-W45", state="void", pay_date=yesterday)) == ""
