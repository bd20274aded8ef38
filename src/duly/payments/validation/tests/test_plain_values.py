"""Nights when the clocks change, invoice numbers made plain, and clauses in one text: values in, values out."""

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from duly.payments.contracts.rules import ABOUT
from duly.payments.validation.clocks import days_of_change, elapsed_of_planned, wall_of_elapsed
from duly.payments.validation.plain import clauses_in, plain_number, with_clauses

SPRING, AUTUMN, MAY = date(2025, 3, 29), date(2025, 10, 25), date(2025, 5, 3)
TEN, NINE_HOURS = 22 * 60, 9 * 60


def test_a_night_from_ten_to_seven_is_8_hours_in_spring_and_10_in_autumn():
    """O9: 22:00 to 07:00 on 29 to 30 March and on 25 to 26 October 2025."""
    assert [elapsed_of_planned(day, TEN, NINE_HOURS) for day in (SPRING, AUTUMN, MAY)] == [8 * 60, 10 * 60, 9 * 60]
    assert [wall_of_elapsed(day, TEN, lasted) for day, lasted in ((SPRING, 480), (AUTUMN, 600), (MAY, 540))] == [540, 540, 540]


@pytest.mark.parametrize(
    ("on", "starts", "minutes", "elapsed"),
    [
        (SPRING, TEN, 239, 239),  # an evening is no night
        (SPRING, 21 * 60, 240, 240),  # over at one o'clock, when the clocks go forward
        (SPRING, 21 * 60 + 1, 240, 240),  # 01:01 is never shown: it is the minute that 02:01 is
        (SPRING, 23 * 60, 240, 180),
        (SPRING + timedelta(days=1), 0, 300, 240),
        (SPRING + timedelta(days=1), 3 * 60, 300, 300),
        (AUTUMN, 20 * 60, 300, 300),  # until one o'clock, the first time
        (AUTUMN, 22 * 60, 240, 300),  # until two, which comes once, after both
        (AUTUMN, 8 * 60, 1440, 1440),  # 25 hours, and a day has no more minutes
    ],
)
def test_what_a_planned_call_lasts(on, starts, minutes, elapsed):
    assert elapsed_of_planned(on, starts, minutes) == elapsed


@pytest.mark.parametrize(
    ("on", "starts", "lasted", "shown"),
    [
        (AUTUMN, TEN, 239, 239),  # short ones are left alone
        (AUTUMN, 21 * 60, 300, 300),  # over at two o'clock, the first time
        (AUTUMN, 21 * 60, 330, 300),  # half an hour more, all of it shown before
        (AUTUMN, 21 * 60, 360, 300),
        (AUTUMN, 21 * 60, 361, 301),
        (AUTUMN + timedelta(days=1), 90, 300, 270),  # from half past one: of the second time only half was seen before
        (SPRING, TEN, 180 + 60, 300),
        (SPRING + timedelta(days=1), 2 * 60, 300, 300),
    ],
)
def test_what_the_wall_shows_of_a_visit(on, starts, lasted, shown):
    assert wall_of_elapsed(on, starts, lasted) == shown


def test_clocks_change_on_two_nights_a_year():
    year = [date(2025, 1, 1) + timedelta(days=n) for n in range(365)]

    assert sorted(days_of_change(year)) == [SPRING, SPRING + timedelta(days=1), AUTUMN, AUTUMN + timedelta(days=1)]


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(0, 1439), st.integers(1, 1380), st.sampled_from([MAY, MAY + timedelta(days=200)]))
def test_no_other_day_changes_anything(starts, minutes, on):
    assert elapsed_of_planned(on, starts, minutes) == wall_of_elapsed(on, starts, minutes) == minutes


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from([SPRING, AUTUMN]), st.integers(18 * 60, 1439), st.integers(300, 900))
def test_a_night_made_as_planned_agrees_either_way(on, starts, minutes):
    lasted = elapsed_of_planned(on, starts, minutes)

    if lasted >= 240 and (starts + minutes) % 1440 >= 180:  # over after the hour that is skipped or shown twice
        assert wall_of_elapsed(on, starts, lasted) == minutes


@pytest.mark.parametrize(
    ("number", "plain"),
    [
        ("INV-0042/a", "INV42A"),
        ("inv 42 A", "INV42A"),
        ("2026-004", "20264"),
        ("000", "0"),
        ("A00B007", "A0B7"),
        ("\uff11\uff12\uff13", "123"),
        ("---", "---"),
        ("1000", "1000"),
    ],
)
def test_a_number_made_plain(number, plain):
    assert plain_number(number) == plain


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(max_size=30))
def test_making_plain_again_changes_nothing_but_digits_that_met(number):
    plain = plain_number(number)

    assert plain_number(plain).replace("0", "") == plain.replace("0", "") or not plain.isascii()
    assert plain or not number


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.dictionaries(
        st.sampled_from(sorted(ABOUT)),
        st.tuples(st.from_regex(r"\A[0-9A-Z./-]{1,8}\Z"), st.text("abc, XYZ.'", max_size=20).map(str.strip)),
    )
)
def test_clauses_are_read_as_they_were_written(numbered):
    assert clauses_in(with_clauses("7.2", numbered)) == ("7.2", numbered)
