"""What an office lays down of submissions: sets of rules as data, each with a number and a day. The first of each are ours, until it adopts its own."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any

from duly.casework.submissions.rules import checklists, limits, returns
from duly.casework.submissions.rules.complexity import FIRST_WEIGHTS
from duly.casework.submissions.rules.complexity import read as read_weights
from duly.casework.submissions.rules.complexity import wrong as wrong_weights
from duly.primitives.refusal import Refusal


@dataclass(frozen=True)
class Kind:
    """One kind of rules. `read` makes them of a number and of what a file says; `wrong` says what is wrong with them, given the posts there are, or nothing."""

    code: str
    known: tuple[str, ...]
    first: Any
    read: Callable[[int, Mapping[str, Any]], Any]
    wrong: Callable[[Any, Collection[str]], str]


CODES = CHECKLISTS, RETURNS, LIMITS, WEIGHTS = "checklists", "returns", "checking", "weights"
"""What is kept with each set that is adopted."""

SETS = {
    one.code: one
    for one in (
        Kind(CHECKLISTS, ("checklists",), checklists.FIRST_CHECKLISTS, checklists.read, checklists.wrong),
        Kind(RETURNS, ("reasons",), returns.FIRST_RETURNS, returns.read, returns.wrong),
        Kind(LIMITS, limits.KNOWN, limits.FIRST_LIMITS, limits.read, limits.wrong),
        Kind(WEIGHTS, ("adds", "routes"), FIRST_WEIGHTS, read_weights, wrong_weights),
    )
}
"""By code."""


def why_not_rules(kind: str, data: Any, *, posts: Collection[str]) -> Refusal | None:
    """The refusal, "rules", with what is wrong with rules of a kind as a file says them and where, or None."""
    of = SETS[kind]
    try:
        if not isinstance(data, Mapping):
            raise TypeError(f"they have names, such as {of.known[0]!r}")
        strange = sorted(set(data) - set(of.known))
        found = f"Nothing is called {strange[0]!r}: here stand {', '.join(of.known)}" if strange else of.wrong(of.read(1, data), posts)
    except KeyError as error:
        found = f"It has no {error.args[0]}"
    except (TypeError, ValueError, AttributeError) as error:
        found = f"It is not written as these rules are: {error}"
    return (
        Refusal("rules", f"{found}. Begin from the rules in force, and change what is to change. Nothing was adopted.") if found else None
    )
