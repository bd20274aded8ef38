"""Standing instructions, for programs: proposed, authorised or refused by another than who proposed them, in force, reviewed and lifted."""

from typing import Annotated, Any, Literal

from ninja import Field, Router
from ninja.responses import Status

from duly.api.asking import offer
from duly.api.doing import Key, Seen
from duly.api.front.directory import known_entry
from duly.api.instructions import INSTRUCTED, Instruction
from duly.api.request import LetIn
from duly.api.shapes import Ref, Sent
from duly.api.signing.kinds import WRITES, Day, Reference, Words, colleague, known_case, once_each
from duly.casework.correspondence.states import CHANNELS
from duly.casework.instructions import actions
from duly.casework.instructions.rules.vocabulary import KINDS

router = Router()
AUTHORISES, REVIEWS = ("instructions.authorise",), ("instructions.review",)
Why = Annotated[str, Field(min_length=1, max_length=1000)]


class ProposeInstruction(Sent):
    """Of whom, what, about which cases or matter, by which channels; who reads what comes; why, what was weighed, and for how long."""

    about: Reference
    kind: Literal[tuple(KINDS)]  # type: ignore[valid-type]  # the room's
    case_refs: list[Reference] = Field([], max_length=20)
    matter: str = Field("", max_length=400)
    channels: list[Literal[tuple(CHANNELS)]] = Field(min_length=1, max_length=10)  # type: ignore[valid-type]  # the post's
    reader: Reference
    named_officer: str = Field("", max_length=20)
    calls_a_week: int | None = Field(None, ge=1, le=50)
    minutes_a_call: int | None = Field(None, ge=1, le=240)
    reasons: Words
    adjustments: Words
    warning: Words
    must_read: Words
    warned_on: Day | None = None
    review_on: Day
    expires_on: Day


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


@offer(router, "POST", "/instructions/new/", gives=Instruction, status=201, asks=("instructions.propose",), **WRITES)
def propose_instruction(request: LetIn, body: ProposeInstruction, key: Key) -> Status[dict[str, Any]]:
    """Propose an instruction. It holds for nothing until somebody else authorises it and its person was told."""
    colleague(body.reader, "body.reader")
    colleague(body.named_officer, "body.named_officer")
    cases = tuple(known_case(one, "body.case_refs") for one in body.case_refs)
    once_each(cases, "body.case_refs", "A case is named twice.")
    said = body.model_dump() | {"about": known_entry(body.about, "body.about"), "case_refs": cases}
    return INSTRUCTED.made(request, key, lambda: actions.propose(**said, by=request.actor))


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
