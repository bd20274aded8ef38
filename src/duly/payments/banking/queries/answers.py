"""What banks answered."""

from dataclasses import dataclass
from datetime import date

from duly.payments.banking.models import BankAnswer


@dataclass(frozen=True)
class AnswerSeen:
    """One answer of a bank. `file_ref` is empty when it matches nothing, and `unmatched_because` then says why. Pence where an amount was told."""

    bank: str
    reference: str
    kind: str
    file_said: str
    payment_said: str
    pence: int | None
    said_on: date
    reason_code: str
    import_ref: str
    file_ref: str
    unmatched_code: str
    unmatched_because: str


def answers(*, limit: int = 500) -> tuple[AnswerSeen, ...]:
    """What banks answered, newest first."""
    return tuple(seen(one) for one in BankAnswer.objects.select_related("file").defer("file__content").order_by("-pk")[:limit])


def unmatched() -> tuple[AnswerSeen, ...]:
    """The answers that match nothing, oldest first: each needs a person."""
    return tuple(seen(one) for one in BankAnswer.objects.filter(file__isnull=True).select_related("file").order_by("pk"))


def answers_to(file_ref: str) -> tuple[AnswerSeen, ...]:
    """What banks answered to one file, as it came."""
    found = BankAnswer.objects.filter(file__ref=file_ref).select_related("file").defer("file__content").order_by("pk")
    return tuple(seen(one) for one in found)


def seen(one: BankAnswer) -> AnswerSeen:
    """A stored answer as a value."""
    return AnswerSeen(
        one.bank,
        one.reference,
        one.kind,
        one.file_said,
        one.payment_said,
        one.pence,
        one.said_on,
        one.reason_code,
        one.import_ref,
        one.file.ref if one.file else "",
        one.unmatched_code,
        one.unmatched_because,
    )
