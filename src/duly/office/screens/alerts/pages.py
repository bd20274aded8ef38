"""What happened that this person should know. An alert stands until they acknowledge it: nothing else takes it away."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from duly.core.alerts import actions, queries
from duly.core.alerts.queries import AlertSeen
from duly.core.lists.listing import ListOf
from duly.core.lists.showing import Facet, Shown
from duly.core.people import queries as people
from duly.ui import listed
from duly.ui.asks import asks
from duly.ui.environment import stamp
from duly.ui.frame import Cell, Link
from duly.ui.pages import say, show

STANDS, PUT_AWAY = "To acknowledge", "Acknowledged"
URGENCIES = {"now": "Now", "for you": "For you"}


@dataclass(frozen=True)
class AlertRow:
    """One alert in the list."""

    id: int
    title: str
    says: str
    urgency: str
    happened_at: datetime
    state: str
    acknowledged_at: datetime | None
    others: str
    url: str
    name: str

    @classmethod
    def of(cls, one: AlertSeen, names: Mapping[str, str]) -> "AlertRow":
        """From what its officer sees."""
        state = PUT_AWAY if one.acknowledged_at else STANDS
        others = "; ".join(f"{names.get(who, who)}, {stamp(at)}" for who, at in one.others)
        return cls(one.id, one.title, one.says, one.urgency, one.happened_at, state, one.acknowledged_at, others, one.url, one.name)


ALERTS = ListOf(
    name="alerts",
    key="id",
    columns=(
        Shown("title", "What happened"),
        Shown("says", "In full"),
        Shown("urgency", "For"),
        Shown("happened_at", "When", "moment"),
        Shown("state", "State"),
        Shown("acknowledged_at", "You acknowledged it", "moment"),
        Shown("others", "So did"),
    ),
    facets=(
        Facet("state", "State"),
        Facet("urgency", "For", label=lambda value: URGENCIES.get(value, value)),
        Facet("title", "What happened"),
    ),
    sorts=("happened_at", "title"),
)
CELLS = {
    "title": lambda row: Cell(row.title, row.url, strong=row.state == STANDS),
    "urgency": lambda row: Cell(URGENCIES[row.urgency], tone="amber" if row.urgency == "now" else "blue", tag=True),
    "state": lambda row: Cell(row.state, tone="" if row.state == PUT_AWAY else "violet", tag=True),
    "acknowledged_at": lambda row: stamp(row.acknowledged_at) if row.acknowledged_at else "–",
    "others": lambda row: row.others or "–",
}


@require_safe
@asks()
def alerts(request: HttpRequest) -> HttpResponse:
    """Every alert of mine, those that stand first, as a page, CSV or JSON."""
    rows = [AlertRow.of(one, people.names()) for one in queries.alerts(request.actor.ref)]
    asked = listed.ask(request, ALERTS)
    page = ALERTS.page(rows, asked)
    standing = sum(row.state == STANDS for row in rows)
    return listed.as_file(ALERTS, rows, asked) or show(
        request,
        "alerts/alerts.html",
        title="Alerts",
        section="Alerts",
        sub="They stay until you acknowledge them. That you did is recorded.",
        formats=listed.formats(asked),
        facets=listed.facet_groups(page, asked),
        unknown=listed.unknown(page),
        count=f"{standing:,} to acknowledge",
        standing=standing,
        pager=listed.pager(page, asked, "alerts"),
        table=listed.table(
            ALERTS,
            page,
            asked,
            "Alerts",
            cells=CELLS,
            empty="Nothing has happened that you should know of.",
            empty_next=Link("Home", "/"),
            wrap=("title", "says", "others"),
            ticks="alert",
            tickable=lambda row: row.state == STANDS,
        ),
    )


@require_POST
@asks()
def acknowledge(request: HttpRequest) -> HttpResponse:
    """Put away those that were ticked."""
    ids = [int(one) for one in request.POST.getlist("alert") if one.isdecimal() and one.isascii() and len(one) < 18]
    done = actions.acknowledge(ids, officer=request.actor)
    say(request, f"{done:,} acknowledged. They stay in the list, with when you did." if done else "Nothing was ticked that still stands.")
    return redirect("alerts")
