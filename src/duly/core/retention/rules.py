"""How long each class of record is kept, and the hash that stands for a list of events.

The periods are examples in the manner of a council's schedule; an office sets its own here. A period runs from the last entry about the thing.
"""

import hashlib
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from duly.primitives.period import say_day
from duly.primitives.refusal import Refusal


@dataclass(frozen=True)
class RecordClass:
    """One line of the retention schedule. `years` are counted from the last entry about the thing; none, where the person may ask at once."""

    code: str
    words: str
    years: int


CLASSES = {
    one.code: one
    for one in (
        RecordClass("case", "Cases, six years after their last entry", 6),
        RecordClass("post", "Post that led to no case, one year after its last entry", 1),
        RecordClass("payment", "Payments and providers, seven years after their last entry", 7),
        RecordClass("asked", "A person asked, and the law gives no reason to refuse (UK GDPR, Article 17)", 0),
    )
}
"""The retention schedule, by code."""


def may_go_from(record_class: RecordClass, last_entry: date) -> date:
    """The first day on which what was last written about on `last_entry` may be erased. The last of February stands for its 29th."""
    year = last_entry.year + record_class.years
    try:
        return last_entry.replace(year=year)
    except ValueError:
        return date(year, 3, 1)


def why_not_yet(record_class: RecordClass, ref: str, last_entry: date, *, on: date) -> Refusal | None:
    """The refusal, "too-soon", of erasing what the schedule still keeps."""
    first_day = may_go_from(record_class, last_entry)
    if on < first_day:
        return Refusal(
            "too-soon", f"{ref} was last written about on {say_day(last_entry)}: its private words may go from {say_day(first_day)}."
        )
    return None


def list_sha256(event_ids: Iterable[uuid.UUID]) -> str:
    """The hash that stands for a list: SHA-256 of the ids as text, each with a line's end, in order. The database and the verifiers compute the same."""
    return hashlib.sha256("".join(f"{one}\n" for one in sorted(str(event_id) for event_id in event_ids)).encode()).hexdigest()
