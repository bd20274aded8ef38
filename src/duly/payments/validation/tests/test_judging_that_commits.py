"""Judging in one snapshot, deciding what was held, and what may then be paid."""

import uuid
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection

from duly.core.record.actions import unit_of_work
from duly.core.record.queries import history
from duly.payments.ledger.actions import post
from duly.payments.ledger.rules import BANK, CARE_PAID, Posting
from duly.payments.ledger.tests.factories import as_poster
from duly.payments.tests.ground import MONDAY
from duly.payments.validation import queries
from duly.payments.validation.actions import decide, judge
from duly.payments.validation.digest import digest
from duly.payments.validation.engine import judge_folder
from duly.payments.validation.freeze import folder_of
from duly.payments.validation.judging import minutes_sha256
from duly.payments.validation.models import AssessedLine, ExceptionDecision, Judgement, VisitAssessed
from duly.payments.validation.tests.ground import a_commissioned_line, claimed, officers, visited
from duly.primitives.refusal import Refused


@pytest.fixture
def council(commits):
    ada, bea = officers()
    a_commissioned_line(ada)
    return ada, bea


def test_a_week_as_agreed_is_clean_and_due_in_full(council):
    ada, _ = council
    visited("V1")
    claimed("I1")

    made = judge([MONDAY], by=ada)

    assert (made.ref, made.decisions, made.codes, made.due_pence) == ("JG-2026-W45-1", (("CLEAN", 1),), (), 1068)
    (due,) = queries.due_lines(MONDAY)
    assert (due.line_ref, due.due_pence, due.cause) == ("L-1", 1068, "CLEAN")
    assert queries.left_out(MONDAY) == ()
    assert history("judgement", made.ref)[0].sentence.startswith(
        "Judgement JG-2026-W45-1 was made of 1 line-weeks and 1 visits in 2026-W45: £10.68"
    )


def test_the_folder_alone_gives_the_same_judgement(council):
    ada, _ = council
    visited("V1", minutes=41)
    claimed("I1", minutes=41)
    made = judge([MONDAY], by=ada)

    again = judge_folder(folder_of(made.ref))

    assert digest(again) == made.results_sha256 == Judgement.objects.get().results_sha256
    assert made.ruleset_sha256 == minutes_sha256()
    assert list(VisitAssessed.objects.values_list("visit_ref", "credited_minutes", "payable_minutes")) == [("V-1/V1", 41, 30)]


def test_what_is_held_is_not_due_until_somebody_decides(council):
    ada, bea = council
    visited("V1", minutes=45)
    claimed("I1", minutes=45)
    judge([MONDAY], by=ada)
    (held,) = queries.exceptions(MONDAY)

    assert queries.due_lines(MONDAY) == ()
    assert [(out.code, out.because) for out in queries.left_out(MONDAY)] == [
        (
            "not-decided",
            "Held for a person to decide. 15 min of the 45 min claimed were delivered beyond what was agreed; £5.34 is not payable.",
        )
    ]
    decide(held.assessed_id, choice="pay_entitled", reason_code="as-contract", note="Spoke to the provider.", by=bea)

    (due,) = queries.due_lines(MONDAY)
    assert (due.due_pence, due.cause) == (1068, "HELD, pay_entitled: as-contract")
    assert queries.left_out(MONDAY) == ()
    assert history("line-week", "L-1/2026-11-02")[0].sentence == (
        "L-1/2026-11-02, held in JG-2026-W45-1: pay entitled, £10.68 (as-contract). Spoke to the provider."
    )


def test_the_scheme_says_who_may_pay_beyond_what_was_agreed(council):
    ada, bea = council
    visited("V1", minutes=45)
    claimed("I1", minutes=45)
    judge([MONDAY], by=ada)
    (held,) = queries.exceptions(MONDAY)

    with pytest.raises(Refused) as refused:
        decide(held.assessed_id, choice="pay_delivered", reason_code="agreed-by-telephone", by=bea)

    assert "amount over agreed at most £0.00" in refused.value.refusal.because
    assert decide(held.assessed_id, choice="pay_entitled", reason_code="as-contract", by=bea).pence == 1068


