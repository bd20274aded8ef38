"""What a run says of the accounts it pays into: who had a hand in them, whether they must wait, which are paid for the first time."""

from duly.payments.banking import queries as files
from duly.payments.providers.checks import why_not_pay_into
from duly.payments.providers.queries import payee_for_payment, payees_that_wait, provider_names
from duly.payments.runs import queries as run_queries
from duly.payments.runs.rules import Payee
from duly.primitives.refusal import Refusal, first


def payees(run_ref: str) -> dict[str, Payee]:
    """The accounts of everyone in a run who has one, with everybody who had a hand in setting them."""
    found = (payee_for_payment(ref) for ref in _paid_by(run_ref))
    return {
        payee.provider_ref: Payee(
            payee.provider_ref, payee.sort_code, payee.account_number, payee.account_name, payee.changed_by, payee.fingerprint
        )
        for payee in found
        if payee is not None
    }


def why_not_cooled(run_ref: str) -> Refusal | None:
    """The refusal, "cooling-off", of a run that would pay into an account confirmed too short a while ago."""
    waiting = {payee.provider_ref: payee for payee in payees_that_wait()}
    names = provider_names() if waiting else {}
    return first(*(why_not_pay_into(waiting[ref], names[ref]) for ref in _paid_by(run_ref) if ref in waiting)) if waiting else None


def first_payments(run_ref: str) -> tuple[str, ...]:
    """The providers that a prepared run pays into an account nothing was paid into before, by a bank file that stands.

    Of a run that has a file, before that file was made: asked again later, the answer is the same.
    """
    paying = {payment.provider_ref: payment.payee_sha256 for payment in run_queries.paid_into(run_ref) if payment.net_pence}
    own = files.unvoided_file(run_ref)
    issued = {file.run_ref for file in files.files() if file.state != "voided" and (own is None or file.serial < own.serial)}
    before = run_queries.runs_paying_into(paying.values())
    return tuple(sorted(ref for ref, digest in paying.items() if not before.get((ref, digest), set()) & issued))


def _paid_by(run_ref: str) -> list[str]:
    return run_queries.providers_paid(run_ref)
