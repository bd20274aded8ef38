"""Inputs that the specification refuses, each with the sentence that names the first row in the way.

A question selects the rows that stand in the way, in an order; its columns fill the sentence.
"""

from collections.abc import Iterator
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
    "rates": ("rate_ref",),
}
_MAY_OVERLAP = ("rates",)
_SPANS = {
    "bands": (("contract_ref", "version"), "from_minute", "to_minute"),
    "steps": (("contract_ref", "version", "kind"), "from_day", "to_day"),
    "rates": (("rate_ref",), "band_from", "band_to"),
}
_MONDAYS = {"claims": "week", "paid": "week", "openings": "paid_to"}
_KNOWN = {
    ("terms", "basis"): ("ACTUAL_MINUTE", "PLANNED_WITHIN", "ACTUAL_INCREMENT", "BANDED"),
    ("terms", "increment_way"): ("up", "down", "nearest"),
    ("terms", "weekly_cap"): ("visit", "week"),
    ("visits", "outcome"): ("delivered", "cancelled", "frustrated", "missed"),
    ("interruptions", "kind"): ("hospital", "respite", "holiday", "suspension"),
    ("steps", "kind"): ("hospital", "respite", "holiday", "suspension"),
    ("rates", "day_type"): ("", "weekday", "saturday", "sunday", "bank-holiday"),
    ("rates", "unit"): ("hour", "night", "week"),
}
_SAID = {"basis": "basis", "increment_way": "way of rounding", "weekly_cap": "weekly cap", "day_type": "day type"}
"""Words for columns whose names are not their words."""

_Question = tuple[str, str]
"""A sentence with a place for each column, and the rows that stand in the way."""


def _questions() -> list[_Question]:
    return [*_of_keys(), *_of_periods(), *_of_calls_and_visits(), *_of_words(), *_of_amounts(), *_of_mondays()]


def _of_keys() -> Iterator[_Question]:
    for name, (_, key) in KINDS.items():
        columns = ", ".join(f'"{k}"' for k in key)
        said = " ".join("{}" for _ in key)
        yield f"Two rows of {name} have the key {said}.", f"SELECT {columns} FROM {name} GROUP BY {columns} HAVING COUNT(*) > 1"
    yield (
        "Two lines are for the person {}, the provider {} and the service {}.",
        "SELECT person_ref, provider_ref, service FROM lines GROUP BY person_ref, provider_ref, service HAVING COUNT(*) > 1",
    )


def _of_periods() -> Iterator[_Question]:
    for name, key in _PERIODS.items():
        columns = ", ".join(key)
        said = " ".join("{}" for _ in key)
        yield f"A row of {name} of {said} that starts on {{}} ends no later.", f"SELECT {columns}, starts FROM {name} WHERE ends <= starts"
        if name not in _MAY_OVERLAP:
            yield (
                f"Two rows of {name} of {said} overlap, the later from {{}}.",
                f"SELECT {columns}, starts FROM (SELECT *, LAG(ends) OVER (PARTITION BY {columns} ORDER BY starts, ends) AS earlier FROM {name})"
                " AS p WHERE earlier > starts",
            )
    for name, (key, first, last) in _SPANS.items():
        columns = ", ".join(key)
        said = " ".join("{}" for _ in key)
        yield f"A row of {name} of {said} from {{}} ends below that.", f"SELECT {columns}, {first} FROM {name} WHERE {last} < {first}"
        if name not in _MAY_OVERLAP:
            yield (
                f"Two rows of {name} of {said} overlap, the later from {{}}.",
                f"SELECT {columns}, {first} FROM (SELECT *, LAG({last}) OVER (PARTITION BY {columns} ORDER BY {first}, {last}) AS earlier"
                f" FROM {name}) AS p WHERE earlier >= {first}",
            )


def _of_calls_and_visits() -> Iterator[_Question]:
    yield (
        "The call {} is of the line {}, which is not among the lines.",
        "SELECT c.call_ref, c.line_ref FROM calls AS c LEFT JOIN lines AS l ON l.line_ref = c.line_ref WHERE l.line_ref IS NULL",
    )
    yield (
        "The call {} is on {}, when its line is not in force.",
        'SELECT c.call_ref, c."on" FROM calls AS c LEFT JOIN commissions AS m'
        ' ON m.line_ref = c.line_ref AND m.starts <= c."on" AND c."on" < m.ends WHERE m.line_ref IS NULL',
    )
    yield "The call {} needs {} carers; a call needs 1 or 2.", "SELECT call_ref, carers FROM calls WHERE carers NOT IN (1, 2)"
    yield (
        "The visit {} lasts {} minutes; a visit lasts 1 to 1440, or 0 when it was not delivered or its times are not known.",
        "SELECT visit_ref, minutes FROM visits"
        " WHERE minutes < 0 OR minutes > 1440 OR (minutes = 0 AND outcome = 'delivered' AND times = 'ok')",
    )
    yield (
        "The visit {} was cancelled with a notice of {} minutes; a notice is 0 or more, or -1 when no time was recorded.",
        "SELECT visit_ref, notice_minutes FROM visits WHERE notice_minutes < -1",
    )


def _of_words() -> Iterator[_Question]:
    for (name, column), words in _KNOWN.items():
        key = tuple(k for k in KINDS[name][1] if k != column)
        columns, said = ", ".join((column, *key)), " ".join("{}" for _ in key)
        listed = ", ".join(f"'{word}'" for word in words)
        yield (
            f"In {name}, the {_SAID.get(column, column)} {{}} of {said} is not known.",
            f"SELECT {columns} FROM {name} WHERE {column} NOT IN ({listed})",
        )
    yield (
        "The terms of {} from {} count in increments of {} minutes; an increment is at least 1.",
        "SELECT contract_ref, starts, increment_minutes FROM terms WHERE increment_minutes < 1",
    )


def _of_amounts() -> Iterator[_Question]:
    for name, amounts in _NOT_NEGATIVE.items():
        columns = ", ".join(KINDS[name][1])
        said = " ".join("{}" for _ in KINDS[name][1])
        for column in amounts:
            yield f"In {name}, {said} has {column} {{}}, which is below 0.", f"SELECT {columns}, {column} FROM {name} WHERE {column} < 0"


def _of_mondays() -> Iterator[_Question]:
    for name, column in _MONDAYS.items():
        told = dict.fromkeys((*KINDS[name][1], column))
        columns, said = ", ".join(told), " ".join("{}" for _ in told)
        yield f"In {name}, {said} does not begin on a Monday.", f"SELECT {columns} FROM {name} WHERE isodow({column}) <> 1"


def refuse_invalid(connection: Any) -> None:
    """Raise `InputsRefused` with one sentence if any input, whole, is what the specification refuses."""
    asked = _questions()
    together = " UNION ALL ".join(
        f"SELECT {n} AS nth, CAST(COLUMNS(*) AS VARCHAR){', NULL' * (5 - sentence.count('{}'))} FROM ({question}) AS q"
        for n, (sentence, question) in enumerate(asked)
    )
    found = connection.execute(f"{together} ORDER BY ALL LIMIT 1").fetchone()
    if found is not None:
        raise InputsRefused(asked[found[0]][0].format(*found[1:]))


def refuse_visits_without_terms(connection: Any) -> None:
    """Raise `InputsRefused` if a visit could meet a call on a day with no terms. Asked once `visit_day` is made."""
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
    found = connection.execute(f"SELECT * FROM ({question}) AS q ORDER BY ALL LIMIT 1").fetchone()
    if found is not None:
        raise InputsRefused(sentence.format(*found))
