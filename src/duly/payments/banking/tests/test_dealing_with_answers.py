"""What matches nothing is dealt with once, by somebody named and with a reason; a payment that a missing file made can be taken back."""

import pytest
from django.db import connection

from duly.core.log.witnessing import Mark
from duly.core.record.actions import take_number, unit_of_work
from duly.core.record.clock import now
from duly.core.record.queries import history
from duly.payments import flow
from duly.payments.banking import actions, checks, queries
from duly.payments.banking.events import AnswerDealtWith as Told
from duly.payments.banking.models import AnswerDealtWith, BankAnswer
from duly.payments.banking.rules import end_to_end
from duly.payments.banking.tests.factories import FAY, a_council, answered, approved, issued, returned
from duly.payments.ledger import queries as ledger
from duly.payments.runs.tests.factories import CY, NOBODY, WEEK, due
from duly.primitives.refusal import Refused

pytestmark = pytest.mark.django_db
LINE = "LN-000001/2026-11-02"


@pytest.fixture(autouse=True)
def council():
    a_council()


@pytest.fixture
def settled(monkeypatch):
    """A run whose file went missing in a restore, settled as paid by two people; and the number of that file."""
    kept = []
    monkeypatch.setattr("duly.payments.flow.restoring.witnesses", lambda: (type("Witness", (), {"marks": lambda *asked: tuple(kept)})(),))
    monkeypatch.setattr("duly.payments.flow.restoring.log_names", lambda: ("log.test",))
    run = approved(due(1))
    kept.append(Mark(take_number("banking_file_serial"), "ab" * 32, 1680))
    flow.lock_payments(because="A restore.")
    (missing,) = flow.reconcile(bank=[], weeks={kept[0].number: WEEK}, by=CY)

    def settle():
        flow.ask_to_settle(missing.ref, settling="paid", run_ref=run.ref, because="The certificate.", by=CY)
        flow.settle_missing(missing.ref, by=FAY)

    return run, missing, settle


def refused(code, act):
    with pytest.raises(Refused) as caught:
        act()
    assert caught.value.refusal.code == code
    return caught.value.refusal.because


def lost(reference="RT-9", **told):
    """An answer that matches nothing, taken in."""
    answered({"answer": "returned", "reference": reference, "payment": "HC2026W45-0077", **told}, name=f"{reference}.csv")
    return queries.unmatched()[-1]


def test_what_matches_nothing_is_dealt_with_once_by_somebody_named_with_a_reason():
    one, other = lost("RT-8"), lost("RT-9")

    assert "Say what was done" in refused("no-reason", lambda: actions.deal_with(one.ref, because=" ", by=CY))
    assert checks.why_not_deal_with(one, by=NOBODY).code.startswith("scheme-")
    actions.deal_with(one.ref, because="The bank sent it by mistake; letter of 3 November.", by=CY)

    assert [seen.ref for seen in queries.unmatched()] == [other.ref]
    done = queries.dealt_with(one.ref)
    assert (done.how, done.dealt_by) == ("by hand", CY.ref)
    assert done.says == (
        "Northern Bank's answer RT-8, which matches nothing of ours, was dealt with by hand: The bank sent it by mistake; letter of 3 November."
    )
    refused("dealt-with", lambda: actions.deal_with(one.ref, because="Again.", by=FAY))


def test_what_matches_is_not_dealt_with():
    file = issued(due(1))
    answered({"answer": "acknowledged", "reference": "ACK-1", "file": file.ref})

    refused("matched", lambda: actions.deal_with(queries.answers()[0].ref, because="x", by=CY))


