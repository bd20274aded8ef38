"""What a paper is returned for: coded reasons, and for each who puts it right and in how many days, unless whoever returns it says otherwise.

The first are defaults that nobody laid down; an office adopts its own from a day on, and what was returned keeps the words it was returned by.
"""

from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from duly.casework.submissions.rules.reasons import REASONS

AUTHOR = "author"
FIX_WITHIN = 7
"""Days, working or not, that the program gives where the office has adopted no others."""
MOST_REASONS, MOST_DAYS = 30, 250
LONGEST = {"code": 20, "says": 100}


@dataclass(frozen=True)
class Reason:
    """One reason. `who` is "author" or the code of the post whose holder puts it right; `days` are days, working or not, from the return."""

    code: str
    says: str
    who: str = AUTHOR
    days: int = FIX_WITHIN


@dataclass(frozen=True)
class Returns:
    """The reasons there are, in the order they are offered. The last is taken where whoever sends a paper back chooses none."""

    number: int
    reasons: tuple[Reason, ...]

    @property
    def words(self) -> dict[str, str]:
        """What each reason says, by code."""
        return {one.code: one.says for one in self.reasons}

    @property
    def by_code(self) -> dict[str, Reason]:
        """The reasons, by code."""
        return {one.code: one for one in self.reasons}

    @property
    def where_none_is_chosen(self) -> str:
        """The code of the reason that is taken where nobody chooses one."""
        return self.reasons[-1].code

    def as_data(self) -> dict[str, Any]:
        """As it is kept, and as files say it."""
        return {"reasons": [asdict(one) for one in self.reasons]}


FIRST_RETURNS = Returns(1, tuple(Reason(code, says) for code, says in REASONS.items()))


def read(number: int, data: Mapping[str, Any]) -> Returns:
    """Reasons as kept, or as a file says them."""
    return Returns(number, tuple(Reason(**one) for one in data["reasons"]))


def wrong(made: Returns, posts: Collection[str]) -> str:
    """What is wrong with reasons, in a sentence, or nothing."""
    if not 1 <= len(made.reasons) <= MOST_REASONS:
        return f"There are from 1 to {MOST_REASONS} reasons, and here {len(made.reasons)}"
    for n, reason in enumerate(made.reasons, start=1):
        for name, most in LONGEST.items():
            one = getattr(reason, name)
            if not isinstance(one, str) or not one.strip() or len(one) > most:
                return f"In reason {n}, {name!r} is missing, or longer than {most} letters"
        if reason.who != AUTHOR and reason.who not in posts:
            return f"Reason {reason.code!r} is put right by {reason.who!r}, and there is no such post: name one, or {AUTHOR!r}"
        if type(reason.days) is not int or not 0 <= reason.days <= MOST_DAYS:
            return f"Reason {reason.code!r} is put right in days from 0 to {MOST_DAYS}, not {reason.days!r}"
    codes = [one.code for one in made.reasons]
    twice = next((one for one in codes if codes.count(one) > 1), "")
    return f"The reason {twice!r} is there twice" if twice else ""
