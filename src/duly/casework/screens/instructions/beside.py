"""Standing instructions beside other things: on somebody's page, and on the card of a call."""

from collections.abc import Collection
from dataclasses import dataclass

from duly.casework.instructions import queries
from duly.casework.instructions.rules.vocabulary import CALL_LIMIT, WRITING_ONLY
from duly.casework.screens.instructions import presenters
from duly.core.contacts import queries as contacts
from duly.core.people import queries as people
from duly.primitives.period import say_day
from duly.ui.frame import Cell, Column, Row, Table


@dataclass(frozen=True)
class Beside:
    """Instructions about somebody: those that hold today, each in a sentence, and all of them."""

    holding: tuple[str, ...]
    table: Table


def instructions_of(family: Collection[str]) -> Beside:
    """Instructions about one person, under any of their references."""
    found, names = queries.instructions(about=family), people.names()
    rows = tuple(
        Row(
            (
                Cell(one.ref, f"/instructions/{one.ref}/", ref=True),
                presenters.said(one, names),
                one.scope,
                Cell(one.standing.capitalize(), tone=presenters.TONES.get(one.standing, ""), tag=True),
                say_day(one.review_on),
            )
        )
        for one in found
    )
    columns = (Column("Instruction"), Column("It says", "wrap"), Column("About", "wrap"), Column("State"), Column("Review by"))
    return Beside(presenters.short(found, names), Table("Standing instructions", columns, rows, empty="There is none."))


def for_a_call(family: Collection[str]) -> tuple[str, ...]:
    """What must be seen before somebody is spoken to, by instructions that hold today."""
    found, names = queries.instructions(about=family, live=True), people.names()
    said = presenters.short(found, names)
    live = [one for one in found if one.holds_today]
    if any(one.kind == WRITING_ONLY for one in live):
        said = (*said, "Do not discuss it on the telephone: say that they will be answered in writing. Danger is always heard.")
    for one in live:
        if one.kind == CALL_LIMIT and one.calls_a_week:
            week = contacts.pattern(family).week
            over = week >= one.calls_a_week
            said = (*said, f"{week} of {one.calls_a_week} calls in the last 7 days{': the limit is reached' if over else ''}.")
    return said
