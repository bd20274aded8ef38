"""What a journal must be, and the accounts this book has. Pence are whole and signed: to an account positive, from it negative."""

from collections.abc import Sequence
from dataclasses import dataclass

from duly.primitives.money import sterling
from duly.primitives.refusal import Refusal, first

CARE_PAID = "care paid"
"""What has been paid for care. A leg's reference says for what, such as "LN-000123/2026-11-02"."""

BANK = "bank"
"""What has left the bank in files. Its balance is negative: it is owed to nobody and has gone."""

OPENING = "opening"
"""The other side of positions signed when Duly began."""

FILE_ISSUED, FILE_VOIDED, PAYMENT_RETURNED = "file-issued", "file-voided", "payment-returned"
BY_FILE = (FILE_ISSUED, FILE_VOIDED, PAYMENT_RETURNED)
"""The narratives of what bank files pay and take back. The database knows them too (runs_paid_otherwise)."""


@dataclass(frozen=True)
class Posting:
    """One leg of a journal: pence, never 0, to (positive) or from (negative) an account, for an opaque reference."""

    account: str
    reference: str
    pence: int


def why_not_these(legs: Sequence[Posting]) -> Refusal | None:
    """The refusal of legs that are not a journal: "two-legs", "empty-leg" or "unbalanced"."""
    return first(_fewer_than_two(legs), _nothing_in_a_leg(legs), _unbalanced(legs))


def other_way_round(legs: Sequence[Posting]) -> tuple[Posting, ...]:
    """The legs that undo these."""
    return tuple(Posting(leg.account, leg.reference, -leg.pence) for leg in legs)


def _fewer_than_two(legs: Sequence[Posting]) -> Refusal | None:
    return Refusal("two-legs", "A journal has at least two legs.") if len(legs) < 2 else None


def _nothing_in_a_leg(legs: Sequence[Posting]) -> Refusal | None:
    return Refusal("empty-leg", "Every leg of a journal moves at least a penny.") if any(leg.pence == 0 for leg in legs) else None


def _unbalanced(legs: Sequence[Posting]) -> Refusal | None:
    over = sum(leg.pence for leg in legs)
    return Refusal("unbalanced", f"The legs of a journal add up to nothing; these add up to {sterling(over)}.") if over else None
