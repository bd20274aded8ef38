"""Registering post by hand: a file kept as it came, a letter or a call typed in; files that were held back; sending misdirected post on."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_POST

from duly.casework import flow
from duly.casework.correspondence import actions, checks, powers, queries
from duly.casework.screens import common
from duly.casework.screens.post.forms import ForwardForm, KeyForm, RegisterForm, SettleForm
from duly.core.record.clock import today
from duly.core.scheme.queries import why_not
from duly.primitives.actor import Actor
from duly.primitives.refusal import Refusal, Refused
from duly.ui.asks import asks
from duly.ui.environment import stamp
from duly.ui.frame import Action, Cell, Column, Link, Row, Table
from duly.ui.pages import say, show

HELD = ("ref", "file", "bytes", "came by", "why", "since", "sha256")


@asks("post.register")
def register(request: HttpRequest) -> HttpResponse:
    """Register one file of post, or every message of a mailbox file."""
    form = RegisterForm(request.POST or None, request.FILES or None)
    refusal: Refusal | None = None
    if request.method == "POST" and form.is_valid():
        file, said = form.cleaned_data["file"], form.cleaned_data
        try:
            if file.name.lower().endswith(".mbox"):
                return _of_mailbox(request, file.name, file.read())
            done = flow.register_post(
                file.name,
                file.read(),
                received_on=said["received_on"],
                why_late=said["why_late"],
                channel=said["channel"],
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
        actions=(Action("Type a letter in", url="/post/key/"), Action("Held back", url="/post/held-back/")),
        status=422 if form.errors else 200,
        refusal=refusal,
        form=form,
    )


@asks("post.register")
def key(request: HttpRequest) -> HttpResponse:
    """Register a letter, a call or a visit by typing it in."""
    form, refusal = KeyForm(request.POST or None), None
    if request.method == "POST" and form.is_valid():
        try:
            done = flow.key_in(by=request.actor, **form.cleaned_data)
        except Refused as stopped:
            refusal = stopped.refusal
        else:
            say(request, f"Registered as {done.ref}.")
            return redirect(f"/post/{done.ref}/")
    return show(
        request,
        "post/key.html",
        title="Type a letter in",
        section="Post",
        crumbs=(Link("Post", "/post/"), Link("Register post", "/post/register/")),
        status=422 if form.errors else 200,
        refusal=refusal,
        form=form,
    )


@asks()
@require_GET
def held_back(request: HttpRequest) -> HttpResponse:
    """Files that came by a door nobody stands at and could not be registered."""
    return _held(request)


@asks("post.held_back")
@require_GET
def held_content(request: HttpRequest, ref: str) -> HttpResponse:
    """The bytes of a file that was held back, to be saved: for those alone who deal with them."""
    refusal = why_not(powers.HELD_BACK, {}, actor=request.actor, on=today())
    if refusal:
        return _held(request, refusal=refusal)
    name, content = common.found(queries.held_content, ref)
    return common.attachment(name, content, "application/octet-stream")


@asks("post.held_back")
@require_POST
def settle(request: HttpRequest, ref: str) -> HttpResponse:
    """Say what was done with a file that was held back."""
    form = SettleForm(request.POST)
    if not form.is_valid():
        return _held(request, form=form, status=422)
    try:
        actions.settle_held_back(ref, because=form.cleaned_data["because"], by=request.actor)
    except Refused as stopped:
        return _held(request, refusal=stopped.refusal)
    say(request, f"{ref} is dealt with.")
    return redirect("/post/held-back/")


@asks("post.forward")
def forward(request: HttpRequest, ref: str) -> HttpResponse:
    """Send misdirected post on, with proof of what was sent."""
    seen = common.found(queries.item, ref)
    form, refusal = ForwardForm(request.POST or None), None
    if request.method == "POST" and form.is_valid():
        try:
            said = _sent_on(ref, form.cleaned_data, by=request.actor)
        except Refused as stopped:
            refusal = stopped.refusal
        else:
            say(request, said)
            return redirect(f"/post/{ref}/")
    blocked = checks.why_not_forward(seen.ref, seen.state, to_name="x", to_address="x@x", because="x", by=request.actor)
    return show(
        request,
        "post/forward.html",
        title="Forward misdirected post",
        sub=f"{seen.ref}: {seen.subject}",
        section="Post",
        crumbs=(Link("Post", "/post/"), Link(ref, f"/post/{ref}/")),
        status=422 if form.errors else 200,
        refusal=refusal,
        form=form,
        blocked=blocked.because if blocked else "",
    )


def _sent_on(ref: str, said: dict[str, str], *, by: Actor) -> str:
    """Send it on by mail, or have it go by post, and say which."""
    whom = {"to_name": said["to_name"], "because": said["because"]}
    if said["postal"].strip():
        letter = flow.forward_by_post(ref, postal=said["postal"], **whom, by=by)
        return f"{letter.ref} goes with it in the next print pack; it counts as sent on once that was posted."
    done = flow.forward_post(ref, to_address=said["to_address"], **whom, by=by)
    return f"{done.ref} was sent to {done.direct_to}."


def _of_mailbox(request: HttpRequest, name: str, content: bytes) -> HttpResponse:
    done = flow.take_in_mbox(name, content, by=request.actor)
    taken, again, held = (
        sum(bool(one.item) for one in done),
        sum(not one.item and not one.held for one in done),
        sum(bool(one.held) for one in done),
    )
    say(request, f"{len(done)} messages: {taken} registered, {again} registered before, {held} held back.")
    return redirect("/post/held-back/" if held else "/post/")


def _held(request: HttpRequest, *, form: SettleForm | None = None, refusal: Refusal | None = None, status: int = 200) -> HttpResponse:
    found = queries.held_back()
    rows = [(one.ref, one.name, one.size, one.came_by, one.why, one.at.isoformat(), one.sha256) for one in found]
    other = common.in_another_form(request, "post-held-back", HELD, rows)
    if other is not None:
        return other
    table = Table(
        "Files held back",
        (Column("File"), Column("Bytes", "number"), Column("Came by"), Column("Why", "wrap"), Column("Since")),
        tuple(
            Row(
                (
                    Cell(f"{one.ref} {one.name}", url=f"/post/held-back/{one.ref}/content/"),
                    f"{one.size:,}",
                    one.came_by,
                    one.why,
                    stamp(one.at),
                ),
                ref=one.ref,
            )
            for one in found
        ),
        empty="Nothing is held back.",
    )
    return show(
        request,
        "post/held_back.html",
        title="Held back",
        sub="Kept as they came, and not opened",
        section="Post",
        crumbs=(Link("Post", "/post/"),),
        formats=common.formats(request),
        refusal=refusal,
        status=status,
        table=table,
        refs=[one.ref for one in found],
        form=form or SettleForm(),
    )
