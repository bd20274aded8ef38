"""What another scheme would make of the same facts: who could, who could then, and which rules differ. Nothing here decides."""

from collections.abc import Sequence
from dataclasses import dataclass

from duly.core.scheme.rules.table import rule
from duly.core.scheme.rules.words import Facts, Row
from duly.primitives.power import Power

Rules = Sequence[tuple[str, Row]]


@dataclass(frozen=True)
class Changed:
    """One rule that differs: `how` is "new", "gone" or "other". `before` or `after` is None where there is none."""

    number: str
    how: str
    before: tuple[str, Row] | None
    after: tuple[str, Row] | None


def posts_that_may(power: Power, rows: Sequence[Row], facts: Facts) -> tuple[str, ...]:
    """Each post named for the power that these rows let use it on these facts, in the order of the rows. Each is tried alone, whoever holds it."""
    table = tuple(rows)
    return tuple(post for post in dict.fromkeys(row.post for row in table) if rule(power, table, facts, (post,)).allowed)


def rows_for(rules: Rules, power: Power) -> tuple[Row, ...]:
    """The rows of one power, in their order."""
    return tuple(row for code, row in rules if code == power.code)


def what_differs(before: Rules, after: Rules) -> tuple[Changed, ...]:
    """Every rule that is new, gone, or says something else under the same number; in the order of the new scheme, those gone last."""
    old, new = ({row.number: (code, row) for code, row in rules} for rules in (before, after))
    found = []
    for number, now in new.items():
        was = old.get(number)
        if was is None:
            found.append(Changed(number, "new", None, now))
        elif _said(was) != _said(now):
            found.append(Changed(number, "other", was, now))
    return (*found, *(Changed(number, "gone", was, None) for number, was in old.items() if number not in new))


def _said(rule_of: tuple[str, Row]) -> tuple[object, ...]:
    code, row = rule_of
    return code, row.post, row.conditions, row.clause
