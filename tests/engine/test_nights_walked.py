"""Two programs, written apart from one page, say the same of every week in a care home, to the penny."""

from itertools import zip_longest

import pytest

from duly.payments.validation.digest import canonical_rows
from duly.payments.validation.facts import Inputs, Judgement
from duly.payments.validation.judging import apart, freeze, judge_frozen, judge_known
from duly.payments.validation.nights.judge import judge_nights
from duly.payments.validation.reference.judge import judge
from tests.engine.nights_walker import walk
from tests.faults.sizes import SEED, size
from tests.offices.chaos_nights import random_homes, whole_office
from tests.offices.homes import make_homes

HOMES, AT_A_TIME = size(400, 100_000), 200
OFFICES = size(2, 500)


def weeks_of(inputs: Inputs) -> tuple:
    return tuple(sorted({claim.week for claim in inputs.claims}))


def first_difference(ours: Judgement, theirs: Judgement) -> str:
    """The first row on which two judgements do not agree, as each tells it; empty when they do."""
    for one, other in zip_longest(canonical_rows(ours), canonical_rows(theirs), fillvalue="nothing"):
        if one != other:
            return f"\nwalker: {one}\njudge:  {other}"
    return ""


@pytest.mark.parametrize("start", range(0, HOMES, AT_A_TIME) if HOMES <= 1000 else [0])
def test_they_agree_on_random_homes(start, record_property):
    seeds = range(start, start + AT_A_TIME) if HOMES <= 1000 else range(SEED, SEED + HOMES)
    weeks = decided = 0
    for seed in seeds:
        inputs = random_homes(seed)
        walked = walk(inputs, weeks_of(inputs))

        assert not first_difference(Judgement((), walked), Judgement((), judge_nights(inputs, weeks=weeks_of(inputs)))), f"seed {seed}"

        weeks, decided = weeks + len(walked), decided + sum(one.decision in ("CLEAN", "TRIMMED", "HELD") for one in walked)
    assert decided > len(seeds)
    record_property(
        "counted", f"{weeks} weeks in a home judged alike, {decided} of them priced, in {len(seeds)} random homes; seed {seeds[0]}"
    )


def test_they_agree_on_homes_with_every_fault():
    inputs = make_homes(3).inputs

    assert not first_difference(Judgement((), walk(inputs, weeks_of(inputs))), Judgement((), judge_nights(inputs, weeks=weeks_of(inputs))))


@pytest.mark.parametrize("start", [0])
def test_offices_of_both_kinds_are_judged_alike_through_both_doors(start, tmp_path):
    for seed in range(start, start + OFFICES):
        inputs = whole_office(seed)
        weeks = weeks_of(inputs)
        minutes, nights = apart(inputs)
        plain = judge(minutes, weeks=weeks)
        together = sorted((*plain.line_weeks, *walk(nights, weeks)), key=lambda x: (x.week, x.provider_ref, x.person_ref, x.service))
        freeze(inputs, tmp_path / str(seed), weeks=weeks)

        assert not first_difference(Judgement(plain.visits, tuple(together)), judge_known(inputs, weeks)), f"seed {seed}"
        assert not first_difference(Judgement(plain.visits, tuple(together)), judge_frozen(tmp_path / str(seed))), f"seed {seed}"
