"""The directory as a list, one entry, entering somebody, and the markers that are due."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET

from duly.casework.cases import queries as cases
from duly.casework.screens import common
from duly.casework.screens.contacts.presenters import says, short_calls
from duly.casework.screens.directory import presenters
from duly.casework.screens.directory.asking import answers, ask_of
from duly.casework.screens.directory.forms import DeathForm, EndForm, EnterForm, MarkerForm, MergeForm, RoleForm, TellForm, UndoDeathForm
from duly.casework.screens.directory.presenters import CELLS, DIRECTORY
from duly.casework.screens.instructions.beside import instructions_of
from duly.core.contacts import queries as calls
from duly.core.directory import actions, checks, queries
from duly.core.people import queries as people
from duly.core.record.clock import today
from duly.core.record.queries import history
from duly.primitives.refusal import Refusal, Refused
from duly.ui import listed
from duly.ui.asks import asks
from duly.ui.frame import Action, Link
from duly.ui.pages import say, show

ASKS_AGAIN = ("alike", "no-reason")
"""Refusals after which whoever is alike is shown, to be answered."""


@asks()
@require_GET
def listed_(request: HttpRequest) -> HttpResponse:
    """Everybody in the directory, with what must be seen before they are contacted; `?q=` looks for a name, address or number."""
    rows = queries.rows()
    asked = listed.ask(request, DIRECTORY)
    if asked.words.strip():
        wanted = {ref for ref, _, _ in queries.named(asked.words, limit=1000)}
        rows = tuple(row for row in rows if row.ref in wanted)
    page = DIRECTORY.page(rows, asked)
    return listed.as_file(DIRECTORY, rows, asked) or show(
        request,
        "directory/directory.html",
        title="Directory",
        section="Directory",
        actions=(
            Action("Enter somebody", "/directory/new/", tone="go"),
            Action("Markers", "/directory/markers/"),
            Action("Members of Parliament", "/directory/members/"),
        ),
        formats=listed.formats(asked),
        strip=presenters.figures(rows, len(queries.markers(on=today(), due_by=today()))),
        facets=listed.facet_groups(page, asked),
        unknown=listed.unknown(page),
        pager=listed.pager(page, asked, "entries"),
        words=asked.words,
        table=listed.table(
            DIRECTORY,
            page,
            asked,
            "Directory",
            cells=CELLS,
            empty="Nobody fits. Try part of a name, a number or a postcode.",
            empty_next=Link("Enter somebody", "/directory/new/"),
            wrap=("name", "needs", "post", "roles"),
        ),
    )


@asks()
@require_GET
def entry(request: HttpRequest, ref: str) -> HttpResponse:
    """One person or body: what to see before making contact, what is known and since when, and who they are to others."""
    return one(request, ref)


@asks("directory.keep")
def new(request: HttpRequest) -> HttpResponse:
    """Enter somebody. Whoever is alike is shown, and each must be answered: the same, or another."""
    form = EnterForm(request.POST or None, initial={"name": request.GET.get("name", ""), "kind": "person"})
    blocked, refusal = checks.why_not_keep(by=request.actor), None
    alike = None
    if request.method == "POST" and form.is_valid():
        given = answers(request.POST)
        if given.same:
            say(request, f"{given.same} was in the directory already. Nothing new was entered: tell here what you have learnt.")
            return redirect(f"/directory/{given.same}/")
        try:
            done = actions.enter(**form.cleaned_data, **given.another, by=request.actor)
        except Refused as stopped:
            refusal = stopped.refusal
            if refusal.code in ASKS_AGAIN:
                told = {key: form.cleaned_data[key] for key in ("name", "email", "phone", "post")}
                alike = ask_of(queries.alike(told), given, same="The same: go to that entry")
        else:
            say(request, f"{done.name} is {done.ref}.")
            return redirect(f"/directory/{done.ref}/")
    return show(
        request,
        "directory/new.html",
        title="Enter somebody",
        section="Directory",
        crumbs=(Link("Directory", "/directory/"),),
        status=422 if form.errors else 200,
        refusal=refusal,
        form=form,
        alike=alike,
        blocked=blocked.because if blocked else "",
    )


@asks()
@require_GET
def markers(request: HttpRequest) -> HttpResponse:
    """Every marker, those whose review is due first."""
    found = queries.markers()
    headings = ("ref", "marker", "why", "owner", "review_by", "lapses_on")
    rows = [(m.ref, m.kind, m.because, m.owner, m.review_on.isoformat(), m.lapses_on.isoformat()) for m in found]
    return common.in_another_form(request, "markers", headings, rows) or show(
        request,
        "directory/markers.html",
        title="Markers",
        sub="Shown before anybody makes contact; one that nobody looks at again lapses",
        section="Directory",
        crumbs=(Link("Directory", "/directory/"),),
        formats=common.formats(request),
        table=presenters.due(found, people.names()),
    )


def one(request: HttpRequest, ref: str, *, refusal: Refusal | None = None, status: int = 200, **forms: Any) -> HttpResponse:
    """The page of an entry, with a form as it was sent where it could not be done."""
    seen = common.found(queries.entry, ref)
    family = (seen.ref, *seen.others)
    told = sorted((e for known in family for e in history("entry", known)), key=lambda e: e.at)
    return show(
        request,
        "directory/entry.html",
        title=seen.name,
        sub=f"{seen.asked} is the same as {seen.ref}" if seen.asked != seen.ref else seen.ref,
        section="Directory",
        tag=presenters.tag(seen),
        crumbs=(Link("Directory", "/directory/"), Link(seen.ref, f"/directory/{seen.ref}/")),
        entry=presenters.shown(seen, cases.of_parties(family), people.names(), by=request.actor),
        entry_ref=seen.ref,
        entry_calls=short_calls(calls.calls(about=family, limit=5)),
        entry_calls_say=says(calls.pattern(family)),
        entry_instructions=instructions_of(family),
        alike=forms.get("alike"),
        tell=forms.get("tell") or TellForm(initial={"kind": "phone"}),
        role=forms.get("role") or RoleForm(),
        merge=forms.get("merge") or MergeForm(auto_id="merge_%s"),
        part=forms.get("part") or MergeForm(auto_id="part_%s"),
        marker=forms.get("marker") or MarkerForm(owners=common.colleagues(), auto_id="marker_%s"),
        death=forms.get("death") or DeathForm(auto_id="died_%s"),
        undo_death=forms.get("undo_death") or UndoDeathForm(auto_id="alive_%s"),
        ending=forms.get("ending") or EndForm(auto_id="end_%s"),
        timeline=common.happenings(told),
        refusal=refusal,
        status=status,
    )
