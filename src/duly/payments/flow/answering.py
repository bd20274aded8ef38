"""What the bank answers: payments that come back are taken back in the ledger, and their lines are due again."""

from duly.core.intake.actions import Outcome
from duly.core.record.actions import unit_of_work
from duly.core.record.clock import today
from duly.payments.banking import actions as banking
from duly.payments.banking import queries as files
from duly.payments.banking.queries import AnswerSeen
from duly.payments.banking.rules import read_file_ref
from duly.payments.ledger import actions as ledger
from duly.payments.ledger.rules import BANK, CARE_PAID, PAYMENT_RETURNED, Posting
from duly.payments.runs import actions as runs
from duly.primitives.actor import SYSTEM, Actor


def take_in(name: str, content: bytes, source: str, by: Actor) -> Outcome:
    """Take in a file of a bank's answers, whole or not at all."""

    def came_back(one: banking.Matched) -> None:
        payment_returned(one, by=by)

    outcome = banking.take_in_answers(name=name, content=content, source=source, by=by, on_return=came_back)
    if outcome.accepted:
        _lock_if_forgotten(outcome.ref)
    return outcome


def take_back_forgotten(ref: str, *, because: str, by: Actor) -> AnswerSeen:
    """Take back the payment that an unmatched answer names, where a missing file paid it: its lines are due again, and the ledger says so."""
    return banking.take_back_forgotten(ref, because=because, by=by, on_return=lambda one: payment_returned(one, by=by))


def payment_returned(one: banking.Matched, *, by: Actor) -> None:
    """Set a payment down as returned, free its lines, and take it back in the ledger, together. The payment itself stays as it was."""
    with unit_of_work():
        back = runs.take_back(one.run_ref, one.n, pence=one.pence, answer=one.answer, reason_code=one.reason_code, by=by)
        legs = [Posting(CARE_PAID, line.reference, -line.pence) for line in back.lines]
        legs.append(Posting(BANK, one.file_ref, back.pence))
        ledger.post(f"return:payment:{back.payment_id}", PAYMENT_RETURNED, legs, event_id=back.event_id, period=f"{today():%Y-%m}")


def _lock_if_forgotten(import_ref: str) -> None:
    """Payments are locked when the bank has a file this database never made: it has been restored to an earlier day."""
    for one in files.unmatched():
        if one.import_ref == import_ref and one.unmatched_code == "never-made":
            because = f"{one.bank} answered for {read_file_ref(one.file_said)}, which this database never made."
            banking.lock_payments(because=because, by=SYSTEM)
            return
