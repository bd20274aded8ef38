"""Every package line: whose care, by whom, what is agreed of it a week, at which rate, between which days, and what it comes to."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from duly.core.lists.listing import Facet, ListOf, Shown
from duly.core.record.clock import today
from duly.payments import flow
from duly.payments.packages import queries
from duly.payments.packages.powers import READ
from duly.payments.packages.rules import SAID
from duly.payments.providers.queries import provider_names
from duly.payments.screens import listed
from duly.primitives.money import pounds, rate_in_pounds, sterling
from duly.primitives.period import FOREVER, say_day
from duly.ui.asks import reads
from duly.ui.environment import hours
from duly.ui.frame import Action, Cell, Link
from duly.ui.pages import show

IN_FORCE, TO_APPROVE, NOT_BEGUN, ENDED = "In force", "To approve", "Not begun", "Ended"
TONES = {IN_FORCE: "green", TO_APPROVE: "amber", NOT_BEGUN: "blue", ENDED: "plain"}
PER = {"hour": "an hour", "night": "a night", "week": "a week", "": ""}


@dataclass(frozen=True)
class PackageRow:
    """One span of one package line. `minutes` are of a week, every carer counted; `weekly_pence` is what a week comes to, bank
    holidays apart; of one that has ended, nothing."""

    key: str
    person: str
    person_name: str
    line: str
    provider: str
    service: str
    contract: str
    zone: str
    state: str
    today: str
    minutes: int
    rate: str
    per: str
    weekly_pence: int
    starts: date
    last: date | None
    contribution_pence: int


PACKAGES = ListOf(
    name="packages",
    key="key",
    columns=(
        Shown("person_name", "Person"),
        Shown("line", "Line"),
        Shown("provider", "Provider"),
        Shown("service", "Service"),
        Shown("minutes", "Hours a week", "number"),
        Shown("rate", "Rate £"),
        Shown("per", "Per"),
        Shown("weekly_pence", "A week £", "pounds"),
        Shown("contribution_pence", "Contributed £", "pounds"),
        Shown("starts", "From", "day"),
        Shown("last", "Last day", "day"),
        Shown("state", "State"),
    ),
    facets=(
        Facet("state", "State"),
        Facet("today", "Care today"),
        Facet("service", "Service"),
        Facet("provider", "Provider"),
        Facet("per", "Paid by", label=lambda value: value or "no rate answers"),
    ),
    sorts=("person_name", "line", "minutes", "weekly_pence", "starts", "last"),
    default_sort="line",
    money="weekly_pence",
)
AS_FILE = replace(
    PACKAGES,
    columns=(
        *(replace(column, heading="Minutes a week") if column.key == "minutes" else column for column in PACKAGES.columns),
        Shown("person", "Reference"),
        Shown("contract", "Contract"),
        Shown("zone", "Zone"),
        Shown("today", "Care today"),
    ),
)
"""The same list for machines."""

CELLS = {
    "person_name": lambda row: Cell(row.person_name, f"/care/{row.person}/"),
    "line": lambda row: Cell(row.line, ref=True),
    "minutes": lambda row: hours(row.minutes) if row.minutes else "–",
    "rate": lambda row: row.rate or Cell("none", tone="red"),
    "weekly_pence": lambda row: Cell(pounds(row.weekly_pence), strong=True) if row.weekly_pence else "–",
    "contribution_pence": lambda row: pounds(row.contribution_pence) if row.contribution_pence else "–",
    "starts": lambda row: _short(row.starts),
    "last": lambda row: _short(row.last) if row.last else "no end",
    "state": lambda row: Cell(row.state, tone=TONES[row.state], tag=True, note="" if row.today == "Cared for" else row.today.lower()),
}


@require_safe
@reads(READ)
def packages(request: HttpRequest) -> HttpResponse:
    """Every package line as it stands today, with what is agreed of it."""
    found = rows(today())
    asked = listed.ask(request, PACKAGES)
    file = listed.as_file(AS_FILE, found, asked)
    if file is not None:
        return file
    page = PACKAGES.page(found, asked)
    waiting = sum(row.state == TO_APPROVE for row in found)
    return show(
        request,
        "care/packages.html",
        title="Packages",
        section="Packages",
        sub=f"As they stand on {say_day(today())}",
        formats=listed.formats(asked),
        actions=(Action("People cared for", "/care/"), Action("Put a line forward", "/care/put-forward/", tone="go")),
        facets=listed.facet_groups(page, asked, says="a week"),
        unknown=listed.unknown(page),
        count=f"{page.total:,} line{'' if page.total == 1 else 's'}",
        says=f"{sterling(page.pence or 0)} a week, those that ended apart",
        waiting=f"{waiting:,} wait{'s' if waiting == 1 else ''} for somebody's approval: nothing is paid for them until then."
        if waiting
        else "",
        pager=listed.pager(page, asked, "lines"),
        table=listed.table(
            PACKAGES,
            page,
            asked,
            "Package lines",
            cells=CELLS,
            wrap=("provider",),
            empty="No package line fits these filters." if found else "No package line has been taken in yet.",
            empty_next=Link("Every line", "/packages/") if found else Link("Take in a file of them", "/imports/new/?kind=packages"),
        ),
    )


def rows(on: date) -> list[PackageRow]:
    """The rows of the list, as at a day."""
    found = flow.agreed(on=on)
    people = {one.line.person_ref for one in found}
    away = {one.person_ref: SAID[one.kind] for one in queries.interruptions_known() if one.starts <= on < one.ends}
    dead = {one.person_ref for one in queries.deaths_known()}
    names, providers, paid = queries.names_of(people), provider_names(), contributions(on)
    return [
        PackageRow(
            key=f"{one.line.line_ref} {one.span.starts.isoformat()}",
            person=one.line.person_ref,
            person_name=names.get(one.line.person_ref, one.line.person_ref),
            line=one.line.line_ref,
            provider=providers.get(one.line.provider_ref, one.line.provider_ref),
            service=one.line.service,
            contract=one.line.contract_ref,
            zone=one.line.zone,
            state=state_of(one.span, on),
            today="Died" if one.line.person_ref in dead else away.get(one.line.person_ref, "Cared for"),
            minutes=one.minutes,
            rate=say_rates(one),
            per=PER[one.unit],
            weekly_pence=0 if state_of(one.span, on) == ENDED else one.weekly_pence,
            starts=one.span.starts,
            last=one.span.ends - timedelta(days=1) if one.span.ends < FOREVER else None,
            contribution_pence=paid.get(one.line.person_ref, 0) if one.unit in flow.NIGHTS else 0,
        )
        for one in found
    ]


def contributions(on: date) -> dict[str, int]:
    """What others pay towards each person's week in a care home on a day, in pence: their own contributions, top-ups and nursing together."""
    told: dict[str, int] = {}
    for one in queries.fundings_known():
        if one.starts <= on < one.ends:
            told[one.person_ref] = told.get(one.person_ref, 0) + one.weekly_pence
    return told


def state_of(span: queries.Commission, on: date) -> str:
    """Where a span of a line stands on a day."""
    if not span.approved:
        return TO_APPROVE
    return NOT_BEGUN if on < span.starts else IN_FORCE if on < span.ends else ENDED


def say_rates(one: flow.Agreed) -> str:
    """The rate that answers, or the lowest and highest: "21.36", "21.36 to 25.63"; empty where none does."""
    if not one.unit:
        return ""
    lowest, highest = rate_in_pounds(one.lowest), rate_in_pounds(one.highest)
    return lowest if lowest == highest else f"{lowest} to {highest}"


def agreed_of(line_refs: Collection[str], on: date) -> Mapping[tuple[str, date], flow.Agreed]:
    """What is agreed of some lines, by line and first day of its span."""
    return {(one.line.line_ref, one.span.starts): one for one in flow.agreed(on=on, line_refs=line_refs)}


def _short(day: date) -> str:
    return f"{day.day} {day:%b %Y}"
