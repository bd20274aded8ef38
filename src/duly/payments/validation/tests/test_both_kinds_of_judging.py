"""Care by the minute and by the night, frozen in one folder and judged by one door."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from duly.payments.validation.engine import judge_inputs
from duly.payments.validation.facts import Claim, Inputs
from duly.payments.validation.inputs import InputsRefused
from duly.payments.validation.judging import NIGHTS, apart, freeze, judge_frozen, minutes_sha256
from duly.payments.validation.nights.judge import judge_nights
from duly.payments.validation.nights.tests.homes import a_home
from duly.payments.validation.rules.examples import MONDAY, a_week

AT_HOME = a_week()
IN_A_HOME = a_home(weeks=(MONDAY,))


def together(one: Inputs, other: Inputs) -> Inputs:
    return Inputs(**{name: (*rows, *getattr(other, name)) for name, rows in vars(one).items()})


def test_both_kinds_are_judged_and_told_in_one_order(tmp_path):
    both = together(IN_A_HOME, AT_HOME)

    frozen = freeze(both, tmp_path, weeks=[MONDAY])
    judged = judge_frozen(tmp_path)

    assert judged.line_weeks == (*judge_inputs(AT_HOME).line_weeks, *judge_nights(IN_A_HOME))
    assert [found.line_ref for found in judged.line_weeks] == ["L-1", "L-9"]
    assert NIGHTS in frozen.as_json()
    assert frozen.ruleset_sha256 != minutes_sha256()


def test_without_nights_nothing_is_frozen_for_them(tmp_path):
    frozen = freeze(AT_HOME, tmp_path, weeks=[MONDAY])

    assert not (tmp_path / NIGHTS).exists()
    assert (frozen.nights, frozen.ruleset_sha256) == (None, minutes_sha256())


def test_every_row_goes_to_one_kind_or_to_both():
    both = together(IN_A_HOME, AT_HOME)
    minutes, nights = apart(both)

    assert ([line.line_ref for line in minutes.lines], [line.line_ref for line in nights.lines]) == (["L-1"], ["L-9"])
    assert ({t.contract_ref for t in minutes.terms}, {t.contract_ref for t in nights.terms}) == ({"C-1"}, {"C-9"})
    for name, rows in vars(both).items():
        assert set(rows) == {*getattr(minutes, name), *getattr(nights, name)}, name
    assert minutes.stays == nights.stays == both.stays


def test_a_claim_with_no_line_is_by_the_night_when_it_claims_nights():
    claim = Claim("I-7", 1, "PR-1", "P-1", "something", MONDAY, 0, 0, 100, nights=2)
    minutes, nights = apart(Inputs(claims=(claim, replace(claim, line_no=2, nights=0, minutes=30))))

    assert ([c.line_no for c in nights.claims], [c.line_no for c in minutes.claims]) == ([1], [2])


def test_a_changed_file_of_nights_is_refused(tmp_path):
    freeze(IN_A_HOME, tmp_path, weeks=[MONDAY])
    file = tmp_path / NIGHTS / "stays.parquet"
    file.write_bytes(file.read_bytes() + b" ")

    with pytest.raises(InputsRefused, match=r"stays\.parquet is missing or is not the one that was frozen"):
        judge_frozen(tmp_path)


def test_one_line_of_an_invoice_may_lie_in_several_weeks_of_a_stay():
    home = a_home(weeks=(MONDAY, MONDAY + timedelta(days=7)))
    stay = replace(home, claims=tuple(replace(claim, invoice_ref="I-1") for claim in home.claims))

    assert [found.decision for found in judge_nights(stay)] == ["CLEAN", "CLEAN"]
    with pytest.raises(InputsRefused, match="Two rows of claims have the key I-1 1 2026-11-02"):
        judge_nights(replace(stay, claims=stay.claims[:1] * 2))


REFUSED = {
    "Two rows of stays have the key S-9.": replace(IN_A_HOME, stays=IN_A_HOME.stays * 2),
    "The row I-1 1 of claims is for a number of nights outside 0 to 7.": replace(
        IN_A_HOME, claims=(replace(IN_A_HOME.claims[0], nights=8),)
    ),
    "The row C-9 2000-01-03 of terms shares a week in a way that is not known.": replace(
        IN_A_HOME, terms=(replace(IN_A_HOME.terms[0], part_week="MONTHS"),)
    ),
    "Two rows of commissions of L-9 overlap, the later from 2026-11-02.": replace(
        IN_A_HOME, commissions=(*IN_A_HOME.commissions, replace(IN_A_HOME.commissions[0], starts=MONDAY))
    ),
    "A row of fundings of P-9 fnc 2026-11-02 ends no later than it starts.": a_home(
        weeks=(MONDAY,), fundings=(("fnc", 100, "nhs", MONDAY, MONDAY),)
    ),
    "The contract C-9 has no terms in force on 2026-11-02.": replace(
        IN_A_HOME, terms=(replace(IN_A_HOME.terms[0], ends=date(2026, 11, 2)),)
    ),
    "The row I-1 1 of claims does not begin on a Monday.": replace(
        IN_A_HOME, claims=(replace(IN_A_HOME.claims[0], week=MONDAY + timedelta(days=1)),)
    ),
}


@pytest.mark.parametrize("because", REFUSED)
def test_nights_that_cannot_be_judged_are_refused_with_the_row_in_the_way(because):
    with pytest.raises(InputsRefused) as refused:
        judge_nights(REFUSED[because])

    assert refused.value.because == because
