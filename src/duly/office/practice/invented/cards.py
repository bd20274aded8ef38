"""Contracts that pay by a card of the rate book: by zone, length of call, kind of day and carer, in a version for each year."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from duly.office.practice.invented.ground import SERVICES, Contract, terms_of
from duly.office.practice.invented.names import Refs
from duly.office.practice.ratebook import BANDS, ZONES, rate_book
from duly.payments.validation.facts import FOREVER, ContractSpan, Rate
from duly.primitives.money import read_rate

YEARS = 3
BEGAN = date(2024, 4, 1)
LENGTHS = (25, 30, 45, 60)
"""What calls under a card last: every band has some."""

__all__ = ["BANDS", "LENGTHS", "ZONES", "Cards", "cards"]


@dataclass(frozen=True)
class Cards:
    """The contracts by a card, each with its rates, and the rows of the book as files have them, a file for each year."""

    contracts: tuple[Contract, ...]
    years: tuple[tuple[dict[str, str], ...], ...]


def cards(seed: int, refs: Refs, provider_refs: Sequence[str], rates: int) -> Cards:
    """A card contract for each of some providers; together so many rates a year."""
    made = []
    for provider in provider_refs:
        ref = refs.next("C")
        terms = terms_of(ref, 1, BEGAN, FOREVER, "PLANNED_WITHIN", clause="7.6")
        made.append(Contract(ref, provider, (terms,), (), (ContractSpan(ref, BEGAN, FOREVER),)))
    if not made:
        return Cards((), ())
    rows = rate_book(seed, {one.contract_ref: SERVICES for one in made}, rates=rates, versions=YEARS, starts=BEGAN)
    of: dict[str, list[Rate]] = {one.contract_ref: [] for one in made}
    for row in rows:
        of[row["contract"]].append(_rate(row))
    years = tuple(tuple(rows[year::YEARS]) for year in range(YEARS))
    return Cards(tuple(replace(one, rates=tuple(of[one.contract_ref])) for one in made), years)


def _rate(row: dict[str, str]) -> Rate:
    """A row of the book as a rate. Its last day is told, and a rate ends the day after."""
    return Rate(
        row["rate_ref"],
        row["contract"],
        row["service"],
        date.fromisoformat(row["from"]),
        date.fromordinal(date.fromisoformat(row["to"]).toordinal() + 1) if row["to"] else FOREVER,
        read_rate(row["rate"]),
        unit=row["unit"],
        line_ref=row["line"],
        day_type=row["day_type"],
        band_from=int(row["length_from"] or 0),
        band_to=int(row["length_to"] or 1440),
        carer=int(row["carer"] or 0),
        zone=row["zone"],
    )
