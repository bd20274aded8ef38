"""Small worlds to judge: one line in force, with terms, 20 pence a minute and an opening, unless told otherwise."""

from collections.abc import Collection
from datetime import date, timedelta
from typing import Any

from duly.payments.validation.facts import (
    FOREVER,
    Call,
    Claim,
    Commission,
    Inputs,
    Judgement,
    Line,
    LineWeek,
    Opening,
    Paid,
    Rate,
    Terms,
    Visit,
    VisitResult,
)
from duly.payments.validation.reference.judge import judge

MONDAY = date(2026, 3, 2)
TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY, SUNDAY = (MONDAY + timedelta(days=n) for n in range(1, 7))
NEXT_MONDAY = MONDAY + timedelta(days=7)
LAST_MONDAY = MONDAY - timedelta(days=7)
LONG_AGO = date(2020, 1, 6)
NINE = 9 * 60
TWENTY_PENCE_A_MINUTE = 120_000


def a_line(line_ref="line", *, person="person", provider="provider", service="care", contract="contract") -> Line:
    return Line(line_ref, person, provider, service, contract)


def a_commission(starts=LONG_AGO, ends=FOREVER, *, line="line") -> Commission:
    return Commission(line, starts, ends)


def a_call(call_ref="call", *, on=MONDAY, at=NINE, minutes=30, carers=1, line="line") -> Call:
    return Call(call_ref, line, on, at, minutes, carers)


def some_terms(
    *,
    version=1,
    starts=LONG_AGO,
    ends=FOREVER,
    basis="PLANNED_WITHIN",
    tolerance=5,
    floor=15,
    window=60,
    double_up_percent=80,
    limit_pence=500,
    limit_bp=10_000,
    contract="contract",
) -> Terms:
    return Terms(contract, version, starts, ends, basis, tolerance, floor, window, double_up_percent, limit_pence, limit_bp, "7")


def a_rate(hundredths=TWENTY_PENCE_A_MINUTE, *, ref="rate", starts=LONG_AGO, ends=FOREVER, service="care") -> Rate:
    return Rate(ref, "contract", service, starts, ends, hundredths)


def a_visit(
    visit_ref="visit",
    *,
    on=MONDAY,
    at=NINE,
    minutes=30,
    carer="ada",
    person="person",
    provider="provider",
    service="care",
) -> Visit:
    return Visit(visit_ref, provider, person, service, carer, on, at, minutes)


def a_claim(minutes=30, *, pence=None, rate=TWENTY_PENCE_A_MINUTE, week=MONDAY, line_no=1, person="person", provider="provider") -> Claim:
    """Claimed at twenty pence a minute unless told otherwise."""
    return Claim("invoice", line_no, provider, person, "care", week, minutes, rate, minutes * 20 if pence is None else pence)


def an_opening(paid_to=LONG_AGO, *, line="line") -> Opening:
    return Opening(line, paid_to)


def a_payment(pence, *, week=MONDAY, line="line") -> Paid:
    return Paid(line, week, pence)


def inputs(*rows: Any, without: Collection[type] = ()) -> Inputs:
    """These rows; and where there are none of a kind that every line needs, the usual one."""
    usual = {Line: a_line, Commission: a_commission, Terms: some_terms, Rate: a_rate, Opening: an_opening}
    given = {type(row) for row in rows}
    rows = (*rows, *(make() for kind, make in usual.items() if kind not in given and kind not in without))

    def of(kind):
        return tuple(row for row in rows if isinstance(row, kind))

    return Inputs(
        lines=of(Line),
        commissions=of(Commission),
        calls=of(Call),
        terms=of(Terms),
        rates=of(Rate),
        visits=of(Visit),
        claims=of(Claim),
        paid=of(Paid),
        openings=of(Opening),
    )


def judged(*rows: Any, without: Collection[type] = (), weeks: Collection[date] | None = (MONDAY,)) -> Judgement:
    return judge(inputs(*rows, without=without), weeks=weeks)


def visit_judged(*rows: Any, ref="visit", without: Collection[type] = ()) -> VisitResult:
    """What became of one visit in these rows."""
    (visit,) = (visit for visit in judged(*rows, without=without).visits if visit.visit_ref == ref)
    return visit


def line_week_judged(*rows: Any, without: Collection[type] = ()) -> LineWeek:
    """What became of the one line-week in these rows."""
    (line_week,) = judged(*rows, without=without).line_weeks
    return line_week


def pence_by_cause(line_week: LineWeek) -> dict[str, int]:
    return {cut.cause: cut.pence for cut in line_week.cuts}


def minutes_by_cause(line_week: LineWeek) -> dict[str, int]:
    return {cut.cause: cut.minutes for cut in line_week.cuts if cut.minutes}
