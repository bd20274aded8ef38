"""Advice in finished words."""

from dataclasses import dataclass
from datetime import date

from duly.casework.advice.queries import AdviceSeen
from duly.core.lists.listing import Facet, ListOf, Shown
from duly.ui.environment import day
from duly.ui.frame import Cell, Column, Row, Table, Tag

TONES = {"asked": "amber", "answered": "green", "withdrawn": "red"}
PAGES = {"PSO": "cases", "P": "post", "S": "submissions"}


@dataclass(frozen=True)
class AdviceRow:
    """One piece of advice as the list shows it."""

    ref: str
    state: str
    way: str
    asker: str
    about: str
    question: str
    answer: str
    answerer: str
    asked: date
    answered: date | None
    subjects: str
    first_subject: str
    relied: int
    instead: str


ADVICE = ListOf(
    name="advice",
    key="ref",
    columns=(
        Shown("ref", "Advice"),
        Shown("question", "Question"),
        Shown("answer", "Answer"),
        Shown("asker", "Asked by"),
        Shown("asked", "Asked on", "day"),
        Shown("about", "About"),
        Shown("relied", "Relied on by", "number"),
        Shown("state", "State"),
        Shown("answerer", "Answered by"),
        Shown("answered", "Answered on", "day"),
        Shown("instead", "Superseded by"),
        Shown("way", "Way"),
        Shown("subjects", "Subjects"),
    ),
    facets=(Facet("state", "State", label=str.capitalize), Facet("way", "Way"), Facet("first_subject", "Subject", label=str.capitalize)),
    sorts=("asked", "answered", "relied"),
    default_sort="-asked",
)

CELLS = {
    "ref": lambda row: Cell(row.ref, f"/advice/{row.ref}/", ref=True),
    "about": lambda row: Cell(row.about, where(row.about), ref=True),
    "state": lambda row: Cell(row.state.capitalize(), tone=TONES[row.state], tag=True),
    "instead": lambda row: Cell(row.instead, f"/advice/{row.instead}/", ref=True) if row.instead else "",
}


def row_of(one: AdviceSeen) -> AdviceRow:
    """One piece of advice as a row."""
    return AdviceRow(
        ref=one.ref,
        state=one.state,
        way=one.said_way,
        asker=one.asker,
        about=one.about,
        question=one.question,
        answer=one.answer,
        answerer=one.answerer,
        asked=one.asked_on,
        answered=one.answered_on,
        subjects=", ".join(one.subjects),
        first_subject=one.subjects[0] if one.subjects else "none given",
        relied=len(one.relied),
        instead=one.superseded_by,
    )


def where(ref: str) -> str:
    """The page of what advice is about."""
    return f"/{PAGES.get(ref.split('-')[0], 'cases')}/{ref}/"


def tag(seen: AdviceSeen) -> Tag:
    """Its state, as a tag."""
    return Tag(seen.state.capitalize(), TONES[seen.state])


def warning(seen: AdviceSeen) -> str:
    """That nobody can rely on it, and what took its place; nothing while it stands."""
    if seen.withdrawn_on is None:
        return ""
    instead = f" {seen.superseded_by} took its place." if seen.superseded_by else ""
    return f"{day(seen.withdrawn_on)}. Nobody can rely on it.{instead} {seen.because}"


def facts(seen: AdviceSeen, names: dict[str, str]) -> tuple[tuple[str, object], ...]:
    """What stands beside it."""
    return (
        ("Which way", seen.said_way),
        ("About", Cell(seen.about, where(seen.about), ref=True)),
        ("Asked by", seen.asker),
        ("Asked on", day(seen.asked_on)),
        ("Written down by", names.get(seen.entered_by, seen.entered_by)),
        ("Answered by", seen.answerer or "Nobody yet"),
        ("Answered on", day(seen.answered_on) if seen.answered_on else "Not yet"),
        ("Subjects", ", ".join(seen.subjects) or "None"),
    )


def relied_table(seen: AdviceSeen, names: dict[str, str]) -> Table:
    """The cases that rely on it."""
    rows = tuple(
        Row((Cell(one.case_ref, f"/cases/{one.case_ref}/", ref=True), day(one.relied_on), names.get(one.relied_by, one.relied_by)))
        for one in seen.relied
    )
    return Table("Cases that rely on it", (Column("Case"), Column("Since"), Column("By", "wrap")), rows, empty="No case relies on it.")


def of_case(found: tuple[AdviceSeen, ...], case_ref: str) -> Table:
    """The advice of one case, for its page."""
    rows = tuple(
        Row(
            (
                Cell(one.ref, f"/advice/{one.ref}/", ref=True),
                one.question,
                one.answer or "Not answered yet",
                Cell(one.state.capitalize(), tone=TONES[one.state], tag=True),
                "Relies on it" if one.relied_on_by(case_ref) else "",
            )
        )
        for one in found
    )
    columns = (Column("Advice"), Column("Question", "wrap"), Column("Answer", "wrap"), Column("State"), Column("This case"))
    return Table("Advice", columns, rows, empty="No advice was asked about this case, and it relies on none.")
