"""The most particular rate, against a plain reference that lists every cell; and what the database holds to be ambiguous."""

import random
from dataclasses import replace
from datetime import date, timedelta
from itertools import product

import pytest
from django.db import transaction
from django.db.utils import IntegrityError
from hypothesis import assume, given
from hypothesis import strategies as st

from duly.core.record.actions import new_event_id
from duly.payments.rates import models
from duly.payments.rates.actions.setting import row_of
from duly.payments.rates.rules import Ambiguous, Cell, NoRate, Rate, RateFound, best_rate, clashes, say_clash
from duly.primitives.period import FOREVER

FRIDAY = date(2026, 12, 25)
DAYS = [FRIDAY + timedelta(days=n) for n in range(4)]  # a bank holiday on a weekday, a Saturday, a Sunday that is one too, a weekday
HOLIDAYS = (DAYS[0], DAYS[2])
LENGTHS = (None, 0, 15, 30, 31, 60)
BANDS = ((0, 1440), (0, 30), (15, 30), (30, 60), (31, 1440))

rates = st.builds(
    Rate,
    rate_ref=st.integers(1, 999).map("R-{}".format),
    contract_ref=st.just("C-1"),
    service=st.sampled_from(["home-care", "home-care", "home-care", "sitting"]),
    starts=st.sampled_from(DAYS[:3]),
    ends=st.sampled_from([DAYS[3], FOREVER]),
    rate_hundredths=st.integers(1, 400_000),
    unit=st.sampled_from(["hour", "hour", "hour", "night"]),
    line_ref=st.sampled_from(["", "", "L-1", "L-2"]),
    day_type=st.sampled_from(["", "", "weekday", "saturday", "sunday", "bank-holiday"]),
    carer=st.sampled_from([0, 0, 1, 2]),
    zone=st.sampled_from(["", "", "rural", "urban"]),
    approved=st.sampled_from([True, True, True, False]),
)
banded = st.tuples(rates, st.sampled_from(BANDS)).map(lambda both: with_band(*both))
cells = st.builds(
    lambda on, **more: Cell("C-1", "home-care", on, bank_holiday=on in HOLIDAYS, **more),
    on=st.sampled_from(DAYS),
    unit=st.sampled_from(["hour", "hour", "night"]),
    line_ref=st.sampled_from(["", "L-1"]),
    zone=st.sampled_from(["", "rural"]),
    minutes=st.sampled_from(LENGTHS),
    carer=st.sampled_from([1, 2]),
)


def with_band(rate: Rate, band: tuple[int, int]) -> Rate:
    return replace(rate, band_from=band[0], band_to=band[1])


def every_cell() -> list[Cell]:
    axes = product(DAYS, ("hour", "night"), ("", "L-1", "L-2"), ("", "rural", "urban"), LENGTHS, (1, 2), ("home-care", "sitting"))
    return [Cell("C-1", s, on, unit, line, zone, p, carer, on in HOLIDAYS) for on, unit, line, zone, p, carer, s in axes]


EVERY_CELL = every_cell()
CELL = "no_two_rates_are_equally_particular_for_one_cell"
CHANGES = {
    "starts": DAYS[:3],
    "ends": [DAYS[3]],
    "unit": ["night"],
    "line_ref": ["L-1"],
    "day_type": ["sunday"],
    "carer": [2],
    "zone": ["rural"],
    "service": ["sitting"],
    "contract_ref": ["C-2"],
}
KEYS = ("service", "starts", "ends", "unit", "line_ref", "day_type", "band_from", "band_to", "carer", "zone")


def answers(rate: Rate, cell: Cell) -> bool:
    """Plainly: each key of the rate is "any", or has the cell's value among those it means."""
    weekday = {"Sat": "saturday", "Sun": "sunday"}.get(f"{cell.on:%a}", "weekday")
    means_day = {"": True, weekday: True, "bank-holiday": cell.on in HOLIDAYS}
    every_length = (rate.band_from, rate.band_to) == (0, 1440)
    return (
        rate.approved
        and rate.service == cell.service
        and rate.unit == cell.unit
        and rate.starts <= cell.on < rate.ends
        and rate.line_ref in {"", cell.line_ref}
        and means_day.get(rate.day_type, False)
        and (every_length or (cell.minutes is not None and cell.minutes in range(rate.band_from, rate.band_to + 1)))
        and rate.carer in {0, cell.carer}
        and rate.zone in {"", cell.zone}
    )


def particular(rate: Rate) -> tuple[bool, ...]:
    """In the order of what counts for more: Python compares these as a person reads the list."""
    return (
        rate.line_ref != "",
        rate.day_type == "bank-holiday",
        rate.day_type not in ("", "bank-holiday"),
        (rate.band_from, rate.band_to) != (0, 1440),
        rate.carer != 0,
        rate.zone != "",
    )


@st.composite
def a_cell_and_its_book(draw) -> tuple[Cell, list[Rate]]:
    """A cell, and rates of which most answer for it: each key is mostly any or the cell's own, and now and then another's."""
    cell, book = draw(cells), []
    by_week = "weekday" if cell.on.weekday() < 5 else f"{cell.on:%A}".lower()
    p = 30 if cell.minutes is None else cell.minutes
    own = {
        "line_ref": ["", cell.line_ref],
        "day_type": ["", by_week, *["bank-holiday"] * cell.bank_holiday],
        "carer": [0, cell.carer],
        "zone": ["", cell.zone],
    }
    bands = [(0, 1440), (p, p), (p, 1440), (0, p), (p + 1, 1440), (0, max(p - 1, 0))]
    for other in draw(st.lists(rates, max_size=7)):
        strange = draw(st.sampled_from(["", "", *other.__dataclass_fields__]))
        keys = {key: draw(st.sampled_from(values)) for key, values in own.items() if key != strange}
        plain = {"service": "home-care", "unit": cell.unit, "starts": DAYS[0], "ends": FOREVER, "approved": True}
        keys |= {key: value for key, value in plain.items() if key != strange}
        book.append(with_band(replace(other, **keys), draw(st.sampled_from(bands))))
    return cell, book


