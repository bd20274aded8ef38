"""Standing instructions in finished words."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from duly.casework import flow
from duly.casework.instructions.queries import InstructionSeen, ReadingSeen
from duly.casework.instructions.rules.vocabulary import KINDS, OUTCOMES
from duly.casework.screens.letters import owed
from duly.core.confidentiality.queries import NOT_SHOWN
from duly.core.lists.listing import ListOf
from duly.core.lists.showing import Facet, Shown
from duly.core.record.clock import today
from duly.primitives.period import say_day
from duly.ui.frame import Cell, Column, Link, Row, Table, Tag

TONES = {"in force": "green", "proposed": "amber", "authorised": "violet", "ran out": "red", "review missed": "red"}


@dataclass(frozen=True)
class InstructionRow:
    """An instruction as lists have it."""

    ref: str
    name: str
    says: str
    kind: str
    scope: str
    channels: str
    standing: str
    review_on: date
    expires_on: date
    review: str
    reader: str
    authorised_by: str
    about: str


INSTRUCTIONS = ListOf(
    name="instructions",
    key="ref",
    columns=(
        *(Shown("ref", "Instruction"), Shown("name", "Person"), Shown("says", "What it says"), Shown("scope", "About")),
        *(Shown("standing", "State"), Shown("review_on", "Review by", "day"), Shown("expires_on", "Ends", "day")),
        *(Shown("reader", "Read by"), Shown("authorised_by", "Authorised by"), Shown("channels", "Channels")),
    ),
    facets=(
        Facet("standing", "State", label=str.capitalize),
        Facet("review", "Review", label=str.capitalize),
        Facet("kind", "What it says", label=lambda v: KINDS.get(v, v)),
    ),
    sorts=("review_on", "name", "expires_on"),
    default_sort="review_on",
)
CELLS = {
    "ref": lambda row: Cell(row.ref, f"/instructions/{row.ref}/", ref=True),
    "name": lambda row: Cell(row.name, f"/directory/{row.about}/", strong=True),
    "standing": lambda row: Cell(row.standing.capitalize(), tone=TONES.get(row.standing, ""), tag=True),
    "review_on": lambda row: Cell(say_day(row.review_on), tone="red" if row.review == "missed" else "amber" if row.review == "due" else ""),
}


def row_of(seen: InstructionSeen, names: Mapping[str, str]) -> InstructionRow:
    """An instruction for a list, with people by name."""
    return InstructionRow(
        seen.ref,
        seen.name,
        said(seen, names),
        seen.kind,
        seen.scope,
        ", ".join(seen.channels),
        seen.standing,
        seen.review_on,
        seen.expires_on,
        _review(seen),
        names.get(seen.reader, seen.reader),
        names.get(seen.authorised_by, seen.authorised_by),
        seen.about,
    )


def said(seen: InstructionSeen, names: Mapping[str, str]) -> str:
    """What it says, with its officer by name."""
    return seen.says.replace(seen.named_officer, names.get(seen.named_officer, seen.named_officer)) if seen.named_officer else seen.says


def tag(seen: InstructionSeen) -> Tag:
    """Its state as it is today."""
    return Tag(seen.standing.capitalize(), TONES.get(seen.standing, ""))


def facts(seen: InstructionSeen, names: Mapping[str, str]) -> tuple[tuple[str, object], ...]:
    """What it says, of whom and of what."""
    cases = [ref if ref == NOT_SHOWN else Link(ref, f"/cases/{ref}/") for ref in seen.case_refs]
    return (
        ("Person", Link(f"{seen.name}, {seen.about}", f"/directory/{seen.about}/")),
        ("It says", said(seen, names)),
        *(("Case", one) for one in cases),
        *((("Matter", seen.matter),) if seen.by_matter else ()),
        ("Channels", ", ".join(seen.channels)),
        ("Read by", names.get(seen.reader, seen.reader)),
        ("Must be read for", seen.must_read),
    )


def grounds(seen: InstructionSeen) -> tuple[tuple[str, object], ...]:
    """Why, what was considered, and how they were warned."""
    warned = f" ({say_day(seen.warned_on)})" if seen.warned_on else ""
    return (("Reasons", seen.reasons), ("Adjustments considered", seen.adjustments), ("Warning given", f"{seen.warning}{warned}"))


def authority(seen: InstructionSeen, names: Mapping[str, str]) -> tuple[tuple[str, object], ...]:
    """Who proposed and authorised it, under which row of which scheme, and when its person was told."""
    told: list[tuple[str, object]] = [("Proposed", f"{names.get(seen.proposed_by, seen.proposed_by)}, {say_day(seen.proposed_on)}")]
    if seen.authorised_on:
        told.append(("Authorised", f"{names.get(seen.authorised_by, seen.authorised_by)}, {say_day(seen.authorised_on)}"))
        told.append(("Authority", f"Row {seen.rule} of {seen.scheme}"))
        told.append(("Notice", owed.cell(seen.ref) if seen.state == "authorised" or flow.letter_of(seen.ref) else "No letter of ours"))
    if seen.notified_on and seen.starts:
        told.append(("Told", say_day(seen.notified_on)))
        told.append(("Holds from", say_day(seen.starts)))
    return (*told, ("Review by", say_day(seen.review_on)), ("Holds no longer from", say_day(seen.expires_on)))


def read_table(found: tuple[ReadingSeen, ...], names: Mapping[str, str]) -> Table:
    """Letters read under an instruction."""
    tones = {"nothing new": "", "answer it": "amber", "not within": "violet"}
    rows = tuple(
        Row(
            (
                Cell(one.item_ref, f"/post/{one.item_ref}/reading/", ref=True),
                say_day(one.read_on),
                Cell(OUTCOMES[one.outcome], tone=tones[one.outcome], tag=True),
                str(sum(p.marked_new for p in one.points)),
                names.get(one.read_by, one.read_by),
            )
        )
        for one in found
    )
    columns = (Column("Letter"), Column("Read"), Column("Came of it"), Column("New points", "number"), Column("By"))
    return Table("Letters read under it", columns, rows, empty="No letter was read under it yet.")


def short(found: tuple[InstructionSeen, ...], names: Mapping[str, str]) -> tuple[str, ...]:
    """Instructions that hold today, each in a sentence to be seen before anybody makes contact."""
    return tuple(f"{one.ref}: {said(one, names)}. About {one.scope}; until {say_day(one.review_on)}." for one in found if one.holds_today)


def _review(seen: InstructionSeen) -> str:
    if seen.standing == "review missed" or (seen.state == "in force" and seen.review_on < today()):
        return "missed"
    return "due" if seen.review_due else "later" if seen.state == "in force" else "not running"
