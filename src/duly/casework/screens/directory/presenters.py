"""The directory in finished words."""

from dataclasses import dataclass
from datetime import date

from duly.casework.cases.queries import CaseSeen
from duly.core.directory import checks, powers, queries, rules
from duly.core.directory.queries import DetailSeen, EntrySeen, MarkerSeen, RoleSeen
from duly.core.lists.listing import ListOf
from duly.core.lists.showing import Facet as FacetOf
from duly.core.lists.showing import Shown
from duly.core.record.clock import today
from duly.core.scheme.queries import why_not
from duly.primitives.actor import Actor
from duly.primitives.period import say_day, say_span
from duly.ui.frame import Cell, Column, Fact, Row, Table, Tag

DIRECTORY = ListOf(
    name="directory",
    key="ref",
    columns=(
        *(Shown("ref", "Entry"), Shown("name", "Name"), Shown("kind", "Kind"), Shown("roles", "Roles"), Shown("markers", "Before contact")),
        *(Shown("needs", "Needs"), Shown("email", "E-mail"), Shown("phone", "Telephone"), Shown("post", "Address")),
        *(Shown("same_as", "Same as"), Shown("entered_on", "Entered", "day")),
    ),
    facets=(
        FacetOf("kind", "Kind", label=str.capitalize),
        FacetOf(
            "role", "Role", value=lambda row: row.roles.split(", ")[0] or None, label=lambda v: "No role" if v == "none" else v.capitalize()
        ),
        FacetOf("marked", "Before contact", value=lambda row: "marked" if row.markers else "nothing", label=str.capitalize),
    ),
    sorts=("name", "entered_on", "kind"),
    default_sort="name",
)
CELLS = {
    "ref": lambda row: Cell(row.ref, f"/directory/{row.ref}/", ref=True),
    "name": lambda row: Cell(row.name, f"/directory/{row.ref}/", strong=True),
    "kind": lambda row: row.kind.capitalize(),
    "markers": lambda row: Cell(row.markers, tone="red", tag=True) if row.markers else "",
    "same_as": lambda row: Cell(row.same_as, f"/directory/{row.same_as}/", ref=True) if row.same_as else "",
}


@dataclass(frozen=True)
class Warned:
    """A marker as its form shows it."""

    ref: str
    number: int
    title: str
    says: str


@dataclass(frozen=True)
class EntryShown:
    """One entry as its page shows it."""

    url: str
    person: bool
    dead: str
    before: tuple[str, ...]
    needs: tuple[str, ...]
    facts: tuple[tuple[str, object], ...]
    details: Table
    roles: Table
    others: Table
    cases: Table
    conflicts: Table
    markers: tuple[Warned, ...]
    ends: tuple[tuple[int, str], ...]
    ends_of_roles: tuple[tuple[int, str], ...]
    merged: tuple[str, ...]
    keep_refusal: str
    merge_refusal: str
    mark_refusal: str


def before_contact(seen: EntrySeen, *, on: date) -> tuple[str, ...]:
    """What stands on a day and must be seen before anybody makes contact. What has lapsed is never among it."""
    return tuple(
        f"{one.kind.capitalize()}: {one.because} (until {say_day(one.lapses_on)}{', review overdue' if one.overdue(on) else ''})"
        for one in seen.markers
        if one.stands(on)
    )


def needs(seen: EntrySeen, *, on: date) -> tuple[str, ...]:
    """What they need of us on a day."""
    return tuple(f"{rules.NEEDS[one.kind]}: {one.text}" for one in seen.details if one.kind in rules.NEEDS and one.holds(on))


def shown(seen: EntrySeen, cases: tuple[tuple[CaseSeen, str], ...], names: dict[str, str], *, by: Actor) -> EntryShown:
    """An entry finished for the page."""
    on = today()
    keep = checks.why_not_keep(by=by)
    merge, mark = (why_not(power, {}, actor=by, on=on) for power in (powers.MERGE, powers.MARK))
    dead = queries.died([seen.ref]).get(seen.ref)
    return EntryShown(
        url=f"/directory/{seen.ref}/",
        person=seen.kind == "person",
        dead=f"On {say_day(dead.on)}, known from: {dead.source}. No letter goes to them." if dead else "",
        before=before_contact(seen, on=on),
        needs=needs(seen, on=on),
        facts=_facts(seen),
        details=_details(seen.details, on),
        roles=_roles(seen.roles, on, "What they are", other=lambda one: (one.role.capitalize(), one.of, one.other)),
        others=_roles(
            seen.roles_of_others, on, "What others are to them", other=lambda one: (rules.ROLES[one.role].capitalize(), one.ref, one.name)
        ),
        cases=_cases(cases),
        conflicts=_conflicts(seen, on),
        markers=tuple(Warned(one.ref, one.number, one.kind.capitalize(), _marker(one, names)) for one in seen.markers if one.stands(on)),
        ends=tuple((one.id, f"{rules.DETAILS[one.kind]}: {one.text}") for one in seen.details if one.ends > on),
        ends_of_roles=tuple((one.id, f"{one.role} {one.other} {one.scope}".strip()) for one in seen.roles if one.ends > on),
        merged=seen.others,
        keep_refusal=keep.because if keep else "",
        merge_refusal=merge.because if merge else "",
        mark_refusal=mark.because if mark else "",
    )


