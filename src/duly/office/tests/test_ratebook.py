"""The practice copy's rate book: as large as a council's, with every key, and nowhere ambiguous; its uplifts as councils published theirs."""

from collections import Counter
from dataclasses import replace
from datetime import date

import pytest

from duly.core.calendar.actions import load_holidays
from duly.core.intake.reading import read_table
from duly.core.record.clock import today
from duly.office.practice.ratebook import HEADINGS, Uplift, as_csv, rate_book, uplifted
from duly.payments.contracts.actions import make_contract
from duly.payments.providers.actions import add_provider
from duly.payments.rates.actions import adopt, put_forward, take_in
from duly.payments.rates.checks import rate_of
from duly.payments.rates.columns import columns
from duly.payments.rates.queries import rate_on, rates_known
from duly.payments.rates.rules import clashes
from duly.payments.tests.ground import an_officer
from duly.primitives.actor import SYSTEM
from duly.primitives.period import FOREVER, say_day

CONTRACTS = {f"C-{n}": ("home-care", "sitting") for n in range(4401, 4425)} | {
    "C-4430": ("residential", "nursing"),
    "C-4431": ("sleep-in", "waking-night"),
}
LINES = {"C-4401": (("L-30001", "home-care"),), "C-4430": (("L-30002", "nursing"),)}


@pytest.fixture(scope="module")
def rates():
    read = read_table(as_csv(rate_book(7, CONTRACTS, lines=LINES)), "rates.csv", columns(CONTRACTS))
    assert read.faults == ()
    return [rate_of(row) for row in read.rows]


def test_every_year_has_1600_rates_of_which_no_two_answer_for_one_cell(rates):
    assert Counter(sum(r.starts <= day < r.ends for r in rates) for day in (date(2024, 4, 8), date(2025, 4, 8), date(2026, 11, 9))) == {
        1_600: 3
    }
    assert len({r.rate_ref for r in rates}) == len(rates) == 4_800
    assert list(clashes(rates)) == []


def test_every_key_is_used_and_every_year_pays_more(rates):
    used = {key: {getattr(r, key) for r in rates} for key in ("unit", "line_ref", "day_type", "band_from", "carer", "zone")}
    assert used["unit"] == {"hour", "night", "week"}
    assert used["line_ref"] == {"", "L-30001", "L-30002"}
    assert used["day_type"] == {"", "weekday", "saturday", "sunday", "bank-holiday"}
    assert used["band_from"] == {0, 31, 46}
    assert used["carer"] == {0, 2}
    assert used["zone"] == {"", "urban", "suburban", "rural", "extra-rural"}
    by_key = {}
    for rate in sorted(rates, key=lambda r: r.starts):
        by_key.setdefault(rate.key, []).append(rate.rate_hundredths)
    assert all(a < b < c for a, b, c in by_key.values())


def test_the_same_seed_is_the_same_book_and_too_few_contracts_are_said():
    assert rate_book(7, CONTRACTS) == rate_book(7, CONTRACTS) != rate_book(8, CONTRACTS)
    assert tuple(rate_book(7, CONTRACTS)[0]) == HEADINGS
    with pytest.raises(ValueError, match="have 4 rates at most, and 1,600 were asked for"):
        rate_book(7, {"C-1": ("residential",)})


@pytest.mark.parametrize(
    ("before", "basis_points", "after"),
    [(202_800, 660, 216_400), (216_800, 660, 231_200), (193_600, 660, 206_400), (140_800, 991, 154_800), (172_400, 933, 188_800)],
)
def test_wolverhamptons_five_rates_of_2025_are_per_cent_rounded_up_to_four_pence(before, basis_points, after):
    assert uplifted(before, basis_points, 400) == after


@pytest.mark.parametrize(("before", "after"), [(224_700, 233_400), (235_100, 243_800), (256_000, 264_700), (288_500, 297_200)])
def test_north_northants_zones_of_2025_are_87_pence_on_each(before, after):
    assert Uplift(date(2025, 4, 1), flat_hundredths=8_700).on(before) == after


@pytest.mark.django_db
def test_a_council_sized_book_is_taken_in_uplifted_by_two_people_and_asked():
    ada = an_officer()
    add_provider(name="Quillbank Homecare", ref="V-1", by=ada)
    for ref in CONTRACTS:
        make_contract(provider_ref="V-1", title="Framework", ref=ref, by=ada)
    rows = rate_book(7, CONTRACTS, lines=LINES)

    taken = take_in(name="rates.csv", content=as_csv(rows), source="council", by=ada)

    assert taken.counts == {"rates": 4_800}
    newest = [rate for rate in rates_known() if rate.ends == FOREVER]
    raised = [replace(r, rate_ref="", starts=date(2027, 4, 1), rate_hundredths=uplifted(r.rate_hundredths, 410, 100)) for r in newest]
    made = put_forward("Uplift of April 2027", raised, by=ada)
    adopt(made.ref, by=replace(ada, ref="O-9999"))
    assert len(rates_known()) == 6_400
    assert list(clashes(rates_known())) == []
    load_holidays(years=[2027], by=SYSTEM)
    before, after = (rate_on("C-4401", "home-care", day, minutes=45, zone="") for day in (date(2027, 3, 31), date(2027, 4, 1)))
    assert after.rate.rate_hundredths == uplifted(before.rate.rate_hundredths, 410, 100)
    assert {p.because for p in after.passed_over} >= {
        "It was in force only until 31 March 2027.",
        f"It was superseded on {say_day(today())}.",
    }
