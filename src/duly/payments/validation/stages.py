"""The stages of judging: named SELECTs kept in `sql/`, each reading the inputs and the stages before it.

Every stage is whole numbers, text and dates, in SQL plain enough to be carried to another engine (`carried_to`).
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import sqlglot
from sqlglot import exp

_SQL = Path(__file__).parent / "sql"
_HEADING = re.compile(r"^-- (stage|phrase): (\w+) ?(\(view\))?\n", re.MULTILINE)
_SPOKEN = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True)
class Stage:
    """One named SELECT. `is_view`: better asked again by whoever reads it than kept, where an engine has views."""

    name: str
    sql: str
    is_view: bool = False

    def carried_to(self, dialect: str) -> str:
        """The same SELECT in another engine's words, such as "spark". Fails rather than leave anything untranslated."""
        return carried(self.sql, dialect)


@lru_cache(maxsize=1024)
def carried(sql: str, dialect: str) -> str:
    """One SELECT in another engine's words, all its arithmetic whole numbers still. Fails rather than leave anything untranslated."""
    found = sqlglot.parse_one(sql, read="duckdb")
    if dialect == "postgres":
        _in_postgres(found)
    elif dialect == "spark":
        _on_spark(found)
    return found.sql(dialect, comments=False, unsupported_level=sqlglot.ErrorLevel.RAISE)


def _in_postgres(found: exp.Expression) -> None:
    """Whole numbers divided by `/`: the translation's DIV() is of decimals, and slow."""
    for node in reversed(list(found.find_all(exp.IntDiv))):
        node.replace(exp.Div(this=node.this, expression=node.expression, typed=True, safe=False))


def _on_spark(found: exp.Expression) -> None:
    """What numbers rows or counts days, in whole numbers as long as everywhere else: Spark's own are half as long, and a line's number soon outgrows them when multiplied."""
    for node in reversed(list(found.find_all(exp.RowNumber, exp.DateDiff))):
        whole = node.parent if isinstance(node.parent, exp.Window) else node
        whole.replace(exp.cast(whole.copy(), exp.DataType.Type.BIGINT))


def stages_of(file_name: str) -> tuple[Stage, ...]:
    """The stages in one file of `sql/`, in order, each with the phrases it speaks."""
    found = []
    for what, name, kept, sql in _blocks(file_name):
        if what == "stage":
            found.append(Stage(name, _spoken(sql), kept == "(view)"))
    return tuple(found)


def _spoken(sql: str) -> str:
    return _SPOKEN.sub(lambda said: _spoken(_phrases()[said[1]]), sql)


@lru_cache(maxsize=1)
def _phrases() -> dict[str, str]:
    """What several stages say, in braces, and is written once: `-- phrase: NAME`, over rows of one alias."""
    return {name: f"({sql})" for path in sorted(_SQL.glob("[0-9]*.sql")) for what, name, _, sql in _blocks(path.name) if what == "phrase"}


def _blocks(file_name: str) -> list[tuple[str, str, str, str]]:
    """Each block of a file: "stage" or "phrase", its name, what is said beside that, and its SQL."""
    found = _HEADING.split((_SQL / file_name).read_text(encoding="utf-8"))[1:]
    return [(what, name, kept, sql.strip().rstrip(";")) for what, name, kept, sql in zip(*(found[n::4] for n in range(4)), strict=True)]


GROUND = stages_of("1_ground.sql")
MATCH = stages_of("2_match.sql")
WORTH = stages_of("3_worth.sql")
CLAIMS = stages_of("4_claims.sql")
LINE_WEEK = stages_of("5_line_week.sql")
PRICE = stages_of("6_price.sql")
OVERLAPS = stages_of("7_overlaps.sql")
DECIDE = stages_of("8_decide.sql")
