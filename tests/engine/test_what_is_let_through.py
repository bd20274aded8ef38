"""What a contract lets through: a plain, slow program from the page alone, held to examples worked by hand; and the judges held to it, row for row."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import zip_longest
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from duly.payments.validation.digest import canonical_rows
from duly.payments.validation.facts import Cut, Inputs, Judgement, Letting
from duly.payments.validation.judging import apart, freeze, judge_frozen, judge_known
from duly.payments.validation.nights.judge import judge_nights
from duly.payments.validation.reference.judge import judge
from tests.engine.tolerance_edges import EDGES, ONE_WEEK_AGAIN, Let
from tests.engine.tolerance_oracle import is_sampled, let_through
from tests.engine.tolerance_worlds import MONDAY, tolerated
from tests.faults.sizes import SEED, size
from tests.offices.chaos import beside_each_other, side_by_side
from tests.offices.chaos_nights import whole_office

WORLDS, OFFICES, SIDE_BY_SIDE = size(80, 5_000), size(8, 500), size(20, 1_000)


def judged_without(inputs: Inputs, weeks: tuple[date, ...]) -> Judgement:
    """Both kinds of care, before anything is let through."""
    minutes, nights = apart(inputs)
    by_the_minute = judge(minutes, weeks=weeks)
    found = (*by_the_minute.line_weeks, *judge_nights(nights, weeks=weeks))
    return Judgement(by_the_minute.visits, tuple(sorted(found, key=lambda one: (one.week, one.provider_ref, one.person_ref, one.service))))


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


def first_difference(oracle: Judgement, judge: Judgement) -> str:
    """The first row on which two judgements do not agree, as each tells it; empty when they do."""
    for one, other in zip_longest(canonical_rows(oracle), canonical_rows(judge), fillvalue="nothing"):
        if one != other:
            return f"\noracle: {one}\njudge:  {other}"
    return ""


def frozen(inputs: Inputs, weeks: tuple[date, ...], folder: Path) -> Judgement:
    freeze(inputs, folder, weeks=weeks)
    return judge_frozen(folder)


@pytest.mark.parametrize("edge", EDGES)
def test_the_judge_in_memory_is_right_on_each_side_of_an_edge(edge):
    inputs, expected = EDGES[edge]

    assert let(judge_known(inputs, claimed_weeks(inputs))) == expected
    assert not first_difference(by_the_oracle(inputs, claimed_weeks(inputs)), judge_known(inputs, claimed_weeks(inputs)))


def test_every_edge_at_once_is_judged_alike_from_a_folder(tmp_path, record_property):
    """Side by side, each with references of its own."""
    minutes = {name: inputs for name, (inputs, _) in EDGES.items() if not inputs.stays}
    inputs = beside_each_other(minutes.items())

    assert len(let(by_the_oracle(inputs, claimed_weeks(inputs)))) >= sum(len(EDGES[name][1]) for name in minutes) - 1
    assert not first_difference(by_the_oracle(inputs, claimed_weeks(inputs)), frozen(inputs, claimed_weeks(inputs), tmp_path))


@settings(max_examples=WORLDS, deadline=None)
@given(tolerated())
def test_they_agree_on_worlds_drawn_near_the_limits(drawn):
    inputs, weeks = drawn

    assert not first_difference(by_the_oracle(inputs, weeks), judge_known(inputs, weeks))


@settings(max_examples=size(3, 50), deadline=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
@given(st.lists(tolerated(), min_size=12, max_size=12))
def test_they_agree_on_many_such_worlds_judged_from_a_folder(drawn):
    inputs = beside_each_other(enumerate(world for world, _ in drawn))
    weeks = tuple(sorted({week for _, weeks in drawn for week in weeks}))

    with TemporaryDirectory() as folder:
        assert not first_difference(by_the_oracle(inputs, weeks), frozen(inputs, weeks, Path(folder)))


def with_a_clause(inputs: Inputs, seed: int) -> Inputs:
    """The same office, whose contracts let through what they may; and some of it, or of what never was, on record."""
    rng = Random(seed)

    def clause() -> dict[str, int]:
        return {
            "let_minutes": rng.choice((0, 30, 200, 200)),
            "let_pence": rng.choice((0, 200, 2_000)),
            "let_bp": rng.choice((0, 500, 3_000)),
            "let_person_minutes": rng.choice((30, 1_000, 1_000)),
            "let_run_pence": rng.choice((1_000, 100_000, 100_000)),
            "let_run_bp": rng.choice((1_000, 10_000, 10_000)),
            "trim_limit_pence": 100_000,
            "trim_limit_bp": rng.choice((1_000, 10_000)),
        }

    terms = tuple(one if one.basis == "NIGHTS" else replace(one, **clause()) for one in inputs.terms)
    weeks = [first + timedelta(weeks=n) for first in claimed_weeks(inputs)[:1] for n in range(-5, 2)]
    on_record = {(line.line_ref, rng.choice(weeks)) for line in inputs.lines if rng.random() < 0.15}
    return replace(inputs, terms=terms, lettings=tuple(Letting(*one, 1) for one in sorted(on_record)))


def test_they_agree_on_random_offices_of_both_kinds(record_property):
    found = 0
    for seed in range(SEED, SEED + OFFICES):
        inputs = with_a_clause(whole_office(seed), seed)
        oracle = by_the_oracle(inputs, claimed_weeks(inputs))

        assert not first_difference(oracle, judge_known(inputs, claimed_weeks(inputs))), f"seed {seed}"

        found += len(let(oracle))
    record_property("counted", f"{found} lettings told alike in {OFFICES} random offices; seed {SEED}")


def test_they_agree_on_random_offices_side_by_side_from_a_folder(tmp_path, record_property):
    inputs = with_a_clause(side_by_side(range(SEED, SEED + SIDE_BY_SIDE)), SEED)
    oracle = by_the_oracle(inputs, claimed_weeks(inputs))

    assert not first_difference(oracle, frozen(inputs, claimed_weeks(inputs), tmp_path))
    assert len(let(oracle)) >= SIDE_BY_SIDE // 20
    record_property("counted", f"{len(let(oracle))} lettings told alike in {SIDE_BY_SIDE} random offices judged from a folder; seed {SEED}")
