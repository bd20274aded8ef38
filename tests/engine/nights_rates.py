"""What a night's rate is: every rate asked, one by one, whether it answers and how particular it is. Written from the pages alone."""

from datetime import date
from typing import Literal

from duly.payments.validation.facts import Inputs, Line, Rate

UNITS = ("week", "night")


def rate_of(inputs: Inputs, line: Line, d: date) -> Rate | Literal["none", "ambiguous"]:
    """The rate of one night, or why there is none."""
    answering = [rate for rate in inputs.rates if rate.approved and answers(rate, inputs, line, d)]
    if not answering:
        return "none"
    most = max(_weight(rate) for rate in answering)
    best = [rate for rate in answering if _weight(rate) == most]
    return best[0] if len(best) == 1 else "ambiguous"


def unapproved(inputs: Inputs, line: Line, d: date) -> bool:
    """Whether a rate that nobody has adopted would answer for a night."""
    return any(not rate.approved and answers(rate, inputs, line, d) for rate in inputs.rates)


def answers(rate: Rate, inputs: Inputs, line: Line, d: date, *, whenever: bool = False) -> bool:
    """Whether a rate answers for a night of a line; `whenever`, the date and approval apart."""
    return (
        (rate.contract_ref, rate.service) == (line.contract_ref, line.service)
        and rate.unit in UNITS
        and (whenever or rate.starts <= d < rate.ends)
        and rate.line_ref in ("", line.line_ref)
        and rate.day_type in ("", *_day_types(inputs, d))
        and rate.band_from <= 0 <= rate.band_to
        and rate.carer == 0
        and rate.zone in ("", line.zone)
    )


def by_the_week(rate: Rate) -> int:
    """A rate in hundredths of a penny a week."""
    return rate.rate_hundredths * (7 if rate.unit == "night" else 1)


def _weight(rate: Rate) -> int:
    day = 16 if rate.day_type == "bank-holiday" else 8 if rate.day_type else 0
    return 32 * bool(rate.line_ref) + day + 4 * ((rate.band_from, rate.band_to) != (0, 1440)) + bool(rate.zone)


def _day_types(inputs: Inputs, d: date) -> tuple[str, ...]:
    of_the_week = "saturday" if d.weekday() == 5 else "sunday" if d.weekday() == 6 else "weekday"
    return (of_the_week, "bank-holiday") if any(h.on == d for h in inputs.holidays) else (of_the_week,)
