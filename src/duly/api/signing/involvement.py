"""Somebody higher brought into a case, and what they answer; and work commissioned on it."""

from typing import Any, Literal

from ninja import Field, Router
from ninja.responses import Status

from duly.api.asking import offer
from duly.api.doing import Key, Seen
from duly.api.request import LetIn
from duly.api.risk import INVOLVED, WORK, Commissioned, Involvement
from duly.api.shapes import Nothing, Ref, Sent
from duly.api.signing.kinds import WRITES, Day, InWords, Reference, Words, colleague, known_case
from duly.casework import flow
from duly.casework.risk import actions
from duly.casework.risk.rules.ladder import RUNGS

router = Router()
INVOLVES, ANSWERS, COMMISSIONS = ("risk.involve",), ("risk.answer",), ("risk.commission",)


class BringHigherIn(Sent):
    """Whom to bring in, by which rung of the ladder, what they are asked and by when."""

    case: Reference
    rung: Literal[tuple(RUNGS)]  # type: ignore[valid-type]  # the room's
    asked_of: str = Field(min_length=1, max_length=20, description="An officer's reference, of a post above one's own.")
    asks: Words
    by_day: Day


class CommissionWork(Sent):
    """A piece of work: its terms, whose it is and by when."""

    case: Reference
    owner: str = Field(min_length=1, max_length=20, description="An officer's reference.")
    terms: Words
    due_on: Day


@offer(router, "POST", "/involvement/new/", gives=Involvement, status=201, asks=INVOLVES, **WRITES)
def bring_in(request: LetIn, body: BringHigherIn, key: Key) -> Status[dict[str, Any]]:
    """Bring somebody higher into a case."""
    case, said = known_case(body.case), body.model_dump(exclude={"case"})
    colleague(body.asked_of, "body.asked_of")
    return INVOLVED.made(request, key, lambda: flow.bring_in(case, **said, by=request.actor))


@offer(router, "POST", "/involvement/{ref}/acknowledge/", gives=Involvement, asks=ANSWERS, **WRITES)
def acknowledge_involvement(request: LetIn, ref: Ref, body: Nothing, key: Key, seen: Seen) -> dict[str, Any]:
    """Say that one has seen what one is asked."""
    return INVOLVED.done(request, ref, key, seen, lambda: actions.acknowledge(ref, by=request.actor))


@offer(router, "POST", "/involvement/{ref}/answer/", gives=Involvement, asks=ANSWERS, **WRITES)
def answer_involvement(request: LetIn, ref: Ref, body: InWords, key: Key, seen: Seen) -> dict[str, Any]:
    """Answer what one is asked."""
    return INVOLVED.done(request, ref, key, seen, lambda: actions.answer(ref, words=body.words, by=request.actor))


@offer(router, "POST", "/involvement/{ref}/take-over/", gives=Involvement, asks=(*ANSWERS, "cases.hand_over"), **WRITES)
def take_case_over(request: LetIn, ref: Ref, body: InWords, key: Key, seen: Seen) -> dict[str, Any]:
    """Take the case over: it is one's own from then on."""
    return INVOLVED.done(request, ref, key, seen, lambda: flow.take_over_case(ref, words=body.words, by=request.actor))


@offer(router, "POST", "/involvement/{ref}/withdraw/", gives=Involvement, asks=INVOLVES, **WRITES)
def withdraw_involvement(request: LetIn, ref: Ref, body: InWords, key: Key, seen: Seen) -> dict[str, Any]:
    """Take back what was asked."""
    return INVOLVED.done(request, ref, key, seen, lambda: actions.withdraw(ref, words=body.words, by=request.actor))


@offer(router, "POST", "/commissioned/new/", gives=Commissioned, status=201, asks=COMMISSIONS, **WRITES)
def commission_work(request: LetIn, body: CommissionWork, key: Key) -> Status[dict[str, Any]]:
    """Commission a piece of work on a case."""
    case, said = known_case(body.case), body.model_dump(exclude={"case"})
    colleague(body.owner, "body.owner")
    return WORK.made(request, key, lambda: actions.commission(case, **said, by=request.actor))


@offer(router, "POST", "/commissioned/{ref}/done/", gives=Commissioned, asks=("risk.report",), **WRITES)
def finish_work(request: LetIn, ref: Ref, body: InWords, key: Key, seen: Seen) -> dict[str, Any]:
    """Deliver it: say that it is done, and what came of it."""
    return WORK.done(request, ref, key, seen, lambda: actions.finish(ref, words=body.words, by=request.actor))


@offer(router, "POST", "/commissioned/{ref}/withdraw/", gives=Commissioned, asks=COMMISSIONS, **WRITES)
def withdraw_work(request: LetIn, ref: Ref, body: InWords, key: Key, seen: Seen) -> dict[str, Any]:
    """Withdraw it: it is not to be done after all."""
    return WORK.done(request, ref, key, seen, lambda: actions.take_back(ref, words=body.words, by=request.actor))
