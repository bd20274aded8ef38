"""When each item of post came, was acknowledged and ended: what its service standards are measured by."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import OuterRef, Subquery
from django.utils import timezone

from duly.casework.correspondence.models import Closing, Item
from duly.casework.correspondence.states import ItemState


@dataclass(frozen=True)
class Came:
    """One item. `acknowledged` and `ended` are None where that was not done; `kept` is False of what was closed before the day of closing was kept."""

    ref: str
    received: date
    sender: str
    subject: str
    owner: str
    acknowledged: date | None
    ended: date | None
    kept: bool


def came() -> tuple[Came, ...]:
    """Every item that whoever looks may see, in the order received."""
    standing = Closing.objects.filter(item=OuterRef("pk"), superseded_by__isnull=True).values("closed_on")
    found = (
        Item.objects.order_by("received_on", "ref")
        .annotate(closed_on=Subquery(standing[:1]))
        .values_list("ref", "received_on", "sender_name", "sender_address", "subject", "owner", "state", "acknowledged__at", "closed_on")
    )
    return tuple(
        Came(
            ref,
            received,
            name or address or "No sender found",
            subject,
            owner,
            _day(at),
            ended,
            kept=bool(ended) or state != ItemState.CLOSED,
        )
        for ref, received, name, address, subject, owner, state, at, ended in found
    )


def _day(at: datetime | None) -> date | None:
    return timezone.localtime(at).date() if at else None
