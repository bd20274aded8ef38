"""A claim before it has a place on an invoice."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class DraftClaim:
    """A claim before it has a place on an invoice. A `late` one comes on a second invoice; one with `marks` on another of the first's very number, but
    for the marks in it. `person_name` is told where it is not the person's."""

    minutes: int
    rate_hundredths: int
    pence: int
    late: bool = False
    vat_pence: int = 0
    person_name: str = ""
    marks: str = ""
    own: str | None = None
    nights: tuple[date, date] | None = None
