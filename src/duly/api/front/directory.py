"""The directory, for programs: an entry, entering somebody, what is known of them, their roles, a death, merging, and warnings before contact."""

from datetime import date
from typing import Annotated, Any, Literal

from ninja import Field, Query, Router, Schema
from ninja.responses import Status

from duly.api.asking import offer
from duly.api.doing import Key, Seen
from duly.api.request import LetIn
from duly.api.shapes import Ref, Sent, wrong
from duly.api.signing.kinds import READS, WRITES, Day, Kind, Reference, colleague
from duly.casework import flow
from duly.core.directory import actions, queries, rules
from duly.core.directory.queries import EntrySeen
from duly.core.record.clock import today
from duly.primitives.period import FOREVER

router = Router()
How = Annotated[str, Field(min_length=1, max_length=500)]
Why = Annotated[str, Field(min_length=1, max_length=1000)]


class DetailOfEntry(Schema):
    """Something known of them; `ends` is null while it holds."""

    id: int
    kind: str
    text: str
    starts: date
    ends: date | None


class RoleOfEntry(Schema):
    """What they are, of whom, between two days."""

    id: int
    role: str
    of: str
    scope: str
    note: str
    starts: date
    ends: date | None


class MarkerOfEntry(Schema):
    """A warning before contact. `ref` is the entry it was placed on."""

    ref: str
    number: int
    kind: str
    because: str
    owner: str
    starts: date
    review_on: date
    lapses_on: date


class Entry(Schema):
    """Somebody in the directory. `others` are entries that are the same."""

    ref: str
    version: int
    kind: str
    name: str
    entered_on: date
    others: list[str]
    died_on: date | None
    details: list[DetailOfEntry]
    roles: list[RoleOfEntry]
    markers: list[MarkerOfEntry]


class EnterSomebody(Sent):
    """A person or body. Whoever is alike must be answered: name them in `another_than` with how you know in `another_because`, or enter nobody."""

    kind: Literal[rules.KINDS]  # type: ignore[valid-type]  # the room's
    name: str = Field(min_length=1, max_length=200)
    email: str = Field("", max_length=200)
    phone: str = Field("", max_length=60)
    post: str = Field("", max_length=500)
    another_than: list[Reference] = Field([], max_length=100)
    another_because: str = Field("", max_length=500)


class TellDetail(Sent):
    """Something known of them from a day on: today, if nothing is said. Whoever it makes them like is answered as on entering somebody."""

    kind: Literal[tuple(rules.DETAILS)]  # type: ignore[valid-type]  # the room's
    text: str = Field(min_length=1, max_length=1000)
    starts: Day | None = None
    another_than: list[Reference] = Field([], max_length=100)
    another_because: str = Field("", max_length=500)


class EndOne(Sent):
    """Which of them ends, by its id, and on which day: today, if nothing is said."""

    id: int = Field(ge=1, le=2**31)
    ends: Day | None = None


class GiveRole(Sent):
    """What they are, of whom or for where, what was agreed to, and between which days."""

    role: Literal[tuple(rules.ROLES)]  # type: ignore[valid-type]  # the room's
    of: str = Field("", max_length=80)
    scope: Literal[("", *rules.SCOPES)] = ""  # type: ignore[valid-type]  # the room's
    note: str = Field("", max_length=500)
    starts: Day | None = None
    ends: Day | None = None


class Died(Sent):
    """On which day, and from whom it is known."""

    on: Day
    source: str = Field(min_length=1, max_length=400)


class NotDied(Sent):
    """How we know that it was a mistake."""

    because: str = Field(min_length=1, max_length=400)


class OtherEntry(Sent):
    """Another entry, and how we know."""

    other: Reference
    because: How


class PlaceMarker(Sent):
    """What is warned of and why, who looks at it again and by when, and from which day it is no longer shown."""

    kind: Literal[tuple(rules.MARKERS)]  # type: ignore[valid-type]  # the room's
    because: Why
    owner: Reference
    review_on: Day
    lapses_on: Day


class ReviewMarker(Sent):
    """Which marker still stands, why, and until when."""

    number: int = Field(ge=1, le=9999)
    because: Why
    review_on: Day
    lapses_on: Day


