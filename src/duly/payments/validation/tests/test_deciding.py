"""Deciding what was held in each of five ways, like lines together, and taking a decision back: what is kept, and what is refused."""

from datetime import timedelta

import pytest
from django.db import connection, transaction

from duly.core.people.actions import add_officer, give_post
from duly.core.people.queries import actor
from duly.core.record.clock import now, today
from duly.core.record.queries import history
from duly.payments.tests.ground import APRIL, MONDAY
from duly.payments.validation import queries
from duly.payments.validation.actions import decide, decide_together, judge, take_back
from duly.payments.validation.models import ExceptionDecision
from duly.payments.validation.tests.ground import a_commissioned_line, claimed, officers, visited
from duly.primitives.actor import SYSTEM
from duly.primitives.refusal import Refused

OVER, SHORT, DONE, LIKE = (MONDAY + timedelta(days=7 * n) for n in range(4))
"""Weeks of L-1, judged at once: longer than agreed, shorter than claimed, and two more that were longer."""


@pytest.fixture
def council(db):
    """Ada, Bea, and the four line-weeks by number: 45 minutes are claimed of each, and 30 were agreed."""
    ada, bea = officers()
    a_commissioned_line(ada)
    for week in (OVER, SHORT, DONE, LIKE):
        visited(f"V{week}", minutes=30 if week == SHORT else 45, on=week)
        claimed(f"I{week}", minutes=45, week=week)
    judge([OVER, SHORT, DONE, LIKE], by=ada)
    return ada, bea, [queries.exceptions(week)[0].assessed_id for week in (OVER, SHORT, DONE, LIKE)]


def why_not(act, *args, **how) -> str:
    """The sentence of a refusal."""
    with pytest.raises(Refused) as refused:
        act(*args, **how)
    return refused.value.refusal.because


def test_an_amount_of_ones_own_is_worked_out_from_a_sum_that_the_record_keeps(council):
    _, bea, (_, short, *_) = council

    def asked(amount: str, note: str = "") -> str:
        return why_not(decide, short, choice="pay_other", amount=amount, note=note, reason_code="32", by=bea)

    assert asked("") == "Type the amount to pay, or a sum such as 49.75*21.36."
    assert asked("ten pounds") == "'ten pounds' is not a sum, such as 49.75*21.36 or 100-12.50."
    assert asked("5-10.68") == "5-10.68 comes to −£5.68. Pay nothing, or more."
    assert asked("16.03", "The log.") == "£16.03 is more than the £16.02 claimed. Nobody is paid more than they claim."
    assert asked("2*8") == "£16.00 is £5.32 more than anything here shows. Say in the note what shows it."
    assert "amount over agreed at most £0.00" in asked("2*8", "The log.")
    assert queries.decision_on("L-1", SHORT) is None

    decided = decide(short, choice="pay_other", amount=" 21.36 / 4 ", reason_code="90", note="A quarter of an hour.", by=bea)

    assert (decided.pence, decided.tape) == (534, "21.36 / 4")
    assert history("line-week", f"L-1/{SHORT}")[0].sentence == (
        f"L-1/{SHORT}, held in JG-2026-W45-1: pay another amount, £5.34, worked out as 21.36 / 4 (90). A quarter of an hour."
    )
    assert [(due.due_pence, due.cause) for due in queries.due_lines(SHORT)] == [(534, "HELD, pay_other: 90")]


def test_what_no_visit_shows_is_never_paid_as_claimed_and_what_is_shown_as_the_scheme_lets(council):
    _, bea, (over, short, *_) = council

    assert why_not(decide, short, choice="pay_claimed", reason_code="32", by=bea) == "No visit shows 15 min of what is claimed."
    assert "amount over agreed at most £0.00" in why_not(decide, over, choice="pay_claimed", reason_code="22", by=bea)


