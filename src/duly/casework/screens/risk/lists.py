"""The register and the agenda as lists: columns, filters, order."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from duly.casework.risk.queries import CURRENT, DUE_AGAIN, LATE, NEVER, NEW, SAME, OnAgenda, Registered
from duly.core.lists.listing import ListOf
from duly.core.lists.showing import Facet, Shown
from duly.primitives.period import say_day
from duly.ui.frame import Cell

NOT_ASSESSED = "not assessed"
TONES = {"high-profile": "violet", "high": "red", "medium": "amber", "low": "green", NOT_ASSESSED: "amber"}
STANDING = {NEVER: "red", DUE_AGAIN: "red", LATE: "red", CURRENT: "green"}


@dataclass(frozen=True)
class RiskRow:
    """One case of the register."""

    ref: str
    title: str
    level: str
    score: int | None
    standing: str
    why: str
    by_day: date | None
    review_on: date | None
    owner: str
    since: str
    case_owner: str


@dataclass(frozen=True)
class AgendaRow:
    """One case of a month's agenda."""

    ref: str
    title: str
    level: str
    score: int | None
    standing: str
    why: str
    owner: str


REGISTER = ListOf(
    name="risk",
    key="ref",
    columns=(
        *(Shown("ref", "Case"), Shown("title", "About"), Shown("level", "Level"), Shown("score", "Points", "number")),
        *(Shown("standing", "Assessment"), Shown("why", "Why it is due"), Shown("by_day", "Look by", "day")),
        *(Shown("since", "Since your last look"), Shown("owner", "Owner of the risk"), Shown("case_owner", "Case with")),
        Shown("review_on", "Review by", "day"),
    ),
    facets=(
        Facet("level", "Level", label=str.capitalize),
        Facet("standing", "Assessment", label=str.capitalize),
        Facet("since", "Since your last look", label=str.capitalize),
        Facet("owner", "Owner of the risk"),
    ),
    sorts=("by_day", "score", "review_on"),
    default_sort="by_day",
)
AGENDA = ListOf(
    name="risk-agenda",
    key="ref",
    columns=(
        *(Shown("ref", "Case"), Shown("title", "About"), Shown("level", "Level"), Shown("score", "Points", "number")),
        *(Shown("standing", "Assessment"), Shown("why", "Why it is here"), Shown("owner", "Owner of the risk")),
    ),
    facets=(Facet("level", "Level", label=str.capitalize), Facet("standing", "Assessment", label=str.capitalize)),
    sorts=("score",),
    default_sort="-score",
)
CELLS = {
    "ref": lambda row: Cell(row.ref, f"/risk/{row.ref}/", ref=True),
    "level": lambda row: Cell(row.level.capitalize(), tone=TONES[row.level], tag=True),
    "standing": lambda row: Cell(row.standing.capitalize(), tone=STANDING[row.standing]),
    "score": lambda row: "" if row.score is None else str(row.score),
    "by_day": lambda row: say_day(row.by_day) if row.by_day else "",
    "since": lambda row: Cell(row.since.capitalize(), tone="" if row.since == SAME else "blue" if row.since == NEW else "amber", tag=True),
}


def register_rows(found: tuple[Registered, ...], names: Mapping[str, str]) -> tuple[RiskRow, ...]:
    """Cases of the register, with people by name."""
    return tuple(
        RiskRow(
            one.case.ref,
            one.case.title,
            one.assessment.level if one.assessment else NOT_ASSESSED,
            one.assessment.score if one.assessment else None,
            one.standing,
            "; ".join(due.says for due in one.dues),
            one.by_day,
            one.assessment.review_on if one.assessment else None,
            names.get(one.assessment.owner, one.assessment.owner) if one.assessment else "",
            one.since,
            names.get(one.case.owner, one.case.owner),
        )
        for one in found
    )


def agenda_rows(found: tuple[OnAgenda, ...], names: Mapping[str, str]) -> tuple[AgendaRow, ...]:
    """Cases of an agenda, with every reason."""
    return tuple(
        AgendaRow(
            one.case.ref,
            one.case.title,
            one.assessment.level if one.assessment else NOT_ASSESSED,
            one.assessment.score if one.assessment else None,
            one.standing,
            " ".join(one.why),
            names.get(one.assessment.owner, one.assessment.owner) if one.assessment else names.get(one.case.owner, one.case.owner),
        )
        for one in found
    )
