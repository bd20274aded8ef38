"""The heart of judging, in other hands: which call each visit met, in which place, and what it is worth.

The whole of the rules is run by DuckDB and by the plain reference, a loop over rows in Python (judging a folder it can hold, its processor's time told a
visit). Polars is given the part of it that is the most work and can be said in a page: for every visit its line, the terms of its day, whether the line is in
force or interrupted, the call it chooses, its place there, and its minutes credited and payable by every basis (sections 1 and 2 of the specification up to
double-handed calls; not the retainers, the week's cap and flex, claims, prices, overlaps or any code). DuckDB does exactly the same part beside it, by the
engine's own stages, and the rows written are compared. An ordinary program asks the database about one visit after another: its line, its terms, the calls of
the day and the rate, each by an index, in PostgreSQL with statements prepared; the sample is told, and the time is of both processes, a visit. Its goals are
held to DuckDB doing that part.
"""

import tempfile
from pathlib import Path
from typing import Any

from benchmarks.figures import Part, Row, apart
from benchmarks.large import folder_of

SMALL, LOOP, ASKED = 1_000_000, 20_000, 5_000
LEAST = {"Polars": 2.2, "a loop over rows in Python": 8.0, "indexed look-ups a visit": 300.0}
COLUMNS = ("visit_ref", "standing", "line_ref", "call_ref", "place", "credited", "payable")


def measured(visits: int) -> Part:
    """The core at one million visits, or fewer; the loop over a fiftieth of that."""
    size, fewer = min(SMALL, visits), min(LOOP, visits)
    folder, less = str(folder_of(size)), str(folder_of(fewer))
    ours = apart("benchmarks.core:duck", folder)
    rows = [Row("the core", "DuckDB", size, ours["wall_s"], ours["cpu_s"], ours["peak_mib"])]
    if _installed("polars"):
        theirs = apart("benchmarks.core:polars", folder)
        same = theirs["told"]["fingerprint"] == ours["told"]["fingerprint"]
        rows.append(_peer("the core", "Polars", theirs, size, same, theirs["cpu_s"] / ours["cpu_s"]))
    else:
        rows.append(Row("the core", "Polars", note="not installed here: make peers, then make bench"))
    asked = apart("benchmarks.lookups:ask", folder, ASKED)
    a_visit = asked["cpu_s"] / asked["told"]["asked"] / (ours["cpu_s"] / size)
    rows.append(
        _peer(
            "the core",
            "indexed look-ups a visit",
            asked,
            asked["told"]["asked"],
            asked["told"]["same"],
            a_visit,
            "CPU a visit of the sample",
        )
    )
    loop = apart("benchmarks.core:loop", less)
    whole = apart("benchmarks.judged:judge", str(folder_of(size)), 13, 0)
    a_visit = loop["cpu_s"] / loop["told"]["visits"] / (whole["cpu_s"] / whole["told"]["visits"])
    same = apart("benchmarks.core:both", less)["told"]
    rows.append(Row("all the rules", "DuckDB", size, whole["wall_s"], whole["cpu_s"], whole["peak_mib"]))
    rows.append(
        _peer(
            "all the rules", "a loop over rows in Python", loop, fewer, same, a_visit, "CPU a visit; inputs were read before it was timed"
        )
    )
    return Part("The heart of it, in other hands", " ".join((__doc__ or "").split()), tuple(rows))


def duck(folder: str) -> dict[str, Any]:
    """The core by the engine's stages, up to what each visit met."""
    from benchmarks.figures import peak_mib, timed
    from duly.payments.validation.engine import Limits, opened, see
    from duly.payments.validation.ruleset import STAGES

    asked = """
        SELECT v.visit_ref, v.standing, COALESCE(l.line_ref, '') AS line_ref, COALESCE(k.call_ref, '') AS call_ref, v.place, v.credited, v.payable
        FROM met AS v LEFT JOIN known_lines AS l ON l.line_no = v.line_no
        LEFT JOIN to_choose AS k ON k.line_day = v.line_day AND k.planned_start = v.planned_start
    """

    def work() -> None:
        with opened(Limits()) as connection:
            connection.execute("SET preserve_insertion_order = false")
            see(connection, Path(folder))
            for stage in STAGES:
                connection.execute(f"CREATE TEMP {'VIEW' if stage.is_view else 'TABLE'} {stage.name} AS {stage.sql}")
                if stage.name == "met":
                    break
            connection.execute(f"COPY ({asked}) TO '{file}' (FORMAT parquet)")

    with tempfile.TemporaryDirectory(prefix="duly-bench-", dir=folder) as name:
        file = Path(name) / "core.parquet"
        _, wall, cpu = timed(work)
        return {"wall_s": wall, "cpu_s": cpu, "peak_mib": peak_mib(), "fingerprint": _fingerprint(file)}


def polars(folder: str) -> dict[str, Any]:
    """The core by Polars."""
    from benchmarks.core_polars import write
    from benchmarks.figures import peak_mib, timed

    with tempfile.TemporaryDirectory(prefix="duly-bench-", dir=folder) as name:
        file = Path(name) / "core.parquet"
        _, wall, cpu = timed(lambda: write(Path(folder), file))
        return {"wall_s": wall, "cpu_s": cpu, "peak_mib": peak_mib(), "fingerprint": _fingerprint(file)}


def loop(folder: str) -> dict[str, Any]:
    """All the rules by the plain reference."""
    from benchmarks.figures import peak_mib, timed
    from duly.payments.validation.inputs import read_inputs
    from duly.payments.validation.reference.judge import judge

    inputs = read_inputs(Path(folder))
    found, wall, cpu = timed(lambda: judge(inputs))
    return {"wall_s": wall, "cpu_s": cpu, "peak_mib": peak_mib(), "visits": len(found.visits)}


def both(folder: str) -> bool:
    """Whether the plain reference says the same as the engine of every row."""
    from duly.payments.validation.digest import digest
    from duly.payments.validation.inputs import read_inputs
    from duly.payments.validation.months import judge_by_month
    from duly.payments.validation.reference.judge import judge

    return digest(judge(read_inputs(Path(folder)))) == digest(judge_by_month(Path(folder)))


def _peer(what: str, engine: str, done: dict[str, Any], visits: int, same: bool, times: float, note: str = "") -> Row:
    return Row(
        what, engine, visits, done["wall_s"], done["cpu_s"], done["peak_mib"], same, times, "times DuckDB's CPU", LEAST[engine], False, note
    )


def _fingerprint(file: Path) -> list[str]:
    import duckdb

    with duckdb.connect(":memory:") as connection:
        columns = ", ".join(f"{name}::VARCHAR" for name in COLUMNS)
        asked = f"SELECT COUNT(*), SUM(hash({columns})::HUGEINT), BIT_XOR(hash({columns})) FROM read_parquet(?)"
        return [str(one) for one in connection.execute(asked, [str(file)]).fetchall()[0]]


def _installed(name: str) -> bool:
    from importlib.util import find_spec

    return find_spec(name) is not None
