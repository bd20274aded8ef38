"""Small worlds to judge: one line in force under a contract in force, with terms, 20 pence a minute and an opening, unless told otherwise."""

from collections.abc import Collection
from datetime import date, timedelta
from typing import Any

from duly.payments.validation.facts import (
    FOREVER,
    Band,
    Call,
    Claim,
    Commission,
    ContractSpan,
    Death,
    Holiday,
    Inputs,
    Interruption,
    Invoice,
    Judgement,
    Line,
    LineWeek,
    Opening,
    Paid,
    Rate,
    Stay,
    Step,
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


def a_line(line_ref="line", *, person="person", provider="provider", service="care", contract="contract", zone="") -> Line:
    return Line(line_ref, person, provider, service, contract, zone)


def a_commission(starts=LONG_AGO, ends=FOREVER, *, line="line", approved=True) -> Commission:
    return Commission(line, starts, ends, approved)


def a_span(starts=LONG_AGO, ends=FOREVER, *, contract="contract") -> ContractSpan:
    """Dates on which the contract may be paid under."""
    return ContractSpan(contract, starts, ends)


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
    **others,
) -> Terms:
    """`others` are named as in Terms."""
    measures = (basis, tolerance, floor, window, double_up_percent, limit_pence, limit_bp)
    return Terms(contract, version, starts, ends, *measures, clause="7", **others)


def a_band(from_minute, to_minute, pay_minutes, *, version=1) -> Band:
    return Band("contract", version, from_minute, to_minute, pay_minutes)


def a_step(percent, *, kind="hospital", days=(1, 365), version=1) -> Step:
    return Step("contract", version, kind, *days, percent)


def a_rate(hundredths=TWENTY_PENCE_A_MINUTE, *, ref="rate", starts=LONG_AGO, ends=FOREVER, service="care", **cell) -> Rate:
    """`cell` is named as in Rate: it is any unless told."""
    return Rate(ref, "contract", service, starts, ends, hundredths, **cell)


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
    **others,
) -> Visit:
    """`others` are named as in Visit: delivered, with times that are ok, unless told."""
    return Visit(visit_ref, provider, person, service, carer, on, at, minutes, **others)


def a_cancelled_visit(notice_minutes=-1, *, visit_ref="visit", reason="person", **others) -> Visit:
    return a_visit(visit_ref, minutes=0, outcome="cancelled", notice_minutes=notice_minutes, reason=reason, **others)


def a_frustrated_visit(visit_ref="visit", **others) -> Visit:
    return a_visit(visit_ref, minutes=0, outcome="frustrated", **others)


def a_missed_visit(visit_ref="visit", **others) -> Visit:
    return a_visit(visit_ref, minutes=0, outcome="missed", **others)


def a_claim(
    minutes=30,
    *,
    pence=None,
    rate=TWENTY_PENCE_A_MINUTE,
    week=MONDAY,
    line_no=1,
    invoice="invoice",
    person="person",
    provider="provider",
    **others,
) -> Claim:
    """Claimed at what its own rate makes of its minutes unless told otherwise. `others` are named as in Claim."""
    pence = (minutes * rate + 3_000) // 6_000 if pence is None else pence
    return Claim(invoice, line_no, provider, person, "care", week, minutes, rate, pence, **others)


def an_invoice(
    invoice_ref="invoice", number="1", *, received_on=NEXT_MONDAY, pence=600, weeks=(MONDAY, MONDAY), provider="provider"
) -> Invoice:
    return Invoice(invoice_ref, provider, number, received_on, pence, *weeks)


def an_interruption(starts, ends, *, kind="hospital", person="person") -> Interruption:
    return Interruption(person, kind, starts, ends)


def a_stay(admitted, discharged, *, stay_ref="stay", person="person") -> Stay:
    return Stay(stay_ref, "a home", person, "residential", admitted, discharged)


def a_death(on, *, person="person") -> Death:
    return Death(person, on)


def an_opening(paid_to=LONG_AGO, *, line="line") -> Opening:
    return Opening(line, paid_to)


def a_payment(pence, *, week=MONDAY, line="line") -> Paid:
    return Paid(line, week, pence)


USUAL = {Line: a_line, Commission: a_commission, ContractSpan: a_span, Terms: some_terms, Rate: a_rate, Opening: an_opening}
"""What every line needs."""


def inputs(*rows: Any, without: Collection[type] = ()) -> Inputs:
    """These rows; and where there are none of a kind that every line needs, the usual one."""
    given = {type(row) for row in rows}
    rows = (*rows, *(make() for kind, make in USUAL.items() if kind not in given and kind not in without))

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
        contracts=of(ContractSpan),
        bands=of(Band),
        steps=of(Step),
        holidays=of(Holiday),
        deaths=of(Death),
        interruptions=of(Interruption),
        stays=of(Stay),
        invoices=of(Invoice),
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


def codes_judged(*rows: Any, without: Collection[type] = ()) -> tuple[int, ...]:
    """The codes that fire for the one line-week in these rows."""
    return line_week_judged(*rows, without=without).codes
