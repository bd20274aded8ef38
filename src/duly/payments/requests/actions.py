"""Asking for a payment, and settling what was asked for."""

from datetime import date

from duly.core.record.actions import take_number, unit_of_work
from duly.core.record.clock import today
from duly.payments.requests import checks, queries
from duly.payments.requests.events import PaymentAsked, PaymentSettled
from duly.payments.requests.models import PaymentRequest
from duly.payments.requests.queries import RequestSeen
from duly.payments.requests.states import STEPS, VERBS, RequestState
from duly.primitives.actor import Actor
from duly.primitives.refusal import stop_if


def ask(source_ref: str, *, amount_pence: int, due: date, payee: str, purpose: str, by: Actor) -> RequestSeen:
    """Ask that somebody be paid, for a thing of another wing that asked its own scheme first. Nothing is paid before somebody here accepts it."""
    said = {"payee": payee.strip(), "purpose": purpose.strip()}
    with unit_of_work() as record:
        stop_if(checks.why_not_ask(source_ref, amount_pence=amount_pence, **said))
        ref = f"PQ-{today():%y}-{take_number('requests_request_number'):05d}"
        event = record.write(PaymentAsked(ref, 1, source_ref, amount_pence, due, **said), by=by)
        named = {"source_ref": source_ref, "amount_pence": amount_pence, "due": due, "asked_on": today(), "asked_by": by.ref}
        PaymentRequest.objects.create(ref=ref, version=1, state=RequestState.ASKED, told_by=event, **named)
    return queries.request(ref)


def settle(ref: str, *, verb: str, because: str, by: Actor) -> RequestSeen:
    """Accept, refuse or note as paid: `verb` is "accept", "refuse" or "paid"; `because` says why, or under what reference it was paid."""
    with unit_of_work() as record:
        row = PaymentRequest.objects.select_for_update().get(ref=ref)
        stop_if(checks.why_not_settle(queries.request(ref), verb, because=because, by=by))
        row.state, row.version = STEPS.after(VERBS[verb], row.state), row.version + 1
        row.save(update_fields=["state", "version"])
        record.write(PaymentSettled(ref, row.version, row.state, row.amount_pence, because.strip()), by=by)
    return queries.request(ref)
