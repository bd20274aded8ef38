"""A week judged again: what made it come to something else, read from what the two judgements froze."""

import pytest

from duly.payments.tests.ground import MONDAY
from duly.payments.validation import queries
from duly.payments.validation.actions import judge
from duly.payments.validation.changes import frozen_known
from duly.payments.validation.freeze import folder_of
from duly.payments.validation.inputs import InputsRefused
from duly.payments.validation.tests.ground import a_commissioned_line, claimed, officers, visited


@pytest.fixture
def ada(commits):
    ada, _ = officers()
    a_commissioned_line(ada)
    return ada


def test_a_visit_that_was_told_late_is_the_cause_of_what_is_now_owed(ada):
    claimed("I1")
    first = judge([MONDAY], by=ada)
    visited("V1")
    second = judge([MONDAY], by=ada)

    seen = queries.changes_since(queries.assessed_of("L-1", MONDAY))

    assert (seen.since_ref, seen.judgement_ref, seen.before_pence, seen.entitled_pence) == (first.ref, second.ref, 0, 1068)
    assert [(change.cause, change.pence, change.told) for change in seen.changes] == [("the visits", 1068, ("visits V-1/V1 is new",))]


def test_causes_between_any_two_judgements_add_up(ada):
    claimed("I1")
    first = judge([MONDAY], by=ada)
    visited("V1", minutes=20)
    judge([MONDAY], by=ada)
    claimed("I2", minutes=10)
    third = judge([MONDAY], by=ada)

    seen = queries.changes_since(queries.assessed_of("L-1", MONDAY), first.ref)

    assert (seen.since_ref, seen.judgement_ref) == (first.ref, third.ref)
    assert sum(change.pence for change in seen.changes) == seen.entitled_pence - seen.before_pence


def test_a_week_judged_once_has_nothing_to_be_compared_with(ada):
    claimed("I1")
    made = judge([MONDAY], by=ada)

    with pytest.raises(queries.NoEarlierJudgement, match=f"The week of 2 November 2026 was not judged before {made.ref}"):
        queries.changes_since(queries.assessed_of("L-1", MONDAY))


def test_what_was_frozen_and_has_changed_is_not_compared(ada):
    claimed("I1")
    made = judge([MONDAY], by=ada)
    file = folder_of(made.ref) / "claims.parquet"
    file.write_bytes(file.read_bytes() + b" ")

    with pytest.raises(InputsRefused, match=r"claims\.parquet is missing or is not the one that was frozen"):
        frozen_known(folder_of(made.ref), "V-1")
