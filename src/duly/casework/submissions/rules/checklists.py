"""What a reviewer looks at with their own eyes before passing a paper as ready: dated lists by kind.

These are defaults, drawn up from the published Principles of Good Administration; an office makes its own. A new list is a new entry with the day
it starts; a paper keeps the list it was passed under.
"""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Checklist:
    """The questions for one kind of paper from a day on. Each has a code that is kept, and a sentence that is shown."""

    kind: str
    starts: date
    items: tuple[tuple[str, str], ...]


_ALWAYS = (
    ("fair", "Both sides have been heard, and what each said is put fairly"),
    ("follows", "The findings follow from the evidence"),
)
CHECKLISTS: tuple[Checklist, ...] = (
    Checklist("decision", date(2026, 1, 1), (*_ALWAYS, ("remedy", "The remedy puts right what went wrong, and no more"))),
    Checklist("report", date(2026, 1, 1), (*_ALWAYS, ("named", "Nobody is named who need not be"))),
    Checklist("remedy", date(2026, 1, 1), (*_ALWAYS, ("like", "Like cases have been treated alike"))),
    Checklist(
        "policy",
        date(2026, 1, 1),
        (("wider", "What it means for other cases is said"), ("choices", "There is more than one choice to make")),
    ),
)
"""Oldest first within a kind."""


def checklist_on(kind: str, day: date) -> Checklist:
    """The list for a kind of paper on a day; the first there was, before that."""
    of_kind = [one for one in CHECKLISTS if one.kind == kind]
    return next((one for one in reversed(of_kind) if one.starts <= day), of_kind[0])


def codes(kind: str, day: date) -> tuple[str, ...]:
    """The codes of everything on the list."""
    return tuple(code for code, _ in checklist_on(kind, day).items)
