"""A run from draft to the bank's file, by three people's programs: each step calls what its page calls."""

from collections.abc import Callable
from datetime import date
from typing import Any

from ninja import Field, Router, Schema
from ninja.responses import Status

from duly.api.asking import offer
from duly.api.doing import Key, Seen, changed, once, version_tag, why_not_as_seen
from duly.api.payments.runs import Run, as_run, find
from duly.api.problems import Overtaken
from duly.api.request import LetIn
from duly.api.shapes import WEEK, Nothing, Pounds, Ref, Sent, monday
from duly.payments import flow
from duly.payments.banking import queries as banking
from duly.payments.packages.powers import READ
from duly.payments.runs import actions
from duly.payments.runs.queries import RunSummary
from duly.payments.screens.runs.steps import HOME_CARE
from duly.primitives.money import plain_pounds
from duly.primitives.refusal import stop_if

router = Router()
TAG = "Payment runs"


class Draft(Sent):
    """Which week is to be paid, and on which day."""

    week: str = Field(pattern=WEEK, description="A week, such as 2026-W45.")
    pay_date: date = Field(description="The day it is to be paid, such as 2026-11-13.")


class Because(Sent):
    """Why."""

    because: str = Field(min_length=1, max_length=500)


class Approve(Sent):
    """Exactly what is approved."""

    content_sha256: str = Field(pattern="^[0-9a-f]{64}$", description="The run's digest, as you saw it.")


class BankFile(Schema):
    """A bank file that was made for a run."""

    ref: str
    serial: int
    run: str
    state: str
    pounds: Pounds
    payments: int
    sha256: str


@offer(router, "POST", "/runs/draft/", gives=Run, status=201, scope="write:payments", sees=READ, asks=("runs.draft",), tag=TAG)
def draft_run(request: LetIn, body: Draft, key: Key) -> Status[dict[str, Any]]:
    """Draft a run of everything due for a week. What was left out, and why, is at its left-out/."""
    week, by = monday(body.week, "body.week"), request.actor
    ref = once(request, key, lambda: flow.draft_run(week=week, category=HOME_CARE, pay_date=body.pay_date, by=by).run.ref)
    request.location = f"/api/v1/runs/{ref}/"
    return Status(201, as_run(find(ref), explain=False, by=by))


@offer(router, "POST", "/runs/{ref}/prepare/", gives=Run, scope="write:payments", sees=READ, asks=("runs.prepare",), tag=TAG)
def prepare_run(request: LetIn, ref: Ref, body: Nothing, key: Key, seen: Seen, explain: bool = False) -> dict[str, Any]:
    """Fix what a draft pays, and into which accounts. Somebody else approves it."""
    return _done(request, ref, key, seen, explain, lambda: flow.prepare_run(ref, by=request.actor))


@offer(router, "POST", "/runs/{ref}/reopen/", gives=Run, scope="write:payments", sees=READ, asks=("runs.prepare",), tag=TAG)
def reopen_run(request: LetIn, ref: Ref, body: Because, key: Key, seen: Seen, explain: bool = False) -> dict[str, Any]:
    """Make a prepared run a draft again."""
    return _done(request, ref, key, seen, explain, lambda: actions.reopen(ref, because=body.because, by=request.actor))


@offer(router, "POST", "/runs/{ref}/approve/", gives=Run, scope="approve:payments", sees=READ, asks=("runs.approve",), tag=TAG)
def approve_run(request: LetIn, ref: Ref, body: Approve, key: Key, seen: Seen, explain: bool = False) -> dict[str, Any]:
    """Approve exactly what was seen, by its digest."""
    return _done(request, ref, key, seen, explain, lambda: flow.approve_run(ref, seen_sha256=body.content_sha256, by=request.actor))


@offer(router, "POST", "/runs/{ref}/void/", gives=Run, scope="approve:payments", sees=READ, asks=("runs.void",), tag=TAG)
def void_run(request: LetIn, ref: Ref, body: Because, key: Key, seen: Seen, explain: bool = False) -> dict[str, Any]:
    """Make an approved run void and set its lines free, unless a bank file stands on it."""
    return _done(request, ref, key, seen, explain, lambda: flow.void_run(ref, because=body.because, by=request.actor))


@offer(router, "POST", "/runs/{ref}/file/", gives=BankFile, scope="release:payments", sees=READ, asks=("files.release",), tag=TAG)
def release_run(request: LetIn, ref: Ref, body: Nothing, key: Key, seen: Seen) -> dict[str, Any]:
    """Release an approved run: its bank file is made and posted in the ledger, together or not at all."""

    def do() -> str:
        stop_unless_seen(ref, seen)
        return flow.issue_run(ref, by=request.actor).ref

    find(ref)
    made = banking.file(once(request, key, do))
    return {
        "ref": made.ref,
        "serial": made.serial,
        "run": made.run_ref,
        "state": made.state,
        "pounds": plain_pounds(made.total_pence),
        "payments": made.payment_count,
        "sha256": made.sha256,
    }


def _done(request: LetIn, ref: str, key: Any, seen: str, explain: bool, act: Callable[[], RunSummary]) -> dict[str, Any]:
    def do() -> str:
        before = stop_unless_seen(ref, seen)
        done = act()
        if done.version != before + 1:
            raise Overtaken(changed(version_tag(before), version_tag(done.version - 1)))
        return done.ref

    find(ref)
    one = find(once(request, key, do))
    request.etag = version_tag(one.version)
    return as_run(one, explain=explain, by=request.actor)


def stop_unless_seen(ref: str, seen: str) -> int:
    """The run's version, if it is the one that was seen. "changed-since" where it is not."""
    one = find(ref)
    stop_if(why_not_as_seen(seen, version_tag(one.version)))
    return one.version
