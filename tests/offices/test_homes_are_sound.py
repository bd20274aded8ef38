"""The care homes keep their own promises. Nothing here judges a week."""

import re
from pathlib import Path

import pytest

from duly.payments.validation.facts import Inputs
from tests.faults.sizes import size

from .chaos_nights import random_homes, whole_office
from .faults_of_nights import CATALOGUE, homes_table
from .homes import make_homes
from .soundness import BASES, breaches

SPEC = Path(__file__).with_name("SPEC.md")
STAYS = (Path(__file__).parents[2] / "docs/specification/stays.md").read_text()


def of_nights(inputs: Inputs) -> list[str]:
    """Breaches of the ground that both kinds share: NIGHTS is a basis here."""
    return [said for said in breaches(inputs) if said != "The basis NIGHTS is not known."]


def test_the_same_seed_makes_the_same_homes():
    assert make_homes(5) == make_homes(5)
    assert make_homes(5) != make_homes(6)
    assert random_homes(5) == random_homes(5)


@pytest.mark.parametrize("seed", range(3))
def test_homes_are_ones_the_specification_allows(seed):
    assert of_nights(make_homes(seed).inputs) == []


@pytest.mark.parametrize("start", range(0, size(200, 2000), 50))
def test_random_homes_are_ones_the_specification_allows(start):
    for seed in range(start, start + 50):
        assert of_nights(random_homes(seed)) == [], seed


def test_an_office_of_both_kinds_has_both():
    found = [whole_office(seed) for seed in range(20)]

    assert all({terms.basis for terms in inputs.terms} & BASES for inputs in found)
    assert all(any(terms.basis == "NIGHTS" for terms in inputs.terms) for inputs in found)
    assert any(
        {line.person_ref for line in inputs.lines if line.line_ref.startswith("LH")} & {d.person_ref for d in inputs.deaths}
        for inputs in found
    )


def test_every_code_of_the_page_is_planted_alone():
    told = {
        int(code) for code in re.findall(r"\b([1-5]\d\d)\b", STAYS[STAYS.index("## The codes") : STAYS.index("Decisions, the trim limit")])
    }
    alone = {fault.codes[0] for fault in CATALOGUE if len(fault.codes) == 1}

    assert told - {104, 208, 301, 306} <= alone  # there is no 104; 301 to 306 is written as a span; 208 never comes without 411
    assert {301, 302, 303, 304, 305, 306} <= alone
    assert any(208 in fault.codes for fault in CATALOGUE)


def test_every_kind_of_night_and_every_input_is_there():
    inputs = make_homes(1).inputs

    assert all(getattr(inputs, name) for name in ("stays", "absences", "interruptions", "deaths", "returns", "fundings", "steps", "paid"))
    assert {terms.part_week for terms in inputs.terms} == {"SEVENTHS", "BALANCE_LAST", "WHOLE_WEEK"}
    assert {rate.unit for rate in inputs.rates} == {"week", "night", "hour"}


def test_twins_are_in_the_catalogue_and_differ_in_what_is_expected():
    by_name = {fault.name: fault for fault in CATALOGUE}

    assert len(by_name) == len(CATALOGUE)
    for fault in CATALOGUE:
        if fault.twin:
            other = by_name[fault.twin]
            assert (fault.codes, fault.decision, fault.entitled_pence) != (other.codes, other.decision, other.entitled_pence), fault.name


def test_the_specification_prints_the_catalogue_of_nights():
    assert homes_table() in SPEC.read_text()
