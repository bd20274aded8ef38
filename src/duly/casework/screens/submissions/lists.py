"""The list of submissions and the list of what went through first time, each declared once for the page, the file and the API."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date

from duly.casework.cases import queries as cases
from duly.casework.submissions.queries import every_reason, in_short
from duly.casework.submissions.rules import KINDS
from duly.core.lists.listing import Facet, ListOf, Shown
from duly.core.people import queries as people

WITH = {
    "draft": "Its author",
    "put up": "A reviewer",
    "returned": "Its author",
    "ready": "Whoever may sign",
    "decided": "Nobody",
    "withdrawn": "Nobody",
}


@dataclass(frozen=True)
class PaperRow:
    """One submission in the list. `returned` is how often."""

    ref: str
    ask: str
    case_ref: str
    about: str
    kind: str
    remedy_pence: int
    mp_asked: bool
    number: int
    returned: int
    state: str
    with_whom: str
    reviewer: str
    author: str
    prepared_by: str
    drafted_on: date
    sha256: str

    @property
    def returned_said(self) -> str:
        """How often it was returned, as the filter says it."""
        return ("Never", "Once")[self.returned] if self.returned < 2 else "More than once"


def every_row(*, but: Collection[str] = ()) -> tuple[PaperRow, ...]:
    """Every submission that whoever looks may see as a row, `but` these, the oldest first."""
    found, names, titles = in_short(but=but), people.names(), people.post_titles()
    about = cases.titles({one.case_ref for one in found})
    return tuple(
        PaperRow(
            ref=one.ref,
            ask=one.ask,
            case_ref=one.case_ref,
            about=about.get(one.case_ref, ""),
            kind=one.kind,
            remedy_pence=one.remedy_pence,
            mp_asked=one.mp_interest,
            number=one.number,
            returned=one.returned,
            state=one.state,
            with_whom=WITH[one.state],
            reviewer=titles.get(post := one.routed or one.complexity.post, post),
            prepared_by=one.prepared_by,
            author=names.get(one.prepared_by, one.prepared_by),
            drafted_on=one.drafted_on,
            sha256=one.sha256,
        )
        for one in found
    )


SUBMISSIONS = ListOf(
    name="submissions",
    key="ref",
    columns=(
        Shown("ref", "Submission"),
        Shown("ask", "Asks"),
        Shown("case_ref", "Case"),
        Shown("kind", "Kind"),
        Shown("remedy_pence", "Remedy £", "pounds"),
        Shown("number", "Version", "number"),
        Shown("returned", "Returned", "number"),
        Shown("state", "State"),
        Shown("with_whom", "With"),
        Shown("reviewer", "Suits"),
        Shown("author", "Author"),
        Shown("drafted_on", "Drafted", "day"),
        Shown("mp_asked", "MP asked", "yes/no"),
        Shown("about", "About"),
    ),
    facets=(
        Facet("state", "State", label=str.capitalize),
        Facet("kind", "Kind", label=lambda kind: KINDS.get(kind, kind)),
        Facet("with", "With", value=lambda row: row.with_whom),
        Facet("returned", "Returned", value=lambda row: row.returned_said),
        Facet("suits", "Suits", value=lambda row: row.reviewer),
    ),
    sorts=("ref", "remedy_pence", "returned", "drafted_on", "number"),
    default_sort="drafted_on",
)

FOR_PROGRAMS = replace(SUBMISSIONS, columns=(*SUBMISSIONS.columns, Shown("prepared_by", "Prepared by"), Shown("sha256", "Text SHA-256")))
"""The same list with what only programs ask for."""

FIRST_TIME = ListOf(
    name="first-time",
    key="ref",
    columns=(
        Shown("ref", "Submission"),
        Shown("kind", "Kind"),
        Shown("team", "Team"),
        Shown("first_time", "First time"),
        Shown("times_returned", "Returned", "number"),
        Shown("reason", "First returned for"),
        Shown("days_lost", "Days lost", "number"),
        Shown("drafted_on", "Drafted", "day"),
    ),
    facets=(
        Facet("first_time", "First time", label=str.capitalize),
        Facet("kind", "Kind", label=lambda kind: KINDS.get(kind, kind)),
        Facet("team", "Team"),
        Facet(
            "reason",
            "First returned for",
            value=lambda row: row.reason or None,
            label=lambda code: every_reason().get(code, "Not returned"),
        ),
    ),
    sorts=("drafted_on", "times_returned", "days_lost"),
    default_sort="-drafted_on",
)
