"""How a ruling is written down in the record: what the scheme was told, and each row it looked at, as they stood then."""

from collections.abc import Sequence

from duly.core.scheme.rules.table import RowSeen
from duly.core.scheme.rules.words import Facts


def in_words(facts: Facts) -> tuple[str, ...]:
    """The facts the scheme was told, one text each. Money in pence."""
    return tuple(f"{name}: {_word(value)}" for name, value in facts.items())


def looked_at(rows: Sequence[RowSeen]) -> tuple[str, ...]:
    """Each row of a ruling as one line: its number, post, whether it was held, and each condition with what was found."""
    return tuple(
        f"{row.number} {row.post} ({_held(row)})"
        + "".join(f"; {cell.says}: {cell.found}, {'met' if cell.met else 'not met'}" for cell in row.cells)
        for row in rows
    )


def _held(row: RowSeen) -> str:
    if row.stands_in_for:
        return f"held for {row.stands_in_for}"
    return "held" if row.post_held else "not held"


def _word(value: object) -> str:
    if value is None:
        return "not said"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)
