"""Inputs that the specification refuses, each with the sentence that names the first row in the way.

A question selects the rows that stand in the way, in an order; its columns fill the sentence.
"""

from typing import Any

from duly.payments.validation.inputs import KINDS, InputsRefused

_NOT_NEGATIVE = {
    "calls": ("starts_minute", "minutes"),
    "terms": ("tolerance_minutes", "floor_minutes", "match_window_minutes", "double_up_percent", "trim_limit_pence", "trim_limit_bp"),
    "rates": ("rate_hundredths",),
    "visits": ("starts_minute",),
    "claims": ("minutes", "rate_hundredths", "pence"),
}
_PERIODS = {"commissions": ("line_ref",), "terms": ("contract_ref",), "rates": ("contract_ref", "service")}
_MONDAYS = {"claims": "week", "paid": "week", "openings": "paid_to"}


def _questions() -> list[tuple[str, str]]:
    asked = []
    for name, (_, key) in KINDS.items():
        columns = ", ".join(f'"{k}"' for k in key)
        said = " ".join("{}" for _ in key)
        asked.append((f"Two rows of {name} have the key {said}.", f"SELECT {columns} FROM {name} GROUP BY {columns} HAVING COUNT(*) > 1"))
    asked.append(
        (
            "Two lines are for the person {}, the provider {} and the service {}.",
            "SELECT person_ref, provider_ref, service FROM lines GROUP BY person_ref, provider_ref, service HAVING COUNT(*) > 1",
        )
    )
    for name, key in _PERIODS.items():
        columns = ", ".join(key)
        said = " ".join("{}" for _ in key)
        asked.append(
            (f"A row of {name} of {said} that starts on {{}} ends no later.", f"SELECT {columns}, starts FROM {name} WHERE ends <= starts")
        )
        asked.append(
            (
                f"Two rows of {name} of {said} overlap, the later from {{}}.",
                f"SELECT {columns}, starts FROM (SELECT *, LAG(ends) OVER (PARTITION BY {columns} ORDER BY starts, ends) AS earlier FROM {name}) AS p"
                " WHERE earlier > starts",
            )
        )
    asked += [
        (
            "The call {} is of the line {}, which is not among the lines.",
            "SELECT c.call_ref, c.line_ref FROM calls AS c LEFT JOIN lines AS l ON l.line_ref = c.line_ref WHERE l.line_ref IS NULL",
        ),
        (
            "The call {} is on {}, when its line is not in force.",
            'SELECT c.call_ref, c."on" FROM calls AS c LEFT JOIN commissions AS m'
            ' ON m.line_ref = c.line_ref AND m.starts <= c."on" AND c."on" < m.ends WHERE m.line_ref IS NULL',
        ),
        ("The call {} needs {} carers; a call needs 1 or 2.", "SELECT call_ref, carers FROM calls WHERE carers NOT IN (1, 2)"),
        (
            "The basis {} of the contract {} is not known.",
            "SELECT basis, contract_ref FROM terms WHERE basis NOT IN ('ACTUAL_MINUTE', 'PLANNED_WITHIN')",
        ),
        (
            "The visit {} lasts {} minutes; a visit lasts 1 to 1440.",
            "SELECT visit_ref, minutes FROM visits WHERE minutes < 1 OR minutes > 1440",
        ),
    ]
    for name, amounts in _NOT_NEGATIVE.items():
        columns = ", ".join(KINDS[name][1])
        said = " ".join("{}" for _ in KINDS[name][1])
        for column in amounts:
            asked.append(
                (f"In {name}, {said} has {column} {{}}, which is below 0.", f"SELECT {columns}, {column} FROM {name} WHERE {column} < 0")
            )
    for name, column in _MONDAYS.items():
        told = dict.fromkeys((*KINDS[name][1], column))
        columns, said = ", ".join(told), " ".join("{}" for _ in told)
        asked.append((f"In {name}, {said} does not begin on a Monday.", f"SELECT {columns} FROM {name} WHERE isodow({column}) <> 1"))
    return asked


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
        "SELECT v.contract_ref, v.day, v.visit_ref FROM visit_day AS v"
        ' WHERE v.basis IS NULL AND EXISTS (SELECT 1 FROM calls AS k WHERE k.line_ref = v.line_ref AND k."on" = v.day)',
    )


def refuse_weeks_without_terms(connection: Any) -> None:
    """Raise `InputsRefused` if a line-week that is priced has no terms to trim it by. Asked once it is decided."""
    _stop_at(
        connection,
        "The contract {} has no terms in force on {}, by which the line {} would be trimmed.",
        "SELECT w.contract_ref, w.pricing_day, w.line_ref FROM line_week AS w JOIN entitled AS e ON e.lw = w.lw"
        " LEFT JOIN trim_limits AS t ON t.lw = w.lw WHERE e.priced AND t.lw IS NULL",
    )


def _stop_at(connection: Any, sentence: str, question: str) -> None:
    found = connection.execute(f"SELECT * FROM ({question}) AS q ORDER BY ALL LIMIT 1").fetchone()
    if found is not None:
        raise InputsRefused(sentence.format(*found))
