"""From what was judged to what the provider is told, by the steps people take; and a second time, when more is found to be due."""

import pytest

from duly.core.log.tests.sealing import seal_now
from duly.payments import flow
from duly.payments.banking.actions import adopt_paying_account, hand_over
from duly.payments.ledger import queries as ledger
from duly.payments.providers.tests.factories import paid_into, somebody_else
from duly.payments.runs import queries as runs
from duly.payments.runs.tests.factories import PAY_DAY
from duly.payments.tests.ground import MONDAY
from duly.payments.validation.actions import judge
from duly.payments.validation.queries import due_lines
from duly.payments.validation.tests.ground import a_commissioned_line, claimed, officers, visited
from duly.primitives.actor import SYSTEM, Actor
from duly.primitives.refusal import Refused

BO, CY, DI = (Actor(f"O-010{n}", name, ("facts",)) for n, name in enumerate(("Bo", "Cy", "Di")))


@pytest.fixture
def ada(commits):
    ada, _ = officers()
    a_commissioned_line(ada)
    paid_into("V-1", sort_code="20-00-01", account_number="12345678", account_name="QUILLBANK", by=ada)
    adopt_paying_account(name="Northmere Council", sort_code="300001", account_number="00012345", by=SYSTEM)
    visited("V1")
    claimed("I1", minutes=20)
    judge([MONDAY], by=ada)
    return ada


def paid(by: Actor = BO) -> str:
    drafted = flow.draft_run(week=MONDAY, category="HC", pay_date=PAY_DAY, by=by)
    run = flow.prepare_run(drafted.run.ref, by=by)
    flow.approve_run(run.ref, seen_sha256=run.content_sha256, by=CY)
    return flow.issue_run(run.ref, by=DI).ref


def test_a_week_is_paid_once_and_then_only_what_is_found_later(ada):
    file = paid()

    assert ledger.paid_by_reference("L-1/") == {"L-1/2026-11-02": 712}
    seal_now()
    assert b"7.12" in hand_over(file, by=DI)
    with pytest.raises(Refused) as refused:
        flow.draft_run(week=MONDAY, category="HC", pay_date=PAY_DAY, by=BO)
    assert refused.value.refusal.because == "There is nothing to put in this run: nothing due 1."

    claimed("I2", minutes=10)
    judge([MONDAY], by=ada)
    paid()

    assert ledger.paid_by_reference("L-1/") == {"L-1/2026-11-02": 1068}
    assert [(ref, line.n, line.pence) for ref, line in runs.claims_on("L-1", MONDAY)] == [
        ("HC-2026-W45", 0, 712),
        ("HC-2026-W45-2", 1, 356),
    ]
    told = flow.make_remittance("HC-2026-W45-2", "V-1", by=BO).text.decode()
    assert "  less paid before                    −£7.12\n  paid now                             £3.56\n" in told
    assert due_lines(MONDAY)[0].due_pence == 0


def test_who_set_the_account_is_known_to_the_approval(ada):
    drafted = flow.draft_run(week=MONDAY, category="HC", pay_date=PAY_DAY, by=BO)
    flow.prepare_run(drafted.run.ref, by=BO)

    from duly.payments.runs.models import Payment

    assert Payment.objects.get().payee_changed_by == [ada.ref, somebody_else(ada).ref]


def test_what_validation_holds_is_shown_as_left_out(ada):
    claimed("I3", service="sitting")
    judge([MONDAY], by=ada)

    drafted = flow.draft_run(week=MONDAY, category="HC", pay_date=PAY_DAY, by=BO)

    assert [one.code for one in runs.left_out(drafted.run.ref)] == ["no-authority"]
    assert drafted.run.line_count == 1


def test_what_was_judged_otherwise_since_it_was_drafted_is_neither_prepared_nor_approved(ada):
    run = flow.draft_run(week=MONDAY, category="HC", pay_date=PAY_DAY, by=BO).run
    claimed("I2", minutes=300)
    judge([MONDAY], by=ada)

    with pytest.raises(Refused) as refused:
        flow.prepare_run(run.ref, by=BO)

    assert refused.value.refusal.code == "held-since"
    assert refused.value.refusal.because.startswith("L-1 may no longer be paid for the week of 2 November 2026.")


def test_what_was_judged_otherwise_since_it_was_prepared_is_not_approved(ada):
    run = flow.prepare_run(flow.draft_run(week=MONDAY, category="HC", pay_date=PAY_DAY, by=BO).run.ref, by=BO)
    claimed("I2", minutes=300)
    judge([MONDAY], by=ada)

    with pytest.raises(Refused) as refused:
        flow.approve_run(run.ref, seen_sha256=run.content_sha256, by=CY)

    assert refused.value.refusal.code == "held-since"


def test_what_was_judged_again_to_the_same_end_is_paid(ada):
    run = flow.draft_run(week=MONDAY, category="HC", pay_date=PAY_DAY, by=BO).run
    judge([MONDAY], by=ada)

    assert flow.prepare_run(run.ref, by=BO).total_pence == 712


def test_a_line_entitled_to_something_else_since_it_was_drafted_is_not_prepared(ada):
    run = flow.draft_run(week=MONDAY, category="HC", pay_date=PAY_DAY, by=BO).run
    claimed("I2", minutes=10)
    judge([MONDAY], by=ada)

    with pytest.raises(Refused) as refused:
        flow.prepare_run(run.ref, by=BO)

    assert refused.value.refusal.code == "judged-since"
