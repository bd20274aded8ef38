"""What the log says: entry numbers, checkpoints and who cosigned them, proofs, and how far behind it is."""

import uuid
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Exists, Min, OuterRef, Q

from duly.core.log.models import Cosignature, Leaf, LogAlarm, Mark, MarkKept, Pending, SignedCheckpoint, Tile, TreeState
from duly.core.log.tiles import node_reader
from duly.core.record.clock import now
from duly.primitives import merkle
from duly.primitives.refusal import Refusal

LASTING = timedelta(minutes=15)


@dataclass(frozen=True)
class CheckpointSeen:
    """A checkpoint: how many entries, the root in hexadecimal, the signed note with every cosignature, when, and by which witnesses."""

    size: int
    root: str
    note: str
    at: datetime
    cosigned_by: tuple[str, ...]


@dataclass(frozen=True)
class LogState:
    """How far the log has come, and how far behind each step is. Seconds are None where there is nothing to count from."""

    unsequenced: int
    oldest_unsequenced_seconds: int | None
    checkpoint_age_seconds: int | None
    witness_age_seconds: int | None
    size: int
    unsigned: int
    """Entries that no checkpoint covers yet."""
    uncosigned: int
    """Entries that no cosigned checkpoint covers yet."""
    alarm: str
    """What the sequencer last found wrong, while it lasts (it is said again every ten minutes) or nothing was signed since; else empty."""


@dataclass(frozen=True)
class Proof:
    """What shows that an event is an entry of a checkpoint, without the rest of the record. Hashes are hexadecimal."""

    event_id: uuid.UUID
    entry_number: int
    leaf_hash: str
    checkpoint: CheckpointSeen
    hashes: tuple[str, ...]


def entry_number(event_id: uuid.UUID) -> int | None:
    """The entry number of an event, from 0; None while it is waiting for one."""
    return Leaf.objects.filter(event_id=event_id).values_list("leaf_index", flat=True).first()


def event_numbered(entry: int) -> uuid.UUID | None:
    """The event that has an entry number; None where no entry has it."""
    return Leaf.objects.filter(leaf_index=entry).values_list("event_id", flat=True).first()


def entry_numbers(event_ids: Collection[uuid.UUID]) -> dict[uuid.UUID, int]:
    """The entry numbers of those of these events that have one."""
    return dict(Leaf.objects.filter(event_id__in=event_ids).values_list("event_id", "leaf_index"))


def is_recorded(event_id: uuid.UUID) -> bool:
    """Whether the event is there, with an entry number or waiting for one."""
    return Leaf.objects.filter(event_id=event_id).exists() or Pending.objects.filter(event_id=event_id).exists()


def newest_entry() -> int:
    """The number of the newest entry; -1 before there is one."""
    return TreeState.objects.values_list("size", flat=True).get() - 1


def known_at(entry: int, *, ended_by: str = "", made_by: str = "made_by") -> Q:
    """What rows were known at an entry of the record, as a condition on a queryset: made by an event of that number or before, and not ended by one.

    An entry is given its number once its transaction is there for everybody, and a later transaction has a later number: so what was known
    at an entry stays the same whatever is committed after, which cannot be said of a time. `ended_by` names the field of the ending event, if any.
    """
    numbered = Leaf.objects.filter(leaf_index__lte=entry)
    made = Q(Exists(numbered.filter(event_id=OuterRef(made_by))))
    return made & ~Q(Exists(numbered.filter(event_id=OuterRef(ended_by)))) if ended_by else made


def newest_checkpoint() -> CheckpointSeen | None:
    """The newest checkpoint, cosigned or not."""
    return _seen(SignedCheckpoint.objects.order_by("-size").first())


def newest_cosigned() -> CheckpointSeen | None:
    """The newest checkpoint that a witness has cosigned."""
    size = Cosignature.objects.order_by("-size").values_list("size", flat=True).first()
    return _seen(SignedCheckpoint.objects.get(pk=size)) if size is not None else None