def test_the_return_of_what_a_missing_file_paid_is_taken_back_once_it_is_settled(settled):
    run, _, settle = settled
    one = lost(payment=end_to_end(run.ref, 1), amount="16.80")
    assert (one.unmatched_code, "Settle" in one.unmatched_because) == ("no-file", False)
    refused("no-forgotten-payment", lambda: flow.take_back_forgotten(one.ref, because="x", by=CY))
    settle()
    assert ledger.paid_by_reference() == {LINE: 1680}

    refused("no-reason", lambda: flow.take_back_forgotten(one.ref, because="", by=CY))
    flow.take_back_forgotten(one.ref, because="Same provider, same sum.", by=CY)

    assert ledger.paid_by_reference() == {LINE: 0}
    assert (queries.unmatched(), queries.dealt_with(one.ref).run_ref) == ((), run.ref)
    assert history("run returns", run.ref)[-1].facts["answer"] == "Northern Bank RT-9"
    refused("dealt-with", lambda: flow.take_back_forgotten(one.ref, because="x", by=CY))


@pytest.mark.parametrize("named", [True, False])
def test_a_return_that_comes_after_says_what_to_do(settled, named):
    run, missing, settle = settled
    before = lost("RT-1", file=f"F-{missing.serial:06d}", payment=end_to_end(run.ref, 1), amount="16.80")
    settle()

    one = lost("RT-2", payment=end_to_end(run.ref, 1), amount="16.80", **({"file": f"F-{missing.serial:06d}"} if named else {}))

    assert before.unmatched_because.endswith(f"Settle {missing.ref} first, then take the payment back, or say what became of this answer.")
    assert (one.unmatched_code, one.unmatched_because.split(". ")[1]) == (
        "missing-file",
        "Take the payment back, or say what became of this answer.",
    )
    flow.take_back_forgotten(one.ref, because="x", by=CY)
    assert "came back before" in refused("returned-before", lambda: flow.take_back_forgotten(before.ref, because="x", by=CY))
    actions.deal_with(before.ref, because="It is RT-2 again.", by=CY)


@pytest.mark.parametrize("amount", ["", "16.79"])
def test_only_the_very_amount_is_taken_back(settled, amount):
    run, _, settle = settled
    settle()
    one = lost(payment=end_to_end(run.ref, 1), amount=amount)

    refused("not-the-amount", lambda: flow.take_back_forgotten(one.ref, because="x", by=CY))
    assert ledger.paid_by_reference() == {LINE: 1680}


# Round the actions.


def _dealt(one, **wrong):
    def attempt():
        with unit_of_work() as record:
            ref = wrong.pop("ref", one.ref)
            event = record.write(Told(ref, 1, one.bank, one.reference, "by hand", "", "x"), by=CY)
            told = {"how": "by hand", "run_ref": "", "dealt_by": CY.ref} | wrong
            row = BankAnswer.objects.get(reference=one.reference)
            AnswerDealtWith.objects.create(answer=row, ref=ref, dealt_at=now(), made_by=event, **told)

    return attempt


def test_the_database_lets_nothing_be_dealt_with_that_matches_or_under_another_name():
    file = issued(due(1))
    returned(file)
    (matched,) = queries.answers()
    one = lost()

    refused("only-what-matches-nothing-is-dealt-with", _dealt(matched))
    refused("only-what-matches-nothing-is-dealt-with", _dealt(one, ref="BA-000000"))
    refused("somebody-dealt-with-it", _dealt(one, dealt_by=""))
    refused("dealt-with-by-hand-or-taken-back-of-a-run", _dealt(one, how="at all"))
    refused("dealt-with-by-hand-or-taken-back-of-a-run", _dealt(one, run_ref=file.run_ref))
    refused("taken-back-is-a-payment-of-a-missing-file", _dealt(one, how="taken back", run_ref=file.run_ref))
    _dealt(one)()
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM banking_answerdealtwith")
        assert cursor.fetchone() == (1,)


def test_the_database_takes_back_only_what_the_run_and_the_ledger_took_back(settled):
    run, _, settle = settled
    settle()
    one = lost(payment=end_to_end(run.ref, 1), amount="16.80")

    refused("taken-back-is-a-payment-of-a-missing-file", _dealt(one, how="taken back", run_ref=run.ref))
