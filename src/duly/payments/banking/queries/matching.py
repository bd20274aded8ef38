"""Which file and payment of ours a bank's answer is about, or why none can be said."""

from dataclasses import dataclass
from typing import Any

from duly.payments.banking.models import BankFile
from duly.payments.banking.queries.lock import MissingSeen, last_serial, missing_files
from duly.payments.banking.rules import read_end_to_end, read_file_ref
from duly.payments.banking.states import FileState, MissingState
from duly.payments.runs.queries import PaymentSeen, payment_named
from duly.primitives.money import sterling
from duly.primitives.refusal import Refusal

NEVER_MADE = "never-made"


@dataclass(frozen=True)
class Match:
    """What an answer is about: a file and, of a return, a payment; or `why_not` neither can be said, and what to do."""

    file: BankFile | None = None
    payment: PaymentSeen | None = None
    why_not: Refusal | None = None


def match(told: dict[str, Any]) -> Match:
    """Match one answer, by its columns. Asked while it is being taken in."""
    payment = _payment(told)
    if isinstance(payment, Refusal):
        return Match(why_not=payment)
    file = _file(told, payment)
    if isinstance(file, Refusal):
        return Match(why_not=file)
    why = _why_not_this_payment(told, payment) if payment is not None else _why_not_this_file(told, file)
    return Match(why_not=why) if why else Match(file, payment)


def _payment(told: dict[str, Any]) -> PaymentSeen | Refusal | None:
    if told["answer"] != "returned":
        return None
    named = read_end_to_end(told["payment"] or "")
    found = payment_named(*named) if named else None
    if found is None:
        return Refusal("no-payment", f"No payment of ours is called {told['payment'] or 'nothing'!r}. Ask the bank which payment it means.")
    return found


def _file(told: dict[str, Any], payment: PaymentSeen | None) -> BankFile | Refusal:
    named = read_file_ref(told["file"] or "")
    if not named and payment is None:
        return Refusal("no-file", f"No file of ours is called {told['file'] or 'nothing'!r}. Ask the bank which file it means.")
    files = BankFile.objects.defer("content").order_by("-serial")
    if not named:
        found = files.filter(run_ref=payment.run_ref if payment else "").exclude(state=FileState.VOIDED).first()
        forgotten = next((m for m in missing_files() if m.paid_by_run and m.paid_by_run == (payment.run_ref if payment else "")), None)
        if found is None and forgotten is not None:
            return _missing(forgotten)
        return found or Refusal("no-file", "No file that stands was made of this payment's run. Ask the bank which file it came from.")
    found = files.filter(ref=named).first()
    if found is None:
        if int(named.removeprefix("F-")) > last_serial():
            return Refusal(NEVER_MADE, f"The bank has {named}, and this database never made it. Payments are locked: reconcile them.")
        forgotten = next((m for m in missing_files() if m.serial == int(named.removeprefix("F-"))), None)
        if forgotten is not None:
            return _missing(forgotten)
        return Refusal("no-file", f"There is no file {named} here: its number was burnt. Ask the bank what it holds.")
    if found.state == FileState.VOIDED and told["answer"] != "rejected":
        return Refusal("voided", f"{named} was voided here, and the bank may be paying it. Have the bank stop it today.")
    if payment is not None and found.run_ref != payment.run_ref:
        return Refusal(
            "another-file", f"{named} is of run {found.run_ref}, and the payment of {payment.run_ref}. Ask the bank which it means."
        )
    return found


def _missing(one: MissingSeen) -> Refusal:
    first = "" if one.state == MissingState.SETTLED else f"Settle {one.ref} first, then "
    then = "take the payment back, or say what became of this answer."
    return Refusal("missing-file", f"Its file went missing in a restore. {first + then if first else then.capitalize()}")


def _why_not_this_payment(told: dict[str, Any], payment: PaymentSeen) -> Refusal | None:
    if payment.returned_as:
        return Refusal(
            "returned-before", f"This payment came back before, as {payment.returned_as}. Ask the bank whether it sent it back twice."
        )
    if told["amount"] not in (None, payment.pence):
        return Refusal(
            "not-the-amount",
            f"{sterling(told['amount'])} came back of a payment of {sterling(payment.pence)}. Ask the bank for the whole, or settle it with the provider.",
        )
    return None


def _why_not_this_file(told: dict[str, Any], file: BankFile) -> Refusal | None:
    if told["amount"] not in (None, file.total_pence):
        return Refusal(
            "not-the-amount", f"The bank says {sterling(told['amount'])}, and {file.ref} pays {sterling(file.total_pence)}. Ask the bank."
        )
    if told["answer"] == "rejected" and file.answers.exclude(kind="rejected").exists():
        return Refusal(
            "acknowledged-before",
            f"The bank had taken {file.ref} before it rejected it, so it is not voided. Have it return each payment of it.",
        )
    return None
