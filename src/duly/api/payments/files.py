"""A run's bank file: what stands of it, taken away once a witness has seen it, and taken back by two people's programs."""

from base64 import b64encode
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import Http404
from ninja import Field, Schema

from duly.api.asking import offer
from duly.api.doing import Key, Seen, once, version_tag, why_not_as_seen
from duly.api.payments.paying import TAG, Because, router  # one address, one router: making the file is there
from duly.api.payments.runs import Step, find
from duly.api.request import LetIn
from duly.api.shapes import Nothing, Pounds, Ref
from duly.payments import flow
from duly.payments.banking import actions as banking
from duly.payments.banking import queries
from duly.payments.banking.queries import FileSummary
from duly.payments.packages.powers import READ
from duly.payments.screens.runs import with_the_bank
from duly.payments.screens.runs.file import NEVER
from duly.primitives.money import plain_pounds
from duly.primitives.refusal import stop_if

STEPS = {"content": "take", "ask-to-void": "ask_void", "void": "void", "keep": "keep"}
"""What each step of the address is called by the page."""


class RunFile(Schema):
    """The bank file that stands on a run. Its ETag is its version."""

    ref: str
    version: int
    serial: int
    run: str
    state: str
    pay_date: str
    pounds: Pounds
    payments: int
    bytes: int
    sha256: str
    witnessed: bool = Field(description="Whether a witness has cosigned the record of its making, so that it may leave.")
    handed_over: int = Field(description="How often it was taken away.")
    void_asked_by: str
    steps: dict[str, Step] | None = Field(None, description="With explain=1: what you may do to it now, and why not.")


class Content(Schema):
    """The file, as it goes to the bank."""

    name: str
    sha256: str
    content: str = Field(description="Its exact bytes, in base 64.")


@offer(router, "GET", "/runs/{ref}/file/", gives=RunFile, scope="read:payments", sees=READ, tag=TAG)
def get_file_of_a_run(request: LetIn, ref: Ref, explain: bool = False) -> dict[str, Any]:
    """The bank file that stands on a run; with explain=1 also what you may do to it now and why not, as its page says."""
    return _told(request, _standing(ref), explain)


@offer(
    router,
    "POST",
    "/runs/{ref}/file/content/",
    gives=Content,
    scope="release:payments",
    sees=READ,
    asks=("files.download",),
    tag=TAG,
)
def take_file_away(request: LetIn, ref: Ref, body: Nothing, key: Key) -> dict[str, Any]:
    """The file's exact bytes, to take to the bank. Each time is recorded; one sent again with the same key is recorded once more."""
    stop_if(NEVER if settings.DEMO else None)
    one, taken = _standing(ref), []

    def take() -> str:
        taken.append(banking.hand_over(one.ref, by=request.actor))
        return one.ref

    once(request, key, take)
    if not taken:
        take()
    return {"name": f"{one.ref}.xml", "sha256": one.sha256, "content": b64encode(taken[0]).decode()}


@offer(
    router,
    "POST",
    "/runs/{ref}/file/ask-to-void/",
    gives=RunFile,
    scope="approve:payments",
    sees=READ,
    asks=("files.void",),
    tag=TAG,
)
def ask_to_void_file(request: LetIn, ref: Ref, body: Because, key: Key, seen: Seen) -> dict[str, Any]:
    """Ask for the file to be voided. One that was taken away needs the bank's rejection, which is given on the page."""
    return _done(request, ref, key, seen, lambda file: banking.ask_to_void(file.ref, because=body.because, by=request.actor))


@offer(router, "POST", "/runs/{ref}/file/void/", gives=RunFile, scope="approve:payments", sees=READ, asks=("files.void",), tag=TAG)
def void_file(request: LetIn, ref: Ref, body: Nothing, key: Key, seen: Seen) -> dict[str, Any]:
    """Void the file as another asked: its number is burnt, and the run can be released again."""
    return _done(request, ref, key, seen, lambda file: flow.void_file(file.ref, by=request.actor))


@offer(router, "POST", "/runs/{ref}/file/keep/", gives=RunFile, scope="approve:payments", sees=READ, asks=("files.void",), tag=TAG)
def keep_file(request: LetIn, ref: Ref, body: Nothing, key: Key, seen: Seen) -> dict[str, Any]:
    """Withdraw the request to void it: the file stands."""
    return _done(request, ref, key, seen, lambda file: banking.keep(file.ref, by=request.actor))


def _done(request: LetIn, ref: str, key: Any, seen: str, act: Callable[[FileSummary], object]) -> dict[str, Any]:
    def do() -> str:
        file = _standing(ref)
        stop_if(why_not_as_seen(seen, version_tag(file.version)))
        act(file)
        return file.ref

    find(ref)
    return _told(request, queries.file(once(request, key, do)), explain=False)


def _standing(ref: str) -> FileSummary:
    found = queries.unvoided_file(find(ref).ref)
    if found is None:
        raise Http404(f"Run {ref} has no bank file that stands.")
    return found


def _told(request: LetIn, one: FileSummary, explain: bool) -> dict[str, Any]:
    may = with_the_bank.may(one, queries.override_of(one.ref), by=request.actor) if explain else {}
    if not explain:
        request.etag = version_tag(one.version)
    return {
        "ref": one.ref,
        "version": one.version,
        "serial": one.serial,
        "run": one.run_ref,
        "state": one.state,
        "pay_date": one.pay_date.isoformat(),
        "pounds": plain_pounds(one.total_pence),
        "payments": one.payment_count,
        "bytes": one.byte_count,
        "sha256": one.sha256,
        "witnessed": with_the_bank.seen_by(one) is not None,
        "handed_over": one.handed_over,
        "void_asked_by": one.void_asked_by,
        "steps": {step: {"may": not may[page], "because": may[page]} for step, page in STEPS.items()} if explain else None,
    }
