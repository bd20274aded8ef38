"""The invented council is the same every time, belongs to nobody, and what was planted in it is found and nothing else."""

import csv
import itertools
import os
import re
from collections import Counter
from functools import cache
from hashlib import sha256
from pathlib import Path
from random import Random

import pytest

from duly.office.practice.invented import SIZES, invent
from duly.office.practice.invented.books import QUIET
from duly.office.practice.invented.council import SEED
from duly.office.practice.invented.files import arriving
from duly.office.practice.invented.frozen import inputs_of
from duly.office.practice.invented.kinds_more import ALL_KINDS, NO_RETURN
from duly.office.practice.invented.names import provider_names
from duly.payments.validation.judging import freeze, judge_frozen
from tests.faults.sizes import NIGHTLY
from tests.offices.catalogue import catalogue

CASES = Path(os.environ.get("DULY_CASES", Path(__file__).resolve().parents[3] / "shared" / "cases"))
at_night = pytest.mark.skipif(not NIGHTLY, reason="at its full size with DULY_NIGHTLY=1")
REFERENCES = {
    "lines": r"L-\d{5}",
    "people": r"P-\d{6}",
    "providers": r"PR-\d{3}",
    "contracts": r"C-\d{4}",
    "rates": r"RT-\d{4,5}",
    "visits": r"V-\d{5,6}",
    "invoices": r"LC[-/]\d{5}|QA-(00)?\d{6}[ABX]{0,3}|qa-\d{6}",
    "stays": r"ST-\d{5}",
}


def digest(council) -> str:
    """Of every file of a council, in the order they come in."""
    found = sha256()
    for sent in arriving(council):
        found.update(f"{sent.path} {sent.kind} {len(sent.content)}\n".encode() + sent.content)
    return found.hexdigest()


def key_of(rate):
    """What a rate is for, but for its dates."""
    return rate.service, rate.unit, rate.line_ref, rate.day_type, rate.band_from, rate.band_to, rate.carer, rate.zone


def key(planted):
    return planted.week, planted.provider_ref, planted.person_ref, planted.service


@cache
def made(size, seed=SEED):
    """A council that several tests look at, invented once."""
    return invent(SIZES[size], seed=seed)


@pytest.fixture(scope="module")
def small():
    return made("small")


def test_one_seed_gives_one_council_and_another_gives_another(small):
    assert digest(invent(SIZES["small"])) == digest(small)
    assert digest(made("small", 7)) != digest(small)


@pytest.mark.parametrize(
    ("size", "seed"),
    [("small", 2026), ("small", 7), pytest.param("full", 2026, marks=at_night)],
)
def test_what_was_planted_is_found_and_nothing_else(size, seed, tmp_path):
    council = made(size, seed)
    freeze(inputs_of(council), tmp_path, weeks=(*council.weeks, *council.ahead))

    judged = {(x.week, x.provider_ref, x.person_ref, x.service): x for x in judge_frozen(tmp_path).line_weeks}

    for planted in council.planted:
        found = judged.pop(key(planted), None)
        assert ((found.codes, found.decision) if found else ((), "")) == (planted.codes, planted.decision), planted
    assert set(judged) == council.clean
    assert all((x.decision, x.codes, x.entitled_pence) == ("CLEAN", (), x.claimed_pence) for x in judged.values())


@pytest.mark.parametrize("size", ["small", pytest.param("full", marks=at_night)])
def test_a_council_is_as_wide_as_its_size_says(size):
    council = made(size)

    assert (len(council.providers), len(council.people), len(council.weeks)) == {"small": (6, 220, 2), "full": (60, 1_200, 8)}[size]
    assert {claim.provider_ref for claim in council.claims} == {provider.ref for provider in council.providers}
    served = {line.person_ref for line in council.lines} | {planted.person_ref.removesuffix("-X") for planted in council.planted}
    assert served >= {person.ref for person in council.people}


def test_a_council_has_homes_of_both_kinds_and_people_in_them(small):
    services = {line.line_ref: line.service for line in small.lines}

    assert Counter(services.values())["residential"] > 40
    assert Counter(services.values())["nursing"] > 10
    assert {terms.part_week for contract in small.contracts for terms in contract.terms} == {"SEVENTHS", "BALANCE_LAST", "WHOLE_WEEK"}
    assert {absence.kind for absence in small.absences} == {"hospital", "holiday", "other"}
    assert {(funding.kind, funding.collected_by) for funding in small.fundings} == {
        ("contribution", "provider"), ("contribution", "council"), ("fnc", "nhs"), ("top-up", "provider")
    }  # fmt: skip
    assert len(small.returns) == len(small.homes) * len(small.weeks) - 1


