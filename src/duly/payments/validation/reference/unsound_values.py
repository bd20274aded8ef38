"""Words that mean nothing, and amounts below nothing or beyond a day."""

from collections.abc import Iterable, Iterator
from typing import Any

from duly.payments.validation.facts import Inputs

BASES = ("ACTUAL_MINUTE", "PLANNED_WITHIN", "ACTUAL_INCREMENT", "BANDED")
WAYS_OF_ROUNDING = ("up", "down", "nearest")
WEEKLY_CAPS = ("visit", "week")
OUTCOMES = ("delivered", "cancelled", "frustrated", "missed")
KINDS_OF_INTERRUPTION = ("hospital", "respite", "holiday", "suspension")
DAY_TYPES = ("", "weekday", "saturday", "sunday", "bank-holiday")
UNITS = ("hour", "night", "week")

AMOUNTS_OF_TERMS = (
    "tolerance_minutes",
    "floor_minutes",
    "match_window_minutes",
    "double_up_percent",
    "trim_limit_pence",
    "trim_limit_bp",
    "minimum_minutes",
    "flex_minutes",
    "overlap_minutes",
    "cancel_notice_minutes",
    "cancel_percent",
    "frustrated_percent",
    "under_percent",
    "manual_percent",
    "exact_percent",
    "death_days",
)


def values_that_cannot_be(inputs: Inputs) -> Iterator[str]:
    """A sentence for every amount and every word that no judgement could use."""
    yield from _visits(inputs)
    yield from _terms(inputs)
    for call in inputs.calls:
        if call.carers not in (1, 2):
            yield f"Call {call.call_ref} needs {call.carers} carers; a call needs 1 or 2."
    for rate in inputs.rates:
        if rate.day_type not in DAY_TYPES:
            yield f"Rate {rate.rate_ref} is for days of type {rate.day_type}, which is no day type."
        if rate.unit not in UNITS:
            yield f"Rate {rate.rate_ref} is by the {rate.unit}, which is no unit."
    for interruption in inputs.interruptions:
        if interruption.kind not in KINDS_OF_INTERRUPTION:
            yield f"An interruption of person {interruption.person_ref} is of kind {interruption.kind}, which is no kind of interruption."
    for step in inputs.steps:
        if step.kind not in KINDS_OF_INTERRUPTION:
            yield f"A step of contract {step.contract_ref} is for {step.kind}, which is no kind of interruption."
    yield from _below_nothing("visits", inputs.visits, "starts_minute")
    yield from _below_nothing("calls", inputs.calls, "starts_minute", "minutes")
    yield from _below_nothing("rates", inputs.rates, "rate_hundredths", "band_from", "band_to")
    yield from _below_nothing("claims", inputs.claims, "minutes", "rate_hundredths", "pence", "vat_pence")
    yield from _below_nothing("invoices", inputs.invoices, "pence")
    yield from _below_nothing("bands", inputs.bands, "from_minute", "to_minute", "pay_minutes")
    yield from _below_nothing("steps", inputs.steps, "percent")
    yield from _below_nothing("terms", inputs.terms, *AMOUNTS_OF_TERMS)


def _visits(inputs: Inputs) -> Iterator[str]:
    for visit in inputs.visits:
        if visit.outcome not in OUTCOMES:
            yield f"Visit {visit.visit_ref} was {visit.outcome}, which is no outcome."
        may_be_nothing = visit.outcome != "delivered" or visit.times != "ok"
        if not (0 if may_be_nothing else 1) <= visit.minutes <= 1440:
            yield f"Visit {visit.visit_ref} is {visit.minutes} minutes long; a visit is 1 to 1440."
        if visit.notice_minutes < -1:
            yield f"Visit {visit.visit_ref} was cancelled at {visit.notice_minutes} minutes' notice; -1 says that no time was recorded."


def _terms(inputs: Inputs) -> Iterator[str]:
    for terms in inputs.terms:
        whose = f"The terms of contract {terms.contract_ref}"
        if terms.basis == "NIGHTS":
            yield f"{whose} pay by the night, which is judged apart: docs/specification/stays.md."
        elif terms.basis not in BASES:
            yield f"{whose} pay by {terms.basis}, which is no basis."
        if terms.increment_way not in WAYS_OF_ROUNDING:
            yield f"{whose} round increments {terms.increment_way}, which is no way of rounding."
        if terms.weekly_cap not in WEEKLY_CAPS:
            yield f"{whose} cap what is paid by the {terms.weekly_cap}, which is no weekly cap."
        if terms.increment_minutes < 1:
            yield f"{whose} pay by increments of {terms.increment_minutes} minutes; an increment is at least 1."


def _below_nothing(what: str, rows: Iterable[Any], *amounts: str) -> Iterator[str]:
    for row in rows:
        for amount in amounts:
            if getattr(row, amount) < 0:
                yield f"One of the {what} has {amount} below nothing: {row}."
