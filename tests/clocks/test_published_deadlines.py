"""Dates that were published come out; a stop moves a date by exactly what it says; the specification's tables are the code's."""

import re
from datetime import date, timedelta
from pathlib import Path

import pytest

from duly.core.calendar.published import holidays_of
from duly.core.calendar.rules.book import ANY_PART, BOOK, ENGLAND_AND_WALES, in_force
from duly.core.calendar.rules.days import Days, NotKnown
from duly.core.calendar.rules.deadlines import Extension, History, Rule, Stop, due_on, why_wrong
from duly.core.calendar.rules.words import in_short, regions_said, say, working
from duly.primitives.period import say_day

SPECIFICATION = (Path(__file__).resolve().parents[2] / "docs" / "specification" / "deadlines.md").read_text()
YEARS = range(2018, 2029)
TAKEN = "the working day after it is taken as received"


def days_of(*regions: str) -> Days:
    return Days({day: title for region in regions for day, title in holidays_of(region, YEARS).items()}, YEARS)


def due(code: str, began: date, *, stops=(), extensions=(), on: date | None = None) -> date | None:
    rule = in_force(BOOK, code, on or began)
    return due_on(rule, History(began, stops, extensions), days_of(*rule.regions))


@pytest.mark.parametrize(
    ("began", "day_one", "regions", "comes_to"),
    [
        (date(2026, 3, 7), "the next working day", ENGLAND_AND_WALES, date(2026, 4, 7)),
        (date(2026, 3, 7), TAKEN, ENGLAND_AND_WALES, date(2026, 4, 8)),
        (date(2025, 12, 26), "the next working day", ENGLAND_AND_WALES, date(2026, 1, 26)),
        (date(2025, 12, 26), TAKEN, ENGLAND_AND_WALES, date(2026, 1, 27)),
        (date(2025, 12, 19), "the next working day", ENGLAND_AND_WALES, date(2026, 1, 21)),
        (date(2025, 12, 19), "the next working day", ANY_PART, date(2026, 1, 22)),
    ],
)
def test_the_three_published_ways_of_counting_twenty_working_days_come_out(began, day_one, regions, comes_to):
    rule = Rule("twenty", 1, "Twenty", 20, "working days", day_one, regions)

    assert due_on(rule, History(began), days_of(*regions)) == comes_to
    assert f"| {began:%A} {say_day(began)} |" in SPECIFICATION
    assert f"| {say_day(comes_to)} |" in SPECIFICATION


@pytest.mark.parametrize(
    ("code", "began", "comes_to"),
    [
        ("foi", date(2026, 3, 7), date(2026, 4, 8)),  # St Patrick's Day is one in Northern Ireland, and so in a part of the United Kingdom
        ("foi", date(2025, 12, 19), date(2026, 1, 22)),
        ("foisa", date(2025, 12, 19), date(2026, 1, 22)),
        ("foisa", date(2026, 3, 20), date(2026, 4, 20)),  # Easter Monday is not one of Scotland
        ("foi", date(2026, 3, 20), date(2026, 4, 21)),
        ("sar", date(2019, 7, 31), date(2019, 9, 2)),  # from 1 August to Sunday 1 September, under the first version
        ("sar", date(2019, 8, 31), date(2019, 9, 30)),  # no 31 September, under the second
        ("sar", date(2026, 11, 28), date(2026, 12, 29)),  # to the 28th, kept for Boxing Day
        ("sar", date(2027, 1, 31), date(2027, 3, 1)),  # to Sunday 28 February
        ("foi-review", date(2026, 6, 1), date(2026, 6, 29)),
        ("judicial-review", date(2026, 11, 30), date(2027, 2, 28)),  # a Sunday, as it falls
        ("judicial-review-planning", date(2026, 6, 1), date(2026, 7, 13)),
        ("judicial-review-procurement", date(2026, 6, 1), date(2026, 6, 30)),
        ("pre-action", date(2026, 6, 1), date(2026, 6, 15)),
        ("review-request", date(2026, 1, 31), date(2026, 2, 28)),
        ("review-request-three-months", date(2026, 6, 1), date(2026, 9, 1)),
        ("review-acknowledgement", date(2026, 6, 1), date(2026, 6, 8)),
        ("review-answer", date(2026, 6, 1), date(2026, 6, 29)),
        ("review-jr-safe", date(2026, 9, 3), date(2026, 11, 5)),
        ("review-jr-safe", date(2026, 9, 5), date(2026, 11, 6)),  # 28 days before Saturday's day is a Saturday, so the Friday before
        ("complaint-in-time", date(2024, 2, 29), date(2025, 2, 28)),
    ],
)
def test_each_clock_of_the_domain_comes_to_its_date(code, began, comes_to):
    assert due(code, began) == comes_to


