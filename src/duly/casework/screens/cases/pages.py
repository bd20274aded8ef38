"""One case, opening one, putting post with it, moving it on."""

from collections.abc import Mapping

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_POST

from duly.casework import flow
from duly.casework.cases import actions, checks, queries
from duly.casework.correspondence import queries as post
from duly.casework.flow.statutory import request_suggested
from duly.casework.screens import common
from duly.casework.screens.cases import presenters
from duly.casework.screens.cases.forms import LinkForm, OpenForm
from duly.casework.screens.cases.sections import NOTHING, Asked, parts
from duly.core.people import queries as people
from duly.core.record.clock import today
from duly.core.record.queries import history
from duly.primitives.refusal import Refusal, Refused
from duly.ui.asks import asks
from duly.ui.frame import Action, Link
from duly.ui.pages import say, show


@asks()
@require_GET
def case(request: HttpRequest, ref: str) -> HttpResponse:
    """One case: its post, submissions, decisions and letters, and what has happened."""
    return show_case(request, ref)


@asks("cases.open", "post.triage")
def new(request: HttpRequest) -> HttpResponse:
    """Open a case from the item of post named in the address. Without one, it leads to the post, where one is chosen."""
    if request.method == "GET" and not request.GET.get("item", "").strip():
        say(request, "Choose the item of post that brings the complaint. Once it is triaged, a case is opened from its page.")
        return redirect("/post/")
    item = common.found(post.item, request.GET.get("item", ""))
    refusal: Refusal | None = checks.why_not_open(item, by=request.actor)
    blocked = refusal.because if refusal else ""
    form = OpenForm(
        request.POST or None,
        owners=common.possible_owners(names=[request.POST.get("complainant", item.sender_name), request.POST.get("body", "")]),
        initial={"complainant": item.sender_name, "title": item.subject[:200], "owner": item.owner, "request": request_suggested(item)},
    )
    if request.method == "POST" and form.is_valid():
        try:
            done = flow.open_case_from(item.ref, by=request.actor, **form.cleaned_data)
        except Refused as stopped:
            refusal = stopped.refusal
        else:
            say(request, f"{done.ref} is opened from {item.ref}.")
            for words in flow.asked_of(done.body, on=done.opened_on):
                say(request, words)
            return redirect(f"/cases/{done.ref}/")
    return show(
        request,
        "cases/new.html",
        title="Open a case",
        sub=f"From {item.ref}: {item.subject}",
        section="Cases",
        crumbs=(Link("Post", "/post/"), Link(item.ref, f"/post/{item.ref}/")),
        status=422 if form.errors else 200,
        refusal=refusal if request.method == "POST" else None,
        form=form,
        blocked=blocked,
    )


@asks("cases.link")
@require_POST
def link(request: HttpRequest, ref: str) -> HttpResponse:
    """Put an item of post with the case."""
    common.found(queries.case, ref)
    form = LinkForm(request.POST)
    if form.is_valid() and not post.some((form.cleaned_data["item"],)):
        form.add_error("item", f"There is no {form.cleaned_data['item']}.")
    if not form.is_valid():
        return show_case(request, ref, forms={"link": form}, status=422)
    try:
        flow.link_post(ref, item_ref=form.cleaned_data["item"], by=request.actor)
    except Refused as stopped:
        return show_case(request, ref, forms={"link": form}, refusal=stopped.refusal)
    say(request, f"{form.cleaned_data['item']} is with {ref}.")
    return redirect(f"/cases/{ref}/")


@asks("cases.move")
@require_POST
def step(request: HttpRequest, ref: str) -> HttpResponse:
    """Move the case on: the button pressed says how. It is closed and opened again elsewhere, with reasons."""
    common.found(queries.case, ref)
    wanted = request.POST.get("step", "")
    if wanted not in presenters.STEP_WORDS:
        return show_case(request, ref, refusal=Refusal("step", "Choose how to move the case on."))
    try:
        done = actions.move(ref, step=wanted, by=request.actor)
    except Refused as stopped:
        return show_case(request, ref, refusal=stopped.refusal)
    say(request, f"{ref} is in {done.stage}.")
    return redirect(f"/cases/{ref}/")


def show_case(
    request: HttpRequest,
    ref: str,
    *,
    forms: Mapping[str, Form] = NOTHING,
    refusal: Refusal | None = None,
    status: int = 200,
) -> HttpResponse:
    """The page of a case, its parts each from its own file, with a form as it was sent where it could not be done."""
    seen = common.found(queries.case, ref)
    asked = Asked(seen, request.actor, today(), people.names(), forms)
    made = parts(asked)
    told = [entry for subject, about in (("case", ref), *(pair for one in made for pair in one.told)) for entry in history(subject, about)]
    return show(
        request,
        "cases/case.html",
        title=seen.title,
        section="Cases",
        sub=f"{seen.opened_from} in the system used before" if seen.taken_over else "",
        tag=presenters.stage_tag(seen.stage),
        crumbs=(Link("Cases", "/cases/"), Link(ref, f"/cases/{ref}/")),
        actions=(
            *(action for one in made for action in one.actions),
            Action("Cases like it", f"/cases/?like={ref}"),
            Action("Evidence pack", f"/evidence/case/{ref}/"),
        ),
        asked=asked,
        strip=tuple(fact for one in made for fact in one.stands),
        notes=tuple(note for one in made for note in one.notes),
        main=tuple(one for one in made if not one.aside),
        beside=tuple(one for one in made if one.aside),
        timeline=common.happenings(told),
        refusal=refusal,
        status=status,
    )
