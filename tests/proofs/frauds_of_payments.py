"""Frauds over where a provider is paid, and over a run and its file."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from duly.core.record.clock import today
from duly.payments import flow
from duly.payments.banking import actions as bank
from duly.payments.providers import actions as providers
from duly.payments.providers.queries import same_accounts
from duly.payments.providers.tests.factories import called_back, confirmed, proposed
from duly.payments.runs import actions as runs
from duly.payments.runs import queries as run_queries
from duly.payments.validation import actions as validation
from duly.payments.validation import queries as judged
from tests.proofs import ground
from tests.proofs.frauds import Office, fraud

NEW = {"sort_code": "11-22-33", "account_number": "55554444"}

# ---- where a provider is paid ------------------------------------------------------------------------------------------------


@fraud("confirm the account one asked for", "your-own")
def _(o: Office) -> None:
    confirmed(called_back(proposed("V-1", by=o.both, **NEW).ref, by=o.tom).ref, by=o.both, **NEW)


@fraud("confirm an account that nobody called back about", "no-call-back")
def _(o: Office) -> None:
    confirmed(proposed("V-1", by=o.tom, **NEW).ref, by=o.joan, **NEW)


@fraud("confirm another account than was asked for", "not-the-same")
def _(o: Office) -> None:
    confirmed(called_back(proposed("V-1", by=o.tom, **NEW).ref, by=o.tom).ref, by=o.joan, sort_code="11-22-33", account_number="66667777")


@fraud("confirm with the post of an officer", "scheme-no-row")
def _(o: Office) -> None:
    confirmed(called_back(proposed("V-1", by=o.tom, **NEW).ref, by=o.tom).ref, by=replace(o.tom, ref="O-TIM"), **NEW)


def _called(o: Office, **otherwise: Any) -> None:
    """A call back that is as it should be but for this."""
    told = {
        "number": "01632 960001",
        "number_from": "The contract, page 3",
        "known_since": today() - timedelta(days=365),
        "spoke_to": "Their managing director",
        "called_on": today(),
    }
    providers.record_call(proposed("V-1", by=o.tom, **NEW).ref, **(told | otherwise), by=o.tom)


@fraud("call back on the number in the letter itself", "number-not-ours")
def _(o: Office) -> None:
    _called(o, known_since=today())


@fraud("call back on a number from nowhere", "number-from")
def _(o: Office) -> None:
    _called(o, number_from="")


@fraud("call back and speak to nobody", "spoke-to-nobody")
def _(o: Office) -> None:
    _called(o, spoke_to=" ")


@fraud("say that the call was before the request", "called-when")
def _(o: Office) -> None:
    _called(o, called_on=today() - timedelta(days=3))


@fraud("ask for a second account while one waits", "change-waiting")
def _(o: Office) -> None:
    proposed("V-1", by=o.tom, **NEW)
    proposed("V-1", by=o.tom, sort_code="11-22-33", account_number="66667777")


@fraud("pay two providers into one account", "flagged")
def _(o: Office) -> Any:
    return same_accounts(proposed("V-1", by=o.tom, sort_code="00-00-02", account_number="12345672").ref)


@fraud("change the account once the run is prepared", "payee-changed")
def _(o: Office) -> None:
    run = o.prepared()
    confirmed(called_back(proposed("V-1", by=o.tom, **NEW).ref, by=o.tom).ref, by=o.rhona, **NEW)
    flow.approve_run(run, seen_sha256=run_queries.run(run).content_sha256, by=o.joan)
    flow.issue_run(run, by=o.femi)


@fraud("approve a run into an account one confirmed", "scheme-no-row")
def _(o: Office) -> None:
    confirmed(called_back(proposed("V-1", by=o.tom, **NEW).ref, by=o.tom).ref, by=o.joan, **NEW)
    o.approved()


@fraud("pay a new account before anybody could object", "cooling-off")
def _(o: Office) -> None:
    providers.set_cooling_off(5, by=o.rhona)
    confirmed(called_back(proposed("V-1", by=o.tom, **NEW).ref, by=o.tom).ref, by=o.rhona, **NEW)
    flow.issue_run(o.approved(), by=o.femi)


@fraud("shorten the wait oneself", "scheme-no-row")
def _(o: Office) -> None:
    providers.set_cooling_off(0, by=o.tom)


@fraud("pay a new account without anybody noticing", "flagged")
def _(o: Office) -> Any:
    return flow.first_payments(o.prepared())


# ---- a run and its file ------------------------------------------------------------------------------------------------------


@fraud("approve one's own run", "your-own")
def _(o: Office) -> None:
    o.approved(by=o.both, prepared_by=o.both)


@fraud("approve another run than was shown", "not-what-you-saw")
def _(o: Office) -> None:
    flow.approve_run(o.prepared(), seen_sha256="0" * 64, by=o.joan)


@fraud("approve with the post of finance", "scheme-no-row")
def _(o: Office) -> None:
    o.approved(by=o.femi)


@fraud("change a run after it was shown to the approver", "not-what-you-saw")
def _(o: Office) -> None:
    ref = o.prepared()
    seen = run_queries.run(ref).content_sha256
    runs.reopen(ref, because="x", by=o.tom)
    runs.take_out(ref, keys={("L-3", ground.MONDAY)}, because="x", by=o.tom)
    flow.prepare_run(ref, by=o.tom)
    flow.approve_run(ref, seen_sha256=seen, by=o.joan)


@fraud("release the run one approved", "your-own")
def _(o: Office) -> None:
    flow.issue_run(o.approved(by=o.both), by=o.both)


@fraud("release the run one prepared", "your-own")
def _(o: Office) -> None:
    flow.issue_run(o.approved(prepared_by=o.both), by=o.both)


@fraud("release a run nobody approved", "wrong-state")
def _(o: Office) -> None:
    flow.issue_run(o.prepared(), by=o.femi)


@fraud("pay a line in two runs", "nothing-to-pay")
def _(o: Office) -> None:
    o.issued()
    o.prepared()


@fraud("make a run void and keep its file", "file-stands")
def _(o: Office) -> None:
    o.issued()
    flow.void_run("HC-2026-W45", because="x", by=o.joan)


@fraud("void a file by oneself and pay it again", "your-own")
def _(o: Office) -> None:
    file = o.issued()
    bank.ask_to_void(file, because="x", by=o.femi)
    flow.void_file(file, by=o.femi)


@fraud("take a file to the bank that no witness has seen", "not-witnessed")
def _(o: Office) -> None:
    bank.hand_over(o.issued(), by=o.femi)


@fraud("do without the witness at once", "not-silent")
def _(o: Office) -> None:
    bank.ask_override(o.issued(), because="x", by=o.femi)


@fraud("pay while payments are locked", "payments-locked")
def _(o: Office) -> None:
    ref = o.approved()
    bank.lock_payments(because="Restored.", by=o.rhona)
    flow.issue_run(ref, by=o.femi)


@fraud("unlock payments that nobody reconciled", "wrong-state")
def _(o: Office) -> None:
    bank.lock_payments(because="Restored.", by=o.rhona)
    bank.ask_unlock(because="x", by=o.femi)


@fraud("unlock payments by oneself", "your-own")
def _(o: Office) -> None:
    bank.lock_payments(because="Restored.", by=o.rhona)
    bank.reconcile(witness=(), bank=(), note="Telephoned.", by=o.femi)
    bank.ask_unlock(because="x", by=o.femi)
    bank.unlock(by=o.femi)


@fraud("release a line that was held since it was approved", "held-since")
def _(o: Office) -> None:
    validation.decide(ground.the_held_line(), choice="pay_entitled", reason_code="11", by=o.rhona)
    ref = o.approved()
    validation.decide(judged.exceptions(ground.MONDAY)[0].assessed_id, choice="hold", reason_code="22", by=o.rhona)
    flow.issue_run(ref, by=o.femi)