@given(a_cell_and_its_book())
def test_the_most_particular_answers_and_every_other_says_why_not(given_both):
    cell, book = given_both
    left = [rate for rate in book if answers(rate, cell)]
    best = [rate for rate in left if particular(rate) == max(map(particular, left))]

    found = best_rate(cell, book)

    told = {1: RateFound, 0: NoRate}.get(len(best), Ambiguous)
    assert isinstance(found, told)
    chosen = [found.rate] if isinstance(found, RateFound) else list(found.rates) if isinstance(found, Ambiguous) else []
    assert chosen == best
    assert len(found.passed_over) == len(book) - len(best), "each rate is the answer or says why it is not"
    assert all(p.because.startswith("It ") and p.because.endswith(".") for p in found.passed_over)
    assert sum("less particular" in p.because for p in found.passed_over) == len(left) - len(best)


@given(banded, banded, st.sets(st.sampled_from(KEYS), max_size=3))
def test_two_clash_exactly_when_some_cell_has_no_answer_between_them(one, drawn, differing):
    other = replace(one, approved=True, **{key: getattr(drawn, key) for key in differing})
    one = replace(one, approved=True)
    assume(other.band_from <= other.band_to)
    share_a_day = one.starts < other.ends and other.starts < one.ends
    for_ever = [replace(rate, starts=DAYS[0], ends=FOREVER) for rate in (one, other)]

    found = list(clashes((one, other)))

    assert found in ([], [(one, other)])
    assert bool(found) == (share_a_day and any(isinstance(best_rate(cell, for_ever), Ambiguous) for cell in EVERY_CELL))


@pytest.mark.django_db
def test_the_database_holds_ambiguous_what_the_rule_does():
    draw, told = random.Random(30), []
    for _ in range(120):
        one = with_band(Rate("R-1", "C-1", "home-care", draw.choice(DAYS[:3]), FOREVER, 1), draw.choice(BANDS))
        changed = draw.sample(sorted(CHANGES), draw.choice([0, 1, 1, 2]))
        other = replace(one, rate_ref="R-2", **{name: draw.choice(CHANGES[name]) for name in changed})
        other = other if draw.random() < 0.5 else with_band(other, draw.choice(BANDS))

        told.append((bool(list(clashes((one, other)))), refused_by_the_database(one, other)))

    assert all(clash == (name == CELL) for clash, name in told), told
    assert 20 < sum(clash for clash, _ in told) < 100, "both happen, or this shows nothing"


def refused_by_the_database(one: Rate, other: Rate) -> str:
    """The name of the constraint that refuses the second beside the first, or nothing; nothing is kept."""
    name = ""
    with transaction.atomic():
        models.Rate.objects.create(**row_of(one, new_event_id()))
        try:
            models.Rate.objects.create(**row_of(other, new_event_id()))
        except IntegrityError as error:
            name = error.__cause__.diag.constraint_name
        transaction.set_rollback(True)
    return name


def test_what_is_ambiguous_is_said_with_both_rates_and_the_cell():
    short = Rate("R-1", "C-1", "home-care", date(2026, 4, 1), FOREVER, 1, day_type="saturday", band_from=15, band_to=30, carer=2)
    long = Rate("R-2", "C-1", "home-care", date(2027, 4, 1), date(2028, 4, 1), 1, day_type="saturday", band_from=30, band_to=60, carer=2)

    assert [say_clash(*pair) for pair in clashes([short, long])] == [
        "R-1 and R-2 are equally particular: both are for home-care by the hour under C-1, Saturdays, second carer, calls of 30 minutes,"
        " from 1 April 2027 to 31 March 2028, and nobody could say which applies."
    ]


def test_each_key_counts_for_more_than_all_that_come_after_it():
    plain = Rate("R-0", "C-1", "home-care", DAYS[0], DAYS[1], 1)
    keys = [
        {"line_ref": "L-1"},
        {"day_type": "bank-holiday"},
        {"day_type": "weekday"},
        {"band_to": 60},
        {"carer": 2},
        {"zone": "rural"},
        {},
    ]
    alone = [replace(plain, rate_ref=f"R-{n}", **key) for n, key in enumerate(keys)]
    after = [replace(plain, rate_ref=f"S-{n}", **{k: v for key in keys[n + 1 :] for k, v in key.items()}) for n in (0, 2, 3, 4, 5)]
    cell = Cell("C-1", "home-care", DAYS[0], line_ref="L-1", zone="rural", minutes=60, carer=2, bank_holiday=True)

    assert [best_rate(cell, alone[n:]).rate.rate_ref for n in range(7)] == [f"R-{n}" for n in range(7)]
    assert [best_rate(cell, (alone[n], rest)).rate.rate_ref for n, rest in zip((0, 2, 3, 4, 5), after, strict=True)] == [
        f"R-{n}" for n in (0, 2, 3, 4, 5)
    ]
    assert best_rate(replace(cell, on=DAYS[1]), [plain]).passed_over[0].because == "It was in force only until 25 December 2026."