def test_a_suspension_moves_the_date_by_exactly_the_working_days_suspended():
    rule, days = in_force(BOOK, "foi", date(2026, 1, 1)), days_of(*ANY_PART)
    began = date(2026, 3, 9)
    plain = due_on(rule, History(began), days)

    for starts in range(1, 29):
        for lasts in range(30):
            stop = Stop(began + timedelta(days=starts), began + timedelta(days=starts + lasts))
            suspended = days.how_many(stop.starts, stop.ends)
            moved = due_on(rule, History(began, (stop,)), days)
            assert (moved, suspended) == ((plain, 0) if suspended == 0 else (days.nth_after(plain, suspended), suspended))


def test_one_month_extended_by_two_is_three_months_from_the_beginning():
    began = date(2026, 12, 31)

    assert due("sar", began, extensions=(Extension(date(2027, 1, 20), 2),)) == date(2027, 3, 31)
    assert due("foi-review", date(2026, 6, 1), extensions=(Extension(date(2026, 6, 20), 20),)) == date(2026, 7, 28)


def test_a_clock_that_stands_still_has_no_date_and_a_year_that_is_not_known_is_refused():
    still = History(date(2026, 3, 9), (Stop(date(2026, 3, 16)),))

    assert due("foi", still.began, stops=still.stops) is None
    assert due("foi", still.began, stops=still.restarted(date(2026, 3, 18)).stops) == date(2026, 4, 10)
    with pytest.raises(NotKnown) as refused:
        due("foi", date(2028, 12, 20))
    assert refused.value.year == 2029


def test_a_date_says_how_it_was_reckoned():
    rule = in_force(BOOK, "foi", date(2026, 1, 1))
    history = History(date(2026, 3, 7), (Stop(date(2026, 3, 16), date(2026, 3, 18)),))

    assert [say(line) for line in working(rule, history, days_of(*ANY_PART))] == [
        "It began on Saturday 7 March 2026.",
        "Day one is Monday 9 March 2026: the next working day.",
        "It runs for 20 working days.",
        "It stood still from Monday 16 March 2026 until it went on on Wednesday 18 March 2026: 1 working day.",
        "8 Saturdays and Sundays from Monday 9 March 2026 are not counted.",
        "Tuesday 17 March 2026 is not counted: Saint Patrick's Day.",
        "Friday 3 April 2026 is not counted: Good Friday.",
        "Monday 6 April 2026 is not counted: Easter Monday.",
        "It is due on Thursday 9 April 2026.",
    ]


def test_every_rule_of_the_book_can_run_and_stands_in_the_specification_as_it_is():
    told = re.findall(r"^\| `([\w-]+)` (\d+): (.+?) \| (\S+) \| (.+?) \| (.+?) \| (.+?) \|$", SPECIFICATION, re.MULTILINE)

    assert not [why_wrong(rule) for rule in BOOK if why_wrong(rule)]
    assert told == [
        (r.code, str(r.number), r.title, str(r.starts), in_short(r), regions_said(r.regions), r.source + " (*default*)" * r.ours)
        for r in BOOK
    ]


@pytest.mark.parametrize(
    "wrong",
    [{"amount": 0}, {"less": -1}, {"extension": -1}, {"regions": ()}, {"unit": "fortnights"}, {"stops": "days"}, {"roll": "somewhere"}],
)
def test_a_rule_under_which_nothing_could_run_says_why(wrong):
    right = {
        "code": "x",
        "number": 1,
        "title": "X",
        "amount": 1,
        "unit": "working days",
        "day_one": "the next day",
        "regions": ("scotland",),
    }

    assert why_wrong(Rule(**right)) == ""
    assert why_wrong(Rule(**right | wrong))
