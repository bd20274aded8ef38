"""What the rooms know reaches the judge, every field of it, and no more of the days beside the weeks than can matter."""

import inspect
import re
import tempfile
from dataclasses import fields
from datetime import date, timedelta
from pathlib import Path

import pytest

from duly.core.calendar.actions import load_holidays
from duly.payments.contracts.actions import agree_terms, make_contract, place_embargo
from duly.payments.packages.actions import interrupt, plan_call, propose_line, say_died, take_in_fundings
from duly.payments.tests.ground import APRIL, MONDAY, a_contract, a_line, an_officer
from duly.payments.validation import freeze
from duly.payments.validation.facts import FOREVER, Commission, ContractSpan, Funding, Holiday, Inputs, Interruption, Line
from duly.payments.validation.freeze import inputs_known
from duly.payments.validation.in_columns import freeze_known
from duly.payments.validation.inputs import InputsRefused, read_inputs
from duly.payments.validation.judging import freeze as freeze_rows
from duly.payments.validation.plain import clauses_in
from duly.payments.validation.tests.ground import claimed, visited
from duly.primitives.actor import SYSTEM

pytestmark = pytest.mark.django_db
WHO = "P-104882"
SATURDAY, SUNDAY, NEXT = date(2025, 10, 25), date(2025, 10, 26), date(2026, 11, 9)


def known_both_ways(weeks: list[date]) -> Inputs:
    """What is known of some weeks, frozen as rows and as columns: the same folder, byte for byte."""
    known = inputs_known(weeks)
    with tempfile.TemporaryDirectory() as folder:
        by_rows, by_columns = Path(folder) / "rows", Path(folder) / "columns"
        columns, rows = freeze_known(weeks, by_columns).as_json(), freeze_rows(known, by_rows, weeks=weeks).as_json()
        assert {**columns, "visits_seen": None} == {**rows, "visits_seen": None}
        assert read_inputs(by_columns) == read_inputs(by_rows)
    return known


@pytest.fixture
def ada():
    officer = an_officer()
    a_contract(officer)
    a_line(officer)
    return officer


def test_contracts_people_and_packages_reach_the_judge(ada):
    agree_terms(
        "C-1",
        starts=MONDAY,
        basis="BANDED",
        match_window_minutes=90,
        double_up_percent=80,
        trim_limit_pence=1000,
        trim_limit_bp=200,
        clause="7.4",
        death_days=3,
        bands=[(1, 15, 15)],
        steps=[("hospital", 1, 14, 50)],
        clauses=[("cancelling", "7.9", "Cancelled calls"), ("rates", "9.1", "")],
        by=ada,
    )
    place_embargo("C-1", starts=NEXT, because="Inadequate.", by=ada)
    propose_line(
        person_ref=WHO, provider_ref="V-1", service="sitting", contract_ref="C-1", zone="rural", line_ref="L-2", starts=MONDAY, by=ada
    )
    say_died(WHO, on=MONDAY, by=ada)
    interrupt(WHO, kind="hospital", starts=MONDAY, told_on=MONDAY, by=ada)
    content = f"person,kind,weekly,collected_by,from,to\n{WHO},fnc,254.06,nhs,2026-04-01,".encode()
    assert take_in_fundings(name="a.csv", content=content, source="Finance", by=ada).accepted

    known = known_both_ways([MONDAY])

    assert known.lines == (Line("L-1", WHO, "V-1", "home-care", "C-1"), Line("L-2", WHO, "V-1", "sitting", "C-1", "rural"))
    assert known.commissions == (Commission("L-1", APRIL, FOREVER), Commission("L-2", MONDAY, FOREVER, approved=False))
    assert known.contracts == (ContractSpan("C-1", APRIL, NEXT),)
    assert [(t.version, t.death_days) for t in known.terms] == [(1, 0), (2, 3)]
    assert clauses_in(known.terms[1].clause) == ("7.4", {"cancelling": ("7.9", "Cancelled calls"), "rates": ("9.1", "")})
    assert [(b.version, b.from_minute, b.to_minute, b.pay_minutes) for b in known.bands] == [(2, 1, 15, 15)]
    assert [(s.version, s.kind, s.from_day, s.to_day, s.percent) for s in known.steps] == [(2, "hospital", 1, 14, 50)]
    assert [(d.person_ref, d.on) for d in known.deaths] == [(WHO, MONDAY)]
    assert known.interruptions == (Interruption(WHO, "hospital", MONDAY, FOREVER),)
    assert known.fundings == (Funding(WHO, "fnc", 25406, "nhs", APRIL, FOREVER),)


