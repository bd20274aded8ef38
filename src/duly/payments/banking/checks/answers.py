"""Why banks' answers may not be taken in by this person, and why one that matches nothing may not be dealt with so."""

from duly.core.record.clock import today
from duly.core.scheme.queries import why_not
from duly.payments.banking import powers
from duly.payments.banking.queries import AnswerSeen, dealt_with, forgotten_payment
from duly.primitives.actor import Actor
from duly.primitives.money import sterling
from duly.primitives.refusal import Refusal, first


def why_not_take_in(*, by: Actor) -> Refusal | None:
    """The refusal of somebody who would take in what a bank answers."""
    return why_not(powers.TAKE_IN, {}, actor=by, on=today())


def why_not_deal_with(told: AnswerSeen, *, by: Actor, because: str | None = None) -> Refusal | None:
    """The refusal of somebody who would say that an answer was dealt with: "matched", "dealt-with", "no-reason", the scheme's. Without `because`
    (to grey a button) no reason is asked."""
    return first(
        Refusal("matched", f"This answer matches {told.file_ref}: there is nothing to deal with.") if told.file_ref else None,
        _before(told),
        Refusal("no-reason", "Say what was done about it.") if because is not None and not because.strip() else None,
        why_not(powers.DEAL_WITH, {}, actor=by, on=today()),
    )


def why_not_take_back_forgotten(told: AnswerSeen, *, by: Actor, because: str | None = None) -> Refusal | None:
    """The refusal of somebody who would take back the payment an unmatched answer names: besides, "no-forgotten-payment" unless a missing file
    that was settled as paid paid it, "returned-before", and "not-the-amount" unless the bank told its very amount."""
    found = forgotten_payment(told)
    if found is None:
        none = Refusal("no-forgotten-payment", "It names no payment that a missing file, settled as paid, has paid.")
        return why_not_deal_with(told, by=by) or none
    before = found.payment.returned_as
    amount = "no amount" if told.pence is None else sterling(told.pence)
    return first(
        why_not_deal_with(told, by=by, because=because),
        Refusal("returned-before", f"This payment came back before, as {before}.") if before else None,
        Refusal(
            "not-the-amount", f"The bank told {amount}, and the payment to {found.payment.provider_ref} is {sterling(found.payment.pence)}."
        )
        if told.pence != found.payment.pence
        else None,
    )


def _before(told: AnswerSeen) -> Refusal | None:
    known = dealt_with(told.ref)
    return Refusal("dealt-with", f"This answer was dealt with before, {known.how}.") if known else None
