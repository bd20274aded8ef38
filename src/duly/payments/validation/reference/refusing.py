"""Inputs that cannot be judged at all are refused, with a sentence that says which row and why."""

from collections import defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable
from datetime import date
from itertools import pairwise
from typing import Any

from duly.payments.validation.facts import Inputs
from duly.payments.validation.reference.days import in_force, is_monday


class InputsRefused(ValueError):
    """The inputs contradict themselves or lack something needed. The message is a sentence."""


def refuse_unsound(inputs: Inputs, *, weeks: Collection[date] | None) -> None:
    """Stop, with InputsRefused, unless the inputs keep to the section "What comes in" of the specification."""
    _refuse_weeks_that_are_not_mondays(inputs, weeks or ())
    _refuse_duplicate_keys(inputs)
    _refuse_periods(inputs)
    _refuse_amounts(inputs)
    _refuse_calls_out_of_force(inputs)


def _refuse_weeks_that_are_not_mondays(inputs: Inputs, weeks: Collection[date]) -> None:
    named = [
        *((week, "A week to judge") for week in weeks),
        *((claim.week, f"The week of claim {claim.invoice_ref} line {claim.line_no}") for claim in inputs.claims),
        *((paid.week, f"The week of a payment for line {paid.line_ref}") for paid in inputs.paid),
        *((opening.paid_to, f"The opening position of line {opening.line_ref}") for opening in inputs.openings),
    ]
    for day, what in named:
        if not is_monday(day):
            raise InputsRefused(f"{what} is {day}, which is not a Monday.")


def _refuse_duplicate_keys(inputs: Inputs) -> None:
    _refuse_twice("line", inputs.lines, lambda row: row.line_ref)
    _refuse_twice(
        "line for person, provider and service",
        inputs.lines,
        lambda row: (row.person_ref, row.provider_ref, row.service),
    )
    _refuse_twice("commission", inputs.commissions, lambda row: (row.line_ref, row.starts))
    _refuse_twice("call", inputs.calls, lambda row: row.call_ref)
    _refuse_twice("terms", inputs.terms, lambda row: (row.contract_ref, row.starts))
    _refuse_twice("rate", inputs.rates, lambda row: row.rate_ref)
    _refuse_twice("visit", inputs.visits, lambda row: row.visit_ref)
    _refuse_twice("claim", inputs.claims, lambda row: (row.invoice_ref, row.line_no))
    _refuse_twice("payment", inputs.paid, lambda row: (row.line_ref, row.week))
    _refuse_twice("opening position", inputs.openings, lambda row: row.line_ref)


def _refuse_twice(what: str, rows: Iterable[Any], key_of: Callable[[Any], Hashable]) -> None:
    seen = set()
    for row in rows:
        key = key_of(row)
        if key in seen:
            told = ", ".join(map(str, key)) if isinstance(key, tuple) else key
            raise InputsRefused(f"There are two rows for the {what} {told}; there may be one.")
        seen.add(key)


def _refuse_periods(inputs: Inputs) -> None:
    _refuse_overlaps("commissions of line", inputs.commissions, lambda row: (row.line_ref,))
    _refuse_overlaps("terms of contract", inputs.terms, lambda row: (row.contract_ref,))
    _refuse_overlaps("rates of contract and service", inputs.rates, lambda row: (row.contract_ref, row.service))


def _refuse_overlaps(what: str, rows: Iterable[Any], owner_of: Callable[[Any], tuple[str, ...]]) -> None:
    owned = defaultdict(list)
    for row in rows:
        if row.ends <= row.starts:
            raise InputsRefused(f"One of the {what} {', '.join(owner_of(row))} ends on {row.ends}, not after it starts on {row.starts}.")
        owned[owner_of(row)].append(row)
    for owner, periods in owned.items():
        in_order = sorted(periods, key=lambda row: row.starts)
        for earlier, later in pairwise(in_order):
            if later.starts < earlier.ends:
                raise InputsRefused(f"The {what} {', '.join(owner)} overlap on {later.starts}.")


def _refuse_amounts(inputs: Inputs) -> None:
    for visit in inputs.visits:
        if not 1 <= visit.minutes <= 1440:
            raise InputsRefused(f"Visit {visit.visit_ref} is {visit.minutes} minutes long; a visit is 1 to 1440.")
    for call in inputs.calls:
        if call.carers not in (1, 2):
            raise InputsRefused(f"Call {call.call_ref} needs {call.carers} carers; a call needs 1 or 2.")
    for terms in inputs.terms:
        if terms.basis not in ("ACTUAL_MINUTE", "PLANNED_WITHIN"):
            raise InputsRefused(f"The terms of contract {terms.contract_ref} pay by {terms.basis}, which is no basis.")
    _refuse_negative("visits", inputs.visits, "starts_minute")
    _refuse_negative("calls", inputs.calls, "starts_minute", "minutes")
    _refuse_negative("rates", inputs.rates, "rate_hundredths")
    _refuse_negative("claims", inputs.claims, "minutes", "rate_hundredths", "pence")
    _refuse_negative(
        "terms",
        inputs.terms,
        "tolerance_minutes",
        "floor_minutes",
        "match_window_minutes",
        "double_up_percent",
        "trim_limit_pence",
        "trim_limit_bp",
    )


def _refuse_negative(what: str, rows: Iterable[Any], *amounts: str) -> None:
    for row in rows:
        for amount in amounts:
            if getattr(row, amount) < 0:
                raise InputsRefused(f"One of the {what} has {amount} below nothing: {row}.")


def _refuse_calls_out_of_force(inputs: Inputs) -> None:
    known = {line.line_ref for line in inputs.lines}
    commissions = defaultdict(list)
    for commission in inputs.commissions:
        commissions[commission.line_ref].append(commission)
    for call in inputs.calls:
        if call.line_ref not in known:
            raise InputsRefused(f"Call {call.call_ref} is of line {call.line_ref}, which is not among the lines.")
        if in_force(commissions[call.line_ref], on=call.on) is None:
            raise InputsRefused(f"Call {call.call_ref} is on {call.on}, when line {call.line_ref} is not in force.")
