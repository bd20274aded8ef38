"""Advice asked for, answered, relied on, withdrawn, and superseded by later advice."""

from typing import Annotated, Any, Literal

from ninja import Field, Router
from ninja.responses import Status

from duly.api.advice import PIECES, AdviceTold
from duly.api.asking import offer
from duly.api.doing import Key, Seen
from duly.api.request import LetIn
from duly.api.shapes import Ref, Sent
from duly.api.signing.kinds import WRITES, Day, Reference
from duly.casework.advice import actions
from duly.casework.advice.states import WAYS

router = Router()
Said = Annotated[str, Field(min_length=1, max_length=8000)]
Who = Annotated[str, Field(min_length=1, max_length=200, description="A person or a team.")]


class AskAdvice(Sent):
    """A question, of whom, and about what: a case, an item of post or a submission."""

    way: Literal[tuple(WAYS)]  # type: ignore[valid-type]  # the room's
    about: Reference
    asker: Who
    question: Said
    subjects: list[Annotated[str, Field(max_length=100)]] = Field([], max_length=40)
    asked_on: Day | None = None


class AnswerAdvice(Sent):
    """What was answered, by whom and when."""

    answerer: Who
    answer: Said
    answered_on: Day | None = None


class RelyOnAdvice(Sent):
    """A case that relies on it."""

    case: Reference


class LetAdviceGo(RelyOnAdvice):
    """A case that relies on it no longer, and what was done about it."""

    because: Said


class WithdrawAdvice(Sent):
    """Why it stands no longer, and the later advice in its place, if there is any."""

    because: Said
    instead: str = Field("", max_length=20)


@offer(router, "POST", "/advice/new/", gives=AdviceTold, status=201, asks=("advice.ask",), **WRITES)
def ask_for_advice(request: LetIn, body: AskAdvice, key: Key) -> Status[dict[str, Any]]:
    """Write down what was asked, of whom and about what."""
    said = body.model_dump() | {"about": body.about.strip().upper()}
    return PIECES.made(request, key, lambda: actions.ask(**said, by=request.actor))


@offer(router, "POST", "/advice/{ref}/answer/", gives=AdviceTold, asks=("advice.answer",), **WRITES)
def answer_advice(request: LetIn, ref: Ref, body: AnswerAdvice, key: Key, seen: Seen) -> dict[str, Any]:
    """Write down what was answered. The case it was asked about relies on it from then on."""
    return PIECES.done(request, ref, key, seen, lambda: actions.answer(ref, **body.model_dump(), by=request.actor))


@offer(router, "POST", "/advice/{ref}/rely/", gives=AdviceTold, asks=("advice.rely",), **WRITES)
def rely_on_advice(request: LetIn, ref: Ref, body: RelyOnAdvice, key: Key, seen: Seen) -> dict[str, Any]:
    """Say that a case relies on it."""
    case = body.case.strip().upper()
    return PIECES.done(request, ref, key, seen, lambda: actions.rely(ref, case_ref=case, by=request.actor), steps=0)


@offer(router, "POST", "/advice/{ref}/let-go/", gives=AdviceTold, asks=("advice.rely",), **WRITES)
def let_advice_go(request: LetIn, ref: Ref, body: LetAdviceGo, key: Key, seen: Seen) -> dict[str, Any]:
    """Say that a case relies on it no longer."""
    case, why = body.case.strip().upper(), body.because
    return PIECES.done(request, ref, key, seen, lambda: actions.let_go(ref, case_ref=case, because=why, by=request.actor), steps=0)


@offer(router, "POST", "/advice/{ref}/withdraw/", gives=AdviceTold, asks=("advice.withdraw",), **WRITES)
def withdraw_advice(request: LetIn, ref: Ref, body: WithdrawAdvice, key: Key, seen: Seen) -> dict[str, Any]:
    """Withdraw it, or put later advice in its place."""
    said = {"because": body.because, "instead": body.instead.strip().upper()}
    return PIECES.done(request, ref, key, seen, lambda: actions.withdraw(ref, **said, by=request.actor))
