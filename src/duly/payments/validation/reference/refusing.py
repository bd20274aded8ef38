"""Inputs that cannot be judged at all are refused, with a sentence that says which row and why."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from datetime import date
from itertools import chain

from duly.payments.validation.facts import Inputs
from duly.payments.validation.reference.days import in_force, is_monday
from duly.payments.validation.reference.unsound_keys import keys_given_twice
from duly.payments.validation.reference.unsound_periods import periods_that_cannot_be
from duly.payments.validation.reference.unsound_values import values_that_cannot_be


class InputsRefused(ValueError):
    """The inputs contradict themselves or lack something needed. The message is a sentence."""


def refuse_unsound(inputs: Inputs, *, weeks: Collection[date] | None) -> None:
    """Stop, with InputsRefused, unless the inputs keep to the section "What comes in" of the specification."""
    wrong = chain(
        _weeks_that_are_not_mondays(inputs, weeks or ()),
        keys_given_twice(inputs),
        periods_that_cannot_be(inputs),
        values_that_cannot_be(inputs),
        _calls_out_of_force(inputs),
    )
    first = next(wrong, None)
    if first is not None:
        raise InputsRefused(first)


def _weeks_that_are_not_mondays(inputs: Inputs, weeks: Collection[date]) -> Iterator[str]:
    named = [
        *((week, "A week to judge") for week in weeks),
        *((claim.week, f"The week of claim {claim.invoice_ref} line {claim.line_no}") for claim in inputs.claims),
        *((paid.week, f"The week of a payment for line {paid.line_ref}") for paid in inputs.paid),
        *((opening.paid_to, f"The opening position of line {opening.line_ref}") for opening in inputs.openings),
    ]
    for day, what in named:
        if not is_monday(day):
            yield f"{what} is {day}, which is not a Monday."


def _calls_out_of_force(inputs: Inputs) -> Iterator[str]:
    known = {line.line_ref for line in inputs.lines}
    commissions = defaultdict(list)
    for commission in inputs.commissions:
        commissions[commission.line_ref].append(commission)
    for call in inputs.calls:
        if call.line_ref not in known:
            yield f"Call {call.call_ref} is of line {call.line_ref}, which is not among the lines."
        elif in_force(commissions[call.line_ref], on=call.on) is None:
            yield f"Call {call.call_ref} is on {call.on}, when line {call.line_ref} is not in force."
