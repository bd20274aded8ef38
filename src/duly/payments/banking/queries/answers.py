"""What banks answered, and what became of the answers that match nothing."""

from dataclasses import dataclass
from datetime import date, datetime

from duly.core.record.queries import history
from duly.payments.banking.models import AnswerDealtWith, BankAnswer
from duly.payments.banking.queries.lock import MissingSeen, missing_files
from duly.payments.banking.rules import answer_ref, read_answer_ref, read_end_to_end
from duly.payments.banking.states import MissingState
from duly.payments.runs.queries import PaymentSeen, payment_named


@dataclass(frozen=True)
class AnswerSeen:
    """One answer of a bank. `file_ref` is empty when it matches nothing, and `unmatched_because` then says why. Pence where an amount was told."""

    ref: str
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


@dataclass(frozen=True)
class DealtWith:
    """How an answer that matches nothing was dealt with: "by hand", or "taken back", a payment of `run_ref`; by whom and when; and the record's sentence."""

    how: str
    run_ref: str
    dealt_by: str
    dealt_at: datetime
    says: str


@dataclass(frozen=True)
class Forgotten:
    """The payment that an unmatched return names, where its run was paid by a missing file that has been settled so."""

    payment: PaymentSeen
    missing: MissingSeen


def answers(*, limit: int = 500) -> tuple[AnswerSeen, ...]:
    """What banks answered, newest first."""
    return tuple(seen(one) for one in BankAnswer.objects.select_related("file").defer("file__content").order_by("-pk")[:limit])


def unmatched() -> tuple[AnswerSeen, ...]:
    """The answers that match nothing and that nobody has dealt with, oldest first: each needs a person."""
    found = BankAnswer.objects.filter(file__isnull=True, dealt_with__isnull=True)
    return tuple(seen(one) for one in found.select_related("file").order_by("pk"))


def answer(ref: str) -> AnswerSeen:
    """One answer. `BankAnswer.DoesNotExist` when there is none."""
    return seen(BankAnswer.objects.select_related("file").defer("file__content").get(pk=read_answer_ref(ref)))


def dealt_with(ref: str) -> DealtWith | None:
    """How an answer was dealt with, or None."""
    found = AnswerDealtWith.objects.filter(ref=ref).first()
    if found is None:
        return None
    return DealtWith(found.how, found.run_ref, found.dealt_by, found.dealt_at, history("bank answer", ref)[0].sentence)


def all_dealt_with() -> dict[str, str]:
    """How each answer that matched nothing was dealt with, by its reference: "by hand" or "taken back"."""
    return dict(AnswerDealtWith.objects.values_list("ref", "how"))


def forgotten_payment(told: AnswerSeen) -> Forgotten | None:
    """The payment a return names, if the file that paid it went missing in a restore and was settled as paid by that payment's run."""
    named = read_end_to_end(told.payment_said) if told.kind == "returned" and not told.file_ref else None
    payment = payment_named(*named) if named else None
    if payment is None:
        return None
    settled = (m for m in missing_files() if m.state == MissingState.SETTLED and m.paid_by_run == payment.run_ref)
    found = next(settled, None)
    return Forgotten(payment, found) if found else None


def answers_to(file_ref: str) -> tuple[AnswerSeen, ...]:
    """What banks answered to one file, as it came."""
    found = BankAnswer.objects.filter(file__ref=file_ref).select_related("file").defer("file__content").order_by("pk")
    return tuple(seen(one) for one in found)


def seen(one: BankAnswer) -> AnswerSeen:
    """A stored answer as a value."""
    return AnswerSeen(
        answer_ref(one.pk),
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
