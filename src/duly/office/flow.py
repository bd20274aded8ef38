"""Where the wings meet: a financial remedy becomes a payment request, and a dispute that was passed on becomes a case. Neither wing knows the other.

Each side asks its own scheme: who may ask for a payment, and then who may settle it; who may pass a dispute on, and then who may open the case.
"""

from django.conf import settings

from duly.casework import flow as casework
from duly.casework.cases import queries as cases
from duly.casework.cases.queries import CaseSeen
from duly.casework.compliance import powers as compliance_powers
from duly.casework.compliance import queries as compliance
from duly.casework.compliance.queries import FollowedSeen
from duly.core.record.actions import unit_of_work
from duly.core.record.clock import today
from duly.core.scheme.queries import why_not
from duly.payments.disputes import actions as disputes
from duly.payments.disputes import checks as dispute_checks
from duly.payments.disputes import queries as disputed
from duly.payments.providers.queries import provider_names
from duly.payments.requests import actions as requests
from duly.payments.requests import queries as requested
from duly.payments.requests.queries import RequestSeen
from duly.primitives.actor import Actor
from duly.primitives.money import sterling
from duly.primitives.refusal import Refusal, first, stop_if


def wings_meet() -> bool:
    """Whether this installation has both wings."""
    return {"casework", "payments"} <= set(settings.DULY_WINGS)


def why_not_ask_for_payment(seen: FollowedSeen, *, by: Actor) -> Refusal | None:
    """The refusal ("one-wing", "no-payment", "ended", "asked-already", "scheme-…"), or None."""
    if not wings_meet():
        return Refusal("one-wing", "There is no payments office here to ask.")
    before = requested.standing_for(seen.ref)
    return first(
        None if seen.amount_pence else Refusal("no-payment", f"{seen.ref} is no payment."),
        None if seen.open else Refusal("ended", f"{seen.ref} is {seen.state}: there is nothing left to pay."),
        Refusal("asked-already", f"{before.ref} asks for that already, and is {before.state}.") if before else None,
        why_not(compliance_powers.ASK_PAYMENT, {"amount": seen.amount_pence}, actor=by, on=today()),
    )


def ask_for_payment(followed_ref: str, *, by: Actor) -> RequestSeen:
    """Ask the payments office for the financial remedy that a recommendation comes to: its amount, its day, the complainant. Nothing is typed again."""
    with unit_of_work():
        seen = compliance.followed(followed_ref)
        stop_if(why_not_ask_for_payment(seen, by=by))
        purpose = f"{seen.action} Financial remedy of {seen.case_ref}, recommended as {seen.recommendation_ref}."
        payee = cases.case(seen.case_ref).complainant
        return requests.ask(seen.ref, amount_pence=seen.amount_pence, due=seen.due, payee=payee, purpose=purpose, by=by)


def open_case_from_dispute(ref: str, *, owner: str, by: Actor) -> CaseSeen:
    """Open a case from a dispute that was passed on: it is registered as post, allocated, opened, and noted on the dispute; all of it, or nothing.

    `by` must be somebody whom the scheme lets register post, allocate it and open cases. Refused besides: "wrong-state".
    """
    with unit_of_work():
        seen = disputed.dispute(ref)
        stop_if(dispute_checks.why_not_take_up(seen))
        name = provider_names().get(seen.provider, seen.provider)
        subject = f"Dispute {ref}: {seen.about}"
        said = f"{seen.words}\n\n{sterling(seen.amount_pence)} is disputed. Written down on {seen.raised_on:%-d %B %Y} as {ref}, and passed on to us."
        item = casework.key_in(
            said,
            channel="portal",
            sender_name=name,
            sender_address="",
            subject=subject,
            addressed_to="The Ombudsman",
            received_on=today(),
            why_late="",
            by=by,
        )
        casework.triage_post(item.ref, way="allocate", direct_to="Casework team", next_action="Assess it", owner=owner, by=by)
        case = casework.open_case_from(item.ref, title=subject, complainant=name, body="The payments office", owner=owner, by=by)
        disputes.note_case(ref, case_ref=case.ref, by=by)
    return case
