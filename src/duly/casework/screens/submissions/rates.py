"""How much goes through right first time: by kind, team and reason, as a list with its chart."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from duly.casework.screens.submissions.lists import FIRST_TIME
from duly.casework.submissions import queries
from duly.casework.submissions.rules import KINDS
from duly.casework.submissions.rules.rates import Outcome, Rate, rate, rates
from duly.ui import charts, listed
from duly.ui.asks import asks
from duly.ui.frame import Cell, Column, Fact, Link, Row, Table
from duly.ui.pages import show


@asks()
@require_GET
def first_time(request: HttpRequest) -> HttpResponse:
    """Every submission that somebody has reviewed, and how many of them were ready as they were first put up."""
    found, reasons = queries.outcomes(), queries.every_reason()
    asked = listed.ask(request, FIRST_TIME)
    page = FIRST_TIME.page(found, asked)
    matching = FIRST_TIME.matching(found, asked)
    chart = _chart(rates(matching, lambda one: KINDS[one.kind]))
    if request.GET.get("chart") == chart.name:
        return listed.attached(charts.as_csv(chart), "right-first-time.csv", "text/csv; charset=utf-8")
    whole = rate("All", matching)
    return listed.as_file(FIRST_TIME, found, asked) or show(
        request,
        "submissions/first_time.html",
        title="Right first time",
        section="Submissions",
        sub="Ready as they were first put up, of all that somebody has reviewed",
        crumbs=(Link("Submissions", "/submissions/"),),
        formats=listed.formats(asked),
        facts=(
            Fact("First time", f"{whole.per_cent}%", meter=(whole.first_time, whole.reviewed))
            if whole.reviewed
            else Fact("First time", "–", "nothing was reviewed yet"),
            Fact("Returned", str(whole.reviewed - whole.first_time)),
            Fact("Days lost", str(whole.days_lost), "from a first return until it passed, or today"),
        ),
        facets=listed.facet_groups(page, asked),
        unknown=listed.unknown(page),
        pager=listed.pager(page, asked, "submissions"),
        chart=chart,
        by_team=_by("Team", rates(matching, lambda one: one.team)),
        by_reason=_by_reason(matching, reasons),
        table=listed.table(
            FIRST_TIME,
            page,
            asked,
            "Reviewed submissions",
            cells={
                "ref": lambda row: Cell(row.ref, f"/submissions/{row.ref}/", ref=True),
                "kind": lambda row: KINDS[row.kind],
                "reason": lambda row: reasons.get(row.reason, ""),
                "first_time": lambda row: row.first_time.capitalize(),
            },
            empty="Nobody has reviewed a submission yet.",
            empty_next=Link("Submissions put up", "/submissions/?state=put+up"),
        ),
    )


def _chart(by_kind: tuple[Rate, ...]) -> charts.Chart:
    says = (
        "; ".join(f"{one.of}: {one.first_time} of {one.reviewed} first time, {one.per_cent}%" for one in by_kind) or "Nothing reviewed yet"
    )
    return charts.of_bars(
        "first-time",
        "Right first time by kind",
        [charts.Bar(one.of, one.per_cent) for one in by_kind],
        f"{says}.",
        of="Kind",
        value="Per cent",
        unit="%",
    )


def _by(what: str, found: tuple[Rate, ...]) -> Table:
    columns = (
        Column(what),
        Column("First time", "number"),
        Column("Reviewed", "number"),
        Column("Per cent", "number"),
        Column("Days lost", "number"),
    )
    cells = [Row((one.of, str(one.first_time), str(one.reviewed), f"{one.per_cent}%", str(one.days_lost))) for one in found]
    return Table(f"By {what.lower()}", columns, tuple(cells), empty="Nothing reviewed yet.")


def _by_reason(found: list[Outcome], reasons: dict[str, str]) -> Table:
    """How many papers were returned for each reason; one returned for two is in both."""
    rows = [
        Row((says, str(len(those)), str(sum(one.days_lost for one in those))))
        for code, says in reasons.items()
        if (those := [one for one in found if code in one.reasons])
    ]
    columns = (Column("Reason", "wrap"), Column("Papers returned", "number"), Column("Days lost", "number"))
    return Table("By reason", columns, tuple(rows), empty="Nothing was returned.")
