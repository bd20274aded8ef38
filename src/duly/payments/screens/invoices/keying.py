"""The grid in which an invoice that came on paper is keyed, and the check of it line by line as it is typed."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST

from duly.core.desk.queries import drafts
from duly.core.record.clock import today
from duly.payments.invoices import actions, checks, queries
from duly.payments.invoices.actions import Looked, Typed
from duly.payments.providers.queries import provider_names
from duly.payments.screens.invoices import grid
from duly.payments.screens.payees.forms import typed_today
from duly.primitives.money import sterling
from duly.primitives.refusal import Refused
from duly.ui.asks import asks
from duly.ui.fields import Fault
from duly.ui.frame import Action, Link
from duly.ui.pages import say, show

TAKES_IN = "invoices.take_in"
MORE = 10


@require_http_methods(["GET", "HEAD", "POST"])
@asks(TAKES_IN)
def key(request: HttpRequest, by_night: bool = False) -> HttpResponse:
    """Key an invoice: a row for each line. `do=check` only looks, `do=more` gives more rows, and anything else takes it in."""
    columns = grid.BY_NIGHT if by_night else grid.BY_WEEK
    if request.method != "POST":
        return _page(request, columns, Typed(request.GET.get("provider", ""), "", "", ()), rows=_rows_of_draft(request, columns))
    typed, do = grid.typed_in(request.POST, columns), request.POST.get("do", "")
    if do == "more":
        return _page(request, columns, typed, rows=len(typed.lines) + MORE)
    try:
        if do == "check":
            return _page(request, columns, typed, looked=actions.look(typed, by=request.actor))
        keyed = actions.key_in(typed, by=request.actor)
    except Refused as refused:
        return _page(request, columns, typed, refusal=refused.refusal)
    if keyed.outcome is None or keyed.outcome.refusal is not None:
        refusal = keyed.looked.refusal or (keyed.outcome.refusal if keyed.outcome else None)
        refused_whole = {"refusal": refusal} if not keyed.looked.faults else {"status": 422}
        return _page(request, columns, typed, looked=keyed.looked, **refused_whole)
    say(
        request,
        f"Invoice {typed.invoice.strip()} is taken in as {keyed.outcome.ref}: {sterling(keyed.looked.pence + keyed.looked.vat_pence)}.",
    )
    return redirect("invoice", actions.named(typed.provider), typed.invoice.strip())


@require_POST
@asks(TAKES_IN)
def check(request: HttpRequest) -> JsonResponse:
    """What is wrong with an invoice as far as it is typed, and what is agreed beside each line, for the grid's script. Nothing is written."""
    columns = grid.BY_NIGHT if request.POST.get("grid") == "night" else grid.BY_WEEK
    typed = grid.typed_in(request.POST, columns)
    try:
        looked = actions.look(typed, by=request.actor)
    except Refused as refused:
        return JsonResponse({"because": refused.refusal.because}, status=403)
    return JsonResponse(_as_told(typed, looked))


def _as_told(typed: Typed, looked: Looked) -> dict[str, Any]:
    lines = grid.lines(looked, queries.beside(actions.named(typed.provider), looked.rows))
    return {
        "provider": provider_names().get(actions.named(typed.provider), ""),
        "lines": {n: line.as_told() for n, line in lines.items()},
        "invoice": [grid.told(fault) for fault in looked.faults if not fault.row],
        "refused": looked.refusal.because if looked.refusal and not looked.faults else "",
        "totals": grid.totals(looked),
        "tape": grid.tape(looked),
    }


def _page(
    request: HttpRequest, columns: Mapping[str, grid.Heading], typed: Typed, *, looked: Looked | None = None, rows: int = 0, **more: Any
) -> HttpResponse:
    by_night = columns is grid.BY_NIGHT
    known = grid.lines(looked, queries.beside(actions.named(typed.provider), looked.rows)) if looked else {}
    refused = checks.why_not_take_in(by=request.actor)
    return show(
        request,
        "invoices/key.html",
        title="Key an invoice",
        section="Invoices",
        crumbs=(Link("Invoices", "/invoices/"),),
        sub="By the night, for stays" if by_night else "By the week",
        actions=(
            Action("By the week", "/invoices/new/") if by_night else Action("By the night", "/invoices/new/nights/"),
            Action("Take in a file", "/imports/new/?kind=invoices"),
        ),
        columns=columns,
        grid_name="night" if by_night else "week",
        typed=typed,
        rows=grid.rows(typed, columns, known, at_least=max(rows, len(typed.lines), grid.ROWS)),
        faults=[Fault(grid.sentence(f), f"#{grid.cell_id(f.row, f.column)}") for f in looked.faults] if looked else None,
        providers=provider_names(),
        totals=grid.totals(looked) if looked else (),
        tape=grid.tape(looked) if looked else (),
        today=typed_today(),
        year=today().year,
        blocked=refused.because if refused else "",
        **more,
    )


def _rows_of_draft(request: HttpRequest, columns: Mapping[str, grid.Heading]) -> int:
    """As many rows as were typed before, so that all of it has its place again."""
    kept = drafts(request.actor.ref, request.path)  # type: ignore[attr-defined]  # put there by the site
    return min(max((len(one.fields.get("person", ())) for one in kept), default=0), actions.MOST_LINES)
