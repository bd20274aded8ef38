"""Writing down what a provider disputes, answering it, passing it on, and noting the case it was taken up as."""

from duly.core.record.actions import take_number, unit_of_work
from duly.core.record.clock import today
from duly.payments.disputes import checks, queries
from duly.payments.disputes.events import DisputeMoved, DisputeRaised, DisputeTakenUp
from duly.payments.disputes.models import Dispute
from duly.payments.disputes.queries import DisputeSeen
from duly.payments.disputes.states import STEPS, VERBS, DisputeState
from duly.primitives.actor import Actor
from duly.primitives.refusal import stop_if


def raise_dispute(*, provider: str, about: str, amount_pence: int, words: str, by: Actor) -> DisputeSeen:
    """Write down what a provider disputes: an invoice, a run or a remittance, by its reference, and how much of it, in pence."""
    with unit_of_work() as record:
        stop_if(checks.why_not_raise(provider=provider, about=about, amount_pence=amount_pence, words=words, by=by))
        ref = f"DP-{today():%y}-{take_number('disputes_dispute_number'):05d}"
        named = {"provider": provider, "about": about.strip(), "amount_pence": amount_pence}
        event = record.write(DisputeRaised(ref, 1, **named, words=words.strip()), by=by)
        Dispute.objects.create(ref=ref, version=1, state=DisputeState.OPEN, raised_on=today(), told_by=event, **named)
    return queries.dispute(ref)


def step(ref: str, *, verb: str, words: str, by: Actor) -> DisputeSeen:
    """Answer it, withdraw it or pass it on to the ombudsman: `verb` is "answer", "withdraw" or "pass-on"."""
    with unit_of_work() as record:
        row = Dispute.objects.select_for_update().get(ref=ref)
        stop_if(checks.why_not_step(queries.dispute(ref), verb, words=words, by=by))
        row.state, row.version = STEPS.after(VERBS[verb], row.state), row.version + 1
        row.save(update_fields=["state", "version"])
        record.write(DisputeMoved(ref, row.version, row.state, words.strip()), by=by)
    return queries.dispute(ref)


def note_case(ref: str, *, case_ref: str, by: Actor) -> DisputeSeen:
    """Note the case that a dispute, once passed on, was taken up as."""
    with unit_of_work() as record:
        row = Dispute.objects.select_for_update().get(ref=ref)
        stop_if(checks.why_not_take_up(queries.dispute(ref)))
        row.state, row.version, row.case_ref = STEPS.after("take up", row.state), row.version + 1, case_ref
        row.save(update_fields=["state", "version", "case_ref"])
        record.write(DisputeTakenUp(ref, row.version, case_ref), by=by)
    return queries.dispute(ref)
