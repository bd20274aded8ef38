"""Two programs, written apart from one specification, say the same of every visit and every penny.

Random offices are judged many at a time, side by side: an engine that reads a council at once is slow office by office. The nightly run
judges 1,000 of them, and a million visits.
"""

from itertools import zip_longest

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from duly.payments.validation.digest import canonical_rows
from duly.payments.validation.engine import judge_inputs
from duly.payments.validation.facts import Inputs
from duly.payments.validation.reference.judge import judge
from duly.payments.validation.reference.tests.worlds import worlds
from tests.faults.sizes import SEED, size
from tests.offices.chaos import beside_each_other, side_by_side
from tests.offices.office import make_office

OFFICES, AT_A_TIME = size(200, 1000), 50
VISITS, OFFICES_AT_ONCE = size(0, 1_000_000), 1000


def first_difference(inputs: Inputs) -> str:
    """The first row on which the two do not agree, as each tells it; empty when they do."""
    for plain, sql in zip_longest(canonical_rows(judge(inputs)), canonical_rows(judge_inputs(inputs)), fillvalue="nothing"):
        if plain != sql:
            return f"\nreference: {plain}\nengine:    {sql}"
    return ""


@pytest.mark.parametrize("start", range(0, OFFICES, AT_A_TIME))
def test_they_agree_on_random_offices(start):
    assert not first_difference(side_by_side(range(start, start + AT_A_TIME)))


@pytest.mark.skipif(not VISITS, reason="a million visits are for the night")
def test_they_agree_on_a_million_visits(record_property):
    seen, seed = 0, SEED
    while seen < VISITS:
        inputs = side_by_side(range(seed, seed + OFFICES_AT_ONCE))

        assert not first_difference(inputs), f"seeds {seed} to {seed + OFFICES_AT_ONCE}"

        seen, seed = seen + len(inputs.visits), seed + OFFICES_AT_ONCE
    record_property("counted", f"{seen:,} visits judged alike in {seed - SEED} offices; seed {SEED}")


@pytest.mark.parametrize("seed", [1, 2])
def test_they_agree_on_an_office_with_every_fault(seed):
    assert not first_difference(make_office(seed, weeks=2).inputs)


@settings(max_examples=size(8, 100), deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(st.lists(worlds(), min_size=8, max_size=8))
def test_they_agree_on_worlds_drawn_to_be_awkward(drawn):
    assert not first_difference(beside_each_other(enumerate(drawn)))
