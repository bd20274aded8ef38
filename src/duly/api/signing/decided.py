"""What is done with a decision that was made, for programs: withdrawn from a day, and counted otherwise."""

from typing import Any, Literal

from ninja import Router

from duly.api.asking import offer
from duly.api.doing import Key, once
from duly.api.request import LetIn
from duly.api.reviews import Decided, get_decision
from duly.api.shapes import Ref, Sent
from duly.api.signing.kinds import SIGNS, WRITES, Day, Words
from duly.casework.decisions import actions, queries
from duly.casework.decisions.rules import CODES
from duly.casework.screens.common import found

router = Router()


class WithdrawDecision(Sent):
    """From which day it is good for nothing, and why."""

    true_from: Day
    because: Words


class CountDecision(Sent):
    """What it counts as, and why it was counted wrongly."""

    code: Literal[tuple(CODES)]  # type: ignore[valid-type]  # the room's
    because: Words


@offer(router, "POST", "/decisions/{ref}/withdraw/", gives=Decided, asks=("decisions.withdraw",), **SIGNS)
def withdraw_decision(request: LetIn, ref: Ref, body: WithdrawDecision, key: Key) -> Any:
    """Withdraw a decision. It stays as it was made, and is known to be withdrawn."""
    return _done(request, ref, key, lambda: actions.withdraw(ref, **body.model_dump(), by=request.actor))


@offer(router, "POST", "/decisions/{ref}/code/", gives=Decided, asks=("decisions.correct",), **WRITES)
def count_decision(request: LetIn, ref: Ref, body: CountDecision, key: Key) -> Any:
    """Correct how a decision is counted, from today."""
    return _done(request, ref, key, lambda: actions.correct_code(ref, **body.model_dump(), by=request.actor))


def _done(request: LetIn, ref: str, key: Any, act: Any) -> Any:
    found(queries.decision, ref)

    def do() -> str:
        act()
        return ref

    once(request, key, do)
    return get_decision(request, ref)
