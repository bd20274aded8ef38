"""What a reviewer looks at with their own eyes before passing a paper as ready: a list for each kind of paper.

The first lists are defaults, drawn up from the published Principles of Good Administration; an office adopts its own from a day on, and a paper keeps
the list it was passed under.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from duly.casework.submissions.rules.reasons import KINDS

MOST_ITEMS = 30
LONGEST = {"code": 20, "says": 200}


@dataclass(frozen=True)
class Checklists:
    """A list for each kind of paper (`reasons.KINDS`): (code, sentence) in the order they are shown. `from_the_beginning` is the day the first began."""

    number: int
    lists: Mapping[str, tuple[tuple[str, str], ...]]
    from_the_beginning: date = date(2026, 1, 1)

    def items(self, kind: str) -> tuple[tuple[str, str], ...]:
        """What is looked at in a paper of a kind."""
        return self.lists[kind]

    def codes(self, kind: str) -> tuple[str, ...]:
        """The codes of it."""
        return tuple(code for code, _ in self.lists[kind])

    def as_data(self) -> dict[str, Any]:
        """As it is kept, and as files say it."""
        return {"checklists": {kind: [{"code": code, "says": says} for code, says in items] for kind, items in self.lists.items()}}


_ALWAYS = (
    ("fair", "Both sides have been heard, and what each said is put fairly"),
    ("follows", "The findings follow from the evidence"),
)
FIRST_CHECKLISTS = Checklists(
    1,
    {
        "decision": (*_ALWAYS, ("remedy", "The remedy puts right what went wrong, and no more")),
        "report": (*_ALWAYS, ("named", "Nobody is named who need not be")),
        "remedy": (*_ALWAYS, ("like", "Like cases have been treated alike")),
        "policy": (("wider", "What it means for other cases is said"), ("choices", "There is more than one choice to make")),
    },
)


def codes(kind: str) -> tuple[str, ...]:
    """The codes of the list that came with the program."""
    return FIRST_CHECKLISTS.codes(kind)


def read(number: int, data: Mapping[str, Any]) -> Checklists:
    """Checklists as kept, or as a file says them."""
    return Checklists(number, {kind: tuple((one["code"], one["says"]) for one in items) for kind, items in data["checklists"].items()})


def wrong(made: Checklists, posts: Collection[str]) -> str:
    """What is wrong with lists, in a sentence, or nothing."""
    if strange := sorted(made.lists.keys() ^ KINDS.keys()):
        kinds = ", ".join(KINDS)
        return f"There is a list of each kind of paper ({kinds}) and of no other; {strange[0]!r} is {'missing' if strange[0] in KINDS else 'no kind'}"
    for kind, items in made.lists.items():
        if not 1 <= len(items) <= MOST_ITEMS:
            return f"The list of {kind!r} has from 1 to {MOST_ITEMS} things to look at, and here {len(items)}"
        for n, (code, says) in enumerate(items, start=1):
            for name, one in (("code", code), ("says", says)):
                if not isinstance(one, str) or not one.strip() or len(one) > LONGEST[name]:
                    return f"In the list of {kind!r}, line {n}, {name!r} is missing, or longer than {LONGEST[name]} letters"
        found = [code for code, _ in items]
        if twice := next((one for one in found if found.count(one) > 1), ""):
            return f"In the list of {kind!r} the code {twice!r} is there twice"
    return ""
