"""Inputs that the specification refuses, each with the sentence that names the first row in the way.

A question selects the rows that stand in the way, in an order; its columns fill the sentence. They are asked of anything that runs SQL as
DuckDB does (`execute`, then `fetchone`), in words plain enough to be carried to another engine.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, get_type_hints

from duly.payments.validation.facts import Terms
from duly.payments.validation.inputs import KINDS, InputsRefused

_NOT_NEGATIVE = {
    "calls": ("starts_minute", "minutes"),
    "terms": tuple(name for name, kind in get_type_hints(Terms).items() if kind is int and name != "version"),
    "bands": ("from_minute", "to_minute", "pay_minutes"),
    "steps": ("from_day", "to_day", "percent"),
    "rates": ("rate_hundredths", "band_from", "band_to"),
    "visits": ("starts_minute",),
    "claims": ("minutes", "rate_hundredths", "pence", "vat_pence"),
    "invoices": ("pence",),
}
_PERIODS = {
    "commissions": ("line_ref",),
    "contracts": ("contract_ref",),
    "terms": ("contract_ref",),
    "interruptions": ("person_ref", "kind"),
}
_ALONE = {"rates": ("rate_ref", "starts", "ends"), "stays": ("stay_ref", "admitted", "discharged")}
"""Periods that may overlap."""
_SPANS = {
    "bands": (("contract_ref", "version"), "from_minute", "to_minute"),
    "steps": (("contract_ref", "version", "kind"), "from_day", "to_day"),
    "rates": (("rate_ref",), "band_from", "band_to"),
}
_MONDAYS = {"claims": "week", "paid": "week", "openings": "paid_to"}
_A_MONDAY = "DATE '0001-01-01'"
"""The first day of all. The day of the week by its number is carried wrongly to some engines."""
_MANY = {"visits": "visit_ref", "calls": "call_ref"}
_PARTS = 8
"""In how many parts the numbers made of references are compared with each other: a power of two."""
_INTERRUPTIONS = ("hospital", "respite", "holiday", "suspension")
_KNOWN = (
    ("terms", "basis", "basis", ("ACTUAL_MINUTE", "PLANNED_WITHIN", "ACTUAL_INCREMENT", "BANDED")),
    ("terms", "increment_way", "way of rounding", ("up", "down", "nearest")),
    ("terms", "weekly_cap", "weekly cap", ("visit", "week")),
    ("visits", "outcome", "outcome", ("delivered", "cancelled", "frustrated", "missed")),
    ("interruptions", "kind", "kind", _INTERRUPTIONS),
    ("steps", "kind", "kind", _INTERRUPTIONS),
    ("rates", "day_type", "day type", ("", "weekday", "saturday", "sunday", "bank-holiday")),
    ("rates", "unit", "unit", ("hour", "night", "week")),
)
"""A table, its column, what that is called, and the words that are known."""


@dataclass(frozen=True)
class _Question:
    """A sentence with a place for each column, and the rows that stand in the way: `columns` of `source`, where `wrong`."""

    sentence: str
    columns: str
    source: str
    wrong: str

    @property
    def sql(self) -> str:
        columns = [f"CAST({column} AS VARCHAR) AS told_{n}" for n, column in enumerate(self.columns.split(", "))]
        return f"SELECT {', '.join(columns)} FROM {self.source} WHERE {self.wrong} ORDER BY {_by(len(columns))} LIMIT 1"


def refuse_invalid(connection: Any, *, by_number: bool = False) -> None:
    """Raise `InputsRefused` with one sentence if any input, whole, is what the specification refuses.

    With `by_number` (DuckDB alone), the many references of visits and calls are first compared by numbers made of them.
    """
    asked = _questions()
    apart = _MANY if by_number else {}
    quick = [question for question in asked if not any(f"FROM {name} GROUP BY" in question.source for name in apart)]
    stands = any(connection.execute(sql).fetchone() for sql in _gathered(quick))
    if not stands and not any(_may_meet(connection, name, key) for name, key in apart.items()):
        return
    for question in asked:
        found = connection.execute(question.sql).fetchone()
        if found is not None:
            raise InputsRefused(question.sentence.format(*found))


def refuse_visits_without_terms(connection: Any) -> None:
    """Raise `InputsRefused` if a visit could meet a call on a day with no terms. Asked once `visit_day` is made."""
    if connection.execute("SELECT 1 FROM visit_day WHERE line_no IS NOT NULL AND terms_no IS NULL LIMIT 1").fetchone() is None:
        return
    _stop_at(
        connection,
        "The contract {} has no terms in force on {}, when the visit {} was made.",
        "SELECT l.contract_ref, v.day, v.visit_ref FROM visit_day AS v JOIN known_lines AS l ON l.line_no = v.line_no"
        " WHERE v.terms_no IS NULL AND EXISTS (SELECT 1 FROM planned AS k WHERE k.line_no = v.line_no AND k.day = v.day)",
    )


def refuse_weeks_without_terms(connection: Any) -> None:
    """Raise `InputsRefused` if a line-week that is priced has no terms to trim it by. Asked once it is decided."""
    _stop_at(
        connection,
        "The contract {} has no terms in force on {}, by which the line {} would be trimmed.",
        "SELECT w.contract_ref, w.trim_day, w.line_ref FROM line_week AS w JOIN entitled AS e ON e.lw = w.lw"
        " WHERE e.is_priced AND w.terms_no IS NULL",
    )


def _stop_at(connection: Any, sentence: str, question: str) -> None:
    found = connection.execute(f"SELECT * FROM ({question}) AS q ORDER BY {_by(sentence.count('{}'))} LIMIT 1").fetchone()
    if found is not None:
        raise InputsRefused(sentence.format(*found))


def _by(columns: int) -> str:
    return ", ".join(str(n + 1) for n in range(columns))


def _gathered(asked: list[_Question]) -> list[str]:
    """Whether anything stands in the way: one look at each source, whatever is asked of it."""
    of: dict[str, list[str]] = {}
    for question in asked:
        of.setdefault(question.source, []).append(f"({question.wrong})")
    return [f"SELECT 1 FROM {source} WHERE {' OR '.join(wrong)} LIMIT 1" for source, wrong in of.items()]


def _may_meet(connection: Any, name: str, key: str) -> bool:
    """Whether two references of a table may be the same. Numbers made of them are compared, some at a time, in a fifth of the time and little memory: two
    that are the same have one number, and of two that are not it is so rare that looking again costs nothing."""
    connection.execute(f"CREATE TEMP TABLE told_apart AS SELECT hash({key}) AS told FROM {name}")
    asked = "SELECT 1 FROM (SELECT told FROM told_apart WHERE told & {} = {} GROUP BY told HAVING COUNT(*) > 1) AS q LIMIT 1"
    met = any(connection.execute(asked.format(_PARTS - 1, part)).fetchone() for part in range(_PARTS))
    connection.execute("DROP TABLE told_apart")
    return met


def _questions() -> list[_Question]:
    return [*_of_keys(), *_of_periods(), *_of_calls(), *_of_visits_and_terms(), *_of_amounts(), *_of_mondays()]


def _of_keys() -> Iterator[_Question]:
    for name, (_, key) in KINDS.items():
        yield _Question(f"Two rows of {name} have the key {_places(key)}.", *_met_twice(name, key))
    yield _Question(
        "Two lines are for the person {}, the provider {} and the service {}.",
        *_met_twice("lines", ("person_ref", "provider_ref", "service")),
    )


def _met_twice(name: str, key: tuple[str, ...]) -> tuple[str, str, str]:
    columns = ", ".join(f'"{k}"' for k in key)
    return columns, f"(SELECT {columns}, COUNT(*) AS met FROM {name} GROUP BY {columns}) AS k", "met > 1"


def _of_periods() -> Iterator[_Question]:
    for name, key in _PERIODS.items():
        of = f"of {name} of {_places(key)}"
        yield _Question(f"A row {of} that starts on {{}} ends no later.", ", ".join((*key, "starts")), name, "ends <= starts")
        yield _Question(f"Two rows {of} overlap, the later from {{}}.", *_overlapping(name, key, "starts", "ends", ">"))
    for name, (of, starts, ends) in _ALONE.items():
        yield _Question(f"A row of {name} of {{}} that starts on {{}} ends no later.", f"{of}, {starts}", name, f"{ends} <= {starts}")
    for name, (key, first, last) in _SPANS.items():
        of = f"of {name} of {_places(key)}"
        yield _Question(f"A row {of} from {{}} ends below that.", ", ".join((*key, first)), name, f"{last} < {first}")
        if name != "rates":  # they may overlap
            yield _Question(f"Two rows {of} overlap, the later from {{}}.", *_overlapping(name, key, first, last, ">="))


def _overlapping(name: str, key: tuple[str, ...], first: str, last: str, reaches: str) -> tuple[str, str, str]:
    of = ", ".join(key)
    earlier = f"LAG({last}) OVER (PARTITION BY {of} ORDER BY {first}, {last})"
    return f"{of}, {first}", f"(SELECT {of}, {first}, {earlier} AS earlier FROM {name}) AS p", f"earlier {reaches} {first}"


def _of_calls() -> Iterator[_Question]:
    yield _Question(
        "The call {} is of the line {}, which is not among the lines.",
        "c.call_ref, c.line_ref",
        "calls AS c LEFT JOIN lines AS l ON l.line_ref = c.line_ref",
        "l.line_ref IS NULL",
    )
    yield _Question(
        "The call {} is on {}, when its line is not in force.",
        'c.call_ref, c."on"',
        'calls AS c LEFT JOIN commissions AS m ON m.line_ref = c.line_ref AND m.starts <= c."on" AND c."on" < m.ends',
        "m.line_ref IS NULL",
    )
    yield _Question("The call {} needs {} carers; a call needs 1 or 2.", "call_ref, carers", "calls", "carers NOT IN (1, 2)")


def _of_visits_and_terms() -> Iterator[_Question]:
    yield _Question(
        "The visit {} lasts {} minutes; a visit lasts 1 to 1440, or 0 when it was not delivered or its times are not known.",
        "visit_ref, minutes",
        "visits",
        "minutes < 0 OR minutes > 1440 OR (minutes = 0 AND outcome = 'delivered' AND times = 'ok')",
    )
    yield _Question(
        "The visit {} was cancelled with a notice of {} minutes; a notice is 0 or more, or -1 when no time was recorded.",
        "visit_ref, notice_minutes",
        "visits",
        "notice_minutes < -1",
    )
    yield _Question(
        "The terms of {} from {} count in increments of {} minutes; an increment is at least 1.",
        "contract_ref, starts, increment_minutes",
        "terms",
        "increment_minutes < 1",
    )
    for name, column, called, words in _KNOWN:
        key = tuple(k for k in KINDS[name][1] if k != column)
        listed = ", ".join(f"'{word}'" for word in words)
        sentence = f"In {name}, the {called} {{}} of {_places(key)} is not known."
        yield _Question(sentence, ", ".join((column, *key)), name, f"{column} NOT IN ({listed})")


def _of_amounts() -> Iterator[_Question]:
    for name, amounts in _NOT_NEGATIVE.items():
        key = KINDS[name][1]
        for column in amounts:
            sentence = f"In {name}, {_places(key)} has {column} {{}}, which is below 0."
            yield _Question(sentence, ", ".join((*key, column)), name, f"{column} < 0")


def _of_mondays() -> Iterator[_Question]:
    for name, column in _MONDAYS.items():
        told = tuple(dict.fromkeys((*KINDS[name][1], column)))
        yield _Question(
            f"In {name}, {_places(told)} does not begin on a Monday.",
            ", ".join(told),
            name,
            f"DATE_DIFF('day', {_A_MONDAY}, {column}) % 7 <> 0",
        )


def _places(columns: tuple[str, ...]) -> str:
    return " ".join("{}" for _ in columns)
