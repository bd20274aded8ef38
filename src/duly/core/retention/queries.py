"""Holds that stand, disposal lists, and what a disposal list would take."""

import uuid
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from duly.core.log import queries as log
from duly.core.record import queries as record
from duly.core.retention.models import Disposal, DisposalLine, Hold
from duly.core.retention.states import DisposalState, HoldState


@dataclass(frozen=True)
class HoldSeen:
    """A legal hold. `because` is in people's own words."""

    ref: str
    state: str
    about: str
    because: str
    placed_by: str
    placed_on: date


@dataclass(frozen=True)
class DisposalSeen:
    """A disposal list without its lines."""

    ref: str
    state: str
    record_class: str
    because: str
    events: int
    list_sha256: str
    proposed_by: str
    proposed_on: date
    approved_by: str


@dataclass(frozen=True)
class Listed:
    """One event on a list: its id, what it is about, and the reference it was found under."""

    event_id: uuid.UUID
    subject_type: str
    subject_ref: str
    under: str


@dataclass(frozen=True)
class Certificate:
    """What shows that an erasure was carried out. `entry` is its place in the log, or None while it waits for one."""

    disposal: DisposalSeen
    event_id: uuid.UUID
    at: datetime
    by: str
    entry: int | None


def holds(*, standing: bool = False) -> tuple[HoldSeen, ...]:
    """Every hold, or those that stand, newest first."""
    found = Hold.objects.order_by("-ref")
    return tuple(_hold(one) for one in (found.filter(state=HoldState.HELD) if standing else found))


def held_among(refs: Collection[str]) -> tuple[HoldSeen, ...]:
    """The holds that stand on any of these references."""
    return tuple(_hold(one) for one in Hold.objects.filter(about__in=set(refs), state=HoldState.HELD).order_by("ref"))


def disposals() -> tuple[DisposalSeen, ...]:
    """Every disposal list, newest first."""
    return tuple(_disposal(one) for one in Disposal.objects.order_by("-ref"))


def disposal(ref: str) -> DisposalSeen:
    """One disposal list; Disposal.DoesNotExist where there is none."""
    return _disposal(Disposal.objects.get(ref=ref))


def lines(ref: str) -> tuple[Listed, ...]:
    """What is on a list, by what it is about."""
    found = DisposalLine.objects.filter(disposal__ref=ref).order_by("under", "subject_type", "subject_ref", "event_id")
    return tuple(Listed(one.event_id, one.subject_type, one.subject_ref, one.under) for one in found)


def would_take(under: str, subjects: Sequence[tuple[str, str]]) -> tuple[Listed, ...]:
    """The events of these subjects that still have private words, found under one reference."""
    return tuple(Listed(one.event_id, one.subject_type, one.subject_ref, under) for one in record.with_private_words(subjects))


def on_an_open_list(event_ids: Collection[uuid.UUID]) -> str:
    """The reference of a list, proposed or approved, that has one of these events already; or nothing."""
    open_states = (DisposalState.PROPOSED, DisposalState.APPROVED)
    found = DisposalLine.objects.filter(event_id__in=set(event_ids), disposal__state__in=open_states).select_related("disposal").first()
    return found.disposal.ref if found else ""


def certificate(ref: str) -> Certificate | None:
    """The certificate of a list that was carried out, or None."""
    told = [entry for entry in record.history("disposal", ref) if entry.action == "erasure.carried-out"]
    if not told:
        return None
    return Certificate(disposal(ref), told[-1].event_id, told[-1].at, told[-1].actor_ref, log.entry_number(told[-1].event_id))


def _hold(one: Hold) -> HoldSeen:
    return HoldSeen(one.ref, one.state, one.about, one.because, one.placed_by, one.placed_on)


def _disposal(one: Disposal) -> DisposalSeen:
    return DisposalSeen(
        one.ref,
        one.state,
        one.record_class,
        one.because,
        one.events,
        one.list_sha256,
        one.proposed_by,
        one.proposed_on,
        one.approved_by or "",
    )
