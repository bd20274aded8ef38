"""What both wings share: who a token acts for, the record, posts, the delegation scheme, and background work."""

import uuid
from datetime import datetime
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404
from ninja import Field, Query, Router, Schema

from duly.api.asking import offer
from duly.api.request import LetIn
from duly.api.shapes import Ref
from duly.core.confidentiality.queries import kept_names, veiled
from duly.core.jobs import queries as jobs
from duly.core.jobs.queries import JobSeen
from duly.core.log import queries as log
from duly.core.people import queries as people
from duly.core.record import queries as record
from duly.core.record.clock import today
from duly.core.record.queries import Entry
from duly.core.scheme import queries as scheme
from duly.office.powers import READ_RECORD
from duly.office.reading import codes_hidden_from
from duly.primitives.power import POWERS

router = Router()
TAG = "The office"


class Post(Schema):
    """A post held today."""

    code: str
    title: str
    office: str
    wing: str


class Holder(Post):
    """Who holds a post today."""

    officer: str
    name: str


class Me(Schema):
    """Who a token acts for, and what it may be used for."""

    officer: str
    name: str
    posts: list[Post]
    token: str
    scopes: list[str]
    ends: str = Field(description="The day on which the token stops working.")


class EntrySeen(Schema):
    """One entry of the record."""

    event: uuid.UUID
    number: int | None = Field(description="Its number in the log; null for the second or two before it has one.")
    at: datetime
    says: str
    action: str
    about_kind: str
    about: str
    version: int = Field(description="Its number in the history of what it is about.")
    by: str
    posts: list[str]
    hash: str


class EntryWhole(EntrySeen):
    """One entry with the exact text that was sealed."""

    sealed: str


class Entries(Schema):
    """A page of the record, the newest first."""

    items: list[EntrySeen]
    next: str | None


class Rule(Schema):
    """One rule of a scheme: this post may use this power when all the conditions hold."""

    number: str
    power: str
    question: str
    post: str
    conditions: list[list[Any]]
    clause: str


class Scheme(Schema):
    """A delegation scheme."""

    ref: str
    office: str
    number: int
    title: str
    starts: str
    ends: str | None
    rules: list[Rule]


class Job(Schema):
    """A piece of background work. Ask again until it is done or failed."""

    ref: str
    kind: str
    title: str
    state: str = Field(description="waiting, running, done or failed.")
    done: int
    total: int
    stage: str
    finished: bool
    says: str = Field(description="What came of it, in words.")
    result: str | None = Field(description="The page of what came of it, once it is done; put /api/v1 before it.")
    error: str = Field(description="Why it failed, in the sentence of the page.")


@offer(router, "GET", "/me/", gives=Me, tag=TAG)
def get_me(request: LetIn) -> dict[str, Any]:
    """Who this token acts for, the posts held today, and what the token may be used for."""
    token, actor = request.token, request.actor
    assert token is not None  # only what a program may do in casework is commanded
    held = people.posts_held(actor.ref, on=today())
    return {
        "officer": actor.ref,
        "name": actor.name,
        "posts": [_post(one) for one in held],
        "token": token.ref,
        "scopes": token.scopes,
        "ends": token.ends.isoformat(),
    }


@offer(router, "GET", "/people/", gives=list[Holder], scope="read:office", tag=TAG)
def list_people(request: LetIn) -> list[dict[str, Any]]:
    """Who holds which post today."""
    return [_post(one) | {"officer": one.officer_ref, "name": one.officer_name} for one in people.everyone_in_post(on=today())]


@offer(router, "GET", "/delegation/", gives=list[Scheme], scope="read:office", tag=TAG)
def list_schemes(request: LetIn) -> list[dict[str, Any]]:
    """Every delegation scheme with its rules, the newest of each office first."""
    return [
        {
            "ref": one.ref,
            "office": one.office,
            "number": one.number,
            "title": one.title,
            "starts": one.starts.isoformat(),
            "ends": one.ends.isoformat() if one.ends else None,
            "rules": [
                {
                    "number": row.number,
                    "power": power,
                    "question": POWERS[power].question if power in POWERS else "",
                    "post": row.post,
                    "conditions": [
                        [c.fact, c.operator, c.value if isinstance(c.value, bool | int | str) else str(c.value)] for c in row.conditions
                    ],
                    "clause": row.clause,
                }
                for power, row in one.rules
            ],
        }
        for one in scheme.instruments()
    ]


@offer(router, "GET", "/record/", gives=Entries, scope="read:record", sees=READ_RECORD, tag="The record")
def list_entries(
    request: LetIn,
    about: str = "",
    kind: str = "",
    did: str = "",
    after: uuid.UUID | None = None,
    limit: int = Query(50, ge=1, le=500),
) -> dict[str, Any]:
    """The record, newest first; about, kind and did narrow it, and next leads on."""
    hidden = codes_hidden_from(request.actor)
    found = record.newest(limit=limit + 1, before=after, subject=kind, ref=about, action=did, without=hidden)
    shown = found[:limit]
    numbers = log.entry_numbers([one.event_id for one in shown])
    query = request.GET.copy()
    query["after"] = str(shown[-1].event_id) if shown else ""
    return {
        "items": [_entry(one, numbers.get(one.event_id)) for one in veiled(shown)],
        "next": f"/api/v1/record/?{query.urlencode()}" if len(found) > limit else None,
    }


@offer(router, "GET", "/record/{event}/", gives=EntryWhole, scope="read:record", sees=READ_RECORD, tag="The record")
def get_entry(request: LetIn, event: uuid.UUID) -> dict[str, Any]:
    """One entry, with the exact text that was sealed; without it where it names a case that is kept from you, as it cannot be shown in part."""
    seen = record.entry(event)
    if seen is None or seen[0].action in codes_hidden_from(request.actor):
        raise Http404("No entry of the record has that number.")
    (told,) = veiled(seen[:1])
    return _entry(told, log.entry_number(event)) | {"sealed": "" if kept_names(seen[1]) else seen[1]}


@offer(router, "GET", "/jobs/{ref}/", gives=Job, tag="Background work")
def get_job(request: LetIn, ref: Ref) -> dict[str, Any]:
    """How far a job has got: yours, by the reference you were given when you asked for it."""
    try:
        seen = jobs.job(ref)
    except ObjectDoesNotExist:
        raise Http404("There is no such job.") from None
    if seen.asked_by != request.actor.ref:
        raise Http404("There is no such job.")
    return as_job(seen)


def as_job(seen: JobSeen) -> dict[str, Any]:
    """A job as an answer."""
    result = seen.result if isinstance(seen.result, dict) else {}
    return {
        "ref": seen.ref,
        "kind": seen.kind,
        "title": seen.title,
        "state": seen.state,
        "done": seen.done,
        "total": seen.total,
        "stage": seen.stage,
        "finished": seen.finished,
        "says": str(result.get("says", "")),
        "result": result.get("next"),
        "error": seen.error,
    }


def _post(one: people.PostHeld) -> dict[str, str]:
    return {"code": one.code, "title": one.title, "office": one.office, "wing": one.wing}


def _entry(one: Entry, number: int | None) -> dict[str, Any]:
    return {
        "event": one.event_id,
        "number": number,
        "at": one.at,
        "says": one.sentence,
        "action": one.action,
        "about_kind": one.subject_type,
        "about": one.subject_ref,
        "version": one.version,
        "by": one.actor_ref,
        "posts": one.actor_posts,
        "hash": one.leaf_hash,
    }