class LiftMarker(Sent):
    """Which marker no longer stands, and why."""

    number: int = Field(ge=1, le=9999)
    because: Why


def known_entry(ref: str, where: str) -> str:
    """The reference of an entry of the directory there is, as people type it. 422 for another."""
    typed = ref.strip().upper()
    if not queries.exists(typed):
        raise wrong(where, f"There is nobody {typed} in the directory.")
    return typed


def _told(request: LetIn, one: EntrySeen) -> dict[str, Any]:
    same = {name: getattr(one, name) for name in ("ref", "version", "kind", "name", "entered_on")}
    died = queries.died((one.ref, *one.others))
    parts: dict[str, Any] = {
        "details": (DetailOfEntry, one.details),
        "roles": (RoleOfEntry, one.roles),
        "markers": (MarkerOfEntry, one.markers),
    }
    told = {name: [_part(shape, row) for row in rows] for name, (shape, rows) in parts.items()}
    return same | {"others": list(one.others), "died_on": next((seen.on for seen in died.values()), None)} | told


def _until(ends: date) -> date | None:
    return None if ends == FOREVER else ends


def _part(shape: Any, row: object) -> dict[str, Any]:
    told = {name: getattr(row, name) for name in shape.model_fields}
    return told | ({"ends": None} if told.get("ends") == FOREVER else {})


ENTRIES = Kind("/directory/", lambda request, ref: queries.entry(ref), _told)
KEEPS: dict[str, Any] = {"gives": Entry, "asks": ("directory.keep",)} | WRITES
MERGES: dict[str, Any] = {"gives": Entry, "asks": ("directory.merge",)} | WRITES
MARKS: dict[str, Any] = {"gives": Entry, "asks": ("directory.mark",)} | WRITES


@offer(router, "POST", "/directory/new/", status=201, **KEEPS)
def enter_somebody(request: LetIn, body: EnterSomebody, key: Key) -> Status[dict[str, Any]]:
    """Enter a person or body. Whoever is alike is named in the refusal with what must be seen before contact, and must be said to be another, and how that is known."""
    return ENTRIES.made(request, key, lambda: actions.enter(**body.model_dump(), by=request.actor))


class Member(Schema):
    """Who sat for a constituency, between which days: `ends` is the first on which they no longer did, and null while they sit."""

    constituency: str
    name: str
    ref: str
    starts: date
    ends: date | None


class Members(Schema):
    """Members of Parliament, by constituency."""

    items: list[Member]


class MembersAsked(Schema):
    """Of which constituency or name, and on which day: today, unless it is asked for whenever they sat."""

    q: str = Field("", max_length=200)
    on: date | None = None
    ever: bool = False


@offer(router, "GET", "/directory/members/", gives=Members, **READS)
def list_members_of_parliament(request: LetIn, asked: Annotated[MembersAsked, Query(...)]) -> dict[str, Any]:
    """Tell who sits for a constituency, or sat for it on a day."""
    found = queries.members(asked.q, on=None if asked.ever else asked.on or today())
    return {
        "items": [
            {"constituency": one.of} | {"name": one.name, "ref": one.ref, "starts": one.starts, "ends": _until(one.ends)} for one in found
        ]
    }


@offer(router, "GET", "/directory/{ref}/", gives=Entry, **READS)
def get_directory_entry(request: LetIn, ref: Ref) -> dict[str, Any]:
    """One entry: what is known, who they are to others, and what must be seen before they are contacted."""
    return ENTRIES.read(request, ref)


@offer(router, "POST", "/directory/{ref}/tell/", **KEEPS)
def tell_detail(request: LetIn, ref: Ref, body: TellDetail, key: Key, seen: Seen) -> dict[str, Any]:
    """Say something that is known of them from a day on. An entry that it makes them like is named in the refusal, and must be said to be another."""
    said = body.model_dump() | {"starts": body.starts or today()}
    return ENTRIES.done(request, ref, key, seen, lambda: actions.tell(ref, **said, by=request.actor), steps=0)


@offer(router, "POST", "/directory/{ref}/end/", **KEEPS)
def end_detail(request: LetIn, ref: Ref, body: EndOne, key: Key, seen: Seen) -> dict[str, Any]:
    """Say that something known of them no longer holds."""
    ends = body.ends or today()
    return ENTRIES.done(request, ref, key, seen, lambda: actions.end_detail(ref, detail=body.id, ends=ends, by=request.actor), steps=0)


