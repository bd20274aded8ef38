"""The office's scale of financial remedy for injustice that is not a financial loss, by date.

The bands are defaults to be checked by the office that adopts them: levels 3 and 6 are as published on ombudsman.org.uk; the others are taken
from general knowledge and an office sets its own. A new scale is a new entry with the day it starts; what was written before is not re-judged.
"""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Band:
    """One level: from `least_pence` to `most_pence`, both included; no most at the top."""

    level: int
    least_pence: int
    most_pence: int | None
    says: str

    def holds(self, pence: int) -> bool:
        """Whether an amount is within the level."""
        return self.least_pence <= pence and (self.most_pence is None or pence <= self.most_pence)


@dataclass(frozen=True)
class Scale:
    """A scale from the day it starts until the next one does."""

    starts: date
    bands: tuple[Band, ...]

    def band(self, level: int) -> Band | None:
        """One level, or None where the scale has none of that number."""
        return next((one for one in self.bands if one.level == level), None)


SCALES: tuple[Scale, ...] = (
    Scale(
        date(2018, 1, 1),
        (
            Band(1, 0, 0, "an apology, and no payment"),
            Band(2, 10_000, 49_999, "£100 to £499.99"),
            Band(3, 50_000, 99_999, "£500 to £999.99"),
            Band(4, 100_000, 299_999, "£1,000 to £2,999.99"),
            Band(5, 300_000, 999_999, "£3,000 to £9,999.99"),
            Band(6, 1_000_000, None, "£10,000 or more"),
        ),
    ),
)
"""Oldest first."""


def scale_on(day: date) -> Scale:
    """The scale in force on a day; the oldest before there was one."""
    return next((one for one in reversed(SCALES) if one.starts <= day), SCALES[0])
