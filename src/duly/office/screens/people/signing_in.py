"""The sign-in log, and unlocking whoever it locked out."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from duly.core.lists.listing import CONTENT_TYPES, ListOf
from duly.core.lists.showing import Facet as FacetOf
from duly.core.lists.showing import Shown
from duly.core.people import queries
from duly.core.people.queries import SignInSeen
from duly.office import unlocking
from duly.office.powers import UNLOCK_SIGN_IN
from duly.primitives.refusal import Refusal, Refused
from duly.ui.asks import asks, reads
from duly.ui.environment import clock, stamp
from duly.ui.frame import Cell, Column, Link, Row, Table
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
    found, asked = queries.sign_ins(), LOG.ask(request.META["QUERY_STRING"])
    if asked.format != "html":
        content = LOG.as_csv(found, asked) if asked.format == "csv" else LOG.as_json(found, asked)
        answer = HttpResponse(content, content_type=CONTENT_TYPES[asked.format])
        if asked.format == "csv":
            answer["Content-Disposition"] = 'attachment; filename="sign-ins.csv"'
        return answer
    return show(
        request,
        "people/signing_in.html",
        refusal=refusal,
        title="Signing in",
        section="People",
        crumbs=(Link("People", "/people/"),),
        sub="Who is locked out, and the newest 200 lines of the sign-in log",
        formats=tuple(Link(form.upper(), f"?{asked.query(format=form)}") for form in ("csv", "json")),
        locked=[(one, clock(one.until)) for one in queries.locked_out()],
        typed=typed or {},
        table=_table(LOG.matching(found, asked)),
    )


def _table(found: list[SignInSeen]) -> Table:
    rows = tuple(
        Row(
            (
                stamp(one.at),
                Cell(one.name, url=f"/people/sign-in/?officer_ref={one.officer_ref}" if one.officer_ref else ""),
                Cell(one.what, tag=one.what in TONES, tone=TONES.get(one.what, "")),
                Cell(one.how, note=one.device),
                one.address,
            )
        )
        for one in found
    )
    columns = (Column("When"), Column("Who", "wrap"), Column("What"), Column("How", "wrap"), Column("From the address"))
    return Table("The sign-in log, newest first", columns, rows, empty="Nothing fits.", empty_next=Link("Show everything", "?"))
