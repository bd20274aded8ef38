"""How long a paper takes to read. How a principal reads is said of each; of whom nobody said it, the limits of papers that the office lays down do."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Rates:
    """How somebody reads: words of the paper in a minute, minutes for a page of evidence, minutes a week; and when a paper is needed, in working days."""

    words_per_minute: int = 200
    minutes_per_page: int = 2
    minutes_per_week: int = 300
    needed_in_working_days: int = 10


def words_in(paragraphs: Sequence[str]) -> int:
    """How many words a paper has."""
    return sum(len(one.split()) for one in paragraphs)


def minutes_to_read(words: int, pages: int, rates: Rates) -> int:
    """Whole minutes to read a paper and the pages it cites, never less than one; part of a minute counts as one."""
    return max(1, -(-words // rates.words_per_minute) + pages * rates.minutes_per_page)
