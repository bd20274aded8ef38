"""The sign-in log, and unlocking whoever it locked out."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from duly.core.lists.listing import ListOf
from duly.core.lists.showing import Facet as FacetOf
from duly.core.lists.showing import Shown
from duly.core.people import queries
from duly.office import unlocking
from duly.office.powers import UNLOCK_SIGN_IN
from duly.primitives.refusal import Refusal, Refused
from duly.ui import listed
from duly.ui.asks import asks, reads
from duly.ui.environment import clock, stamp
from duly.ui.frame import Cell, Link
from duly.ui.pages import say, show

TONES = {"locked": "amber", "unlocked": "blue"}
LOG = ListOf(
    name="sign-ins",
    key="number",
    columns=(
        Shown("number", "Number", "number"),
        Shown("at", "When"),
        Shown("officer_ref", "Officer"),
        Shown("name", "Name"),
        Shown("what", "What"),
        Shown("how", "How"),
        Shown("address", "Address"),
        Shown("device", "Device"),
    ),
    facets=(FacetOf("what", "What"), FacetOf("officer_ref", "Officer")),
    sorts=("number",),
    default_sort="-number",
)
CELLS = {
    "at": lambda row: stamp(row.at),
    "officer_ref": lambda row: (
        Cell(row.officer_ref, f"/people/sign-in/?officer_ref={row.officer_ref}", ref=True) if row.officer_ref else "–"
    ),
    "what": lambda row: Cell(row.what, tag=row.what in TONES, tone=TONES.get(row.what, "")),
    "device": lambda row: row.device or "–",
}


@require_safe
@reads(UNLOCK_SIGN_IN)
def signing_in(request: HttpRequest) -> HttpResponse:
    """Who is locked out now, and the newest lines of the log."""
    return _show(request)


@require_POST
@asks(UNLOCK_SIGN_IN.code)
def unlock(request: HttpRequest, ref: str) -> HttpResponse:
    """Let one officer try again at once."""
    name = queries.names().get(ref)
    if name is None:
        raise Http404(f"There is no officer {ref}.")
    because = request.POST.get("because", "")
    try:
        unlocking.unlock(ref, because=because, by=request.actor)
    except Refused as refused:
        return _show(request, refusal=refused.refusal, typed={ref: because})
    say(request, f"{name} may try to sign in again.")
    return redirect("signing-in")


def _show(request: HttpRequest, *, refusal: Refusal | None = None, typed: dict[str, str] | None = None) -> HttpResponse:
    found, asked = queries.sign_ins(), listed.ask(request, LOG)
    page = LOG.page(found, asked)
    return listed.as_file(LOG, found, asked) or show(
        request,
        "people/signing_in.html",
        refusal=refusal,
        title="Signing in",
        section="People",
        crumbs=(Link("People", "/people/"),),
        sub="Who is locked out, and the newest 200 lines of the sign-in log",
        formats=listed.formats(asked),
        locked=[(one, clock(one.until)) for one in queries.locked_out()],
        typed=typed or {},
        facets=listed.facet_groups(page, asked),
        unknown=listed.unknown(page),
        count=f"{page.total:,} line{'' if page.total == 1 else 's'} of the log",
        pager=listed.pager(page, asked, "lines"),
        table=listed.table(
            LOG,
            page,
            asked,
            "The sign-in log, newest first",
            cells=CELLS,
            wrap=("name", "how"),
            empty="Nothing fits.",
            empty_next=Link("Show everything", "?"),
        ),
    )
