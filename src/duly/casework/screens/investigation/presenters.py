"""Investigations and chases in finished words."""

from dataclasses import dataclass
from datetime import date

from duly.casework.investigation.queries import FactSeen, IssueSeen, PieceSeen, RequestSeen
from duly.casework.screens import common
from duly.core.chases.queries import ChaseSeen
from duly.core.lists.listing import Facet, ListOf, Shown
from duly.core.record.clock import today
from duly.primitives.period import say_day
from duly.ui.environment import day
from duly.ui.frame import Cell, Column, Happening, Row, Table

STATES = {"asked": "amber", "partly received": "amber", "received": "green", "refused": "red", "withdrawn": ""}
ABOUT = {"PS": "/cases/{}/", "CK": "/clocks/{}/", "CP": "/compliance/{}/"}


@dataclass(frozen=True)
class Line:
    """One line of the matrix: something that is known of an issue, missing, or asked for. `key` names it."""

    key: str
    issue: str
    place: int
    what: str
    words: str
    source: str
    page: int | None
    sha256: str
    state: str
    on: date | None


MATRIX = ListOf(
    name="issues-and-evidence",
    key="key",
    columns=(
        *(Shown("issue", "Issue"), Shown("place", "No.", "number"), Shown("what", "Is"), Shown("words", "What")),
        *(Shown("source", "From"), Shown("page", "Page", "number"), Shown("sha256", "SHA-256"), Shown("state", "State")),
        Shown("on", "Received, or due", "day"),
    ),
    facets=(Facet("what", "Is"), Facet("issue", "Issue")),
)


def matrix(issues: tuple[IssueSeen, ...]) -> list[Line]:
    """Issue by issue, what is known and from where, what is missing, and what is asked for."""
    found: list[Line] = []
    for one in issues:
        head = (one.ref, one.place)
        found += [
            Line(
                f"{one.ref} 1 {p.ref}",
                *head,
                "known",
                p.shows,
                p.source_ref,
                p.page,
                p.sha256,
                _disclosed(p.may_be_disclosed),
                p.received_on,
            )
            for p in one.known
        ]
        found += [  # it counts for nothing, and stands here so that nobody looks for it
            Line(
                f"{one.ref} 4 {p.ref}",
                *head,
                "withdrawn",
                p.shows,
                p.source_ref,
                p.page,
                p.sha256,
                f"withdrawn: {p.because}",
                p.received_on,
            )
            for p in one.withdrawn
        ]
        found += [
            Line(f"{one.ref} 2 {n}", *head, "missing", said, "", None, "", "open", None)
            for n, said in enumerate(one.missing if one.state == "open" else (), start=1)
        ]
        if one.state != "open":  # nothing of it is waited for: it stands here so that nobody looks for it
            found.append(Line(f"{one.ref} 0", *head, "withdrawn", one.words, "", None, "", "looked into no longer", None))
        found += [Line(f"{one.ref} 3 {r.ref}", *head, "asked for", r.what, r.ref, None, "", r.state, r.due) for r in one.requests]
    return found


@dataclass(frozen=True)
class IssueShown:
    """One issue as its section shows it."""

    title: str
    standing: str
    known: Table
    missing: tuple[str, ...]
    asked: Table | None


def shown(one: IssueSeen) -> IssueShown:
    """An issue finished for the page."""
    known = tuple(
        Row(
            (
                Cell(piece.ref, ref=True),
                Cell(piece.shows, note=_of_piece(piece), tone="red" if piece.withdrawn else ""),
                Cell(piece.source_ref, common.cited(piece.source_ref, piece.part, piece.page), ref=True, note=piece.where),
                Cell(piece.sha256[:12], ref=True),
                day(piece.received_on),
            ),
            ref=piece.ref,
        )
        for piece in (*one.known, *one.withdrawn)
    )
    columns = (Column("Evidence"), Column("Shows", "wrap"), Column("From"), Column("SHA-256"), Column("Received"))
    gone = f", {len(one.withdrawn)} withdrawn" if one.withdrawn else ""
    parts = f"{len(one.known)} known{gone}, {len(one.missing)} missing, {sum(r.waiting for r in one.requests)} waited for"
    return IssueShown(
        title=f"{one.place}. {one.words}",
        standing="Looked into no longer" if one.state != "open" else parts,
        known=Table(f"What is known of issue {one.place}", columns, known, empty="Nothing is known of it yet."),
        missing=one.missing if one.state == "open" else (),
        asked=asked_table(one.requests) if one.requests else None,
    )