@pytest.mark.parametrize(("size", "rates"), [("small", 1_680), pytest.param("full", 4_800, marks=at_night)])
def test_the_rate_book_has_three_yearly_versions_and_prices_calls(size, rates):
    council = made(size)
    by_card = {row["contract"] for year in council.book for row in year}
    priced = {line.person_ref for line in council.lines if line.contract_ref in by_card}

    assert [len(year) for year in council.book] == [rates // 3] * 3
    assert [{row["from"][:4] for row in year} for year in council.book] == [{"2024"}, {"2025"}, {"2026"}]
    assert len({(c.rate_hundredths) for c in council.claims if c.person_ref in priced}) > 20


def test_every_kind_is_planted_in_the_newest_week_and_counted(small):
    newest = Counter(planted.kind for planted in small.planted if planted.week == small.weeks[-1])
    here = {kind.name for kind in ALL_KINDS if kind.when in (None, small.weeks[-1])}

    assert {name for name in newest if not name.endswith("(the line beside)")} == here
    assert set(newest.values()) == {1, QUIET}
    assert newest[NO_RETURN.name] == QUIET
    assert small.planted_codes() == Counter(code for planted in small.planted for code in planted.codes)
    assert small.planted_codes([small.weeks[0]]) != small.planted_codes()


@at_night
def test_every_kind_is_planted_at_the_full_size():
    full = made("full")

    assert {planted.kind.removesuffix(" (the line beside)") for planted in full.planted} == {kind.name for kind in ALL_KINDS}


def test_the_kinds_are_those_of_the_seeded_office_with_its_expectations():
    known = {fault.name: (fault.codes, fault.decision) for fault in catalogue()}
    ours = {kind.name: (kind.codes, kind.decision or "") for kind in ALL_KINDS}

    assert len(ours) == len(ALL_KINDS)
    assert {name: ours[name] for name in ours if name in known} == {name: known[name] for name in ours if name in known}
    assert len(ours.keys() & known.keys()) >= 328


def test_codes_are_planted_in_every_week_and_all_of_them_in_the_newest(small):
    before, newest = (set(small.planted_codes([week])) for week in small.weeks)
    ahead = set(small.planted_codes(small.ahead))

    assert newest | ahead == {code for kind in ALL_KINDS for code in kind.codes}
    assert newest | ahead == {
        *range(102, 106),
        107,
        108,
        *range(201, 206),
        *range(207, 210),
        301,
        *range(303, 307),
        *range(401, 412),
        501,
        503,
    }
    assert {107, 202, 205, 503} <= ahead
    assert before >= {203, 301, 303, 401, 404, 407, 411, 501}


def test_references_look_like_the_fields_and_stand_once(small):
    given = {
        "lines": [x.line_ref for x in small.lines],
        "people": [x.ref for x in small.people],
        "providers": [x.ref for x in small.providers],
        "contracts": [x.contract_ref for x in small.contracts],
        "rates": [rate.rate_ref for x in small.contracts for rate in x.rates],
        "visits": [x.visit_ref for x in small.visits],
        "stays": [x.stay_ref for x in small.stays],
        "invoices": list(dict.fromkeys(x.invoice_ref for x in small.claims)),
    }
    for what, refs in given.items():
        assert all(re.fullmatch(REFERENCES[what], ref) for ref in refs), what
        assert len(refs) == len(set(refs)), what


def test_no_provider_has_a_name_that_the_public_directory_of_care_has():
    directory = CASES / "care-directory" / "trafford_care_homes.csv"
    if not directory.is_file():
        pytest.skip(f"No directory of care at {directory}.")
    with directory.open(encoding="utf-8") as file:
        real = {row[column].casefold() for row in csv.DictReader(file) for column in ("name", "provider")}
    firms = {firm for size in SIZES.values() for firm in provider_names(Random(SEED), size.providers, size.homes)}

    assert len(real) > 50
    for firm in firms:
        assert firm.casefold() not in real
        assert not any(firm.split()[0].casefold() in name.split() for name in real), firm


def test_rates_rise_once_a_year_and_no_two_answer_one_day(small):
    for contract in small.contracts:
        cells = {key_of(r): [] for r in contract.rates}
        for rate in sorted(contract.rates, key=lambda r: r.starts):
            cells[key_of(rate)].append(rate)
        for rates in cells.values():
            for before, after in itertools.pairwise(rates):
                assert before.ends == after.starts
                assert 1.01 < after.rate_hundredths / before.rate_hundredths < 1.11


def test_every_kind_of_the_catalogue_is_planted_or_the_guide_says_why_not():
    guide = (Path(__file__).resolve().parents[2] / "docs" / "practice.md").read_text(encoding="utf-8")
    known, ours = {fault.name for fault in catalogue()}, {kind.name for kind in ALL_KINDS}
    excused = [name for name in re.findall(r"`([a-z0-9-]+)`", guide) if name in known]

    assert known - ours == set(excused)
    assert len(excused) == len(set(excused))
    assert f"Of the {len(known)} kinds of `tests/offices/SPEC.md` {len(known & ours)} are planted." in guide
