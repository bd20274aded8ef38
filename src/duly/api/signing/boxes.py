"""Principals' boxes, for programs: who is a principal and how they read, a paper's place, read, asked about, answered and received back; lessons."""

from dataclasses import asdict, replace
from datetime import date
from typing import Any

from django.http import Http404
from ninja import Field, Router, Schema

from duly.api.asking import offer
from duly.api.doing import Key, Seen, once
from duly.api.request import LetIn
from duly.api.shapes import Nothing, Ref, Sent
from duly.api.signing.kinds import WRITES, Day, among
from duly.api.signing.papers import SUBMISSIONS, Submission
from duly.casework import flow
from duly.casework.boxes import actions, queries
from duly.casework.learning import actions as learning
from duly.core.people import queries as people
from duly.core.record.clock import today

router = Router()
PUTS_UP: dict[str, Any] = {"gives": Submission, "asks": ("submissions.put_up",)} | WRITES


class Reads(Sent):
    """How a principal reads, and where their box stands among the others. What is not said is as the limits of papers in force say it (/rules/checking/)."""

    place: int = Field(1, ge=1, le=99)
    words_per_minute: int | None = Field(None, ge=1, le=2000)
    minutes_per_page: int | None = Field(None, ge=0, le=60)
    minutes_per_week: int | None = Field(None, ge=1, le=6000)
    needed_in_working_days: int | None = Field(None, ge=1, le=250)


class Principal(Schema):
    """A principal: their post, who holds it, and how they read."""

    post: str
    title: str
    place: int
    holders: list[str]
    away_until: date | None
    words_per_minute: int
    minutes_per_page: int
    minutes_per_week: int
    needed_in_working_days: int


class PlacePaper(Sent):
    """Whose box it is for, its place there (nought: by the day it is needed), when it is needed, and why."""

    post: str = Field(min_length=1, max_length=60)
    place: int = Field(0, ge=0, le=999)
    needed_by: Day | None = None
    because: str = Field(min_length=1, max_length=500)


class PaperRead(Sent):
    """Which version one has read."""

    number: int = Field(ge=1, le=9999)


class ReplyToPrincipal(Sent):
    """The answer to which question of the principal's."""

    place: int = Field(ge=1, le=9999)
    words: str = Field(min_length=1, max_length=5000)


class Lesson(Sent):
    """What was learnt, and who is told."""

    words: str = Field(min_length=1, max_length=2000)
    told_to: str = Field(min_length=1, max_length=120)


@offer(router, "POST", "/submissions/boxes/{post}/", gives=Principal, asks=("box.principals",), **WRITES)
def name_principal(request: LetIn, post: str, body: Reads, key: Key) -> dict[str, Any]:
    """Name a post's holder a principal, and say how they read. It holds from today on."""
    if post not in people.post_titles():
        raise Http404(f"There is no post {post}.")

    rates = replace(flow.usual_rates(), **body.model_dump(exclude={"place"}, exclude_none=True))

    def act() -> str:
        actions.name_principal(post, place=body.place, rates=rates, by=request.actor)
        return post

    once(request, key, act)
    one = next(one for one in queries.principals(on=today()) if one.post == post)
    same = {name: getattr(one, name) for name in ("post", "title", "place", "away_until")}
    return same | asdict(one.rates) | {"holders": [ref for ref, _ in one.holders]}


@offer(router, "POST", "/submissions/{ref}/box/place/", gives=Submission, asks=("box.order",), **WRITES)
def place_in_box(request: LetIn, ref: Ref, body: PlacePaper, key: Key, seen: Seen) -> dict[str, Any]:
    """Say whose box a paper is for, its place there and when it is needed."""
    posts = {one.post for one in queries.principals(on=today())}
    among(body.post, posts, "body.post", f"{body.post!r} is no principal's post. They are: {', '.join(sorted(posts)) or 'none yet'}.")
    return SUBMISSIONS.done(request, ref, key, seen, lambda: actions.place(ref, **body.model_dump(), by=request.actor), steps=0)


@offer(router, "POST", "/submissions/{ref}/box/read/", gives=Submission, asks=("casework.read",), **WRITES)
def mark_paper_read(request: LetIn, ref: Ref, body: PaperRead, key: Key, seen: Seen) -> dict[str, Any]:
    """Say that one has read a version of it."""
    return SUBMISSIONS.done(request, ref, key, seen, lambda: actions.mark_read(ref, number=body.number, by=request.actor), steps=0)


@offer(router, "POST", "/submissions/{ref}/box/reply/", **PUTS_UP)
def reply_to_principal(request: LetIn, ref: Ref, body: ReplyToPrincipal, key: Key, seen: Seen) -> dict[str, Any]:
    """Answer what a principal asked about it."""
    return SUBMISSIONS.done(request, ref, key, seen, lambda: actions.reply(ref, **body.model_dump(), by=request.actor), steps=0)


@offer(router, "POST", "/submissions/{ref}/box/receive/", **PUTS_UP)
def receive_from_box(request: LetIn, ref: Ref, body: Nothing, key: Key, seen: Seen) -> dict[str, Any]:
    """Receive back what came from whoever signs it."""
    return SUBMISSIONS.done(request, ref, key, seen, lambda: actions.receive(ref, by=request.actor), steps=0)


@offer(router, "POST", "/submissions/{ref}/box/lesson/", gives=Submission, asks=("lessons.note",), **WRITES)
def note_lesson(request: LetIn, ref: Ref, body: Lesson, key: Key, seen: Seen) -> dict[str, Any]:
    """Note what was learnt of it, and who is told."""
    return SUBMISSIONS.done(request, ref, key, seen, lambda: learning.note(came_of=ref, **body.model_dump(), by=request.actor), steps=0)
