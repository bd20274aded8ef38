"""The working days of the years that are known, numbered, so that counting a thousand takes no longer than counting one. Pure."""

from collections.abc import Iterable, Mapping
from datetime import date
from itertools import accumulate

SATURDAY = 5


class NotKnown(LookupError):
    """A date was reached in a year whose bank holidays are not known. `year` says which."""

    def __init__(self, year: int):
        super().__init__(f"The bank holidays of {year} are not known.")
        self.year = year


class Days:
    """Monday to Friday, but for these holidays, in years that follow one another without a gap.

    `holidays` gives for each day off why it is one ("Christmas Day in Scotland"). Weekend days in it change nothing.
    """

    def __init__(self, holidays: Mapping[date, str], years: Iterable[int]):
        known = sorted(set(years))
        if not known or known[-1] - known[0] != len(known) - 1:
            raise ValueError("Years follow one another without a gap, and there is at least one.")
        self.years = range(known[0], known[-1] + 1)
        self.holidays = dict(holidays)
        self._first = date(known[0], 1, 1).toordinal()
        length = date(known[-1], 12, 31).toordinal() - self._first + 1
        off = {day.toordinal() - self._first for day in holidays}
        begins_on = date(known[0], 1, 1).weekday()
        works = [(n + begins_on) % 7 < SATURDAY and n not in off for n in range(length)]
        self._before = [0, *accumulate(works)]
        self._nth = [n for n, one in enumerate(works) if one]

    def works(self, day: date) -> bool:
        """Whether a day is a working day. NotKnown outside the years."""
        n = self._place(day)
        return self._before[n + 1] > self._before[n]

    def how_many(self, starts: date, ends: date) -> int:
        """How many working days there are from `starts` until the day before `ends`; none when it is not after it."""
        if ends <= starts:
            return 0
        return self._before[self._place(date.fromordinal(ends.toordinal() - 1)) + 1] - self._before[self._place(starts)]

    def nth_from(self, day: date, n: int) -> date:
        """The nth working day, where `day` is the first if it is one. `n` is 1 or more."""
        return self._numbered(self._before[self._place(day)] + n - 1)

    def nth_after(self, day: date, n: int) -> date:
        """The nth working day after a day, which is not itself counted. `n` is 1 or more."""
        return self._numbered(self._before[self._place(day) + 1] + n - 1)

    def last_until(self, day: date) -> date:
        """The day itself when it is a working day, or else the last one before it."""
        number = self._before[self._place(day) + 1] - 1
        if number < 0:
            raise NotKnown(self.years[0] - 1)
        return self._numbered(number)

    def _numbered(self, number: int) -> date:
        if number >= len(self._nth):
            raise NotKnown(self.years[-1] + 1)
        return date.fromordinal(self._first + self._nth[number])

    def _place(self, day: date) -> int:
        if day.year not in self.years:
            raise NotKnown(day.year)
        return day.toordinal() - self._first


def reckoned_again(start: date, day: date, before: Days, after: Days) -> date:
    """The working day so many after a start as a day was by other bank holidays; the day itself where it was no working day by those, or not after the start."""
    if day <= start or not before.works(day):
        return day
    return after.nth_after(start, before.how_many(start, day) + (not before.works(start)))
