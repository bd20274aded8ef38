"""The navigation of each wing, with how much of one's own work is at each item. A person who works in both sees both, one after the other."""

from collections.abc import Collection, Mapping
from dataclasses import replace

from django.conf import settings

from duly.core.record.clock import today
from duly.core.retention import powers as retention
from duly.core.scheme.queries import holds_any
from duly.office.powers import READ_RECORD
from duly.primitives.actor import Actor
from duly.ui.frame import NavItem

WINGS = {
    "casework": (
        NavItem("Post", "/post/"),
        NavItem("Cases", "/cases/"),
        NavItem("Clocks", "/clocks/"),
        NavItem("Chasing", "/chasing/"),
        NavItem("Submissions", "/submissions/"),
        NavItem("Letters", "/letters/"),
        NavItem("Compliance", "/compliance/"),
        NavItem("Directory", "/directory/"),
        NavItem("Calls", "/calls/"),
        NavItem("Work", "/tasks/"),
    ),
    "payments": (
        NavItem("Runs", "/runs/"),
        NavItem("Exceptions", "/exceptions/"),
        NavItem("Providers", "/providers/"),
        NavItem("Packages", "/packages/"),
        NavItem("Rates", "/rates/"),
        NavItem("Invoices", "/invoices/"),
        NavItem("Imports", "/imports/"),
    ),
}
EVERYBODY = (NavItem("Delegation", "/delegation/"), NavItem("People", "/people/"))
BY_POWER = ((NavItem("Record", "/record/"), (READ_RECORD,)), (NavItem("Retention", "/retention/"), retention.ALL))
"""What is for those alone whose posts the scheme names for one of these powers."""


def navigation(
    wings: Collection[str], actor: Actor, counts: Mapping[str, tuple[int, bool]] | None = None, named_for: Collection[str] | None = None
) -> tuple[NavItem, ...]:
    """What a person who holds posts in these wings may go to. `counts` says how much of their own work is where, and whether it is pressing;
    `named_for` the powers the scheme names them for, where that is known."""
    shown = [item for wing in settings.DULY_WINGS if wing in wings for item in WINGS[wing]]
    may = [
        item
        for item, powers in BY_POWER
        if (holds_any(powers, actor=actor, on=today()) if named_for is None else any(power.code in named_for for power in powers))
    ]
    every = (NavItem("Home", "/"), *shown, *EVERYBODY[:1], *may, *EVERYBODY[1:])
    return tuple(_counted(item, *(counts or {}).get(item.label, (0, False))) for item in every)


def _counted(item: NavItem, count: int, hot: bool) -> NavItem:
    return replace(item, count=count, hot=hot) if count else item
