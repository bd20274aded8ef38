"""What is asked of the stages once they have run, and the judgement it is put together as: the same for every engine that ran them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any

import pyarrow as pa

from duly.core.lists.columns import schema_of
from duly.payments.validation.facts import Cut, Judgement, LineWeek, PricePart, VisitResult

_VISITS = """
SELECT v.visit_ref, v.standing, COALESCE(l.line_ref, '') AS line_ref, COALESCE(v.call_ref, '') AS call_ref, v.place,
    v.credited AS credited_minutes, v.payable AS payable_minutes, v.double_up_short
FROM visit_worth AS v
LEFT JOIN known_lines AS l ON l.line_no = v.line_no
ORDER BY v.visit_ref
"""
_PARTS = """
SELECT p.lw, p.rate_ref, p.minutes, p.rate_hundredths, p.pence
FROM price_parts AS p JOIN entitled AS e ON e.lw = p.lw WHERE e.is_priced ORDER BY p.lw, p.rate_no
"""
VISITS = "visit_results"
RESULTS = {
    VISITS: _VISITS,
    "line_weeks": "SELECT a.* FROM assessed AS a ORDER BY a.lw",
    "price_parts": _PARTS,
    "cuts": "SELECT c.lw, c.cause, c.minutes, c.pence FROM cuts AS c ORDER BY c.lw, c.turn",
    "exceptions": "SELECT x.lw, x.code FROM exceptions AS x ORDER BY x.lw, x.code",
}
"""What comes out, each in key order. `lw` numbers the line-weeks in key order from 1."""


@dataclass(frozen=True)
class Judged:
    """As `Judgement`, its visits as columns: a `VisitResult` a row, by `visit_ref`. A council's week has tens of thousands that nobody looks at one by one."""

    visits: pa.Table
    line_weeks: tuple[LineWeek, ...]


def judged_of(connection: Any) -> Judged:
    """What a DuckDB that has run the stages answers, its visits as columns."""
    visits = connection.sql(RESULTS[VISITS]).to_arrow_table()
    found = {name: connection.execute(question).fetchall() for name, question in RESULTS.items() if name != VISITS}
    return Judged(visits.cast(schema_of(VisitResult)).combine_chunks(), judgement_of(found | {VISITS: ()}).line_weeks)


def judgement_of(rows: Mapping[str, Sequence[Sequence[Any]]]) -> Judgement:
    """The judgement, from the rows that answer each of `RESULTS`."""
    parts = _grouped(rows["price_parts"], PricePart)
    cuts = _grouped(rows["cuts"], Cut)
    codes: dict[int, list[int]] = {}
    for lw, code in rows["exceptions"]:
        codes.setdefault(lw, []).append(code)
    named = [f.name for f in fields(LineWeek)][: len(rows["line_weeks"][0]) - 1] if rows["line_weeks"] else []
    line_weeks = tuple(
        LineWeek(
            **dict(zip(named, row[1:], strict=True)),
            codes=tuple(codes.get(row[0], ())),
            parts=tuple(parts.get(row[0], ())),
            cuts=tuple(cuts.get(row[0], ())),
        )
        for row in rows["line_weeks"]
    )
    return Judgement(tuple(VisitResult(*row) for row in rows[VISITS]), line_weeks)


def _grouped(rows: Sequence[Sequence[Any]], kind: type) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = {}
    for lw, *values in rows:
        found.setdefault(lw, []).append(kind(*values))
    return found
