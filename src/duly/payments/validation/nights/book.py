"""The rate of a night: the most particular of those that answer (specification of care at home, section 4)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from duly.payments.validation.facts import Line, Rate
from duly.payments.validation.reference.cells import weight
from duly.payments.validation.reference.days import day_types

UNITS = ("week", "night")


@dataclass(frozen=True)
class NightCell:
    """What is asked of the rate book for one night. It has no length and no carer, so a rate for either does not answer."""

    line: Line
    on: date
    bank_holiday: bool


@dataclass(frozen=True)
class Answer:
    """The rate of a cell, or None and why: "none", "unapproved" or "ambiguous"."""

    rate: Rate | None
    why: str = ""


def by_the_week(rate: Rate) -> int:
    """Hundredths of a penny a week, whatever the rate's unit."""
    return rate.rate_hundredths * (7 if rate.unit == "night" else 1)


def answer(cell: NightCell, rates: Iterable[Rate]) -> Answer:
    """The approved rate that is most particular to a cell."""
    answering = [rate for rate in rates if rate.starts <= cell.on < rate.ends and keys_fit(cell, rate)]
    approved = sorted((rate for rate in answering if rate.approved), key=weight, reverse=True)
    if not approved:
        return Answer(None, "unapproved" if answering else "none")
    if len(approved) > 1 and weight(approved[0]) == weight(approved[1]):
        return Answer(None, "ambiguous")
    return Answer(approved[0])


def keys_fit(cell: NightCell, rate: Rate) -> bool:
    """Whether a rate is any, or says the cell's own, in every key but the date."""
    line = cell.line
    return (
        (rate.contract_ref, rate.service) == (line.contract_ref, line.service)
        and rate.unit in UNITS
        and rate.line_ref in ("", line.line_ref)
        and (rate.day_type == "" or rate.day_type in day_types(cell.on, is_bank_holiday=cell.bank_holiday))
        and rate.band_from == 0
        and rate.carer == 0
        and rate.zone in ("", line.zone)
    )


def week_of(monday: date) -> tuple[date, ...]:
    """The seven nights of a week."""
    return tuple(monday + timedelta(days=n) for n in range(7))