def tag(seen: EntrySeen) -> Tag:
    """What kind of entry it is; red where something must be seen first."""
    return Tag(seen.kind.capitalize(), "blue" if seen.kind == "person" else "violet")


def figures(rows: tuple[queries.EntryRow, ...], due: int) -> tuple[Fact, ...]:
    """How the directory stands."""
    return (
        Fact("In the directory", f"{len(rows):,}"),
        Fact("With a marker", str(sum(bool(row.markers) for row in rows)), tone="red" if any(row.markers for row in rows) else ""),
        Fact("Markers due for review", str(due), tone="amber" if due else "", url="/directory/markers/"),
    )


def due(found: tuple[MarkerSeen, ...], names: dict[str, str]) -> Table:
    """Markers, those whose review is due first. One that has lapsed says so."""
    on, called = today(), queries.names({one.ref for one in found})
    rows = tuple(
        Row(
            (
                Cell(called[one.ref], f"/directory/{one.ref}/", strong=True),
                Cell(one.kind.capitalize(), tone="red" if one.stands(on) else "", tag=True),
                one.because,
                names.get(one.owner, one.owner),
                Cell(say_day(one.review_on), tone="amber" if one.overdue(on) else ""),
                say_day(one.lapses_on) if one.stands(on) else f"Lapsed on {say_day(one.lapses_on)}",
            )
        )
        for one in found
    )
    columns = (Column("Of"), Column("Marker"), Column("Why", "wrap"), Column("Owner"), Column("Review by"), Column("Until"))
    return Table("Markers", columns, rows, empty="There are no markers.")


def _facts(seen: EntrySeen) -> tuple[tuple[str, object], ...]:
    said: list[tuple[str, object]] = [("Entry", seen.ref), ("Kind", seen.kind.capitalize()), ("Entered", say_day(seen.entered_on))]
    if seen.others:
        said.append(("Also known as", ", ".join(seen.others)))
    return tuple(said)


def _details(found: tuple[DetailSeen, ...], on: date) -> Table:
    rows = tuple(
        Row(
            (
                rules.DETAILS[one.kind],
                Cell(one.text, strong=one.holds(on)),
                say_span(one.starts, one.ends),
                "" if one.holds(on) else "not now",
            )
        )
        for one in found
    )
    return Table("What is known", (Column("What"), Column("It is", "wrap"), Column("Between"), Column("Today")), rows)


def _roles(found: tuple[RoleSeen, ...], on: date, caption: str, *, other) -> Table:
    rows = []
    for one in found:
        what, ref, name = other(one)
        linked = Cell(name, f"/directory/{ref}/") if ref.startswith("DIR-") else Cell(name)
        rows.append(Row((what, linked, one.scope, say_span(one.starts, one.ends), Cell("" if one.holds(on) else "not now", note=one.note))))
    columns = (Column("Role"), Column("Who or where", "wrap"), Column("Scope"), Column("Between"), Column("Today", "wrap"))
    return Table(caption, columns, tuple(rows), empty="Nothing is known.")


def _cases(cases: tuple[tuple[CaseSeen, str], ...]) -> Table:
    rows = tuple(
        Row((Cell(case.ref, f"/cases/{case.ref}/", ref=True), Cell(case.title, strong=True), role.capitalize(), case.stage.capitalize()))
        for case, role in cases
    )
    columns = (Column("Case"), Column("About", "wrap"), Column("As"), Column("Stage"))
    return Table("Cases", columns, rows, empty="They are a party to no case.")


def _conflicts(seen: EntrySeen, on: date) -> Table:
    """Whoever else this may be, and everybody within two steps of them: what to look at before work is given to somebody."""
    rows = [Row((Cell(one.name, f"/directory/{one.ref}/"), one.path)) for one in queries.near(seen, on=on)]
    return Table(
        "Conflict search", (Column("Who"), Column("How they are connected", "wrap")), tuple(rows), empty="Nobody is within two steps."
    )


def _marker(one: MarkerSeen, names: dict[str, str]) -> str:
    owner = names.get(one.owner, one.owner)
    return f"{one.because} {owner} looks at it again by {say_day(one.review_on)}; it lapses on {say_day(one.lapses_on)}."
