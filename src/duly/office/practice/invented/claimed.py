"""A claim before it has a place on an invoice."""

from dataclasses import dataclass
from datetime import date

Key = tuple[date, str, str, str]
"""A line's week: its Monday, provider, person and service."""


@dataclass(frozen=True)
class DraftClaim:
    """A claim before it has a place on an invoice. A `late` one comes on a second invoice; one with `marks` on another of the first's very number, but
    for the marks in it. `person_name` is told where it is not the person's. One with an `own` ending comes on an invoice of the line's own: `spelt` "small" or "zeros"
    where its number is written so, and `whose` the line's week whose number it is where it is another's."""

    minutes: int
    rate_hundredths: int
    pence: int
    late: bool = False
    vat_pence: int = 0
    person_name: str = ""
    marks: str = ""
    own: str | None = None
    spelt: str = ""
    whose: Key | None = None
    nights: tuple[date, date] | None = None
