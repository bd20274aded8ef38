"""Breaches of personal data in finished words."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from duly.casework.cases import queries
from duly.casework.cases.queries import BreachSeen, BreachTold
from duly.casework.cases.states import BREACH_HOURS, PEOPLE, REGULATOR, RISKS
from duly.core.lists.listing import Facet, ListOf, Shown
from duly.core.record.clock import today
from duly.ui.environment import day, stamp
from duly.ui.frame import Action, Cell, Column, Row, Table, Tag

OPEN = "not yet said"
RISK_TONES = {"unlikely": "green", "risk": "amber", "high": "red"}


@dataclass(frozen=True)
class BreachRow:
    """One breach as the list shows it."""

    ref: str
    what: str
    about: str
    case: str
    right: str
    found_on: date
    due: date
    risk: str
    people: str
    regulator: str
    comes_next: str
    state: str


BREACHES = ListOf(
    name="breaches",
    key="ref",
    columns=(
        *(Shown("ref", "Breach"), Shown("state", "State"), Shown("what", "What"), Shown("about", "Concerns"), Shown("case", "Case")),
        *(Shown("right", "Belongs to"), Shown("found_on", "Known since", "day"), Shown("due", "Regulator by", "day")),
        *(Shown("risk", "Risk"), Shown("people", "People"), Shown("regulator", "Regulator"), Shown("comes_next", "Next")),
    ),
    facets=(
        *(Facet("state", "State", label=str.capitalize), Facet("regulator", "Regulator", label=str.capitalize)),
        *(Facet("what", "What"), Facet("risk", "Risk", label=str.capitalize)),
    ),
    sorts=("found_on", "due"),
    default_sort="-found_on",
)
CELLS = {
    "ref": lambda row: Cell(row.ref, f"/breaches/{row.ref}/", ref=True),
    "about": lambda row: Cell(row.about, where(row.about), ref=True),
    "case": lambda row: Cell(row.case, where(row.case), ref=True) if row.case else "",
    "right": lambda row: Cell(row.right, where(row.right), ref=True) if row.right else "",
    "found_on": lambda row: Cell(day(row.found_on)),
    "due": lambda row: Cell(day(row.due), tone="red" if late(row) else "", tag=late(row)),
    "risk": lambda row: Cell(row.risk.capitalize(), tone=RISK_TONES.get(row.risk, ""), tag=True),
    "people": lambda row: row.people.capitalize(),
    "regulator": lambda row: row.regulator.capitalize(),
    "comes_next": lambda row: row.comes_next.capitalize(),
    "state": lambda row: Cell(row.state.capitalize(), tone="green" if row.state == "closed" else "amber", tag=True),
}


def rows_of(*, but: Collection[str] = ()) -> list[BreachRow]:
    """Every breach that whoever looks may see, as the list shows it, but for those left out."""
    return [_row(one) for one in queries.breaches(but=but)]


def _row(one: BreachSeen) -> BreachRow:
    return BreachRow(
        ref=one.ref,
        what=one.kind_said,
        about=one.about,
        case=one.case,
        right=one.right,
        found_on=one.found_on,
        due=one.due,
        risk=one.risk or OPEN,
        people=_became(one, PEOPLE),
        regulator=_became(one, REGULATOR),
        comes_next="" if one.closed else one.comes_next,
        state="closed" if one.closed else "open",
    )


def _became(one: BreachSeen, pair: tuple[str, str]) -> str:
    """What became of telling them: told, though it was said before that they need not be, is told."""
    return next((step.split(" ", 1)[1] for step in pair if step in one.done), OPEN)


def late(row: BreachRow) -> bool:
    """Whether the day has gone by, and nobody said what became of the regulator."""
    return row.regulator == OPEN and row.due < today()


def where(ref: str) -> str:
    """The address of what a breach is of."""
    section = {"PSO": "cases", "L": "letters", "P": "post"}.get(ref.split("-")[0], "cases")
    return f"/{section}/{ref}/"


def tag(seen: BreachSeen) -> Tag:
    """Whether it is closed."""
    return Tag("Closed", "green") if seen.closed else Tag("Open", "amber")


def comes(seen: BreachSeen, told: BreachTold) -> str:
    """What comes next; until the regulator is settled, by which day, and when the hours of the law are over."""
    if seen.closed:
        return ""
    says = f"Next: {seen.comes_next}."
    if seen.settled:
        return says
    hours = f": {BREACH_HOURS} hours are over at {stamp(told.hours_over)}" if told.hours_over else ""
    return f"{says} The regulator is told by {day(seen.due)}, where they must be{hours}."


def facts(seen: BreachSeen, told: BreachTold, names: Mapping[str, str]) -> tuple[tuple[str, object], ...]:
    """What it is of, whose data, who found it, and how it is judged."""
    return (
        ("What", seen.what),
        ("Concerns", Cell(seen.about, where(seen.about), ref=True)),
        *((("Case", Cell(seen.case, where(seen.case), ref=True)),) if seen.case else ()),
        *((("Belongs to", Cell(seen.right, where(seen.right), ref=True)),) if seen.right else ()),
        *((("Whose data", told.whose),) if told.whose else ()),
        ("Known of since", day(seen.found_on)),
        ("Noted by", names.get(told.by, told.by)),
        *((("Seen there by", ", ".join(names.get(who, who) for who in seen.seen_by)),) if seen.seen_by else ()),
        ("Regulator by", day(seen.due)),
        ("Risk", RISKS.get(seen.risk, "Not judged yet")),
        ("Done", "; ".join(seen.done).capitalize() or "Nothing yet"),
    )


def of_paper(ref: str, names: Mapping[str, str]) -> Table:
    """The breaches noted of a letter or an item of post itself."""
    return table(queries.breaches_about(ref), names)


def begin(about: str, kind: str = "", *, volume: int | None = None, label: str = "Note a breach") -> Action:
    """The way to note a breach of something, begun with its kind."""
    said = {"about": about, "kind": kind, "volume": str(volume or "")}
    return Action(label, f"/breaches/new/?{urlencode({name: value for name, value in said.items() if value})}")


def table(found: Collection[BreachSeen], names: Mapping[str, str]) -> Table:
    """The breaches of a case or a paper, and how far each has come."""
    rows = tuple(
        Row(
            (
                Cell(one.ref, f"/breaches/{one.ref}/", ref=True),
                Cell(one.what, note=f"Seen there by {', '.join(names.get(who, who) for who in one.seen_by)}" if one.seen_by else ""),
                Cell(one.about, where(one.about), ref=True, note=f"was with {one.case}, is with {one.right}" if one.right else ""),
                day(one.due),
                "; ".join(one.done).capitalize() or "Nothing yet",
            )
        )
        for one in found
    )
    columns = (Column("Breach"), Column("What", "wrap"), Column("Concerns", "wrap"), Column("Regulator by"), Column("Done", "wrap"))
    return Table("Breaches of personal data", columns, rows, empty="No breach was noted here.")
