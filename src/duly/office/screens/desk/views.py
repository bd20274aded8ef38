"""One's own views: lists as one likes them, under names of one's own; saved, opened, renamed and forgotten on one page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from duly.core.desk import actions, queries
from duly.core.desk.rules import ours
from duly.primitives.refusal import Refusal, Refused
from duly.ui.asks import asks
from duly.ui.frame import Link
from duly.ui.pages import say, show


@require_safe
@asks()
def views(request: HttpRequest) -> HttpResponse:
    """Every view of mine; with `page` and `query`, which a list's own link gives, the form to save that list as it stands."""
    return _show(request, page=request.GET.get("page", ""), query=request.GET.get("query", ""))


@require_POST
@asks()
def save_view(request: HttpRequest) -> HttpResponse:
    """Keep a list's filters, order and columns under a name, and go back to the list."""
    page, query, name = (request.POST.get(key, "").replace("\0", "") for key in ("page", "query", "name"))
    try:
        actions.save_view(page, name, query, officer=request.actor.ref)
    except Refused as refused:
        return _show(request, page=page, query=query, name=name, refusal=refused.refusal)
    say(request, f"“{name.strip()}” is among your views, here and on your first page.")
    return redirect(page + (f"?{query.removeprefix('?')}" if query else ""))


@require_POST
@asks()
def rename_view(request: HttpRequest) -> HttpResponse:
    """Give a view another name."""
    which, name = _which(request), request.POST.get("name", "").replace("\0", "")
    try:
        actions.rename_view(which, name, officer=request.actor.ref)
    except Refused as refused:
        return _show(request, refusal=refused.refusal, typed={which: name})
    say(request, f"That view is now called “{name.strip()}”.")
    return redirect("views")


@require_POST
@asks()
def drop_view(request: HttpRequest) -> HttpResponse:
    """Forget a view."""
    actions.drop_view(_which(request), officer=request.actor.ref)
    say(request, "That view is forgotten.")
    return redirect("views")


def _which(request: HttpRequest) -> int:
    which = request.POST.get("which", "")
    return int(which) if which.isdecimal() and which.isascii() and len(which) < 18 else 0


def _show(
    request: HttpRequest,
    *,
    page: str = "",
    query: str = "",
    name: str = "",
    refusal: Refusal | None = None,
    typed: dict[int, str] | None = None,
) -> HttpResponse:
    saving = page if ours(page) else ""
    return show(
        request,
        "desk/views.html",
        refusal=refusal,
        title="Your views",
        sub="Lists as you like them: their filters, order and columns",
        crumbs=(Link(page, f"{page}?{query}" if query else page),) if saving else (),
        saving=saving,
        query=query,
        name=name,
        views=queries.views(request.actor.ref),
        typed=typed or {},
    )
