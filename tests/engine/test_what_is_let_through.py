"""What a contract lets through: a plain, slow program from the page alone, held to examples worked by hand."""

from datetime import date

import pytest

from duly.payments.validation.facts import Cut, Inputs, Judgement
from duly.payments.validation.judging import apart
from duly.payments.validation.nights.judge import judge_nights
from duly.payments.validation.reference.judge import judge
from tests.engine.tolerance_edges import EDGES, ONE_WEEK_AGAIN, Let
from tests.engine.tolerance_oracle import is_sampled, let_through
from tests.engine.tolerance_worlds import MONDAY


def judged_without(inputs: Inputs, weeks: tuple[date, ...]) -> Judgement:
    """Both kinds of care, before anything is let through."""
    minutes, nights = apart(inputs)
    by_the_minute = judge(minutes, weeks=weeks)
    return Judgement(by_the_minute.visits, (*by_the_minute.line_weeks, *judge_nights(nights, weeks=weeks)))


def by_the_oracle(inputs: Inputs, weeks: tuple[date, ...]) -> Judgement:
    return let_through(judged_without(inputs, weeks), inputs, weeks)


def claimed_weeks(inputs: Inputs) -> tuple[date, ...]:
    return tuple(sorted({claim.week for claim in inputs.claims}))


def let(judgement: Judgement) -> Let:
    return {(one.line_ref, one.week): one.let_pence for one in judgement.line_weeks if one.let_pence}


@pytest.mark.parametrize("edge", EDGES)
def test_each_side_of_an_edge_is_as_worked_by_hand(edge):
    inputs, expected = EDGES[edge]

    assert let(by_the_oracle(inputs, claimed_weeks(inputs))) == expected


def test_a_week_on_record_judged_again_alone_is_let_through_again():
    inputs, weeks, expected = ONE_WEEK_AGAIN

    assert let(by_the_oracle(inputs, weeks)) == expected


@pytest.mark.parametrize(
    ("edge", "decision", "codes", "entitled", "due"),
    [
        ("five minutes", "CLEAN", (411,), 105, 105),
        ("five minutes made and not planned", "CLEAN", (401,), 105, 105),
        ("also trimmed by 407", "TRIMMED", (407, 411), 135, 135),
        ("also trimmed by 203", "TRIMMED", (203, 411), 105, 105),
        ("six minutes", "TRIMMED", (411,), 100, 100),
        ("a held week with a small excess", "HELD", (105, 411), 100, 0),
    ],
)
def test_what_becomes_of_it(edge, decision, codes, entitled, due):
    inputs, _ = EDGES[edge]

    (found,) = by_the_oracle(inputs, claimed_weeks(inputs)).line_weeks

    told = tuple(code for code in found.codes if code not in (402, 404))
    assert (found.decision, told, found.entitled_pence, found.due_pence) == (decision, codes, entitled, due)
    assert sum(cut.pence for cut in found.cuts) == found.claimed_pence - found.entitled_pence


def test_the_cut_gained_is_the_last_and_takes_back_what_the_others_took():
    inputs, _ = EDGES["five minutes"]

    (found,) = by_the_oracle(inputs, (MONDAY,)).line_weeks

    assert found.cuts == (Cut("411", 5, 5), Cut("tolerance", -5, -5))


def test_one_letting_in_fifty_is_drawn_and_by_the_digest_alone():
    drawn = [line for line in range(20_000) if is_sampled("a" * 64, f"L-{line}", MONDAY)]

    assert 340 <= len(drawn) <= 460
    assert drawn == [line for line in range(20_000) if is_sampled("a" * 64, f"L-{line}", MONDAY)]
    assert drawn != [line for line in range(20_000) if is_sampled("b" * 64, f"L-{line}", MONDAY)]
