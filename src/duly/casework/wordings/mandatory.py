"""Which paragraphs a letter may not go without, as data: read from a file, and what is wrong with it. Pure."""

from collections.abc import Mapping
from typing import Any

from duly.casework.wordings.rules import FIELDS, FIRST_MANDATORY, PURPOSES, Mandatory
from duly.primitives.refusal import Refusal

KNOWN = tuple(FIRST_MANDATORY.as_data())
MOST, LONGEST = 20, 40


def read(number: int, data: Mapping[str, Any]) -> Mandatory:
    """Rules as kept, or as a file says them."""
    return Mandatory(number, {purpose: tuple(names) for purpose, names in data["must_hold"].items()}, dict(data["must_say"].items()))


def why_not_rules(data: Any) -> Refusal | None:
    """The refusal, "rules", with what is wrong with rules as a file says them and where, or None."""
    try:
        if not isinstance(data, Mapping):
            raise TypeError(f"they have names, {' and '.join(KNOWN)}")
        strange = sorted(set(data) - set(KNOWN))
        found = f"Nothing is called {strange[0]!r}: here stand {', '.join(KNOWN)}" if strange else _wrong(read(1, data))
    except KeyError as error:
        found = f"It has no {error.args[0]}"
    except (TypeError, ValueError, AttributeError) as error:
        found = f"It is not written as these rules are: {error}"
    return (
        Refusal("rules", f"{found}. Begin from the rules in force, and change what is to change. Nothing was adopted.") if found else None
    )


def _wrong(made: Mandatory) -> str:
    for purpose, names in made.must_hold.items():
        if purpose not in PURPOSES:
            return f"No letter has the purpose {purpose!r}: there are {', '.join(PURPOSES)}"
        if len(names) > MOST or len(set(names)) != len(names):
            return f"Letters of {purpose!r} hold at most {MOST} paragraphs, each named once"
        if wrong := next((one for one in names if not _is_name(one)), None):
            return f"Letters of {purpose!r} hold {wrong!r}, and a paragraph has a name of 1 to {LONGEST} letters"
    for name, field in made.must_say.items():
        if not _is_name(name):
            return f"{name!r} is no name of a paragraph: it has from 1 to {LONGEST} letters"
        if field not in FIELDS:
            return f"The paragraph on {name} must say {field!r}, and there is no such merge field: there are {', '.join(FIELDS)}"
    return ""


def _is_name(one: Any) -> bool:
    return isinstance(one, str) and one.strip() == one and 0 < len(one) <= LONGEST
