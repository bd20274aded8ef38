"""The command box, drawn as it is typed into, and the page of search for whoever has no script."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from duly.core.people import queries as people
from duly.core.record.clock import today
from duly.office.finding.box import Group, find
from duly.office.references import address_of
from duly.ui.asks import asks
from duly.ui.pages import show


@asks()
def search(request: HttpRequest) -> HttpResponse:
    """Go to what a reference names; else list what was perhaps meant. Nothing is said of what this person may not see."""
    typed = request.GET.get("q", "").strip()
    found = address_of(typed)
    if found:
        return redirect(found)
    return show(request, "finding/search.html", title="Search", searched=typed, typed=typed, groups=_found(request, typed))


@asks()
def box(request: HttpRequest) -> HttpResponse:
    """The lines of the box for what is typed so far: a piece of a page."""
    return render(request, "finding/lines.html", {"groups": _found(request, request.GET.get("q", ""))}, using="jinja2")


def _found(request: HttpRequest, typed: str) -> tuple[Group, ...]:
    wings = {held.wing for held in people.posts_held(request.actor.ref, on=today())}
    return find(typed, actor=request.actor, wings=wings, nav=[(item.label, item.url) for item in request.frame.nav])
