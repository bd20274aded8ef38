"""What is always true of a judgement. (That everything ever paid comes to what is due, I1, is tested where runs are.)"""

from dataclasses import replace

import pytest

from duly.payments.validation.digest import digest
from duly.payments.validation.engine import judge_folder, judge_inputs
from duly.payments.validation.facts import Inputs, Paid
from duly.payments.validation.inputs import write_inputs
from duly.primitives.money import price
from tests.engine.test_inputs import shuffled
from tests.offices.chaos import side_by_side
from tests.offices.office import random_inputs

SEEDS = [range(500, 525), range(525, 550)]
"""Random offices, judged side by side."""
NEVER_PAYABLE = ("102", "104", "107", "108")
"""Causes whose pence stand for claims set aside, and for sums that are wrong."""


@pytest.mark.parametrize("seeds", SEEDS)
def test_once_what_is_due_is_paid_nothing_is_due(seeds):
    inputs = side_by_side(seeds)
    due = {(found.line_ref, found.week): found.due_pence for found in judge_inputs(inputs).line_weeks if found.line_ref}

    again = judge_inputs(_paying(inputs, due)).line_weeks

    assert [found.due_pence for found in again] == [0] * len(again)


@pytest.mark.parametrize("seeds", SEEDS)
def test_the_order_rows_come_in_changes_nothing(seeds):
    inputs = side_by_side(seeds)

    assert digest(judge_inputs(shuffled(inputs, seeds[0]))) == digest(judge_inputs(inputs))


@pytest.mark.parametrize("seeds", SEEDS)
def test_every_total_is_the_sum_of_its_parts(seeds):
    for found in judge_inputs(side_by_side(seeds)).line_weeks:
        if found.decision in ("REFUSED", "BLOCKED") or 202 in found.codes:
            assert (found.parts, found.cuts, found.entitled_pence) == ((), (), 0)
            continue
        assert sum(cut.pence for cut in found.cuts) == found.claimed_pence - found.entitled_pence
        assert sum(cut.minutes for cut in found.cuts) == found.claimed_minutes - found.payable_minutes
        assert sum(part.minutes for part in found.parts) == found.payable_minutes
        assert all(part.pence == price(part.minutes, part.rate_hundredths) for part in found.parts)
        refused = sum(cut.pence for cut in found.cuts if cut.cause in NEVER_PAYABLE)
        assert min(sum(part.pence for part in found.parts), found.claimed_pence - refused) == found.entitled_pence


@pytest.mark.parametrize("seeds", SEEDS)
def test_nothing_is_due_on_what_is_held_blocked_or_refused(seeds):
    for found in judge_inputs(side_by_side(seeds)).line_weeks:
        if found.decision not in ("CLEAN", "TRIMMED"):
            assert found.due_pence == 0


def test_the_same_folder_gives_the_same_judgement_and_the_same_results(tmp_path):
    write_inputs(random_inputs(77), tmp_path / "inputs")

    once = judge_folder(tmp_path / "inputs", results=tmp_path / "results")

    assert digest(judge_folder(tmp_path / "inputs")) == digest(once)
    assert sorted(path.stem for path in (tmp_path / "results").iterdir()) == [
        "cuts",
        "exceptions",
        "line_weeks",
        "price_parts",
        "visit_results",
    ]


def _paying(inputs: Inputs, due: dict) -> Inputs:
    paid = {(row.line_ref, row.week): row.pence for row in inputs.paid}
    for key, pence in due.items():
        paid[key] = paid.get(key, 0) + pence
    return replace(inputs, paid=tuple(Paid(*key, pence) for key, pence in paid.items()))
