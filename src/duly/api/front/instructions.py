"""Standing instructions, for programs: authorised or refused by another than who proposed them, in force, reviewed and lifted."""

from typing import Annotated, Any

from ninja import Field, Router

from duly.api.asking import offer
from duly.api.doing import Key, Seen
from duly.api.instructions import INSTRUCTED, Instruction
from duly.api.request import LetIn
from duly.api.shapes import Ref, Sent
from duly.api.signing.kinds import WRITES, Day
from duly.casework.instructions import actions

router = Router()
AUTHORISES, REVIEWS = ("instructions.authorise",), ("instructions.review",)
Why = Annotated[str, Field(min_length=1, max_length=1000)]


class AuthoriseInstruction(Sent):
    """What was weighed, if it needs saying."""

    because: str = Field("", max_length=1000)


class WhyOfInstruction(Sent):
    """Why."""

    because: Why


class InstructionInForce(Sent):
    """When and how its person was told, and from when it holds."""

    notified_on: Day
    starts: Day
    how: str = Field(min_length=1, max_length=300)


class ReviewInstruction(Sent):
    """Why it stands, until which review, and when it runs out."""

    review_on: Day
    expires_on: Day
    because: Why


@offer(router, "POST", "/instructions/{ref}/authorise/", gives=Instruction, asks=AUTHORISES, **WRITES)
def authorise_instruction(request: LetIn, ref: Ref, body: AuthoriseInstruction, key: Key, seen: Seen) -> dict[str, Any]:
    """Authorise what somebody else proposed."""
    return INSTRUCTED.done(request, ref, key, seen, lambda: actions.authorise(ref, because=body.because, by=request.actor), steps=0)


@offer(router, "POST", "/instructions/{ref}/refuse/", gives=Instruction, asks=AUTHORISES, **WRITES)
def refuse_instruction(request: LetIn, ref: Ref, body: WhyOfInstruction, key: Key, seen: Seen) -> dict[str, Any]:
    """Refuse what somebody else proposed."""
    return INSTRUCTED.done(request, ref, key, seen, lambda: actions.refuse(ref, because=body.because, by=request.actor), steps=0)


@offer(router, "POST", "/instructions/{ref}/in-force/", gives=Instruction, asks=("instructions.notify",), **WRITES)
def put_instruction_in_force(request: LetIn, ref: Ref, body: InstructionInForce, key: Key, seen: Seen) -> dict[str, Any]:
    """Say that its person was told, and from when it holds."""
    return INSTRUCTED.done(request, ref, key, seen, lambda: actions.put_in_force(ref, **body.model_dump(), by=request.actor), steps=0)


@offer(router, "POST", "/instructions/{ref}/review/", gives=Instruction, asks=REVIEWS, **WRITES)
def review_instruction(request: LetIn, ref: Ref, body: ReviewInstruction, key: Key, seen: Seen) -> dict[str, Any]:
    """Let it stand until another review."""
    return INSTRUCTED.done(request, ref, key, seen, lambda: actions.review(ref, **body.model_dump(), by=request.actor), steps=0)


@offer(router, "POST", "/instructions/{ref}/lift/", gives=Instruction, asks=REVIEWS, **WRITES)
def lift_instruction(request: LetIn, ref: Ref, body: WhyOfInstruction, key: Key, seen: Seen) -> dict[str, Any]:
    """Lift it: it holds for nothing from now on."""
    return INSTRUCTED.done(request, ref, key, seen, lambda: actions.lift(ref, because=body.because, by=request.actor), steps=0)
