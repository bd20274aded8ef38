"""How money, time and dates are written."""

import datetime as dt

import pytest
from jinja2 import UndefinedError

from duly.ui import environment as env


@pytest.mark.parametrize(("pence", "written"), [(0, "0.00"), (5, "0.05"), (123456, "1,234.56"), (-123456, "−1,234.56")])
def test_pence_are_written_as_pounds(pence, written):
    assert env.pounds(pence) == written


def test_a_negative_amount_has_its_minus_before_the_sign_of_the_currency():
    assert env.pounds_sign(-99) == "−£0.99"


@pytest.mark.parametrize(("minutes", "written"), [(2520, "42.00"), (440, "7.33"), (441, "7.35"), (-90, "−1.50")])
def test_minutes_are_written_as_hours_that_add(minutes, written):
    assert env.hours(minutes) == written


@pytest.mark.parametrize(("minutes", "written"), [(65, "1 h 05 min"), (45, "45 min"), (0, "0 min"), (-65, "−1 h 05 min")])
def test_minutes_are_written_as_a_person_says_them(minutes, written):
    assert env.hours_minutes(minutes) == written


def test_a_moment_is_shown_in_london_on_its_london_day():
    just_before_midnight_utc = dt.datetime(2026, 6, 30, 23, 30, tzinfo=dt.UTC)

    assert env.stamp(just_before_midnight_utc) == "Wed 1 Jul 2026, 12:30am"


def test_a_moment_without_a_time_zone_is_our_mistake():
    with pytest.raises(ValueError, match="time zone"):
        env.clock(dt.datetime(2026, 11, 9, 9, 41))  # noqa: DTZ001


def test_a_name_the_page_forgot_is_an_error():
    with pytest.raises(UndefinedError):
        env.environment().from_string("{{ forgotten }}").render()


def test_what_people_typed_is_escaped():
    page = env.environment().from_string("{{ ui.text('name', 'Name', said) }}{{ ui.tag(said) }}")

    shown = page.render(said='<b>"Larkfield"</b>')

    assert "<b>" not in shown
    assert 'value="&lt;b&gt;&#34;Larkfield&#34;' in shown