def test_like_lines_are_decided_together_and_each_outcome_is_told(council):
    _, bea, (over, short, done, like) = council
    decide(done, choice="hold", reason_code="51", by=bea)

    told = decide_together([over, short, done, like, over], choice="pay_entitled", reason_code="21", note="As agreed.", by=bea)

    assert [(one.assessed_id, one.refusal.code if one.refusal else one.decided.pence) for one in told] == [
        (over, 1068),
        (short, "another-rule"),
        (done, "decided-before"),
        (like, 1068),
    ]
    assert [queries.decision_on("L-1", week) is not None for week in (OVER, SHORT, DONE, LIKE)] == [True, False, True, True]
    assert history("line-week", f"L-1/{LIKE}")[0].sentence.endswith("As agreed.")
    for week in (OVER, SHORT, DONE, LIKE):
        seen = queries.exceptions(week)
        assert queries.exceptions(week, only_decided=True) == tuple(one for one in seen if one.decided)
        assert queries.exceptions(week, only_undecided=True) == tuple(one for one in seen if not one.decided)
    asked = [("L-1", week) for week in (OVER, SHORT, DONE, LIKE)]
    assert set(queries.due_digests(asked)) == {("L-1", OVER), ("L-1", LIKE)}, "one waits, and one is held"
    assert queries.due_digests(asked) == {
        (due.line_ref, due.week): due.assessed_digest for week in (OVER, LIKE) for due in queries.due_lines(week)
    }
    (only,) = decide_together([short], choice="pay_other", reason_code="90", by=bea)
    assert only.refusal.code == "one-by-one"


def test_a_decision_is_taken_back_a_moment_later_by_whoever_made_it_and_both_stay_in_the_record(council, monkeypatch):
    ada, bea, (over, _, done, like) = council
    monkeypatch.setattr("duly.payments.validation.checks.UNDO_SECONDS", 3_600)  # however slow the machine
    assert why_not(take_back, over, by=bea) == "No decision stands on this line, so there is nothing to take back."
    decide_together([over, done], choice="pay_entitled", reason_code="21", by=bea)
    assert [one.assessed_id for one in queries.decided_last(bea.ref, OVER, since=now() - timedelta(hours=1))] == [over]

    taken = take_back(over, by=bea)

    assert (taken.pence, queries.decision_on("L-1", OVER)) == (1068, None)
    assert [left.code for left in queries.left_out(OVER)] == ["not-decided"]
    assert ExceptionDecision.objects.filter(week=OVER).count() == 1, "kept, and superseded"
    assert history("line-week", f"L-1/{OVER}")[-1].sentence.endswith("(pay entitled, £10.68): taken back, and not decided.")
    assert decide(over, choice="hold", reason_code="51", by=bea).pence == 0, "and decided again"

    cara = add_officer(username="cara", name="Cara", email="cara@example.org", password=None, by=SYSTEM)
    give_post(cara, post="deciding", starts=APRIL, by=SYSTEM)
    assert why_not(take_back, done, by=actor(cara, on=today())).startswith("Somebody else decided this line.")
    with monkeypatch.context() as later:
        later.setattr("duly.payments.validation.checks.now", lambda: now() + timedelta(seconds=31))
        later.setattr("duly.payments.validation.checks.UNDO_SECONDS", 30)
        assert why_not(take_back, done, by=bea).startswith("A decision is taken back within 30 seconds.")
    decide(done, choice="hold", reason_code="51", by=bea)
    assert why_not(take_back, done, by=bea).startswith("This decision took the place of another")
    decide(like, choice="hold", reason_code="51", by=bea)
    judge([LIKE], by=ada)
    assert why_not(take_back, like, by=bea).startswith("This week was judged again since")


def test_a_decision_stands_no_longer_once_the_week_was_judged_as_another_matter(council):
    ada, bea, (over, *_) = council
    decide(over, choice="pay_entitled", reason_code="21", by=bea)
    assert queries.decision_on("L-1", OVER) is not None

    claimed("I-more", minutes=30, week=OVER)
    judge([OVER], by=ada)

    assert queries.decision_on("L-1", OVER) is None
    assert [left.code for left in queries.left_out(OVER)] == ["not-decided"]


def test_the_database_refuses_a_decision_that_cannot_be(council):
    _, bea, (over, *_) = council
    decide(over, choice="pay_entitled", reason_code="21", by=bea)
    names = (
        "assessed_id",
        "line_ref",
        "week",
        "matter_sha256",
        "choice",
        "reason_code",
        "pence",
        "tape",
        "decided_by",
        "decided_at",
        "made_by",
    )

    for column, value, constraint in (
        ("choice", "'refuse'", "a_decision_is_one_of_five"),
        ("tape", "'2*3'", "another_amount_and_only_that_has_its_sum"),
        ("choice", "'pay_other'", "another_amount_and_only_that_has_its_sum"),
        ("pence", "1603", "A decision pays no more than was claimed."),
    ):
        told = ", ".join(value if name == column else name for name in names)
        with pytest.raises(Exception, match=constraint), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"INSERT INTO validation_exceptiondecision ({', '.join(names)}) SELECT {told} FROM validation_exceptiondecision")
