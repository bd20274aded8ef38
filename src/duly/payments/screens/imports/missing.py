"""Who has not sent: a list of the files expected for a week."""

from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from duly.core.lists.listing import Facet, ListOf, Shown
from duly.core.record.clock import LONDON, now, today
from duly.payments import flow
from duly.payments.flow import Expected
from duly.payments.packages.powers import READ
from duly.payments.screens import listed
from duly.payments.screens.imports.presenters import kind
from duly.payments.screens.weeks import last_whole_week, neighbours, say_week
from duly.primitives.period import read_week, week_name
from duly.ui.asks import reads
from duly.ui.frame import Action, Cell, Link
from duly.ui.pages import show

TONES = {"Not sent": "red", "Late": "amber", "On time": "green", "Not due yet": ""}


@dataclass(frozen=True)
class ExpectedRow:
    """One expected file in the list."""

    key: str
    provider: str
    name: str
    kind: str
    lines: int
    due: datetime
    state: str
    came: datetime | None
    days_late: int
    import_ref: str

    @classmethod
    def of(cls, one: Expected) -> "ExpectedRow":
        """From what is expected."""
        came = one.came.astimezone(LONDON) if one.came else None
        return cls(one.key, one.provider_ref, one.provider, one.kind, one.lines, one.due, one.state, came, one.days_late, one.import_ref)


EXPECTED = ListOf(
    name="who-has-not-sent",
    key="key",
    columns=(
        Shown("provider", "Provider"),
        Shown("name", "Name"),
        Shown("kind", "File"),
        Shown("state", "State"),
        Shown("due", "Due", "moment"),
        Shown("came", "Came", "moment"),
        Shown("days_late", "Days late", "number"),
        Shown("lines", "Lines in force", "number"),
        Shown("import_ref", "Import"),
    ),
    facets=(Facet("state", "State"), Facet("kind", "File", label=kind)),
    sorts=("due", "lines", "days_late"),
    default_sort="",
    also=("week",),
)
CELLS = {
    "provider": lambda row: Cell(row.provider, f"/providers/{row.provider}/", ref=True),
    "kind": lambda row: kind(row.kind),
    "state": lambda row: Cell(row.state, tone=TONES[row.state], tag=True),
    "due": lambda row: _moment(row.due),
    "came": lambda row: _moment(row.came) if row.came else "–",
    "days_late": lambda row: str(row.days_late) if row.days_late else "–",
    "import_ref": lambda row: Cell(row.import_ref, f"/imports/{row.import_ref}/", ref=True) if row.import_ref else "–",
}


@require_safe
@reads(READ)
def missing(request: HttpRequest) -> HttpResponse:
    """The files expected for a week (the last whole one, or ?week=2026-W45), those not sent first."""
    asked_for = request.GET.get("week", "")
    try:
        week = read_week(asked_for) if asked_for else last_whole_week(today())
    except ValueError:
        week, asked_for = last_whole_week(today()), ""
    rows = [ExpectedRow.of(one) for one in flow.expected(week, at=now())]
    asked, own = listed.ask(request, EXPECTED), {"week": week_name(week)}
    page = EXPECTED.page(rows, asked)
    not_sent = sum(row.state == "Not sent" for row in rows)
    return listed.as_file(EXPECTED, rows, asked) or show(
        request,
        "imports/missing.html",
        title="Who has not sent",
        section="Imports",
        crumbs=(Link("Imports", "/imports/"),),
        sub=f"Files expected for {say_week(week)}",
        formats=listed.formats(asked, **own),
        actions=(Action("When files are due", "/imports/deadlines/"), Action("Take in a file", "/imports/new/", tone="go")),
        facets=(neighbours(week), *listed.facet_groups(page, asked, **own)),
        unknown=listed.unknown(page),
        count=f"{not_sent:,} not sent of {len(rows):,} expected",
        pager=listed.pager(page, asked, "files", **own),
        table=listed.table(
            EXPECTED, page, asked, "Files expected", cells=CELLS, empty="No provider has a package line in force in this week.", **own
        ),
    )


def _moment(at: datetime) -> str:
    return f"{at:%a} {at.day} {at:%b, %H:%M}"
