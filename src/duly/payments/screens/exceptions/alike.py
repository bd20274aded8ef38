"""Lines that were ticked together, by what stopped them, and the ways from one such group to the next."""

from datetime import date
from urllib.parse import urlencode

from duly.payments.screens.exceptions import words
from duly.payments.screens.exceptions.presenters import ExceptionRow
from duly.payments.validation import queries
from duly.primitives.period import week_name
from duly.ui.frame import Link

Groups = dict[tuple[int, ...], list[ExceptionRow]]


def groups_of(rows: list[ExceptionRow]) -> Groups:
    """Lines that wait for a decision, by what stopped them, the most alike first."""
    found: Groups = {}
    for row in rows:
        if not row.decided:
            found.setdefault(queries.rule_of(row.codes), []).append(row)
    return dict(sorted(found.items(), key=lambda group: -len(group[1])))


def named(groups: Groups) -> dict[tuple[int, ...], str]:
    """What each group is called in an address."""
    return {rule: "-".join(map(str, rule)) for rule in groups}


def others(week: date, lines: list[int], groups: Groups, but: tuple[int, ...] = ()) -> tuple[Link, ...]:
    """The ways on to the other lines that were ticked, which are decided after these."""
    return tuple(
        Link(
            f"{called(groups[rule][0])}: {len(groups[rule])}",
            f"?{urlencode({'week': week_name(week), 'rule': ref, 'line': lines}, doseq=True)}",
        )
        for rule, ref in named(groups).items()
        if rule != but
    )


def called(row: ExceptionRow) -> str:
    """What stopped a line, in words."""
    return ", ".join(words.why(code) for code in words.weighed(row.codes))
