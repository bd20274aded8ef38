"""Reading a letter beside everything said before, and the reply it leads to."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from duly.casework import flow
from duly.casework.correspondence import queries as post
from duly.casework.flow.reading import compared, standing_on
from duly.casework.instructions import checks
from duly.casework.instructions.rules.vocabulary import POINTS
from duly.casework.screens import common
from duly.casework.screens.instructions import points
from duly.core.people import queries as people
from duly.primitives.refusal import Refusal, Refused
from duly.ui.asks import asks
from duly.ui.frame import Action, Fact, Link, Tag
from duly.ui.pages import say, show


@asks("instructions.read_letter")
def read(request: HttpRequest, ref: str) -> HttpResponse:
    """A letter with what is new in it marked, beside where the rest was said and answered; keeping its reading."""
    item = common.found(post.item, ref)
    if request.method != "POST":
        return _page(request, item)
    sent = request.POST
    said, wrong = points.sent(sent)
    if wrong:
        return _page(request, item, refusal=Refusal("points", wrong))
    try:
        done = flow.read_letter(
            ref,
            said,
            within=sent.get("within") == "on",
            about=sent.get("about", "")[:20],
            attachments_opened=sent.get("attachments_opened") == "on",
            because=sent.get("because", "")[:1000],
            by=request.actor,  # type: ignore[attr-defined]  # put there by the site
        )
    except Refused as stopped:
        return _page(request, item, refusal=stopped.refusal)
    say(request, f"The reading of {ref} is kept: {done.outcome}.")
    return redirect(f"/post/{ref}/reply/" if done.outcome == "answer it" else f"/post/{ref}/")


@asks()
@require_safe
def reply(request: HttpRequest, ref: str) -> HttpResponse:
    """Each point of a letter with where it was answered, and the skeleton of a reply, as text to take into a letter."""
    item = common.found(post.item, ref)
    standing = standing_on(item)
    beside = compared(standing)
    text = points.skeleton(item, standing, beside)
    if request.GET.get("format") == "text":
        return common.attachment(f"{ref}-reply.txt", text.encode(), "text/plain; charset=utf-8")
    return show(
        request,
        "instructions/reply.html",
        title="The reply",
        sub=f"{ref}: {item.subject or 'no subject'}",
        section="Post",
        crumbs=(Link("Post", "/post/"), Link(ref, f"/post/{ref}/"), Link("Reading", f"/post/{ref}/reading/")),
        formats=(Link("Text", "?format=text"),),
        text=text,
        read=standing.reading is not None,
        table=points.mapped(standing, beside),
    )


def _page(request: HttpRequest, item: post.ItemSeen, *, refusal: Refusal | None = None) -> HttpResponse:
    words = post.letter(item.ref)
    standing = standing_on(item, words)
    beside = compared(standing, words)
    typed: Any = request.POST if request.method == "POST" else {}
    blocked = checks.why_not_begin_reading(by=request.actor)  # type: ignore[attr-defined]  # put there by the site
    shown = points.shown(standing, beside, typed)
    new = sum(one.new for one in shown)
    first = standing.first
    return show(
        request,
        "instructions/reading.html",
        title=item.subject or "No subject",
        sub=f"{item.ref} from {item.sender}, received {item.received_on:%-d %B %Y}",
        section="Post",
        tag=Tag(f"{new} new" if new else "Nothing new found", "amber" if new else "green"),
        crumbs=(Link("Post", "/post/"), Link(item.ref, f"/post/{item.ref}/"), Link("Reading", f"/post/{item.ref}/reading/")),
        actions=(Action("Log a call", url=f"/calls/new/?about={standing.sure[0]}"),) if standing.sure else (),
        strip=(
            Fact("Points", str(len(shown))),
            Fact("With something new", str(new), tone="amber" if new else ""),
            Fact("Repeated and answered", str(sum(bool(one.answer) and not one.new for one in shown))),
            Fact("Repeated, no answer found", str(sum(bool(one.earlier) and not one.answer and not one.new for one in shown))),
            Fact("Compared with", f"{len(beside.papers)} paper{'' if len(beside.papers) == 1 else 's'}"),
        ),
        item=item,
        verdict=first,
        breaks=standing.breaks,
        must_read=[(one.ref, one.must_read) for one in standing.all],
        points=shown,
        kinds=list(POINTS.items()),
        papers=points.papers(beside),
        more=beside.more,
        likely=points.likely(standing),
        about=typed.get("about", standing.reading.about if standing.reading else ""),
        within=typed.get("within") == "on" if typed else bool(standing.reading and standing.reading.outcome != "not within"),
        attachments=words.attachments,
        opened=typed.get("attachments_opened") == "on",
        because=typed.get("because", ""),
        before=standing.reading,
        read_by=people.names().get(standing.reading.read_by, "") if standing.reading else "",
        blocked=blocked.because if blocked else "",
        refusal=refusal,
    )
