"""A small excess is let through by its contract's clause, equal being within; and everything else stays as it was."""

from dataclasses import replace
from datetime import date

import pytest

from duly.payments.validation.facts import FOREVER, Commission, Cut, Letting
from duly.payments.validation.tolerance.letting import let_through
from duly.payments.validation.tolerance.tests.trimmed import MONDAY, TERMS, clean, known, let, lines_let, trimmed, weeks_on

LARGE = {"let_minutes": 0, "let_pence": 0, "let_bp": 0}
"""Terms by which nothing is small."""


@pytest.mark.parametrize(
    ("found", "terms", "through"),
    [
        (trimmed(x=5, e=900), {"let_pence": 0}, True),
        (trimmed(x=6, e=900), {"let_pence": 0}, False),
        (trimmed(x=60, e=200), {"let_person_minutes": 60}, True),
        (trimmed(x=60, e=201), {"let_person_minutes": 60}, False),
        (trimmed(x=60, e=200, claimed=4000), {"let_person_minutes": 60}, True),
        (trimmed(x=60, e=200, claimed=3999), {"let_person_minutes": 60}, False),
        (trimmed(x=60, e=200), {"let_person_minutes": 60, "let_bp": 0}, False),
        (trimmed(x=1, e=1), LARGE, False),
    ],
)
def test_small_is_by_minutes_or_by_pence_and_their_share_of_the_claim(found, terms, through):
    assert (lines_let(found, **terms) == {"L-1"}) is through


def test_no_clause_lets_nothing_through():
    nothing = dict.fromkeys(("let_minutes", "let_pence", "let_bp", "let_person_minutes", "let_run_pence", "let_run_bp"), 0)

    assert let(trimmed(x=1, e=1), **nothing) == {}


@pytest.mark.parametrize(
    "wrong",
    [
        {"decision": "HELD", "due_pence": 0},
        {"decision": "BLOCKED", "entitled_pence": 0, "due_pence": 0},
        {"decision": "REFUSED", "entitled_pence": 0, "due_pence": 0},
        {"decision": "CLEAN"},
        {"line_ref": ""},
        {"cuts": (Cut("203", 5, 178),), "codes": (203,)},
        {"cuts": (Cut("411", 5, 178), Cut("not claimed", 0, -178)), "entitled_pence": 10_000},
    ],
)
def test_what_is_no_candidate_stays_as_it_was(wrong):
    found = replace(trimmed(), **wrong)

    assert let_through([found], weeks=[MONDAY], known=known([found])) == (found,)


def test_what_is_let_through_is_told_in_the_cuts_and_is_due():
    found = trimmed(x=4, e=142, paid_pence=9000, due_pence=858, codes=(401, 411), cuts=(Cut("401", 3, 107), Cut("411", 1, 35)))

    (told,) = let_through([found], weeks=[MONDAY], known=known([found]))

    assert told.cuts == (*found.cuts, Cut("tolerance", -4, -142))
    assert (told.let_pence, told.entitled_pence, told.due_pence, told.decision) == (142, 10_000, 1000, "CLEAN")
    assert sum(cut.pence for cut in told.cuts) == told.claimed_pence - told.entitled_pence
    same = ("codes", "parts", "delivered_pence", "payable_minutes", "rate_hundredths", "paid_pence", "claimed_minutes")
    assert [getattr(told, name) for name in same] == [getattr(found, name) for name in same]


@pytest.mark.parametrize("code", [102, 104, 107, 108, 203, 207, 303, 305, 407, 410])
def test_a_line_trimmed_besides_stays_trimmed(code):
    cause = "rate" if code in (303, 305) else str(code)
    found = trimmed(codes=tuple(sorted((411, code))), cuts=(Cut(cause, 0, 50), Cut("411", 5, 178)), entitled_pence=9772)

    (told,) = let_through([found], weeks=[MONDAY], known=known([found]))

    assert (told.decision, told.let_pence) == ("TRIMMED", 178)


