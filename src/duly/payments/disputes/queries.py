"""What is disputed, and how each dispute stands."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from duly.core.record.queries import private_words
from duly.payments.disputes.models import Dispute

ERASED = "[erased]"


@dataclass(frozen=True)
class DisputeSeen:
    """One dispute; `amount_pence` is how much is disputed, and `case_ref` is empty until it is taken up."""

    ref: str
    version: int
    state: str
    provider: str
    about: str
    amount_pence: int
    raised_on: date
    case_ref: str
    words: str


def dispute(ref: str) -> DisputeSeen:
    """One dispute. An unknown one is `Dispute.DoesNotExist`."""
    return _seen([Dispute.objects.get(ref=ref)])[0]


def disputes(*, state: str = "", limit: int = 2000) -> tuple[DisputeSeen, ...]:
    """Every dispute, or those in one state, the oldest first."""
    found = Dispute.objects.order_by("raised_on", "pk")
    return _seen((found.filter(state=state) if state else found)[:limit])


def _seen(rows: Iterable[Dispute]) -> tuple[DisputeSeen, ...]:
    held = list(rows)
    words = private_words({row.told_by for row in held})
    own = ("ref", "version", "state", "provider", "about", "amount_pence", "raised_on", "case_ref")
    return tuple(
        DisputeSeen(**{name: getattr(row, name) for name in own}, words=words.get(row.told_by, {}).get("words", ERASED)) for row in held
    )
