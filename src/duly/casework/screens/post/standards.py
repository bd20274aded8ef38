"""How post stands under the service standards, month by month, and the items behind each figure."""

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from duly.casework import flow
from duly.casework.correspondence.powers import READ
from duly.casework.correspondence.rules.standards import LATE, ON_TIME, OVERDUE, STANDARDS, STANDINGS, UNKNOWN, WITHIN, Line
from duly.casework.flow.standards import UnderStandard
from duly.core.lists.listing import Facet, ListOf, Shown
from duly.core.people import queries as people
from duly.core.record.clock import today
from duly.ui import listed
from duly.ui.asks import reads
from duly.ui.frame import Cell, Fact, Link
from duly.ui.pages import show

TONES = {ON_TIME: "green", LATE: "red", WITHIN: "blue", OVERDUE: "red", UNKNOWN: ""}
SAYS = {ON_TIME: "On time", LATE: "Late", WITHIN: "Open, within", OVERDUE: "Open, overdue", UNKNOWN: "Day not kept"}
COLUMN = {ON_TIME: "on_time", LATE: "late", WITHIN: "within", OVERDUE: "overdue", UNKNOWN: "unknown"}


@dataclass(frozen=True)
class StandardRow:
    """One standard in one month ("2026-11"). The parts come to `received`; `percent` is None where nothing is known yet."""

    key: str
    month: str
    standard: str
    received: int
    on_time: int
    late: int
    within: int
    overdue: int
    unknown: int
    percent: int | None


@dataclass(frozen=True)
class ItemRow:
    """One item under one standard."""

    key: str
    ref: str
    sender: str
    subject: str
    owner: str
    month: str
    standard: str
    standing: str
    received: date
    due: date
    done: date | None


LINES = ListOf(
    name="post-standards",
    key="key",
    columns=(
        *(Shown("month", "Month"), Shown("standard", "Standard"), Shown("received", "Received", "number")),
        *(Shown(COLUMN[one], SAYS[one], "number") for one in STANDINGS),
        Shown("percent", "On time %", "number"),
    ),
    facets=(Facet("standard", "Standard"), Facet("month", "Month")),
    sorts=("month", "percent"),
    default_sort="-month",
)
ITEMS = ListOf(
    name="post-under-standards",
    key="key",
    columns=(
        *(Shown("ref", "Item"), Shown("sender", "From"), Shown("subject", "About"), Shown("owner", "Owner"), Shown("standard", "Standard")),
        *(Shown("received", "Received", "day"), Shown("due", "Last day", "day"), Shown("done", "Done", "day"), Shown("standing", "Stands")),
    ),
    facets=(Facet("standing", "Stands", label=lambda one: SAYS.get(one, one)), Facet("standard", "Standard"), Facet("month", "Month")),
    sorts=("due", "received"),
    default_sort="due",
)


@require_safe
@reads(READ)
def standards(request: HttpRequest) -> HttpResponse:
    """Each standard in each month: how many came, and how they stand. Each figure leads to its items."""
    rows = line_rows()
    asked = listed.ask(request, LINES)
    page = LINES.page(rows, asked)
    cells = {COLUMN[one]: lambda row, one=one: _figure(row, one) for one in STANDINGS}
    return listed.as_file(LINES, rows, asked) or show(
        request,
        "post/standards.html",
        title="Service standards",
        section="Post",
        sub="All that came, and how it stands today",
        crumbs=(Link("Post", "/post/"),),
        facts=tuple(_fact(standard, rows) for standard in STANDARDS.values()),
        formats=listed.formats(asked),
        facets=listed.facet_groups(page, asked),
        unknown=listed.unknown(page),
        pager=listed.pager(page, asked, "lines"),
        table=listed.table(LINES, page, asked, "Post under the service standards", cells=cells, empty="No post fits these filters."),
    )


@require_safe
@reads(READ)
def under_standards(request: HttpRequest) -> HttpResponse:
    """The items behind the figures, the first due first."""
    rows = item_rows()
    asked = listed.ask(request, ITEMS)
    page = ITEMS.page(rows, asked)
    cells = {
        "ref": lambda row: Cell(row.ref, f"/post/{row.ref}/", ref=True),
        "standing": lambda row: Cell(SAYS[row.standing], tone=TONES[row.standing], tag=True),
    }
    return listed.as_file(ITEMS, rows, asked) or show(
        request,
        "post/standards.html",
        title="Items under the service standards",
        section="Post",
        crumbs=(Link("Post", "/post/"), Link("Service standards", "/post/standards/")),
        facts=(),
        formats=listed.formats(asked),
        facets=listed.facet_groups(page, asked),
        unknown=listed.unknown(page),
        pager=listed.pager(page, asked, "items"),
        table=listed.table(
            ITEMS,
            page,
            asked,
            "Items under the service standards",
            cells=cells,
            wrap=("sender", "subject"),
            empty="No item fits these filters.",
        ),
    )


def line_rows() -> list[StandardRow]:
    """Every standard in every month, the newest first."""
    return [_line(one) for one in flow.by_month(on=today())]


def item_rows() -> list[ItemRow]:
    """Every item under each standard, the first due first."""
    names = people.names()
    return [_item(one, names.get(one.item.owner, one.item.owner)) for one in flow.under_standards(on=today())]


def _item(one: UnderStandard, owner: str) -> ItemRow:
    item, standard = one.item, STANDARDS[one.standard]
    key = f"{item.ref} {one.standard}"
    return ItemRow(key, item.ref, item.sender, item.subject, owner, one.month, standard, one.standing, item.received, one.due, one.done)


def _line(one: Line) -> StandardRow:
    parts = {COLUMN[part]: getattr(one, COLUMN[part]) for part in STANDINGS}
    return StandardRow(f"{one.month} {one.standard}", one.month, STANDARDS[one.standard], one.received, **parts, percent=one.percent)


def _figure(row: StandardRow, standing: str) -> Cell:
    count = getattr(row, COLUMN[standing])
    where = urlencode({"month": row.month, "standard": row.standard, "standing": standing})
    return Cell(f"{count:,}", f"/post/standards/items/?{where}") if count else Cell("0")


def _fact(standard: str, rows: list[StandardRow]) -> Fact:
    """All months of a standard in one sentence's figures."""
    of = [row for row in rows if row.standard == standard]
    known = sum(row.on_time + row.late + row.overdue for row in of)
    on_time, still = sum(row.on_time for row in of), sum(row.overdue for row in of)
    return Fact(
        standard,
        f"{100 * on_time // known} % on time" if known else "Nothing due yet",
        f"{on_time:,} of {known:,}; {still:,} open and overdue",
        "red" if still else "",
    )