@pytest.mark.parametrize("cause", ["102", "104", "107", "108"])
def test_no_more_is_paid_than_stands(cause):
    """£1.78 was cut by 411 while the contract would pay £1.00 beyond the claim: only what stands and is not paid is let through."""
    cuts = (Cut(cause, 0, 300), Cut("411", 5, 178), Cut("not claimed", 0, -100))
    found = trimmed(codes=(int(cause), 411), cuts=cuts, entitled_pence=10_000 - 378)

    assert let(found) == {("L-1", MONDAY): 78}


def test_a_line_by_half_a_rate_more_is_let_through_for_what_the_cut_took():
    """The rate rose mid-week: the cut is at the week's rate, and less than what is not paid of the claim."""
    found = trimmed(cuts=(Cut("rate", 0, 60), Cut("411", 5, 178)), entitled_pence=10_000 - 238)

    assert let(found) == {("L-1", MONDAY): 178}


def test_a_persons_lines_are_taken_together_and_by_each_provider_alone():
    one, other = trimmed("L-1", x=5, person_ref="P-1"), trimmed("L-2", x=5, person_ref="P-1", service="sitting")
    elsewhere = trimmed("L-3", x=5, person_ref="P-1", provider_ref="V-2")

    assert lines_let(one, other, let_person_minutes=10) == {"L-1", "L-2"}
    assert lines_let(one, other, let_person_minutes=9) == set()
    assert lines_let(one, other, elsewhere, let_person_minutes=9) == {"L-3"}
    assert lines_let(one, trimmed("L-2", x=60, e=5000, person_ref="P-1"), let_person_minutes=5) == {"L-1"}, (
        "one that is not small is not asked"
    )


@pytest.mark.parametrize(("before", "through"), [(1, False), (4, False), (5, True)])
def test_a_line_is_not_let_through_again_within_four_weeks(before, through):
    on_record = [Letting("L-1", weeks_on(-before), 100)]

    assert (lines_let(trimmed(), lettings=on_record) == {"L-1"}) is through
    assert lines_let(trimmed(), lettings=[Letting("L-2", weeks_on(-before), 100)]) == {"L-1"}
    assert (lines_let(trimmed(), lettings=[Letting("L-1", weeks_on(before), 100)]) == {"L-1"}) is through, (
        "a week claimed late is not a way round"
    )


def test_two_weeks_running_in_one_judgement_are_let_through_once():
    weeks = [trimmed(week=n) for n in range(6)]

    assert let(*weeks) == let(*reversed(weeks)) == {("L-1", weeks_on(0)): 178, ("L-1", weeks_on(5)): 178}


def test_what_this_judgement_says_of_its_weeks_counts_and_not_what_was_said_of_them():
    """The week before is judged again, and has no claim now: what was let through of it is gone."""
    on_record = [Letting("L-1", weeks_on(-1), 100)]

    assert lines_let(trimmed(), lettings=on_record, weeks=[weeks_on(-1), MONDAY]) == {"L-1"}
    assert lines_let(trimmed(), lettings=on_record, weeks=[MONDAY]) == set()


def test_a_week_on_record_is_let_through_again_while_it_is_small():
    on_record = [Letting("L-1", MONDAY, 999), Letting("L-1", weeks_on(-1), 100)]
    nothing_left = {"let_person_minutes": 0, "let_run_pence": 0, "let_run_bp": 0}

    assert let(trimmed(), lettings=on_record, **nothing_left) == {("L-1", MONDAY): 178}, (
        "what it comes to now, and the rest is not asked again"
    )
    assert let(trimmed(x=6, e=900), lettings=on_record) == {}


