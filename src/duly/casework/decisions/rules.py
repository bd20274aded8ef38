"""What may be decided, and how a ruling of the scheme is written down."""

from collections.abc import Mapping
from typing import Any

OUTCOMES = {"agree": "Agreed", "refuse": "Refused"}


def in_words(facts: Mapping[str, Any]) -> tuple[str, ...]:
    """The facts the scheme was told, one text each, for the record. Money in pence."""
    return tuple(f"{name}: {_word(value)}" for name, value in facts.items())


def looked_at(rows: tuple[Any, ...]) -> tuple[str, ...]:
    """Each row of a ruling as one line: its number, post, whether it was held, and each condition with what was found."""
    return tuple(
        f"{row.number} {row.post} ({'held' if row.post_held else 'not held'})"
        + "".join(f"; {cell.says}: {cell.found}, {'met' if cell.met else 'not met'}" for cell in row.cells)
        for row in rows
    )


def _word(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)
