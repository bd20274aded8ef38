"""What stands beside an item of post: whose it is, the proof that it was sent on, how it was acknowledged and ended, and files that were held back."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db.models.functions import Length

from duly.casework.correspondence.models import Acknowledged, Closing, Forwarding, HeldBack, Item
from duly.casework.correspondence.rules.principles import Ended


@dataclass(frozen=True)
class HeldSeen:
    """A file of post that was held back. `size` is in bytes."""

    ref: str
    name: str
    sha256: str
    size: int
    came_by: str
    why: str
    at: datetime


@dataclass(frozen=True)
class ForwardSeen:
    """The proof that an item was sent on: where, the document of the exact bytes, and the Message-ID the relay took them under."""

    to_name: str
    to_address: str
    document_ref: str
    sha256: str
    message_id: str
    at: datetime


def forwarding_of(ref: str) -> ForwardSeen | None:
    """The proof that an item was sent on, or None."""
    row = Forwarding.objects.filter(item__ref=ref, superseded_by__isnull=True).first()
    return ForwardSeen(row.to_name, row.to_address, row.document_ref, row.sha256, row.message_id, row.at) if row else None


def held_back() -> tuple[HeldSeen, ...]:
    """Every file that is held back and not dealt with, the oldest first."""
    rows = HeldBack.objects.filter(superseded_by__isnull=True).annotate(size=Length("content")).defer("content").order_by("pk")
    return tuple(HeldSeen(row.ref, row.name, row.sha256, row.size, row.came_by, row.why, row.at) for row in rows)


def how_many_held_back() -> int:
    """How many files are held back and not dealt with."""
    return HeldBack.objects.filter(superseded_by__isnull=True).count()


def held_content(ref: str) -> tuple[str, bytes]:
    """The name and the bytes of a file that is or was held back."""
    row = HeldBack.objects.get(ref=ref)
    return row.name, bytes(row.content)


def owners(refs: Collection[str]) -> dict[str, str]:
    """Whose each of these items is, of those that are somebody's."""
    return dict(Item.objects.filter(ref__in=set(refs)).exclude(owner="").values_list("ref", "owner")) if refs else {}


def acknowledged(refs: tuple[str, ...]) -> dict[str, tuple[str, datetime]]:
    """Of these items, those that were acknowledged: to which address, and when."""
    return {ref: (to, at) for ref, to, at in Acknowledged.objects.filter(item__ref__in=refs).values_list("item__ref", "to_address", "at")}


def closings(refs: Collection[str]) -> dict[str, Ended]:
    """How these items ended, of those that were closed since outcomes are asked for."""
    found = Closing.objects.filter(item__ref__in=list(refs), superseded_by__isnull=True).values_list(
        "item__ref", "outcome", "principles", "closed_on"
    )
    return {ref: Ended(outcome, tuple(principles), on) for ref, outcome, principles, on in found}
