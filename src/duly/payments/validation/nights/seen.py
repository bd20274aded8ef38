"""The nights of a line-week as they were judged, read again from its frozen inputs."""

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from types import SimpleNamespace

from duly.payments.validation.facts import Line, Terms
from duly.payments.validation.inputs import read_rows
from duly.payments.validation.nights.book import week_of
from duly.payments.validation.nights.standing import Night, night_of, told_of


def nights_of(folder: Path, line: Line, terms: Sequence[Terms], monday: date) -> tuple[Night, ...]:
    """What each of a line's seven nights was."""
    person = ("person_ref", "==", line.person_ref)
    told = SimpleNamespace(
        commissions=read_rows(folder, "commissions", ("line_ref", "==", line.line_ref)),
        **{name: read_rows(folder, name, person) for name in ("stays", "absences", "interruptions", "deaths")},
    )
    steps = read_rows(folder, "steps", ("contract_ref", "==", line.contract_ref))
    known = told_of(line, told)
    found = []
    for on in week_of(monday):
        of_the_day = _in_force(terms, on)
        mine = [step for step in steps if of_the_day and step.version == of_the_day.version]
        found.append(night_of(on, known, steps=mine, death_days=of_the_day.death_days if of_the_day else 0))
    return tuple(found)


def _in_force(terms: Iterable[Terms], on: date) -> Terms | None:
    return next((one for one in terms if one.starts <= on < one.ends), None)
