"""Whoever had a hand in what a run pays does not approve it: who drafted it, took lines out of it, or decided a line of it."""

from datetime import timedelta

import pytest

from duly.payments.runs import actions, checks, queries
from duly.payments.runs.models import Run
from duly.payments.runs.rules import DueLine
from duly.payments.runs.tests.factories import ADA, BEA, DEE, PAY_DAY, WEEK, a_draft, a_scheme, due, payees
from duly.payments.tests.ground import MONDAY
from duly.payments.validation import queries as validation
from duly.payments.validation.actions import decide, judge
from duly.payments.validation.tests.ground import a_commissioned_line, claimed, officers, visited
from duly.primitives.actor import Actor
from duly.primitives.refusal import Refused


def why_not(run, by):
    found = checks.why_not_approve(queries.run(run.ref), seen_sha256=run.content_sha256, by=by)
    return found.because if found else None


@pytest.mark.django_db
def test_who_drafted_a_run_does_not_approve_it():
    a_scheme()
    run = actions.prepare(a_draft(due(1), by=DEE).ref, payees=payees(), by=ADA)

    assert why_not(run, DEE) == "You drafted this run, so someone else must approve it."
    assert why_not(run, BEA) is None


@pytest.mark.django_db
def test_who_took_a_line_out_of_it_does_not_approve_it():
    a_scheme()
    draft = a_draft(due(1), due(2))
    actions.take_out(draft.ref, keys={("LN-000002", WEEK)}, because="Wrong.", by=DEE)
    run = actions.prepare(draft.ref, payees=payees(), by=ADA)

    assert why_not(run, DEE) == "You took lines out of this run, so someone else must approve it."
    assert why_not(run, BEA) is None


def test_who_decided_a_line_of_it_does_not_approve_it_even_round_the_actions(commits):
    ada, bea = officers()
    a_commissioned_line(ada)
    visited("V1", minutes=10)
    claimed("I1", minutes=30)
    judge([MONDAY], by=ada)
    (held,) = validation.exceptions(MONDAY)
    decide(held.assessed_id, choice="pay_entitled", reason_code="51", by=bea)
    (owed,) = validation.due_lines(MONDAY)
    line = DueLine(**{name: getattr(owed, name) for name in DueLine.__dataclass_fields__})
    drafted = actions.draft(week=MONDAY, category="HC", pay_date=PAY_DAY, lines=[line], by=ada).run
    run = actions.prepare(drafted.ref, payees=payees("V-1"), by=ada)

    assert why_not(run, bea) == "You decided L-1/2026-11-02, which this run pays, so someone else must approve it."
    with pytest.raises(Refused) as refused:
        _approved_by(run.ref, bea)
    assert refused.value.refusal.code == "approver-decided-no-line"
    assert Run.objects.get(ref=run.ref).state == "prepared"


def test_the_standing_judgement_is_the_one_written_last_whatever_the_clock_said(commits, monkeypatch):
    from duly.payments.validation.actions import judging

    ada, _ = officers()
    a_commissioned_line(ada)
    visited("V1")
    claimed("I1")
    first = judge([MONDAY], by=ada)
    real = judging.now
    monkeypatch.setattr(judging, "now", lambda: real() - timedelta(days=3))

    second = judge([MONDAY], by=ada)

    assert second.made_at < first.made_at
    assert validation.current_judgement_ref(MONDAY) == second.ref
    assert [one.ref for one in validation.judgements()] == [second.ref, first.ref]


def _approved_by(ref: str, by: Actor) -> None:
    from django.utils import timezone

    from duly.core.record.actions import unit_of_work
    from duly.payments.runs.events import RunApproved

    with unit_of_work() as record:
        run = Run.objects.get(ref=ref)
        run.state, run.approved_by, run.approved_at, run.version = "approved", by.ref, timezone.now(), run.version + 1
        run.save()
        record.write(RunApproved(ref, run.version, 0, ""), by=by)
