"""Calls, enquiries and tasks in finished words."""

from collections.abc import Collection
from dataclasses import dataclass

from duly.casework.screens.directory.presenters import before_contact, needs
from duly.casework.screens.instructions.beside import for_a_call
from duly.core.contacts import queries
from duly.core.contacts.queries import CallSeen, EnquirySeen, Pattern
from duly.core.directory import queries as directory
from duly.core.lists.listing import ListOf
from duly.core.lists.showing import Facet as FacetOf
from duly.core.lists.showing import Shown
from duly.core.record.clock import LONDON, today
from duly.core.work.queries import TaskSeen
from duly.primitives.period import say_day
from duly.ui.frame import Cell, Column, Row, Table

CALLS = ListOf(
    name="calls",
    key="ref",
    columns=(
        *(Shown("ref", "Call"), Shown("at", "When", "moment"), Shown("caller", "With"), Shown("gist", "About")),
        *(Shown("flagged", "Noticed"), Shown("direction", "Way"), Shown("case_ref", "Case"), Shown("taken_by", "Taken by")),
    ),
    facets=(
        FacetOf(
            "flagged", "Noticed", value=lambda call: call.flagged or None, label=lambda v: "Nothing" if v == "none" else v.capitalize()
        ),
        FacetOf("direction", "Way", label=str.capitalize),
    ),
    sorts=("at", "caller"),
    default_sort="-at",
    also=("about",),
)
CALL_CELLS = {
    "ref": lambda call: Cell(call.ref, f"/calls/{call.ref}/", ref=True),
    "caller": lambda call: Cell(call.caller, f"/directory/{call.about}/" if call.about else "", strong=True),
    "flagged": lambda call: Cell(call.flagged.capitalize(), tone="red", tag=True) if call.flags else "",
    "case_ref": lambda call: Cell(call.case_ref, f"/cases/{call.case_ref}/", ref=True) if call.case_ref else "",
}
TASKS = ListOf(
    name="tasks",
    key="ref",
    columns=(
        *(
            Shown("ref", "Task"),
            Shown("what", "Next action"),
            Shown("due", "Due", "day"),
            Shown("state", "State"),
            Shown("waits_for", "Waits for"),
        ),
        *(Shown("about", "About"), Shown("owner", "Owner")),
    ),
    facets=(
        FacetOf("state", "State", label=str.capitalize),
        FacetOf(
            "when",
            "Due",
            value=lambda task: "overdue" if task.overdue else "today" if task.due == today() else "later",
            label=str.capitalize,
        ),
    ),
    sorts=("due", "owner"),
    default_sort="due",
    also=("whose",),
)
ENQUIRIES = ListOf(
    name="enquiries",
    key="ref",
    columns=(
        *(Shown("ref", "Enquiry"), Shown("asker", "Asked by"), Shown("question", "Asks"), Shown("expected", "Expects")),
        *(Shown("needed_by", "Needed by", "day"), Shown("state", "State"), Shown("owner", "Owner")),
        Shown("answer", "Answered"),
    ),
    facets=(FacetOf("state", "State", label=str.capitalize),),
    sorts=("needed_by",),
    default_sort="needed_by",
)
ENQUIRY_CELLS = {
    "ref": lambda one: Cell(one.ref, f"/enquiries/{one.ref}/", ref=True),
    "state": lambda one: Cell(one.state.capitalize(), tone="red" if one.late else "", tag=True),
}


@dataclass(frozen=True)
class Card:
    """What is shown before and during a call: warnings, needs, how somebody rings, the last three contacts, what was promised."""

    ref: str
    name: str
    warnings: tuple[str, ...]
    instructions: tuple[str, ...]
    needs: tuple[str, ...]
    pattern: str
    last: tuple[tuple[str, str], ...]
    promised: tuple[str, ...]
    may_be_said: tuple[str, ...]


