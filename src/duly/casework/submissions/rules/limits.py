"""The limits by which papers are read before anybody signs, and how long they take to read.

The first are defaults that nobody laid down: no published figure stands behind them. An office adopts its own from a day on, and a paper that was passed
is read by those it was passed by. Bands of remedy by severity are not here: they are the scale of severity, which has a number and a day of its own.
"""

from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from duly.casework.submissions.rules.reasons import KINDS

MOST = {
    "most_words_in_a_sentence": (5, 500),
    "fewest_words_of_a_reason": (1, 50),
    "words_per_minute": (1, 2000),
    "minutes_per_page": (0, 60),
    "minutes_per_week": (1, 6000),
    "needed_in_working_days": (0, 250),
}
"""Each figure with the least and the most it may be."""


@dataclass(frozen=True)
class Limits:
    """A sentence of more words is long; an answer that leaves a paragraph as it was gives its reason in so many words at least; both sides see the draft of
    papers of the kinds `shown_to_both_sides`. The rest is how a principal reads of whom nobody said otherwise, and in how many working days a paper is needed.
    """

    number: int
    most_words_in_a_sentence: int = 40
    fewest_words_of_a_reason: int = 4
    shown_to_both_sides: tuple[str, ...] = ("report",)
    words_per_minute: int = 200
    minutes_per_page: int = 2
    minutes_per_week: int = 300
    needed_in_working_days: int = 10

    def as_data(self) -> dict[str, Any]:
        """As it is kept, and as files say it."""
        said = asdict(self) | {"shown_to_both_sides": list(self.shown_to_both_sides)}
        del said["number"]
        return said


FIRST_LIMITS = Limits(1)
KNOWN = tuple(FIRST_LIMITS.as_data())


def read(number: int, data: Mapping[str, Any]) -> Limits:
    """Limits as kept, or as a file says them."""
    return Limits(number, **{name: tuple(data[name]) if name == "shown_to_both_sides" else data[name] for name in KNOWN})


def wrong(made: Limits, posts: Collection[str]) -> str:
    """What is wrong with limits, in a sentence, or nothing."""
    for name, (least, most) in MOST.items():
        said = getattr(made, name)
        if type(said) is not int or not least <= said <= most:
            return f"{name} is a whole number from {least} to {most}, not {said!r}"
    strange = next((one for one in made.shown_to_both_sides if one not in KINDS), None)
    return "" if strange is None else f"shown_to_both_sides names kinds of papers ({', '.join(KINDS)}); {strange!r} is none"