def test_every_input_is_filled():
    """A field nobody fills would stay empty whatever was known."""
    told = inspect.getsource(freeze.inputs_known) + inspect.getsource(freeze.few_known)

    assert [f.name for f in fields(Inputs) if not re.search(rf"\b{f.name}(=|\": )", told)] == []


def test_invoices_of_any_week_are_known_with_their_numbers_made_plain(ada):
    claimed("INV-0042")
    claimed("INV-0043", week=date(2026, 9, 7))

    known = known_both_ways([MONDAY])

    assert [(i.invoice_ref, i.number, i.first_week, i.last_week) for i in known.invoices] == [
        ("V-1/INV-0042", "INV42", MONDAY, MONDAY),
        ("V-1/INV-0043", "INV43", date(2026, 9, 7), date(2026, 9, 7)),
    ]
    assert [(c.invoice_ref, c.received_on) for c in known.claims] == [("V-1/INV-0042", MONDAY + timedelta(days=8))]
    assert known.invoices[0].pence == known.claims[0].pence


def test_bank_holidays_are_of_the_weeks_and_must_be_known_where_a_rate_asks(ada):
    christmas = date(2026, 12, 21)
    assert inputs_known([christmas]).holidays == ()

    with pytest.raises(InputsRefused, match="those of 2026 are not known yet"):
        freeze._holidays(christmas, christmas + timedelta(days=7), {"bank-holiday"})
    load_holidays(years=[2026], by=SYSTEM)

    assert inputs_known([christmas]).holidays == (Holiday(date(2026, 12, 25)),)
    assert freeze._holidays(christmas, christmas + timedelta(days=7), {"bank-holiday"}) == (Holiday(date(2026, 12, 25)),)


def test_visits_beside_the_weeks_are_known_only_where_they_reach(ada):
    sunday = MONDAY + timedelta(days=6)
    visited("before", on=MONDAY - timedelta(days=1), at=1410, minutes=31)
    visited("before-not", on=MONDAY - timedelta(days=1), at=1410, minutes=30)
    visited("in", on=sunday, at=1410, minutes=60)
    visited("after", on=sunday + timedelta(days=1), at=29)
    visited("after-not", on=sunday + timedelta(days=1), at=30)

    assert {v.visit_ref for v in known_both_ways([MONDAY]).visits} == {"V-1/before", "V-1/in", "V-1/after"}
    assert {v.visit_ref for v in known_both_ways([MONDAY, NEXT]).visits} == {"V-1/before", "V-1/in", "V-1/after", "V-1/after-not"}


@pytest.mark.parametrize(("clock", "planned", "made"), [("elapsed", 600, 600), ("wall", 540, 540)])
def test_a_night_when_the_clocks_go_back_is_as_long_as_its_contract_counts_it(clock, planned, made):
    """O9: 22:00 to 07:00 on 25 to 26 October 2025 is ten hours that passed, and nine on the wall."""
    ada = an_officer()
    a_contract(ada, contract_ref="C-0")
    ref = "C-1"
    make_contract(provider_ref="V-1", title="Nights", ref=ref, by=ada)
    agree_terms(
        ref,
        starts=date(2025, 4, 1),
        basis="ACTUAL_MINUTE",
        match_window_minutes=60,
        double_up_percent=80,
        trim_limit_pence=0,
        trim_limit_bp=0,
        clause="4",
        night_clock=clock,
        by=ada,
    )
    line_ref = a_line(ada, starts=date(2025, 4, 1))
    for weekday in (4, 5):
        plan_call(line_ref, weekday=weekday, starts_minute=22 * 60, minutes=540, starts=date(2025, 4, 1), by=ada)
    visited("V1", on=SATURDAY, at=22 * 60, minutes=600)
    visited("V0", on=SATURDAY - timedelta(days=1), at=22 * 60, minutes=540)

    known = known_both_ways([date(2025, 10, 20)])

    assert [call.minutes for call in known.calls] == [540, planned]
    assert [visit.minutes for visit in known.visits] == [540, made]