def card(ref: str) -> Card:
    """The card of somebody in the directory; of nobody known, only what may be said."""
    said = (
        f"Not verified: {queries.may_be_said('not verified')}",
        f"Verified: {queries.may_be_said('')}",
    )
    if not ref:
        return Card("", "", (), (), (), "", (), (), said)
    seen = directory.entry(ref)
    family = (seen.ref, *seen.others)
    found = queries.calls(about=family, limit=200)
    promised = queries.promises_of([one.ref for one in found])
    on = today()
    return Card(
        seen.ref,
        seen.name,
        before_contact(seen, on=on),
        for_a_call(family),
        needs(seen, on=on),
        says(queries.pattern(family)),
        tuple((when(one), f"{one.gist[:240]}{f' ({one.flagged})' if one.flags else ''}") for one in found[:3]),
        tuple(f"{one.what} (by {say_day(one.due)}{', overdue' if one.overdue else ''})" for one in promised),
        said,
    )


def says(pattern: Pattern) -> str:
    """How somebody rings, as a sentence."""
    if not sum(pattern.by_week):
        return "No call in the last 13 weeks."
    many, busy = sum(pattern.by_week), sum(one > 0 for one in pattern.by_week)
    noticed = f"; distress or risk was noticed in {pattern.flagged}" if pattern.flagged else ""
    calls = "1 call" if many == 1 else f"{many} calls"
    return f"{calls} in {busy} of the last 13 weeks, {pattern.month} in the last 30 days, {pattern.week} in the last 7{noticed}."


def when(call: CallSeen) -> str:
    """The moment of a call, short."""
    local = call.at.astimezone(LONDON)
    return f"{say_day(local.date())}, {local:%H:%M}"


def short_calls(found: tuple[CallSeen, ...]) -> Table:
    """Calls with one person, on their page."""
    rows = tuple(
        Row(
            (
                Cell(one.ref, f"/calls/{one.ref}/", ref=True),
                when(one),
                one.gist,
                Cell(one.flagged.capitalize(), tone="red", tag=True) if one.flags else "",
            )
        )
        for one in found
    )
    return Table("Calls", (Column("Call"), Column("When"), Column("About", "wrap"), Column("Noticed")), rows, empty="No call is logged.")


def task_cells(names: dict[str, str]) -> dict:
    """How the list of tasks draws its columns."""
    return {
        "ref": lambda task: Cell(task.ref, f"/tasks/{task.ref}/", ref=True),
        "what": lambda task: Cell(task.what, f"/tasks/{task.ref}/", strong=True),
        "due": lambda task: Cell(say_day(task.due), tone="red" if task.overdue else ""),
        "state": lambda task: task.state.capitalize(),
        "about": lambda task: Cell(task.about, where(task.about), ref=True),
        "owner": lambda task: names.get(task.owner, task.owner),
    }


def tasks(found: Collection[TaskSeen], names: dict[str, str]) -> Table:
    """Tasks of one thing, on its page."""
    cells = task_cells(names)
    keys = ("ref", "what", "due", "state", "owner")
    rows = tuple(Row(tuple(cells[key](task) for key in keys)) for task in found)
    columns = (Column("Task"), Column("What", "wrap"), Column("Due"), Column("State"), Column("Owner"))
    return Table("Promises and tasks", columns, rows, empty="Nothing was promised.")


def where(ref: str) -> str:
    """The page of what a task is about, where it has one."""
    pages = (
        ("CL-", "/calls/"),
        ("DIR-", "/directory/"),
        ("PSO-", "/cases/"),
        ("Q-", "/enquiries/"),
        ("P-", "/post/"),
        ("SI-", "/instructions/"),
        ("IV-", "/involvement/"),
        ("CW-", "/commissioned/"),
    )
    return next((f"{page}{ref}/" for form, page in pages if ref.startswith(form)), "")


def answers(found: tuple[EnquirySeen, ...]) -> Table:
    """Answers given before that may do again."""
    rows = tuple(
        Row(
            (
                Cell(one.ref, f"/enquiries/{one.ref}/", ref=True),
                one.question,
                one.answer,
                say_day(one.answered_on) if one.answered_on else "",
            )
        )
        for one in found
    )
    columns = (Column("Enquiry"), Column("Asked", "wrap"), Column("Answered", "wrap"), Column("On"))
    return Table("Answered before", columns, rows, empty="Nothing like it was answered before.")
