"""The bank holidays that are loaded are those the government publishes, day for day."""

import json
from datetime import date
from pathlib import Path

import holidays
import pytest

from duly.core.calendar.published import DIFFERENCES, holidays_of
from duly.core.calendar.rules import DIVISIONS

pytestmark = pytest.mark.conformance
YEARS = range(2012, 2029)


@pytest.fixture(scope="module")
def published(cases: Path) -> dict[str, set[date]]:
    told = json.loads((cases / "bank-holidays" / "bank-holidays.json").read_text(encoding="utf-8"))
    return {division: {date.fromisoformat(event["date"]) for event in told[division]["events"]} for division in DIVISIONS}


def test_the_published_list_is_the_one_expected(published):
    assert {division: len(days) for division, days in published.items()} == {
        "england-and-wales": 140,
        "scotland": 157,
        "northern-ireland": 174,
    }


@pytest.mark.parametrize("year", YEARS)
@pytest.mark.parametrize("division", DIVISIONS)
def test_every_published_day_is_loaded_and_no_other(published, division, year):
    assert set(holidays_of(division, [year])) == {day for day in published[division] if day.year == year}


@pytest.mark.parametrize(("division", "day"), DIFFERENCES)
def test_a_difference_is_still_one(published, division, day):
    """When this fails, the library or the published list has come round: take the line out of `DIFFERENCES`."""
    subdivision = {"england-and-wales": "ENG", "scotland": "SCT", "northern-ireland": "NIR"}[division]

    assert day in holidays.country_holidays("GB", subdiv=subdivision, years=day.year)
    assert day not in published[division]
