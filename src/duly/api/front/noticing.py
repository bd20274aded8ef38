"""What is noticed in post, for programs: flags put on and taken off, the watch list; post found by its words, and cases like one."""

from datetime import date
from typing import Annotated, Any

from ninja import Field, Query, Router, Schema
from ninja.responses import Status

from duly.api.asking import offer
from duly.api.doing import Key, Seen, once
from duly.api.front.post import POST, PostItem
from duly.api.request import LetIn
from duly.api.shapes import Nothing, Ref, Sent
from duly.api.signing.kinds import READS, WRITES, WhyInWords, among
from duly.casework.cases import queries as cases
from duly.casework.correspondence import actions, queries
from duly.casework.finding import queries as finding
from duly.casework.screens.common import found
from duly.core.confidentiality.queries import kept_in
from duly.core.record.clock import today

router = Router()
FLAGS: dict[str, Any] = {"gives": PostItem, "asks": ("post.flag",)} | WRITES
MOST_ALIKE = 50


class FlagPost(Sent):
    """Which flag, by its rule's code, and why."""

    rule: str = Field(min_length=1, max_length=60)
    because: str = Field(min_length=1, max_length=1000)


class WatchFor(Sent):
    """What post is watched for, and why."""

    what: str = Field(min_length=2, max_length=200)
    because: str = Field(min_length=1, max_length=1000)


class Watched(Schema):
    """Something post is watched for."""

    ref: str
    what: str
    because: str
    starts: date


class WatchList(Schema):
    """All that post is watched for today."""

    items: list[Watched]


class PostFound(Schema):
    """One item of post among all, and the case it is with."""

    ref: str
    sender: str
    subject: str
    received_on: date
    state: str
    case: str


class PostWithWords(Schema):
    """Items with every one of the words, the best first."""

    items: list[PostFound]


class FindPost(Schema):
    """Words that an item must have, or words that begin so."""

    q: str = Field(min_length=2, max_length=400)
    limit: int = Field(20, ge=1, le=100)


class LikeOne(Schema):
    """A case like another."""

    ref: str
    title: str
    body: str
    stage: str
    outcome: str
    opened_on: date


class CasesAlike(Schema):
    """Cases most like one, the most alike first."""

    ref: str
    items: list[LikeOne]


class HowManyAlike(Schema):
    """How many of them."""

    limit: int = Field(10, ge=1, le=MOST_ALIKE)


@offer(router, "POST", "/post/{ref}/flag/", **FLAGS)
def flag_post(request: LetIn, ref: Ref, body: FlagPost, key: Key, seen: Seen) -> dict[str, Any]:
    """Flag an item with what the rules did not notice."""
    _rule(body.rule)
    return POST.done(request, ref, key, seen, lambda: actions.flag(ref, **body.model_dump(), by=request.actor), steps=0)


@offer(router, "POST", "/post/{ref}/unflag/", **FLAGS)
def unflag_post(request: LetIn, ref: Ref, body: FlagPost, key: Key, seen: Seen) -> dict[str, Any]:
    """Say that a flag is a false alarm, and why."""
    _rule(body.rule)
    return POST.done(request, ref, key, seen, lambda: actions.unflag(ref, **body.model_dump(), by=request.actor), steps=0)


@offer(router, "POST", "/post/{ref}/flag-again/", **FLAGS)
def flag_post_again(request: LetIn, ref: Ref, body: Nothing, key: Key, seen: Seen) -> dict[str, Any]:
    """Flag an item with what today's rules notice in it."""
    return POST.done(request, ref, key, seen, lambda: actions.flag_again(ref, by=request.actor), steps=0)


@offer(router, "GET", "/post/watch/", gives=WatchList, **READS)
def list_watched(request: LetIn) -> dict[str, Any]:
    """Tell all that post is watched for today."""
    return _watched()


@offer(router, "POST", "/post/watch/", gives=WatchList, status=201, asks=("post.watch",), **WRITES)
def watch_for(request: LetIn, body: WatchFor, key: Key) -> Status[dict[str, Any]]:
    """Watch post for something from now on."""
    once(request, key, lambda: actions.watch(body.what, because=body.because, by=request.actor).ref)
    return Status(201, _watched())


@offer(router, "POST", "/post/watch/{ref}/end/", gives=WatchList, asks=("post.watch",), **WRITES)
def end_watch(request: LetIn, ref: Ref, body: WhyInWords, key: Key) -> dict[str, Any]:
    """Watch for something no longer."""

    def act() -> str:
        actions.end_watch(ref, because=body.because, by=request.actor)
        return ref

    once(request, key, act)
    return _watched()


@offer(router, "GET", "/find/post/", gives=PostWithWords, **READS)
def find_post(request: LetIn, asked: Annotated[FindPost, Query(...)]) -> dict[str, Any]:
    """Find items of post by what they say, the best first. One that is marked is told to no program."""
    refs = finding.in_post(asked.q, most=asked.limit)
    known, stay, filed = {one.ref: one for one in queries.some(refs)}, kept_in(list(refs)), cases.of_items(refs)
    same = ("ref", "sender", "subject", "received_on", "state")
    told = [
        {name: getattr(known[ref], name) for name in same} | {"case": filed.get(ref, "")}
        for ref in refs
        if ref in known and ref not in stay
    ]
    return {"items": told}


@offer(router, "GET", "/cases/{ref}/alike/", gives=CasesAlike, **READS)
def find_alike(request: LetIn, ref: Ref, asked: Annotated[HowManyAlike, Query(...)]) -> dict[str, Any]:
    """Find the cases most like one: about the same thing, in the same words, sooner of the same body."""
    found(cases.case, ref)
    like = finding.alike(ref, most=asked.limit)
    stay = kept_in([one.ref for one in like])
    return {"ref": ref, "items": [{name: getattr(one, name) for name in LikeOne.model_fields} for one in like if one.ref not in stay]}


def _rule(code: str) -> None:
    known = {one.code for one in queries.rules_in_force(on=today()).rules}
    among(code, known, "body.rule", f"There is no flag {code!r}. There are: {', '.join(sorted(known))}.")


def _watched() -> dict[str, Any]:
    return {"items": [{name: getattr(one, name) for name in Watched.model_fields} for one in queries.watched()]}
