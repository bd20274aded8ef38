"""The inbox with its reading pane, one item, registering, triage and closing."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_POST

from duly.casework import flow
from duly.casework.cases import queries as cases
from duly.casework.correspondence import actions, queries
from duly.casework.screens import common
from duly.casework.screens.post import presenters
from duly.casework.screens.post.forms import CloseForm, RegisterForm, TriageForm
from duly.core.documents import queries as documents
from duly.core.people import queries as people
from duly.core.record.clock import today
from duly.core.record.queries import history
from duly.primitives.refusal import Refusal, Refused
from duly.ui.asks import asks
from duly.ui.frame import Action, Link
from duly.ui.pages import say, show

HEADINGS = ("ref", "state", "channel", "received", "logged", "sender", "subject", "with", "owner", "next", "case")


@asks()
@require_GET
def inbox(request: HttpRequest) -> HttpResponse:
    """Post in one state, the item chosen beside it, and the form that triages it."""
    state = request.GET.get("state", "registered")
    found = queries.items(states=() if state == "all" else (state,))
    linked = cases.of_items(tuple(item.ref for item in found))
    rows = [
        (i.ref, i.state, i.channel, i.received_on.isoformat(), i.logged_on.isoformat(), i.sender, i.subject, i.direct_to, i.owner,
         i.next_action, linked.get(i.ref, ""))
        for i in found
    ]  # fmt: skip
    other = common.in_another_form(request, "post", HEADINGS, rows)
    if other is not None:
        return other
    counts = queries.by_state()
    chosen = request.GET.get("item") or (_first(found) if found else "")
    done = sum(counts.values()) - counts["registered"]
    return show(
        request,
        "post/inbox.html",
        title="Post to triage" if state == "registered" else f"Post: {state}",
        sub=f"{counts['registered']} to triage, {done} done",
        section="Post",
        formats=common.formats(request),
        actions=(Action("Register post", url="/post/register/"),),
        facets=common.state_facets("Post", counts, state),
        groups=presenters.groups(found, linked, chosen, state, on=today()),
        count=f"{len(found)} item{'' if len(found) == 1 else 's'}",
        state=state,
        letter=_shown(request, chosen) if chosen else None,
        form=TriageForm(owners=common.colleagues()),
    )


@asks()
@require_GET
def item(request: HttpRequest, ref: str) -> HttpResponse:
    """One item by itself, with everything that has happened to it."""
    return _item(request, ref)


@asks("post.triage")
@require_POST
def triage(request: HttpRequest, ref: str) -> HttpResponse:
    """Say where an item goes; then the next one waiting."""
    common.found(queries.item, ref)
    form = TriageForm(request.POST, owners=common.colleagues())
    if not form.is_valid():
        return _item(request, ref, form=form, status=422)
    try:
        done = actions.triage(ref, by=request.actor, **form.cleaned_data)
    except Refused as stopped:
        return _item(request, ref, form=form, refusal=stopped.refusal)
    say(request, f"{ref} is {done.state}. Next: {done.next_action}")
    return redirect("/post/")


@asks("post.close")
@require_POST
def close(request: HttpRequest, ref: str) -> HttpResponse:
    """Say that nothing more is to be done about an item."""
    common.found(queries.item, ref)
    form = CloseForm(request.POST)
    if not form.is_valid():
        return _item(request, ref, close_form=form, status=422)
    try:
        actions.close(ref, because=form.cleaned_data["because"], by=request.actor)
    except Refused as stopped:
        return _item(request, ref, close_form=form, refusal=stopped.refusal)
    say(request, f"{ref} is closed.")
    return redirect(f"/post/{ref}/")


@asks("post.register")
def register(request: HttpRequest) -> HttpResponse:
    """Register one file of post."""
    form = RegisterForm(request.POST or None, request.FILES or None)
    refusal: Refusal | None = None
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            done = flow.register_post(
                file.name,
                file.read(),
                received_on=form.cleaned_data["received_on"],
                why_late=form.cleaned_data["why_late"],
                by=request.actor,
            )
        except Refused as stopped:
            refusal = stopped.refusal
        else:
            say(request, f"Registered as {done.ref}.")
            return redirect(f"/post/{done.ref}/")
    return show(
        request,
        "post/register.html",
        title="Register post",
        section="Post",
        crumbs=(Link("Post", "/post/"),),
        status=422 if form.errors else 200,
        refusal=refusal,
        form=form,
    )


@asks()
@require_GET
def original(request: HttpRequest, ref: str) -> HttpResponse:
    """The bytes as they came, to be saved."""
    seen = common.found(queries.item, ref)
    kept = documents.document(seen.document_ref)
    return common.attachment(seen.file_name, documents.content(seen.document_ref), kept.media_type)


def _item(
    request: HttpRequest,
    ref: str,
    *,
    form: TriageForm | None = None,
    close_form: CloseForm | None = None,
    refusal: Refusal | None = None,
    status: int = 200,
) -> HttpResponse:
    seen = common.found(queries.item, ref)
    letter = _shown(request, ref, way=form["way"].value() or "" if form else "")
    return show(
        request,
        "post/item.html",
        title=letter.title,
        sub=letter.sub,
        section="Post",
        tag=letter.tag,
        crumbs=(Link("Post", "/post/"), Link(ref, letter.url)),
        actions=(Action("Open a case from this", url=f"/cases/new/?item={ref}"),) if letter.can_open_case else (),
        letter=letter,
        form=form or TriageForm(owners=common.colleagues(), initial={"direct_to": seen.direct_to, "owner": seen.owner}),
        close_form=close_form or CloseForm(),
        timeline=common.happenings(history("post item", ref)),
        refusal=refusal,
        status=status,
    )


def _shown(request: HttpRequest, ref: str, way: str = "") -> presenters.ItemShown:
    seen = common.found(queries.item, ref)
    named = tuple(cases.some(seen.case_refs).values())
    return presenters.shown(seen, queries.letter(ref), cases.of_item(ref), named, people.names(), by=request.actor, way=way)


def _first(found: tuple[queries.ItemSeen, ...]) -> str:
    """The item at the head of the list: flagged red before the others."""
    return min(found, key=lambda item: not any(flag.tone == "red" for flag in item.flags)).ref