def cosigned_cover(event_id: uuid.UUID) -> CheckpointSeen | None:
    """The newest cosigned checkpoint that covers the event, or None."""
    number, newest = entry_number(event_id), newest_cosigned()
    return newest if number is not None and newest is not None and number < newest.size else None


def why_not_witnessed(event_id: uuid.UUID) -> Refusal | None:
    """Why an event cannot yet be relied on: no witness has cosigned a checkpoint with it, or none has answered that it keeps its mark."""
    if cosigned_cover(event_id) is None:
        return Refusal(
            "not-witnessed", "No witness has yet signed for this part of the record. That takes a second or two; then try again."
        )
    marks = list(Mark.objects.filter(event_id=event_id).values_list("name", "number"))
    for name, number in marks:
        if not MarkKept.objects.filter(name=name, number=number).exists():
            return Refusal("not-witnessed", f"No witness has yet answered that it remembers {name} {number}. Try again in a second or two.")
    return None


def state() -> LogState:
    """How the log stands, for the page that shows alarms."""
    at = now()
    size = TreeState.objects.values_list("size", flat=True).get()
    oldest = Pending.objects.aggregate(oldest=Min("recorded_at"))["oldest"]
    newest = SignedCheckpoint.objects.order_by("-size").values_list("size", "signed_at").first()
    cosigned = Cosignature.objects.order_by("-size").values_list("size", "at").first()
    alarm = LogAlarm.objects.order_by("-at").first()
    return LogState(
        unsequenced=Pending.objects.count(),
        oldest_unsequenced_seconds=_seconds(oldest, at),
        checkpoint_age_seconds=_seconds(newest[1] if newest else None, at),
        witness_age_seconds=_seconds(cosigned[1] if cosigned else None, at),
        size=size,
        unsigned=size - (newest[0] if newest else 0),
        uncosigned=size - (cosigned[0] if cosigned else 0),
        alarm=alarm.says if alarm and (at - alarm.at < LASTING or newest is None or newest[1] < alarm.at) else "",
    )


def proof(event_id: uuid.UUID) -> Proof | None:
    """The proof that an event is in the record, to the newest cosigned checkpoint that covers it, else to the newest; None while there is none."""
    number = entry_number(event_id)
    checkpoint = cosigned_cover(event_id) or newest_checkpoint()
    if number is None or checkpoint is None or number >= checkpoint.size:
        return None
    leaf = bytes(Leaf.objects.values_list("leaf_hash", flat=True).get(pk=number))
    hashes = merkle.inclusion_proof(number, checkpoint.size, node())
    return Proof(event_id, number, leaf.hex(), checkpoint, tuple(one.hex() for one in hashes))


def node() -> merkle.Node:
    """`node(level, index)` of the tree as stored, for proofs; KeyError for one that is not there."""
    return node_reader(_tile)


def alarms(*, limit: int = 20) -> tuple[tuple[datetime, str], ...]:
    """What the sequencer found that should never be so, newest first: when, and a sentence."""
    return tuple(LogAlarm.objects.order_by("-at").values_list("at", "says")[:limit])


def consistency(old: int, new: int) -> tuple[bytes, ...]:
    """What shows that the tree of `new` entries begins with that of `old`. ValueError or KeyError where the log has no such sizes."""
    return merkle.consistency_proof(old, new, node())


def _seen(kept: SignedCheckpoint | None) -> CheckpointSeen | None:
    if kept is None:
        return None
    cosigned = list(Cosignature.objects.filter(size=kept.size).order_by("at", "witness").values_list("witness", "line"))
    note = kept.note + "".join(line for _, line in cosigned)
    return CheckpointSeen(kept.size, bytes(kept.root).hex(), note, kept.signed_at, tuple(witness for witness, _ in cosigned))


def _tile(level: int, idx: int) -> bytes:
    found = Tile.objects.filter(level=level, idx=idx).values_list("hashes", flat=True).first()
    if found is None:
        raise KeyError(f"The log has no tile {idx} at level {level}.")
    return bytes(found)


def _seconds(since: datetime | None, at: datetime) -> int | None:
    return None if since is None else max(0, int((at - since).total_seconds()))
