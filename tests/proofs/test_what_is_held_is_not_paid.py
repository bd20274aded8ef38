"""I5 at every later step: what is held is not paid, whatever was drafted, prepared or approved before; and a file that was issued stays what it was."""

from collections.abc import Iterator

import pytest

from duly.core.log.tests.sealing import seal_now
from duly.office.practice.people import actors
from duly.payments import flow
from duly.payments.banking import actions as bank
from duly.payments.ledger import queries as ledger
from duly.payments.runs import queries as run_queries
from duly.payments.validation import actions as validation
from duly.payments.validation import queries as judged
from duly.primitives.refusal import Refused
from tests.proofs import ground

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def grown_from(server, database_of_its_own) -> Iterator[str]:
    """A council whose week is judged and whose one held line was decided to be paid: each test here begins from a copy."""
    from django.db import connection

    with database_of_its_own() as name:
        people = ground.desks()
        ground.facts_in(people)
        ground.judged_week(people)
        validation.decide(ground.the_held_line(), choice="pay_entitled", reason_code="11", by=people["payments-officer"])
        connection.close()  # nobody may be connected to what is copied
        yield name


STEPS = {
    "prepared": lambda c, ref: flow.prepare_run(ref, by=c.officer),
    "approved": lambda c, ref: flow.approve_run(ref, seen_sha256=run_queries.run(ref).content_sha256, by=c.senior),
    "issued": lambda c, ref: flow.issue_run(ref, by=c.finance),
}


@pytest.mark.parametrize("before", STEPS)
@pytest.mark.parametrize("how", ["somebody holds it", "it is judged again"])
def test_a_line_held_after_it_was_drafted_is_not_paid_at_any_later_step(commits, before, how):
    people = actors()
    council = type(
        "People", (), {"officer": people["payments-officer"], "senior": people["senior-officer"], "finance": people["finance-releaser"]}
    )
    ref = flow.draft_run(week=ground.MONDAY, category="HC", pay_date=ground.PAYS_ON, by=council.officer).run.ref
    for step, take in STEPS.items():
        if step == before:
            break
        take(council, ref)

    if how == "somebody holds it":
        assessed = next(line.assessed_id for line in run_queries.lines(ref) if line.line_ref == "L-2")
        validation.decide(assessed, choice="hold", reason_code="90", by=people["payments-officer"])
    else:
        more = ground.INVOICES.splitlines()[0] + f"\nI-9,1,V-1,P-2,home-care,{ground.MONDAY},60,24.00,24.00\n"
        ground.taken_in("invoices", more, people["payments-officer"], name="more.csv")
        validation.judge([ground.MONDAY], by=people["payments-officer"])
    kept = ground.everything_kept()

    with pytest.raises(Refused, match="L-2 may no longer be paid for the week of 2 November 2026") as refused:
        STEPS[before](council, ref)

    assert refused.value.refusal.code == "held-since"
    assert ground.everything_kept() == kept
    assert ledger.paid_by_reference("L-2") == {}


def test_a_file_that_was_issued_is_the_same_file_whatever_is_held_later(commits):
    people = actors()
    (held,) = [one.assessed_id for one in judged.exceptions(ground.MONDAY) if one.line_ref == "L-2"]
    ref = ground.a_prepared_run(people)
    flow.approve_run(ref, seen_sha256=run_queries.run(ref).content_sha256, by=people["senior-officer"])
    once = flow.issue_run(ref, by=people["finance-releaser"])

    validation.decide(held, choice="hold", reason_code="90", by=people["payments-officer"])

    assert flow.issue_run(ref, by=people["finance-releaser"]) == once
    seal_now()  # a witness signs first
    assert bank.hand_over(once.ref, by=people["finance-releaser"])