@offer(router, "POST", "/directory/{ref}/role/", **KEEPS)
def give_role(request: LetIn, ref: Ref, body: GiveRole, key: Key, seen: Seen) -> dict[str, Any]:
    """Say what they are, between two days."""
    of = body.of.strip().upper() if body.of.strip().upper().startswith("DIR-") else body.of.strip()
    said = body.model_dump() | {"of": of, "starts": body.starts or today(), "ends": body.ends or FOREVER}
    return ENTRIES.done(request, ref, key, seen, lambda: actions.give_role(ref, **said, by=request.actor), steps=0)


@offer(router, "POST", "/directory/{ref}/end-role/", **KEEPS)
def end_role(request: LetIn, ref: Ref, body: EndOne, key: Key, seen: Seen) -> dict[str, Any]:
    """Say that a role or a consent ends."""
    ends = body.ends or today()
    return ENTRIES.done(request, ref, key, seen, lambda: actions.end_role(ref, held=body.id, ends=ends, by=request.actor), steps=0)


@offer(router, "POST", "/directory/{ref}/died/", **KEEPS)
def record_death(request: LetIn, ref: Ref, body: Died, key: Key, seen: Seen) -> dict[str, Any]:
    """Say that they died, which every live case of theirs shows."""
    said = body.model_dump()
    return ENTRIES.done(request, ref, key, seen, lambda: flow.record_death(ref, **said, by=request.actor), steps=0)


@offer(router, "POST", "/directory/{ref}/not-died/", **KEEPS)
def undo_death(request: LetIn, ref: Ref, body: NotDied, key: Key, seen: Seen) -> dict[str, Any]:
    """Say that they did not die after all."""
    return ENTRIES.done(request, ref, key, seen, lambda: actions.undo_death(ref, because=body.because, by=request.actor), steps=0)


@offer(router, "POST", "/directory/{ref}/merge/", **MERGES)
def merge_entries(request: LetIn, ref: Ref, body: OtherEntry, key: Key, seen: Seen) -> dict[str, Any]:
    """Say that another entry is the same. Both references stay good."""
    other = known_entry(body.other, "body.other")
    return ENTRIES.done(request, ref, key, seen, lambda: actions.merge(ref, other=other, because=body.because, by=request.actor), steps=0)


@offer(router, "POST", "/directory/{ref}/part/", **MERGES)
def part_entries(request: LetIn, ref: Ref, body: OtherEntry, key: Key, seen: Seen) -> dict[str, Any]:
    """Say that another entry is not the same after all."""
    other = known_entry(body.other, "body.other")
    return ENTRIES.done(request, ref, key, seen, lambda: actions.part(ref, other=other, because=body.because, by=request.actor), steps=0)


@offer(router, "POST", "/directory/{ref}/marker/", **MARKS)
def place_marker(request: LetIn, ref: Ref, body: PlaceMarker, key: Key, seen: Seen) -> dict[str, Any]:
    """Place a warning that is shown before anybody makes contact."""
    colleague(body.owner, "body.owner")
    return ENTRIES.done(request, ref, key, seen, lambda: actions.place_marker(ref, **body.model_dump(), by=request.actor), steps=0)


@offer(router, "POST", "/directory/{ref}/marker-again/", **MARKS)
def review_marker(request: LetIn, ref: Ref, body: ReviewMarker, key: Key, seen: Seen) -> dict[str, Any]:
    """Say that a marker still stands, and until when."""
    return ENTRIES.done(request, ref, key, seen, lambda: actions.review_marker(ref, **body.model_dump(), by=request.actor), steps=0)


@offer(router, "POST", "/directory/{ref}/lift-marker/", **MARKS)
def lift_marker(request: LetIn, ref: Ref, body: LiftMarker, key: Key, seen: Seen) -> dict[str, Any]:
    """Say that a marker no longer stands."""
    return ENTRIES.done(request, ref, key, seen, lambda: actions.lift_marker(ref, **body.model_dump(), by=request.actor), steps=0)
