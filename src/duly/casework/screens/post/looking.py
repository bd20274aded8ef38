"""What the rules missed: items in which today's rules notice more, how the rules do by kind, the watch list, and the rules themselves."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_POST

from duly.casework.correspondence import actions, queries
from duly.casework.screens import common
from duly.casework.screens.post.forms import WatchForm
from duly.core.record.clock import today
from duly.primitives.refusal import Refusal, Refused
from duly.ui.asks import asks
from duly.ui.environment import day
from duly.ui.frame import Cell, Column, Link, Row, Table
from duly.ui.pages import say, show

MISSED = ("ref", "received", "sender", "subject", "state", "rules then", "noticed now")
MOST_FALSE = 100
"""False alarms shown, the newest; `duly post false-alarms` lists every one."""


@asks()
@require_GET
def missed(request: HttpRequest) -> HttpResponse:
    """Items in which today's rules notice what those of their day did not."""
    return _missed(request)


@asks("post.flag")
@require_POST
def flag_again(request: HttpRequest, ref: str) -> HttpResponse:
    """Flag an item with what today's rules notice in it."""
    common.found(queries.item, ref)
    try:
        done = actions.flag_again(ref, by=request.actor)
    except Refused as stopped:
        return _missed(request, refusal=stopped.refusal)
    say(request, f"{done.ref} is flagged by rules {done.rules_number}.")
    return redirect("/post/missed/")


@asks("post.watch")
def watch(request: HttpRequest) -> HttpResponse:
    """What post is watched for; putting something on the list."""
    form, refusal = WatchForm(request.POST or None), None
    if request.method == "POST" and form.is_valid():
        try:
            done = actions.watch(form.cleaned_data["what"], because=form.cleaned_data["because"], by=request.actor)
        except Refused as stopped:
            refusal = stopped.refusal
        else:
            say(request, f"Post about {done.what} is watched from now on, as {done.ref}.")
            return redirect("/post/watch/")
    return show(
        request,
        "post/watch.html",
        title="Watch list",
        section="Post",
        crumbs=(Link("Post", "/post/"),),
        status=422 if form.errors else 200,
        refusal=refusal,
        form=form,
        things=[(one.ref, one.what, one.because, day(one.starts)) for one in queries.watched()],
    )


@asks("post.watch")
@require_POST
def end_watch(request: HttpRequest, ref: str) -> HttpResponse:
    """Take something off the watch list."""
    try:
        actions.end_watch(ref, because=request.POST.get("because", "")[:1000], by=request.actor)
    except Refused as stopped:
        request.method = "GET"
        return show(
            request,
            "ui/refused.html",
            title="Watch list",
            section="Post",
            crumbs=(Link("Watch list", "/post/watch/"),),
            refusal=stopped.refusal,
        )
    say(request, f"{ref} is watched no longer.")
    return redirect("/post/watch/")


def _missed(request: HttpRequest, refusal: Refusal | None = None) -> HttpResponse:
    found = queries.missed(on=today())
    rows = [
        (
            seen.ref,
            seen.received_on.isoformat(),
            seen.sender,
            seen.subject,
            seen.state,
            seen.rules_number,
            ", ".join(dict.fromkeys(m.word for m in more)),
        )
        for seen, more in found
    ]
    other = common.in_another_form(request, "post-missed", MISSED, rows)
    if other is not None:
        return other
    rules = queries.rules_in_force(on=today())
    kinds = Table(
        "How the rules do, by kind",
        tuple(
            Column(heading, kind)
            for heading, kind in (("Flag", ""), ("Raised", "number"), ("False alarms", "number"), ("Added by hand", "number"))
        ),
        tuple(
            Row((next((one.word for one in rules.rules if one.code == code), code.capitalize()), *(str(n) for n in counted)))
            for code, counted in queries.misses().items()
        ),
        empty="No flags yet.",
    )
    alarms = Table(
        "False alarms",
        (Column("Item"), Column("Flag"), Column("From"), Column("Subject")),
        tuple(
            Row((Cell(one.ref, url=f"/post/{one.ref}/", ref=True), one.word, one.sender, one.subject))
            for one in queries.false_alarms()[:MOST_FALSE]
        ),
        empty="None: nobody has said that a flag of the rules was false.",
    )
    unowned = Table(
        "Items without an owner or a next action",
        (Column("Item"),),
        tuple(Row((Cell(ref, url=f"/post/{ref}/", ref=True),)) for ref in queries.without_an_owner()),
        empty="None: every item has an owner and a next action, and the database refuses one without.",
    )
    return show(
        request,
        "post/missed.html",
        title="What was missed",
        sub=f"Rules {rules.number} are in force today",
        section="Post",
        crumbs=(Link("Post", "/post/"),),
        formats=common.formats(request),
        refusal=refusal,
        found=[
            (
                seen.ref,
                f"/post/{seen.ref}/",
                seen.sender,
                seen.subject,
                day(seen.received_on),
                [(m.word, m.tone) for m in {m.rule: m for m in more}.values()],
            )
            for seen, more in found
        ],
        kinds=kinds,
        alarms=alarms,
        unowned=unowned,
        adopted=[(number, day(starts), because) for number, starts, _, because in queries.rules_adopted()],
    )
