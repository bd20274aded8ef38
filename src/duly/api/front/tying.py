"""What ties a case, for programs: parties, links, merges and splits; and a paper filed to it by mistake, moved, with which its breach begins."""

from typing import Annotated, Any, Literal

from ninja import Field, Router, Schema

from duly.api.asking import offer
from duly.api.doing import Key, Seen, once
from duly.api.front.breaches import Breach, told_of
from duly.api.front.cases import CASES, Case
from duly.api.front.directory import known_entry
from duly.api.request import LetIn
from duly.api.shapes import Ref, Sent
from duly.api.signing.kinds import READS, WRITES, Reference, among, known_case, once_each
from duly.casework import flow
from duly.casework.cases import actions, queries
from duly.casework.cases.queries import BreachSeen
from duly.casework.cases.states import FILED_WRONGLY, PARTIES, TIES, WITH_A_SPLIT
from duly.core.confidentiality.queries import why_not_leave
from duly.primitives.refusal import stop_if

router = Router()
TIES_THEM: dict[str, Any] = {"gives": Case, "asks": ("cases.tie",)} | WRITES
NAMES: dict[str, Any] = {"gives": Case, "asks": ("cases.name_party",)} | WRITES
Why = Annotated[str, Field(min_length=1, max_length=400)]


class NameParty(Sent):
    """Who is a party, by their entry in the directory, and as what."""

    entry: Reference
    role: Literal[tuple(PARTIES)]  # type: ignore[valid-type]  # the room's


class TieCase(Sent):
    """How it goes with which other case, and why."""

    kind: Literal[tuple(TIES)]  # type: ignore[valid-type]  # the room's
    other: Reference
    because: Why


class SplitCase(Sent):
    """What the new case is about, which of the post is about it, and where each clock goes; one that is not named stays."""

    title: str = Field(min_length=1, max_length=200)
    items: list[Reference] = Field(min_length=1, max_length=200)
    because: Why
    clocks: dict[str, Literal[tuple(WITH_A_SPLIT)]] = Field({}, max_length=50, description="By the clock's reference.")  # type: ignore[valid-type]  # the room's


class MisfiledPaper(Sent):
    """Which paper was filed here by mistake, where it belongs, and how it came about."""

    item: Reference
    right: Reference
    because: Why


class Misfiled(Schema):
    """Papers filed to a case by mistake, or that came to it from another."""

    ref: str
    breaches: list[Breach]


@offer(router, "POST", "/cases/{ref}/party/", **NAMES)
def name_party(request: LetIn, ref: Ref, body: NameParty, key: Key, seen: Seen) -> dict[str, Any]:
    """Name somebody of the directory as a party."""
    entry = known_entry(body.entry, "body.entry")
    return CASES.done(request, ref, key, seen, lambda: actions.name_party(ref, entry_ref=entry, role=body.role, by=request.actor))


@offer(router, "POST", "/cases/{ref}/tie/", **TIES_THEM)
def tie_case(request: LetIn, ref: Ref, body: TieCase, key: Key, seen: Seen) -> dict[str, Any]:
    """Link it with another case, or merge it into the other."""
    said = body.model_dump() | {"other": known_case(body.other, "body.other")}
    return CASES.done(request, ref, key, seen, lambda: flow.tie_cases(ref, **said, by=request.actor), steps=0)


@offer(router, "POST", "/cases/{ref}/untie/", **TIES_THEM)
def untie_case(request: LetIn, ref: Ref, body: TieCase, key: Key, seen: Seen) -> dict[str, Any]:
    """Undo a link or a merge."""
    said = body.model_dump() | {"other": known_case(body.other, "body.other")}
    return CASES.done(request, ref, key, seen, lambda: actions.untie(ref, **said, by=request.actor), steps=0)


@offer(router, "POST", "/cases/{ref}/split/", **TIES_THEM)
def split_case(request: LetIn, ref: Ref, body: SplitCase, key: Key) -> dict[str, Any]:
    """Open a second case out of it, with some of its post. The answer is the new case."""
    once_each(body.items, "body.items", "An item is named twice.")
    items = tuple(_item_of(CASES.one(request, ref).items, one, "body.items") for one in body.items)
    said: dict[str, Any] = {"title": body.title, "because": body.because, "clocks_go": body.clocks}
    new = once(request, key, lambda: flow.split_case(ref, items=items, **said, by=request.actor).ref)
    request.location = f"/api/v1/cases/{new}/"
    return CASES.read(request, new)


@offer(router, "GET", "/cases/{ref}/misfiled/", gives=Misfiled, **READS)
def get_misfiled(request: LetIn, ref: Ref) -> dict[str, Any]:
    """Papers filed to a case by mistake, with what was done about each."""
    CASES.one(request, ref)
    return _misfiled(ref)


@offer(router, "POST", "/cases/{ref}/misfiled/", gives=Misfiled, asks=("cases.misfiled",), **WRITES)
def move_misfiled_paper(request: LetIn, ref: Ref, body: MisfiledPaper, key: Key) -> dict[str, Any]:
    """Move a paper that was filed here by mistake to its right case, and begin its breach."""
    item, right = body.item.strip().upper(), known_case(body.right, "body.right")
    if not known(request, ref, item):
        _item_of(CASES.one(request, ref).items, item, "body.item")
    once(request, key, lambda: flow.move_misfiled_paper(ref, item_ref=item, right=right, because=body.because, by=request.actor).ref)
    return _misfiled(ref)


def known(request: LetIn, ref: str, item: str) -> bool:
    """Whether a paper was moved away from a case before, so that a key sent again finds what was done."""
    return item in {one.about for one in _moved(CASES.one(request, ref).ref)}


def _item_of(items: tuple[str, ...], ref: str, where: str) -> str:
    """One of the case's items of post that may be told: a marked paper stays in the office."""
    typed = ref.strip().upper()
    among(typed, items, where, f"There is no {typed} with the case.")
    stop_if(why_not_leave(typed, way="told to a program"))
    return typed


def _misfiled(ref: str) -> dict[str, Any]:
    return {"ref": ref, "breaches": [told_of(one) for one in _moved(ref)]}


def _moved(ref: str) -> list[BreachSeen]:
    """The breaches of a case that are of papers filed wrongly."""
    return [one for one in queries.breaches(ref) if one.kind == FILED_WRONGLY]
