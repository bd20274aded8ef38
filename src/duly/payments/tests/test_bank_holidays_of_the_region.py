"""What is paid on a bank holiday goes by the installation's own: Saint Andrew's Day is one in Scotland, and no more than a Monday in England."""

from datetime import date

import pytest
from django.core.exceptions import ImproperlyConfigured

from duly.core.calendar.actions import load_holidays
from duly.core.calendar.apps import CalendarConfig
from duly.core.calendar.queries import add_working_days
from duly.payments.rates.actions import set_rate
from duly.payments.rates.queries import rate_on
from duly.payments.tests.ground import APRIL, a_contract, an_officer
from duly.payments.validation.freeze import inputs_known
from duly.primitives.actor import SYSTEM

pytestmark = pytest.mark.django_db
SAINT_ANDREWS = date(2026, 11, 30)


@pytest.fixture
def book():
    """An hour at £20.00, and at £40.00 on bank holidays."""
    ada = an_officer()
    a_contract(ada)
    for pounds, day_type in ((20, ""), (40, "bank-holiday")):
        same = {"service": "home-care", "starts": APRIL, "because": "Agreed.", "by": ada}
        set_rate("C-1", rate_hundredths=pounds * 10_000, day_type=day_type, **same)
    load_holidays(years=[2026], by=SYSTEM)


@pytest.mark.parametrize(
    ("region", "pounds", "frozen", "next_working_day"),
    [("england-and-wales", 20, (), date(2026, 11, 30)), ("scotland", 40, (SAINT_ANDREWS,), date(2026, 12, 1))],
)
def test_the_book_the_inputs_and_working_days_go_by_the_same_region(book, settings, region, pounds, frozen, next_working_day):
    settings.DULY_BANK_HOLIDAYS = region

    assert rate_on("C-1", "home-care", SAINT_ANDREWS).rate.rate_hundredths == pounds * 10_000
    assert tuple(h.on for h in inputs_known([SAINT_ANDREWS]).holidays) == frozen
    assert add_working_days(date(2026, 11, 27), 1).day == next_working_day


def test_an_installation_says_which_of_the_three_it_is(settings):
    settings.DULY_BANK_HOLIDAYS = "wales"

    with pytest.raises(ImproperlyConfigured, match="it is one of england-and-wales, scotland, northern-ireland"):
        CalendarConfig.create("duly.core.calendar").ready()
