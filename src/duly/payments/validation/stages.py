"""The stages of judging: named SELECTs kept in `sql/`, each reading the inputs and the stages before it.

Every stage is whole numbers, text and dates, in SQL plain enough to be carried to another engine (`carried_to`).
"""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import sqlglot
from sqlglot import exp

_SQL = Path(__file__).parent / "sql"


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
    """The stages in one file of `sql/`, in order."""
    found = []
    for block in (_SQL / file_name).read_text(encoding="utf-8").split("-- stage: ")[1:]:
        heading, _, sql = block.partition("\n")
        name, _, kept = heading.strip().partition(" ")
        found.append(Stage(name, sql.strip().rstrip(";"), kept == "(view)"))
    return tuple(found)


GROUND = stages_of("1_ground.sql")
MATCH = stages_of("2_match.sql")
WORTH = stages_of("3_worth.sql")
CLAIMS = stages_of("4_claims.sql")
LINE_WEEK = stages_of("5_line_week.sql")
PRICE = stages_of("6_price.sql")
OVERLAPS = stages_of("7_overlaps.sql")
DECIDE = stages_of("8_decide.sql")
