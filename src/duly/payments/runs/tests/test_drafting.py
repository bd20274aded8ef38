"""A draft takes what is due, once, and says what it left out and why."""

from dataclasses import replace
from datetime import date

import pytest

from duly.core.record.queries import history
from duly.payments.ledger.tests.factories import posted
from duly.payments.runs import actions, queries
from duly.payments.runs.rules import NotTaken
from duly.payments.runs.tests.factories import ADA, BEA, NOBODY, PAY_DAY, WEEK, a_draft, a_scheme, due, undecided
from duly.primitives.refusal import Refused

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def scheme():
    a_scheme()


def draft(*lines, by=ADA, **more):
    return actions.draft(week=WEEK, category="HC", pay_date=PAY_DAY, lines=lines, by=by, **more)


def left(drafted) -> dict[str, str]:
    return {one.line_ref: one.code for one in drafted.left_out}


def test_a_draft_claims_each_line_and_week_it_takes():
    drafted = draft(due(1, 1000), due(2, 500, provider="PR-0002"))

    run = drafted.run
    assert (run.ref, run.state, run.total_pence, run.line_count) == ("HC-2026-W45", "draft", 1500, 2)
    assert drafted.left_out == ()
    assert [(line.reference, line.n, line.pence) for line in queries.lines(run.ref)] == [
        ("LN-000001/2026-11-02", 0, 1000),
        ("LN-000002/2026-11-02", 0, 500),
    ]
    assert history("run", run.ref)[0].sentence == (
        "Run HC-2026-W45 was drafted for the week of 2 November 2026, to be paid on 20 November 2026: 2 lines, £15.00; 0 left out."
    )


def test_a_second_draft_leaves_out_what_the_first_took_and_is_numbered_after_it():
    draft(due(1), due(2))

    second = draft(due(1), due(3))

    assert second.run.ref == "HC-2026-W45-2"
    assert left(second) == {"LN-000001": "on-its-way"}
    assert queries.left_out("HC-2026-W45-2")[0].because == "It is in run HC-2026-W45, which the ledger does not show as paid yet."


def test_a_draft_of_nothing_is_refused_with_the_reasons_counted():
    draft(due(1), due(2))

    with pytest.raises(Refused) as refused:
        draft(due(1), due(2), due(3, cause="no-opening"))

    assert refused.value.refusal.because == "There is nothing to put in this run: in another run 2, no opening position 1."
    assert len(queries.runs()) == 1


def test_what_validation_left_out_is_shown_beside_what_the_run_left_out():
    held = NotTaken("LN-000009", "PR-0001", WEEK, 0, "held", "Held: 411.")

    drafted = draft(due(1), due(2, cause="no-opening"), due(3, cause="before-opening"), undecided(due(4)), not_due=[held])

    assert left(drafted) == {
        "LN-000009": "held",
        "LN-000002": "no-opening",
        "LN-000003": "before-opening",
        "LN-000004": "not-decided",
    }
    assert {one.line_ref for one in queries.left_out(drafted.run.ref)} == set(left(drafted))


def test_a_line_judged_before_something_was_paid_is_left_out():
    posted("opening:1", ("LN-000001/2026-11-02", 400))

    drafted = draft(due(1, 1000), due(2))

    assert left(drafted) == {"LN-000001": "stale"}


def test_a_line_paid_in_full_is_left_out():
    posted("opening:1", ("LN-000001/2026-11-02", 1000))

    assert left(draft(due(1, 1000, paid=1000), due(2))) == {"LN-000001": "nothing-due"}


def test_a_line_whose_sum_is_wrong_is_left_out():
    assert left(draft(replace(due(1), due_pence=99999), due(2))) == {"LN-000001": "stale"}


def test_a_provider_who_would_be_paid_less_than_nothing_is_carried_forward_whole():
    posted("opening:1", ("LN-000001/2026-11-02", 900), ("LN-000003/2026-11-02", 300))

    drafted = draft(due(1, 100, paid=900), due(2, 799), due(3, 200, provider="PR-0002", paid=300), due(4, 100, provider="PR-0002"))

    assert left(drafted) == {"LN-000001": "carried-forward", "LN-000002": "carried-forward"}
    assert drafted.left_out[0].because == (
        "Carried forward: together this provider's lines come to −£0.01, and no payment is below nothing."
    )
    assert {line.line_ref: line.pence for line in queries.lines(drafted.run.ref)} == {"LN-000003": -100, "LN-000004": 100}


def test_lines_taken_out_of_a_draft_can_be_claimed_again():
    run = a_draft(due(1), due(2))

    actions.take_out(run.ref, keys={("LN-000001", WEEK)}, because="The provider asked us to wait.", by=ADA)

    assert queries.run(run.ref).line_count == 1
    assert left(draft(due(1))) == {}
    assert "taken out of run HC-2026-W45, £16.80: The provider asked us to wait." in history("run", run.ref)[-1].sentence


@pytest.mark.parametrize("by", [BEA, NOBODY])
def test_only_those_the_scheme_names_draft(by):
    with pytest.raises(Refused) as refused:
        draft(due(1), by=by)

    assert refused.value.refusal.code == "scheme-no-row"


def test_a_run_is_named_for_a_monday():
    with pytest.raises(Refused) as refused:
        actions.draft(week=date(2026, 11, 3), category="HC", pay_date=PAY_DAY, lines=[due(1)], by=ADA)

    assert refused.value.refusal.code == "not-a-monday"


def test_a_line_and_week_offered_twice_is_our_own_mistake():
    with pytest.raises(ValueError):
        draft(due(1), due(1))