def test_a_later_decision_supersedes_the_one_before(council):
    ada, bea = council
    visited("V1", minutes=45)
    claimed("I1", minutes=45)
    judge([MONDAY], by=ada)
    (held,) = queries.exceptions(MONDAY)
    decide(held.assessed_id, choice="pay_entitled", reason_code="as-contract", by=bea)

    decide(held.assessed_id, choice="hold", reason_code="asked-provider", by=bea)

    assert queries.due_lines(MONDAY) == ()
    assert [out.code for out in queries.left_out(MONDAY)] == ["decided-to-hold"]
    assert ExceptionDecision.objects.filter(superseded_by__isnull=True).count() == 1


def test_a_decision_stands_in_a_new_judgement_of_the_same_matter_and_falls_with_another(council):
    ada, bea = council
    visited("V1", minutes=45)
    claimed("I1", minutes=45)
    judge([MONDAY], by=ada)
    decide(queries.exceptions(MONDAY)[0].assessed_id, choice="pay_entitled", reason_code="as-contract", by=bea)

    again = judge([MONDAY], by=ada)
    assert again.ref == "JG-2026-W45-2"
    assert queries.due_lines(MONDAY)[0].judgement_ref == again.ref

    visited("V2", on=MONDAY + timedelta(days=1))
    claimed("I2")
    judge([MONDAY], by=ada)
    assert queries.due_lines(MONDAY) == ()
    assert queries.decision_on("L-1", MONDAY) is None


def test_what_was_paid_is_not_due_again_even_before_it_is_judged_again(council):
    ada, _ = council
    visited("V1")
    claimed("I1")
    judge([MONDAY], by=ada)

    with as_poster() as event:
        post(
            "run",
            "file-issued",
            [Posting(CARE_PAID, "L-1/2026-11-02", 1068), Posting(BANK, "run", -1068)],
            event_id=event,
            period="2026-11",
        )

    assert [line.due_pence for line in queries.due_lines(MONDAY)] == [0]
    assert judge([MONDAY], by=ada).due_pence == 0


def test_only_a_held_line_of_the_newest_judgement_is_decided(council):
    ada, bea = council
    visited("V1", minutes=45)
    claimed("I1", minutes=45)
    judge([MONDAY], by=ada)
    old = queries.exceptions(MONDAY)[0].assessed_id
    judge([MONDAY], by=ada)

    with pytest.raises(Refused) as refused:
        decide(old, choice="pay_entitled", reason_code="as-contract", by=bea)

    assert refused.value.refusal.because == "This week was judged again since, in JG-2026-W45-2. Decide it there."


def test_a_claim_with_no_line_is_held_and_cannot_be_decided(council):
    ada, bea = council
    claimed("I1", service="sitting")
    judge([MONDAY], by=ada)
    (held,) = queries.exceptions(MONDAY, code=202)

    with pytest.raises(Refused) as refused:
        decide(held.assessed_id, choice="pay_entitled", reason_code="as-contract", by=bea)

    assert refused.value.refusal.code == "no-authority"
    assert [out.code for out in queries.left_out(MONDAY)] == ["no-authority"]


def test_a_week_with_no_claims_is_not_judged(council):
    ada, _ = council

    with pytest.raises(Refused) as refused:
        judge([MONDAY], by=ada)

    assert refused.value.refusal.because == "Nothing is claimed for the week of 2 November 2026. Take in the invoices first."


def test_somebody_without_the_power_does_not_judge(council):
    _, bea = council
    claimed("I1")

    with pytest.raises(Refused) as refused:
        judge([MONDAY], by=bea)

    assert refused.value.refusal.because.startswith("No post you hold may judge a week's claims.")


