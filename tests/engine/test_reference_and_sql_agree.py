"""Two programs, written apart from one specification, say the same of every visit and every penny."""

from itertools import zip_longest

import pytest
from hypothesis import HealthCheck, given, settings

from duly.payments.validation.digest import canonical_rows
from duly.payments.validation.engine import judge_inputs
from duly.payments.validation.facts import Inputs
from duly.payments.validation.reference.judge import judge
from duly.payments.validation.reference.tests.worlds import worlds
from tests.offices.office import make_office, random_inputs

OFFICES, AT_A_TIME = 200, 20


def first_difference(inputs: Inputs) -> str:
    """The first row on which the two do not agree, as each tells it; empty when they do."""
    for plain, sql in zip_longest(canonical_rows(judge(inputs)), canonical_rows(judge_inputs(inputs)), fillvalue="nothing"):
        if plain != sql:
            return f"\nreference: {plain}\nengine:    {sql}"
    return ""


@pytest.mark.parametrize("start", range(0, OFFICES, AT_A_TIME))
def test_they_agree_on_random_offices(start):
    for seed in range(start, start + AT_A_TIME):
        difference = first_difference(random_inputs(seed))

        assert not difference, f"seed {seed}{difference}"


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_they_agree_on_an_office_with_every_fault(seed):
    assert not first_difference(make_office(seed, weeks=2).inputs)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(worlds())
def test_they_agree_on_worlds_drawn_to_be_awkward(world):
    assert not first_difference(world)
