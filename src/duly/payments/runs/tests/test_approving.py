"""What was prepared is approved, by somebody else, as it was seen."""

from datetime import date

import pytest

from duly.core.record.queries import history
from duly.payments.runs import actions, checks, queries
from duly.payments.runs.tests.factories import (
    ADA,
    BEA,
    CY,
    DEE,
    LIMIT,
    WEEK,
    a_draft,
    a_prepared_run,
    a_scheme,
    an_approved_run,
    due,
    payees,
)
from duly.primitives.refusal import Refused

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def scheme():
    a_scheme()


def why_not(run, by, seen=None):
    found = queries.run(run.ref)
    refusal = checks.why_not_approve(found, seen_sha256=run.content_sha256 if seen is None else seen, by=by)
    return refusal.because if refusal else None


def test_somebody_else_approves_what_they_saw():
    run = a_prepared_run(due(1, 1000), due(2, 250, provider="PR-0002"))

    approved = actions.approve(run.ref, seen_sha256=run.content_sha256, by=BEA)

    assert (approved.state, approved.prepared_by, approved.approved_by) == ("approved", ADA.ref, BEA.ref)
    assert (approved.total_pence, approved.payment_count) == (1250, 2)
    assert [entry.action for entry in history("run", run.ref)] == ["run.drafted", "run.prepared", "run.approved"]
    assert history("run", run.ref)[-1].facts["seen_sha256"] == run.content_sha256


def test_a_person_cannot_approve_their_own_run():
    run = a_prepared_run(due(1), by=DEE)

    assert why_not(run, DEE) == "You made this run, so someone else must approve it."
    assert why_not(run, BEA) is None


def test_what_changed_since_it_was_seen_is_not_approved():
    first = a_prepared_run(due(1), due(2))
    actions.reopen(first.ref, because="One line is wrong.", by=ADA)
    actions.take_out(first.ref, keys={("LN-000002", WEEK)}, because="Wrong.", by=ADA)
    actions.prepare(first.ref, payees=payees(), by=ADA)

    with pytest.raises(Refused) as refused:
        actions.approve(first.ref, seen_sha256=first.content_sha256, by=BEA)

    assert refused.value.refusal.code == "not-what-you-saw"
    assert queries.run(first.ref).state == "prepared"


def test_a_draft_is_not_approved():
    run = a_draft(due(1))

    assert why_not(run, BEA) == "Can approve only when prepared; this is draft."


def test_the_limit_holds_to_the_penny():
    assert why_not(a_prepared_run(due(1, LIMIT)), BEA) is None
    assert "rule 3 needs total at most £50,000.00" in why_not(a_prepared_run(due(2, LIMIT + 1), category="RC"), BEA)


def test_who_changed_a_payee_in_it_does_not_approve_it():
    run = a_prepared_run(due(1), changed_by=("O-0007", BEA.ref))

    assert "you changed a payee in it" in why_not(run, BEA)
    assert why_not(run, DEE) is None


def test_who_holds_no_such_post_does_not_approve():
    assert "No post you hold may approve a payment run." in why_not(a_prepared_run(due(1)), CY)


def test_a_run_is_prepared_once_and_with_an_account_for_everyone():
    run = a_draft(due(1), due(2, provider="PR-0002"))

    with pytest.raises(Refused) as refused:
        actions.prepare(run.ref, payees=payees("PR-0001"), by=ADA)
    assert refused.value.refusal.because == "No account is known for PR-0002. Set one, or take the lines out."

    actions.prepare(run.ref, payees=payees(), by=ADA)
    with pytest.raises(Refused) as refused:
        actions.prepare(run.ref, payees=payees(), by=ADA)
    assert refused.value.refusal.because == "Can prepare only when draft; this is prepared."


def test_a_run_in_which_a_provider_owes_is_not_prepared():
    from duly.payments.ledger.tests.factories import posted

    posted("opening:1", ("LN-000001/2026-11-02", 900))
    run = a_draft(due(1, 100, paid=900), due(2, 1000), due(3, provider="PR-0002"))
    actions.take_out(run.ref, keys={("LN-000002", WEEK)}, because="Wrong.", by=ADA)

    with pytest.raises(Refused) as refused:
        actions.prepare(run.ref, payees=payees(), by=ADA)

    assert refused.value.refusal.because == "PR-0001 would be paid −£8.00. Take its lines out; they wait for a later run."


def test_an_empty_run_is_not_prepared():
    run = a_draft(due(1))
    actions.take_out(run.ref, keys={("LN-000001", WEEK)}, because="Wrong.", by=ADA)

    with pytest.raises(Refused) as refused:
        actions.prepare(run.ref, payees=payees(), by=ADA)

    assert refused.value.refusal.code == "nothing-to-pay"


def test_preparing_again_the_same_gives_the_same_digest():
    first = a_prepared_run(due(2), due(1), due(3, provider="PR-0002"))
    actions.reopen(first.ref, because="To look again.", by=ADA)

    assert actions.prepare(first.ref, payees=payees(), by=ADA).content_sha256 == first.content_sha256


def test_another_account_gives_another_digest():
    first = a_prepared_run(due(1))
    actions.reopen(first.ref, because="The account changed.", by=ADA)

    second = actions.prepare(first.ref, payees=payees(account_number="11112222"), by=ADA)

    assert second.content_sha256 != first.content_sha256
    assert queries.payments(first.ref)[0].payee_masked == "••••2222"


def test_a_void_run_sets_its_lines_free():
    run = an_approved_run(due(1), due(2))

    actions.void(run.ref, because="The bank closed.", by=BEA)

    assert queries.run(run.ref).state == "void"
    assert queries.claims_on("LN-000001", WEEK) == ()
    assert a_draft(due(1)).line_count == 1


def test_only_an_approved_run_is_made_void():
    run = a_prepared_run(due(1))

    with pytest.raises(Refused) as refused:
        actions.void(run.ref, because="x", by=BEA)

    assert refused.value.refusal.because == "Can void only when approved; this is prepared."


def test_a_run_a_difference_stands_on_is_not_made_void():
    from duly.payments.ledger.tests.factories import posted

    run = an_approved_run(due(1, 1000))
    posted("issue:file:1", ("LN-000001/2026-11-02", 1000))
    later = a_draft(due(1, 1200, paid=1000))

    with pytest.raises(Refused) as refused:
        actions.void(run.ref, because="x", by=BEA)

    assert refused.value.refusal.code == "stood-on"
    assert checks.why_not_void(queries.run(run.ref), by=BEA) == refused.value.refusal
    actions.take_out(later.ref, keys={("LN-000001", WEEK)}, because="x", by=ADA)
    assert actions.void(run.ref, because="x", by=BEA).state == "void"


def test_nothing_secret_is_kept_or_shown():
    run = a_prepared_run(due(1))

    assert "87654321" not in repr(payees()) + repr(queries.payments(run.ref)) + repr(history("run", run.ref))
    assert run.pay_date == date(2026, 11, 20)
