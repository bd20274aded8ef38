"""Offices that engines are compared on, inputs that all must refuse, and the first row on which two judgements differ."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from itertools import zip_longest
from pathlib import Path

from duly.payments.validation.digest import canonical_rows
from duly.payments.validation.facts import Inputs, Judgement
from duly.payments.validation.inputs import write_inputs
from duly.payments.validation.rules.examples import EARLIER, MONDAY, a_week, terms
from tests.offices.chaos import side_by_side
from tests.offices.office import make_office


def _every_fault() -> Inputs:
    """Every fault planted, of persons whose order is another in a language than by code point: capitals, small letters, accents and signs."""
    found = make_office(1).inputs
    persons = sorted({line.person_ref for line in found.lines})
    other = {ref: ("É", "e", "Z", "a", "_", "ß", "😀")[n % 7] + ref for n, ref in enumerate(persons)}

    def renamed(row):
        return replace(row, person_ref=other.get(row.person_ref, row.person_ref)) if hasattr(row, "person_ref") else row

    return Inputs(**{name: tuple(map(renamed, rows)) for name, rows in vars(found).items()})


OFFICES: dict[str, Callable[[], Inputs]] = {
    "every fault planted": _every_fault,
    "drawn at random": lambda: side_by_side(range(30)),
    "nothing claimed": lambda: replace(a_week(), claims=()),
}
REFUSED: dict[str, Callable[[], Inputs]] = {
    "a key twice": lambda: replace(a_week(), visits=a_week().visits * 2),
    "below nothing": lambda: replace(a_week(), claims=tuple(replace(c, minutes=-5) for c in a_week().claims)),
    "not a Monday": lambda: replace(a_week(), claims=tuple(replace(c, week=c.week + timedelta(days=1)) for c in a_week().claims)),
    "two of three": lambda: replace(
        a_week(),
        visits=tuple(replace(v, visit_ref=f"V-{n}", minutes=m) for v in a_week().visits for n, m in ((3, 9999), (20, 1500), (4, 10))),
    ),
    "no terms that day": lambda: a_week(contract=(terms(ends=MONDAY),)),
    "no terms that week": lambda: replace(a_week(contract=(terms(ends=MONDAY),)), visits=()),
    "overlapping": lambda: replace(
        a_week(), commissions=(*a_week().commissions, replace(a_week().commissions[0], starts=EARLIER - timedelta(days=9)))
    ),
}
"""Each named for what is wrong with it."""


def frozen(inputs: Inputs, folder: Path) -> None:
    """Freeze inputs, with a week to judge even when nothing is claimed."""
    weeks = {claim.week for claim in inputs.claims if claim.week.weekday() == 0} or {date(2026, 11, 2)}
    write_inputs(inputs, folder, weeks=weeks)


def first_difference(one: Judgement, two: Judgement) -> str:
    """The first row on which two judgements do not agree, as each tells it; empty when they do."""
    for a, b in zip_longest(canonical_rows(one), canonical_rows(two), fillvalue="nothing"):
        if a != b:
            return f"\nthe one:   {a}\nthe other: {b}"
    return ""
