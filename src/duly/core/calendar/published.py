"""Bank holidays of a year: worked out by the `holidays` library, brought to the list the government publishes.

The published list is at https://www.gov.uk/bank-holidays. It names the substitute weekday of a holiday that falls at a weekend and not the
weekend day itself; the library names both, so weekend days are left out. `DIFFERENCES` lists what differs besides; a conformance test
compares every published day from 2012 to 2028.
"""

from collections.abc import Iterable
from datetime import date

import holidays

_SUBDIVISION = {"england-and-wales": "ENG", "scotland": "SCT", "northern-ireland": "NIR"}

_SATURDAY = 5

DIFFERENCES: dict[tuple[str, date], str] = {
    ("scotland", date(2026, 6, 15)): (
        "The library has a day appointed in Scotland for the men's World Cup. It is not on the published list, so it is left out; "
        "an office that observes it adds it by hand."
    ),
}
"""Days the library has and the published list has not, with the reason each is left out."""


def holidays_of(division: str, years: Iterable[int]) -> dict[date, str]:
    """The bank holidays of these years by day, with their titles."""
    worked_out = holidays.country_holidays("GB", subdiv=_SUBDIVISION[division], years=sorted(years), language="en_GB")
    return {
        day: title.replace("(observed)", "(substitute day)")
        for day, title in sorted(worked_out.items())
        if day.weekday() < _SATURDAY and (division, day) not in DIFFERENCES
    }
