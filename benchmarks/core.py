"""The heart of it, in other hands: which call each visit met, in which place, what it is worth, and at which rate it is paid.

The whole of the rules is run by DuckDB and by the plain reference, a loop over rows in Python that looks rows up by their keys and days: over all the rows
of a year of one million visits; of a larger year over one week, told as such, with everything else of the year there. Its processor's time is told a visit.
Polars is given the part of it that is the most work and can be said in a page or two: for every visit its line, the terms of its day, whether the line is in
force or interrupted, the call it chooses, its place there, its minutes credited and payable by every basis, the rate of its cell out of the whole book, and
its pence (sections 1, 2 and 4 of the specification for one visit at a time; not double-handed calls, retainers, the week's cap and flex, claims, overlaps or
any code). DuckDB does exactly the same part beside it, by the engine's own stages, and the rows written are compared. Both take the year whole, or, beyond
two million visits, a quarter at a time. An ordinary program asks the database about one visit after another: its line, its terms, the calls of the day and
the rate, each by an index, in PostgreSQL with statements prepared; the sample is told, and the time is of both processes, a visit. Its goals are held to
DuckDB doing that part.
"""

import tempfile
from datetime import date, timedelta
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from benchmarks.figures import Part, Row, apart, fingerprint, peak_mib, timed
from benchmarks.large import folder_of
from duly.payments.validation.facts import Inputs
from duly.payments.validation.inputs import KINDS, read_manifest, read_rows, write_inputs

ASKED = 5_000
MOST_AT_ONCE, A_QUARTER = 2_000_000, 13
"""Visits that are taken all at once, and beyond them how many weeks at a time."""
LEAST = {"Polars": 2.2, "a loop over rows in Python": 8.0, "indexed look-ups a visit": 300.0}
_DATED = (("calls", "on", timedelta(0)), ("claims", "week", timedelta(0)), ("visits", "on", timedelta(days=1)))
PRICED, WORTH, RULES = "the core, with prices", "the core", "all the rules"


def measured(visits: int) -> Part:
    """Every hand at about so many visits of a year."""
    folder = str(folder_of(visits))
    ours = apart("benchmarks.core:core", "DuckDB", folder)
    seen = ours["told"]["visits"]
    rows = [Row(PRICED, "DuckDB", seen, ours["wall_s"], ours["cpu_s"], ours["peak_mib"], note=_parted(seen))]
    if find_spec("polars") is not None:
        theirs = apart("benchmarks.core:core", "Polars", folder)
        same = theirs["told"]["fingerprint"] == ours["told"]["fingerprint"]
        rows.append(_peer(PRICED, "Polars", theirs, seen, same, theirs["cpu_s"] / ours["cpu_s"], _parted(seen)))
    else:
        rows.append(Row(PRICED, "Polars", note="not installed here: make peers, then make bench"))
    asked = apart("benchmarks.lookups:ask", folder, ASKED)
    found, many = asked["told"]["same"], asked["told"]["asked"]
    times = asked["cpu_s"] / many / (ours["cpu_s"] / seen)
    rows.append(
        _peer(
            WORTH,
            "indexed look-ups a visit",
            asked,
            many,
            found,
            times,
            f"CPU a visit of a sample out of {seen:,}; the pence are not worked out",
        )
    )
    whole = apart("benchmarks.judged:judge", folder, A_QUARTER, 0)
    rows.append(Row(RULES, "DuckDB, a quarter at a time", whole["told"]["visits"], whole["wall_s"], whole["cpu_s"], whole["peak_mib"]))
    loop = apart("benchmarks.core:loop", folder, 0 if visits <= MOST_AT_ONCE else 1)
    looped = loop["told"]["visits"]
    times = loop["cpu_s"] / looped / (whole["cpu_s"] / whole["told"]["visits"])
    note = "CPU a visit; inputs were read before it was timed" + ("" if visits <= MOST_AT_ONCE else f"; one week of a year of {seen:,}")
    rows.append(_peer(RULES, "a loop over rows in Python", loop, looped, loop["told"]["same"], times, note))
    return Part("The heart of it, in other hands", " ".join((__doc__ or "").split()), tuple(rows))


def core(engine: str, folder: str) -> dict[str, Any]:
    """The core with prices by one engine: what it took, and a fingerprint of the rows it wrote."""
    if engine == "DuckDB":
        from benchmarks.core_duck import write
    else:
        from benchmarks.core_polars import write

    with tempfile.TemporaryDirectory(prefix="duly-bench-", dir=folder) as name:
        results = Path(name) / "core"
        results.mkdir()

        def work() -> None:
            for weeks in parts_of(Path(folder)):
                write(Path(folder), results, weeks)

        _, wall, cpu = timed(work)
        told = {"wall_s": wall, "cpu_s": cpu, "peak_mib": peak_mib(), "fingerprint": fingerprint(Path(name), ["core"])}
        return told | {"visits": sum(pq.read_metadata(file).num_rows for file in results.glob("*.parquet"))}


def parts_of(folder: Path) -> list[list[date]]:
    """The weeks of a folder, all together or a quarter at a time."""
    weeks, many = list(read_manifest(folder).weeks), pq.read_metadata(folder / "visits.parquet").num_rows
    each = len(weeks) if many <= MOST_AT_ONCE else A_QUARTER
    return [weeks[first : first + each] for first in range(0, len(weeks), each)]


def loop(folder: str, weeks: int) -> dict[str, Any]:
    """All the rules by the plain reference over a folder, or over so many weeks of it: what it took, and whether every row is the engine's."""
    from duly.payments.validation.digest import digest
    from duly.payments.validation.months import judge_by_month
    from duly.payments.validation.reference.judge import judge

    with tempfile.TemporaryDirectory(prefix="duly-bench-", dir=folder) as name:
        judged = read_manifest(Path(folder)).weeks[-weeks:]  # 0 is all of them
        inputs = _inputs_of(Path(folder), judged)
        found, wall, cpu = timed(lambda: judge(inputs, weeks=judged))
        told = {"wall_s": wall, "cpu_s": cpu, "peak_mib": peak_mib(), "visits": len(found.visits)}
        write_inputs(inputs, Path(name) / "inputs", weeks=judged)
        return told | {"same": digest(found) == digest(judge_by_month(Path(name) / "inputs"))}


def _inputs_of(folder: Path, weeks: tuple[date, ...]) -> Inputs:
    """What is frozen of these weeks, which lie side by side, with the visits of the days beside them; and all that is not of a week."""
    since, until = weeks[0], weeks[-1] + timedelta(days=7)
    asked = {name: (column, since - beside, until + beside) for name, column, beside in _DATED}
    filters = {name: ((column, ">=", least), (column, "<", most)) for name, (column, least, most) in asked.items()}
    return Inputs(**{name: read_rows(folder, name, *filters.get(name, ())) for name in KINDS})


def _parted(visits: int) -> str:
    return "" if visits <= MOST_AT_ONCE else "a quarter at a time"


def _peer(what: str, engine: str, done: dict[str, Any], visits: int, same: bool, times: float, note: str = "") -> Row:
    told = (done["wall_s"], done["cpu_s"], done["peak_mib"], same, times, "times DuckDB's CPU", LEAST[engine], False, note)
    return Row(what, engine, visits, *told)