def _of_piece(piece: PieceSeen) -> str:
    if piece.withdrawn:
        return f"Withdrawn, and counts for nothing: {piece.because}"
    return f"From {piece.came_from}. {_disclosed(piece.may_be_disclosed).capitalize()}."


def asked_table(requests: tuple[RequestSeen, ...]) -> Table:
    """What was asked for, of whom, by when, and what came of it."""
    rows = tuple(
        Row(
            (
                Cell(one.ref, f"/requests/{one.ref}/", ref=True),
                one.what,
                one.asked_of,
                Cell(day(one.due), tone="red" if one.late else ""),
                Cell(one.state.capitalize(), tone="red" if one.late else STATES[one.state], tag=True),
            ),
            ref=one.ref,
        )
        for one in requests
    )
    columns = (Column("Request"), Column("Asked for", "wrap"), Column("Of"), Column("Due"), Column("State"))
    return Table("Asked for", columns, rows)


def chronology(facts: tuple[FactSeen, ...]) -> tuple[Happening, ...]:
    """What happened, day by day, with what shows it."""
    return tuple(
        Happening(
            day(one.on), _fact_words(one), f"{one.source}: {one.source_ref}, {one.where}", common.cited(one.source_ref, one.part, one.page)
        )
        for one in facts
    )


def _fact_words(one: FactSeen) -> str:
    return f"{one.words} ({one.source}, which is to show it, was withdrawn.)" if one.withdrawn else one.words


@dataclass(frozen=True)
class ChaseRow:
    """One chase as the list shows it."""

    ref: str
    what: str
    asked_of: str
    about: str
    kind: str
    due: date
    sent: str
    step: str
    next_on: date | None
    when: str
    owner: str
    state: str


CHASES = ListOf(
    name="chases",
    key="ref",
    columns=(
        *(Shown("ref", "Chase"), Shown("what", "What"), Shown("asked_of", "Asked of"), Shown("about", "For")),
        *(Shown("due", "Due", "day"), Shown("sent", "Sent last"), Shown("step", "Next"), Shown("next_on", "From", "day")),
        *(Shown("state", "State"), Shown("owner", "Owner")),
    ),
    facets=(
        Facet("when", "When"),
        Facet("kind", "What", label=str.capitalize),
        Facet("state", "State", label=str.capitalize),
        Facet("owner", "Owner"),
    ),
    sorts=("due", "next_on"),
    default_sort="next_on",
    also=("open",),
)


def chase_rows(found: tuple[ChaseSeen, ...], names: dict[str, str]) -> list[ChaseRow]:
    """Chases as the list shows them."""
    return [
        ChaseRow(
            **{name: getattr(one, name) for name in ("ref", "what", "asked_of", "about", "kind", "due", "next_on", "state")},
            sent=f"{one.steps[-1].kind.capitalize()}, {say_day(one.steps[-1].on)}" if one.steps else "",
            step=f"{one.next.kind.capitalize()} to {to_said(one.next.to, one)}" if one.next else "",
            when=when(one),
            owner=names.get(one.owner, one.owner),
        )
        for one in found
    ]


def when(one: ChaseSeen) -> str:
    """When the next step is to be sent, as the filter says it."""
    if one.state != "running":
        return "Over"
    if one.next_on is None:
        return "At the top of the ladder"
    return "To send today" if one.due_now else "Later"


def to_said(to: str, one: ChaseSeen) -> str:
    """To whom a step goes, in words."""
    return one.asked_of if to == "asked" else to.replace("-", " ").capitalize()


CHASE_CELLS = {
    "ref": lambda row: Cell(row.ref, f"?open={row.ref}", ref=True),
    "what": lambda row: Cell(row.what, strong=True),
    "about": lambda row: Cell(row.about, where(row.about), ref=True),
    "next_on": lambda row: (
        Cell(day(row.next_on), tone="red", tag=True) if row.when == "To send today" else day(row.next_on) if row.next_on else ""
    ),
    "due": lambda row: Cell(day(row.due), tone="red" if row.state == "running" and row.due < today() else ""),
    "state": lambda row: Cell(row.state.capitalize(), tone={"running": "blue", "answered": "green"}.get(row.state, ""), tag=True),
}


def where(about: str) -> str:
    """The page of what is chased; nothing where it has none of its own."""
    return ABOUT.get(about[:2], "").format(about)


def _disclosed(may_be: bool) -> str:
    return "may be disclosed" if may_be else "not to be disclosed"
