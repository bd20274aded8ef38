"""Claims of a council onto invoices: one for a provider and week, a second for what comes late, and those that a claim has for itself."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from duly.office.practice.invented.claimed import DraftClaim, Key
from duly.office.practice.invented.council import RECEIVED
from duly.office.practice.invented.names import Refs
from duly.payments.validation.facts import Claim

SPELT: dict[str, Callable[[str], str]] = {"": str, "small": str.lower, "zeros": lambda number: number.replace("-", "-00")}
"""How an invoice's number may be spelt, which is the same number however it is."""


@dataclass(frozen=True)
class Invoiced:
    """Claims with their places on invoices. `late` are the invoices of a provider's second file, `named` what a line calls somebody whose name it is
    not, and `stayed` the first and last night of a line that is for a stay."""

    claims: tuple[Claim, ...]
    late: frozenset[str]
    named: Mapping[tuple[str, int], str]
    stayed: Mapping[tuple[str, int], tuple[date, date]]


def on_invoices(drafts: Iterable[tuple[Key, DraftClaim]], known: Collection[str], refs: Refs) -> Invoiced:
    """Every claim in its place. `known` are the people that the council knows."""
    invoices: dict[tuple[object, ...], str] = {}
    numbered: dict[Key, int] = {}
    lines: Counter[str] = Counter()
    claims, late = [], set()
    named: dict[tuple[str, int], str] = {}
    stayed: dict[tuple[str, int], tuple[date, date]] = {}
    for (week, provider, person, service), c in sorted(drafts, key=lambda told: told[0][0]):
        place: tuple[object, ...] = week, provider, c.late, c.marks
        if c.marks:
            invoices[place] = invoices[week, provider, False, ""].replace("-", c.marks)
        if c.own is not None:
            key = week, provider, person, service
            invoices[place := (key, c.own, c.spelt)] = SPELT[c.spelt](_number(c.whose or key, numbered) + c.own)
        ref = invoices[place] = invoices.get(place) or refs.next("LC")
        lines[ref] += 1
        late |= {ref} if c.late or c.marks else set()
        unknown = "" if person in known else "unknown"
        claims.append(
            Claim(
                ref, lines[ref], provider, person, service, week, c.minutes, c.rate_hundredths, c.pence, vat_pence=c.vat_pence,
                received_on=RECEIVED, person_check="name differs" if c.person_name else unknown,
                nights=(c.nights[1] - c.nights[0]).days + 1 if c.nights else 0,
            )
        )  # fmt: skip
        if c.person_name:
            named[ref, lines[ref]] = c.person_name
        if c.nights:
            stayed[ref, lines[ref]] = c.nights
    return Invoiced(tuple(claims), frozenset(late), named, stayed)


def _number(key: Key, numbered: dict[Key, int]) -> str:
    """The beginning of the numbers of a line's own invoices in a week: three characters at least from every other's."""
    nth = numbered.setdefault(key, len(numbered) + 1)
    return f"QA-{nth % 100:02}{nth % 100:02}{nth % 100:02}"
