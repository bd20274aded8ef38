"""What was asked for as evidence: every request, and one of them with its clock, what chases it, and what came of it."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from duly.casework import flow
from duly.casework.investigation import checks, queries
from duly.casework.investigation.queries import RequestSeen
from duly.casework.screens import common
from duly.casework.screens.investigation.forms import AnswerForm
from duly.casework.screens.letters import owed
from duly.core.chases import queries as chased
from duly.core.clocks import queries as clocks
from duly.core.lists.listing import Facet, ListOf, Shown
from duly.core.record.clock import today
from duly.core.record.queries import history
from duly.ui import listed
from duly.ui.asks import asks
from duly.ui.environment import day
from duly.ui.frame import Cell, Link, Tag
from duly.ui.pages import show

TONES = {"asked": "blue", "partly received": "amber", "received": "green", "refused": "red", "withdrawn": ""}
REQUESTS = ListOf(
    name="evidence-requests",
    key="ref",
    columns=(
        *(
            Shown("ref", "Request"),
            Shown("case_ref", "Case"),
            Shown("issue_ref", "Issue"),
            Shown("what", "What"),
            Shown("asked_of", "Asked of"),
        ),
        *(Shown("asked_on", "Asked", "day"), Shown("due", "Due", "day"), Shown("answered_on", "Answered", "day"), Shown("state", "State")),
    ),
    facets=(Facet("state", "State", label=str.capitalize), Facet("asked_of", "Asked of")),
    sorts=("due", "asked_on"),
    default_sort="due",
)
CELLS = {
    "ref": lambda row: Cell(row.ref, f"/requests/{row.ref}/", ref=True),
    "case_ref": lambda row: Cell(row.case_ref, f"/cases/{row.case_ref}/investigation/", ref=True),
    "due": lambda row: Cell(day(row.due), tone="red" if row.late else ""),
    "state": lambda row: Cell(row.state.capitalize(), tone=TONES[row.state], tag=True),
}


@asks()
@require_safe
def every(request: HttpRequest) -> HttpResponse:
    """Everything asked for as evidence, the first due first."""
    rows = queries.requests()
    asked = listed.ask(request, REQUESTS)
    page = REQUESTS.page(rows, asked)
    return listed.as_file(REQUESTS, rows, asked) or show(
        request,
        "investigation/requests.html",
        title="Evidence asked for",
        section="Cases",
        crumbs=(Link("Cases", "/cases/"), Link("Chasing", "/chasing/")),
        formats=listed.formats(asked),
        facets=listed.facet_groups(page, asked),
        unknown=listed.unknown(page),
        pager=listed.pager(page, asked, "requests"),
        table=listed.table(
            REQUESTS, page, asked, "Evidence asked for", cells=CELLS, wrap=("what",), empty="No request fits these filters."
        ),
    )


@asks()
@require_safe
def one(request: HttpRequest, ref: str) -> HttpResponse:
    """One request, with the form that says what came of it while it waits."""
    seen = common.found(queries.request, ref)
    stopped = checks.why_not_keep(by=request.actor)  # type: ignore[attr-defined]  # put there by the site
    form = AnswerForm(requests=[(ref, f"{ref}: {seen.what[:60]}")], initial={"request": ref, "on": today()}, auto_id="answer_%s")
    return show(
        request,
        "investigation/request.html",
        title=seen.what,
        sub=f"{ref}: asked of {seen.asked_of}",
        section="Cases",
        tag=Tag(seen.state.capitalize(), TONES[seen.state]),
        crumbs=(Link("Evidence asked for", "/requests/"), Link(ref, f"/requests/{ref}/")),
        facts=_facts(seen),
        waiting=seen.waiting,
        url=f"/cases/{seen.case_ref}/investigation/answer/",
        form=form,
        blocked=stopped.because if stopped else "",
        timeline=common.happenings(history("evidence request", ref)),
    )


def _facts(seen: RequestSeen) -> list[tuple[str, object]]:
    about: list[tuple[str, object]] = [
        ("Case", Cell(seen.case_ref, f"/cases/{seen.case_ref}/investigation/", ref=True)),
        ("Issue", seen.issue_ref),
        ("What", seen.what),
        ("Asked of", f"{seen.asked_of}, {seen.address}" if seen.address else seen.asked_of),
        ("Asked on", day(seen.asked_on)),
        *((("Letter", owed.cell(seen.ref)),) if seen.waiting or flow.letter_of(seen.ref) else ()),
        ("Due", Cell(day(seen.due), tone="red" if seen.late else "")),
        ("Answered on", day(seen.answered_on) if seen.answered_on else "Not yet"),
    ]
    about += [("Clock", Cell(one.ref, f"/clocks/{one.ref}/", ref=True, note=one.state)) for one in clocks.clocks(about=seen.ref)]
    return [*about, *(("Chased by", Cell(one.ref, "/chasing/", ref=True, note=one.state)) for one in chased.chases(about=[seen.ref]))]