def test_a_week_on_record_counts_for_its_person_and_its_provider():
    one, other = trimmed("L-1", x=5, e=178, person_ref="P-1"), trimmed("L-2", x=5, e=100, person_ref="P-1")
    on_record = [Letting("L-1", MONDAY, 178)]

    assert lines_let(one, other, lettings=on_record, let_person_minutes=9) == {"L-1"}
    assert lines_let(one, other, lettings=on_record, let_run_pence=278) == {"L-1", "L-2"}
    assert lines_let(one, other, lettings=on_record, let_run_pence=277) == {"L-1"}


def test_a_provider_has_its_smallest_let_through_up_to_its_limit_in_pence():
    three = [trimmed("L-1", e=150), trimmed("L-2", e=100), trimmed("L-3", e=100)]

    assert lines_let(*three, let_run_pence=350) == {"L-1", "L-2", "L-3"}
    assert lines_let(*three, let_run_pence=349) == {"L-2", "L-3"}
    assert lines_let(*three, let_run_pence=199) == {"L-2"}, "of two alike the first by reference"


def test_a_provider_has_no_more_let_through_than_its_share_of_what_it_is_entitled_to():
    of_everything = clean("L-9", entitled=25_600 - 9822)

    assert lines_let(trimmed(e=178), of_everything, let_run_bp=70) == {"L-1"}, "178 is within 0.7 % of £256.00, which is 179.2"
    exactly = clean("L-9", entitled=17_800 - 9822)
    assert lines_let(trimmed(e=178), exactly, let_run_bp=100) == {"L-1"}
    assert lines_let(trimmed(e=178), replace(exactly, entitled_pence=exactly.entitled_pence - 1), let_run_bp=100) == set()


@pytest.mark.parametrize("other", [{"decision": "HELD"}, {"provider_ref": "V-2"}, {"week": weeks_on(1)}])
def test_what_is_held_elsewhere_or_of_another_week_is_no_part_of_what_a_provider_is_entitled_to(other):
    exactly = clean("L-9", entitled=17_800 - 9822)

    assert lines_let(trimmed(e=178), replace(exactly, **other), let_run_bp=100) == set()


def test_a_provider_entitled_to_nothing_else_has_nothing_let_through():
    found = trimmed(e=178, claimed=178)

    assert lines_let(found) == set()


def test_once_one_does_not_fit_none_after_it_does():
    """L-2's own contract would let it through; what came before it did not fit, so it is not asked."""
    small, large = trimmed("L-1", e=100), trimmed("L-2", e=101)
    under_two = replace(known([small, large]), terms=(replace(TERMS, let_run_pence=99), replace(TERMS, contract_ref="C-2")))
    under_two = replace(under_two, lines=(under_two.lines[0], replace(under_two.lines[1], contract_ref="C-2")))

    assert [one.let_pence for one in let_through([small, large], weeks=[MONDAY], known=under_two)] == [0, 0]
    assert [one.let_pence for one in let_through([large], weeks=[MONDAY], known=under_two)] == [101]


@pytest.mark.parametrize(("first_day", "through"), [(MONDAY, False), (date(2026, 11, 8), True), (date(2026, 11, 9), False)])
def test_the_terms_are_those_of_the_first_day_in_force_or_of_the_monday(first_day, through):
    """The clause is of terms from the Sunday on. A line not in force in the week is trimmed by the terms of its Monday."""
    found = trimmed()
    sunday = date(2026, 11, 8)
    without = replace(TERMS, ends=sunday, let_minutes=0, let_pence=0)
    of_line = replace(
        known([found], terms=[without, replace(TERMS, version=2, starts=sunday)]), commissions=(Commission("L-1", first_day, FOREVER),)
    )

    assert bool(let_through([found], weeks=[MONDAY], known=of_line)[0].let_pence) is through


def test_line_weeks_stay_in_their_order():
    found = [trimmed("L-2"), clean("L-9", entitled=50_000), trimmed("L-1", week=1)]

    told = let_through(found, weeks=[MONDAY, weeks_on(1)], known=known(found))

    assert [one.line_ref for one in told] == ["L-2", "L-9", "L-1"]
    assert [one.let_pence for one in told] == [178, 0, 178]