def test_an_explanation_has_a_sentence_a_table_that_adds_up_and_everything_it_was_made_from(council):
    ada, _ = council
    visited("V1", minutes=45)
    claimed("I1", minutes=45)
    judge([MONDAY], by=ada)

    told = queries.explanation(AssessedLine.objects.get().pk)

    assert told.sentence == (
        "£10.68 of the £16.02 claimed for the week of 2 November 2026 is payable: 15 min of the 45 min claimed were delivered beyond what was agreed;"
        " £5.34 is not payable. A person must decide, because the £5.34 in question is above the £0.32 that is trimmed by itself."
        " Contract C-1 version 1, 7.2."
    )
    assert [(row.words, row.minutes, row.pence) for row in told.table] == [
        ("claimed", 45, 1602),
        ("401: delivered beyond what was agreed", -15, -534),
        ("entitled", 30, 1068),
    ]
    assert [(row.words, row.pence) for row in told.prices[1:]] == [
        ("paid before", 0),
        ("not due until a person decides", -1068),
        ("due", 0),
    ]
    assert (told.table[1].clause, told.prices[0].clause) == ("C-1 version 1, 7.2", "C-1 version 1, 7.2")
    assert told.trace.background == ("C-1 may be paid under from 1 April 2026.",)
    (seen,) = told.trace.visits
    assert (seen.visit.minutes, seen.call.starts_minute, seen.result.payable_minutes) == (45, 480, 30)
    assert told.trace.terms.clause == "7.2"
    assert [rule.code for rule in told.trace.rules if rule.fired] == [401]
    assert {file.name for file in told.trace.files} >= {"visits", "claims", "days"}


@pytest.mark.parametrize(
    ("change", "constraint"),
    [
        ({"decision": "HELD", "due_pence": 1068}, "only_clean_and_trimmed_are_due"),
        ({"decision": "REFUSED", "due_pence": 0}, "blocked_and_refused_are_entitled_to_nothing"),
        ({"entitled_pence": 1069, "due_pence": 1069}, "nobody_is_entitled_to_more_than_was_claimed"),
        ({"claimed_nights": 7}, "a_line_is_by_the_minute_or_by_the_night"),
        ({"due_pence": 1067}, "due_is_entitled_less_paid"),
        ({"decision": "MAYBE", "due_pence": 0}, "an_assessed_line_is_decided_one_of_five_ways"),
        ({"week": date(2026, 11, 3)}, "an_assessed_week_begins_on_a_monday"),
        ({}, "a_line_week_is_assessed_once_in_a_judgement"),
    ],
)
def test_the_database_refuses_an_assessed_line_that_cannot_be(council, change, constraint):
    ada, _ = council
    visited("V1")
    claimed("I1")
    judge([MONDAY], by=ada)
    kept = AssessedLine.objects.get()
    for name, value in change.items():
        setattr(kept, name, value)
    kept.pk = None

    with pytest.raises((Refused, IntegrityError)) as refused, unit_of_work():
        kept.save(force_insert=True)

    assert constraint.replace("_", "-") in str(refused.value.refusal.code)


def test_what_was_judged_is_kept_as_it_was_written(council):
    ada, _ = council
    visited("V1")
    claimed("I1")
    judge([MONDAY], by=ada)

    for statement in (
        "UPDATE validation_assessedline SET due_pence = 0",
        "DELETE FROM validation_visitassessed",
        "DELETE FROM validation_judgement",
    ):
        with pytest.raises(Exception, match=r"permission denied|kept as it was written"), connection.cursor() as cursor:
            cursor.execute(statement)


def test_a_decision_without_its_event_is_refused(council):
    ada, _ = council
    visited("V1", minutes=45)
    claimed("I1", minutes=45)
    judge([MONDAY], by=ada)
    held = AssessedLine.objects.get()

    with pytest.raises(Refused) as refused, unit_of_work():
        ExceptionDecision.objects.create(
            assessed=held,
            line_ref=held.line_ref,
            week=held.week,
            matter_sha256=held.matter_sha256,
            choice="pay_entitled",
            reason_code="none",
            pence=1068,
            decided_by="O-1",
            decided_at=held.judgement.made_at,
            made_by=uuid.uuid4(),
        )

    assert refused.value.refusal.code == "no-silent-write"
