"""Figures other people published, or worked out from what they published (domain file, section 7: O1, O2, O11, O15)."""

from datetime import date
from itertools import pairwise

import pytest

from duly.payments.validation.nights.sharing import with_the_balance_last, worth
from duly.payments.validation.nights.tests.homes import ALWAYS, WEEK, a_home, entitled, judge_nights, terms
from duly.primitives.period import FOREVER

DEC = [date(2022, 12, n) if n else date(2022, 11, 30) for n in range(32)]
PAID_FOR_THE_FIRST_SEVEN = 70_000


def week_at(pounds: int) -> tuple[tuple[date, date, int], ...]:
    return ((*ALWAYS, pounds * 10_000),)


@pytest.mark.parametrize(
    ("first", "last", "pounds", "pence"),
    [
        (DEC[1], DEC[3], 700, 30_000),
        (DEC[1], DEC[31], 700, 310_000),
        (DEC[1], DEC[8], 700, 80_000),
    ],
)
def test_a_bill_is_the_nights_until_its_end(first, last, pounds, pence):
    assert entitled(first, last, rates=week_at(pounds)) == pence


@pytest.mark.parametrize(
    ("first", "last", "pounds", "difference"),
    [
        (DEC[1], DEC[7], 400, -30_000),
        (DEC[2], DEC[7], 700, -10_000),
        (DEC[1], DEC[6], 700, -10_000),
        (DEC[2], DEC[6], 350, -45_000),
        (DEC[0], DEC[7], 700, 10_000),
    ],
)
def test_what_is_learnt_after_a_week_was_paid_is_the_difference_to_the_penny(first, last, pounds, difference):
    assert entitled(first, last, rates=week_at(pounds)) - PAID_FOR_THE_FIRST_SEVEN == difference


def test_a_stay_that_begins_after_everything_paid_gives_it_all_back():
    began_in_january = a_home(
        weeks=(date(2022, 11, 28), date(2022, 12, 5)),
        in_force=(date(2023, 1, 1), FOREVER),
        paid={date(2022, 11, 28): 40_000, date(2022, 12, 5): 30_000},
        nights=0,
        pence=0,
    )

    assert sum(found.due_pence for found in judge_nights(began_in_january)) == -70_000


def test_two_paid_weeks_at_a_lower_rate_each_give_the_difference():
    paid = entitled(DEC[1], DEC[7]), entitled(DEC[8], DEC[14])

    now = entitled(DEC[1], DEC[7], rates=week_at(400)), entitled(DEC[8], DEC[14], rates=week_at(400))

    assert [b - a for a, b in zip(paid, now, strict=True)] == [-30_000, -30_000]


def test_a_rate_put_right_three_times_gives_each_difference_in_turn():
    said = [entitled(DEC[1], DEC[7], rates=week_at(pounds)) for pounds in (700, 400, 150, 850)]

    assert [after - before for before, after in pairwise(said)] == [-30_000, -25_000, 70_000]


def test_three_prices_in_a_fortnight_are_each_paid_for_their_own_nights():
    rates = ((DEC[1], DEC[8], WEEK), (DEC[8], DEC[11], WEEK // 2), (DEC[11], DEC[15], WEEK // 4))

    assert entitled(DEC[1], DEC[7], rates=rates) == 70_000
    assert entitled(DEC[8], DEC[10], rates=rates) == 15_000
    assert entitled(DEC[11], DEC[14], rates=rates) == 10_000


def test_a_roster_of_january_with_a_rate_until_the_tenth_is_ten_and_twentyone_nights():
    rates = ((date(2023, 1, 1), date(2023, 1, 11), WEEK), (date(2023, 1, 11), FOREVER, WEEK // 2))
    weeks = tuple(date(2022, 12, 26) if n == 0 else date(2023, 1, 2 + 7 * (n - 1)) for n in range(6))
    home = a_home(weeks=weeks, in_force=(date(2023, 1, 1), date(2023, 2, 1)), rates=rates, pence=10_000_000)

    nights: dict[str, int] = {}
    for found in judge_nights(home):
        for part in found.parts:
            nights[part.rate_ref] = nights.get(part.rate_ref, 0) + part.nights

    assert nights == {"R-1": 10, "R-2": 21}


def test_a_week_balanced_on_its_last_day_is_six_nights_and_the_rest():
    nights = [with_the_balance_last(7_223_100, n) for n in range(1, 8)]

    assert nights == [10_318] * 6 + [10_323]


def test_a_back_dated_nursing_rate_for_a_year_is_rounded_once_on_the_increase():
    before, after, nights = 1_655_600, 1_803_100, 366

    assert worth(after - before, nights) == 77_121
    assert worth(after, nights) - worth(before, nights) == 77_122  # each total is rounded once: the penny is the second rounding


def test_a_week_of_the_back_dated_rate_is_the_increase_to_the_penny():
    assert worth(1_803_100, 7) - worth(1_655_600, 7) == 1_475


def test_terms_say_how_a_week_is_shared():
    first = entitled(DEC[5], DEC[5], rates=((*ALWAYS, 7_223_100),), part_week="BALANCE_LAST")
    last = entitled(DEC[11], DEC[11], rates=((*ALWAYS, 7_223_100),), part_week="BALANCE_LAST")

    assert (first, last) == (10_318, 10_323)
    assert entitled(DEC[5], DEC[5], rates=((*ALWAYS, 7_223_100),), part_week="WHOLE_WEEK") == 72_231
    assert terms().part_week == "SEVENTHS"
