"""What post there is, and what it says."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from duly.casework.correspondence.models import Item
from duly.casework.correspondence.rules.arrival import Flag, case_refs_in, flags
from duly.casework.correspondence.states import ItemState


@dataclass(frozen=True)
class ItemSeen:
    """An item of post without its text. `owner` is an officer's reference; `late` says it was logged late."""

    ref: str
    version: int
    state: str
    channel: str
    document_ref: str
    file_name: str
    sha256: str
    received_on: date
    logged_on: date
    late: bool
    why_late: str
    sender_name: str
    sender_address: str
    subject: str
    addressed_to: str
    direct_to: str
    next_action: str
    owner: str
    flags: tuple[Flag, ...]
    case_refs: tuple[str, ...]

    @property
    def sender(self) -> str:
        """Who it is from, as people say it."""
        return self.sender_name or self.sender_address or "No sender found"

    @classmethod
    def of(cls, row: Item) -> "ItemSeen":
        """From its row."""
        same = {name: getattr(row, name) for name in cls.__annotations__ if name not in ("flags", "case_refs")}
        return cls(**same, flags=flags(row.subject, row.text), case_refs=case_refs_in(row.subject, row.text))


@dataclass(frozen=True)
class Letter:
    """What an item says. `html` is cleaned and may be empty; `attachments` are (name, media type, bytes)."""

    text: str
    html: str
    attachments: tuple[tuple[str, str, int], ...]
    faults: tuple[str, ...]


def item(ref: str) -> ItemSeen:
    """One item. An unknown one is `Item.DoesNotExist`."""
    return ItemSeen.of(Item.objects.get(ref=ref))


def items(*, states: tuple[str, ...] = (), limit: int = 200) -> tuple[ItemSeen, ...]:
    """Items in these states (all where none is named), the longest waiting first."""
    found = Item.objects.order_by("received_on", "ref")
    return tuple(ItemSeen.of(row) for row in (found.filter(state__in=states) if states else found)[:limit])


def some(refs: tuple[str, ...]) -> tuple[ItemSeen, ...]:
    """These items, by reference."""
    return tuple(ItemSeen.of(row) for row in Item.objects.filter(ref__in=refs).order_by("ref"))


def letter(ref: str) -> Letter:
    """What an item says."""
    row = Item.objects.only("text", "html", "attachments", "faults").get(ref=ref)
    return Letter(row.text, row.html, tuple(tuple(one) for one in row.attachments), tuple(row.faults))


def by_state() -> dict[str, int]:
    """How many items are in each state."""
    counted = Counter(Item.objects.values_list("state", flat=True))
    return {state.value: counted.get(state.value, 0) for state in ItemState}


def registered_as(*, sha256: str = "", message_id: str = "") -> ItemSeen | None:
    """The item first registered with these bytes, or with this Message-ID; None when there is none."""
    found = Item.objects.filter(message_id=message_id) if message_id else Item.objects.filter(sha256=sha256)
    row = found.first()
    return ItemSeen.of(row) if row else None
