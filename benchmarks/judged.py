"""A year of visits judged by the engine from Parquet to Parquet: at once and by month, at one million and at many, beside the least any program could do.

Each is done in a process of its own, over frozen inputs of the invented council repeated (office/practice/invented/large.py), every rule on, a result
written for every visit, line-week, price part, cut and exception. The year is judged a quarter at a time, and again a month at a time in 600 MiB; what came
out is compared by a fingerprint of all rows, whatever their order. Growth is the processor's time a visit against that of one million visits. The physical
limit is no judging at all: the same visits and calls read from Parquet, one pass of a compiled kernel (pyarrow.compute) over the minutes of each, and as many
rows of the same columns written. Files of inputs are in the machine's cache of files: they have just been read by the run before.
"""

import tempfile
from pathlib import Path
from typing import Any

from benchmarks.figures import Part, Row, apart
from benchmarks.large import folder_of

QUARTER, MONTH = 13, 4
SMALL = 1_000_000
MONTH_MIB = 400
"""What the engine may use when it judges by month; the process needs about 200 more."""


def measured(visits: int) -> Part:
    """The engine at two sizes. The goals are for 18 million visits on two quiet cores, and are held to what was measured whatever its size."""
    rows: list[Row] = []
    a_visit: dict[int, float] = {}
    for size in sorted({min(SMALL, visits), visits}):
        folder = str(folder_of(size))
        large = size == visits
        apart("benchmarks.judged:limit", folder)  # so that the files are in the cache for everyone
        least = apart("benchmarks.judged:limit", folder)
        whole = apart("benchmarks.judged:judge", folder, QUARTER, 0)
        month = apart("benchmarks.judged:judge", folder, MONTH, MONTH_MIB)
        seen, same = whole["told"]["visits"], whole["told"]["fingerprint"] == month["told"]["fingerprint"]
        a_visit[size] = whole["cpu_s"] / seen * 1e6
        goals = (30.0, 2.1 * 1024, 36.0, 700.0, 4.0) if large else (None,) * 5
        rows += [
            _row("judged, every result written", "DuckDB, a quarter at a time", whole, seen, None, whole["wall_s"], "s", goals[0]),
            _row("its memory", "DuckDB, a quarter at a time", whole, seen, None, whole["peak_mib"], "MiB", goals[1]),
            _row("judged by month", "DuckDB, four weeks at a time", month, seen, same, month["wall_s"], "s", goals[2]),
            _row("its memory", "DuckDB, four weeks at a time", month, seen, same, month["peak_mib"], "MiB", goals[3]),
            _row("the physical limit: read, one kernel, write", "pyarrow.compute", least, seen, None),
            _row("CPU against the physical limit", "DuckDB", whole, seen, None, whole["cpu_s"] / least["cpu_s"], "times", goals[4]),
            _row("CPU a visit", "DuckDB", whole, seen, None, a_visit[size], "microseconds"),
        ]
    if len(a_visit) > 1:
        small, large_ = (a_visit[size] for size in sorted(a_visit))
        rows.append(
            Row(
                "CPU a visit, the larger to the smaller",
                "DuckDB",
                visits,
                figure=large_ / small,
                unit="times",
                goal=1.25,
                note="a year both",
            )
        )
    return Part("A year judged", " ".join((__doc__ or "").split()), tuple(rows))


def judge(folder: str, weeks: int, memory_mib: int) -> dict[str, Any]:
    """Judge a folder, so many weeks at a time: its times and memory, what it counts, and a fingerprint of what came out, which is not timed."""
    import time

    from benchmarks.figures import fingerprint, peak_mib, processor
    from duly.payments.validation.engine import Limits
    from duly.payments.validation.months import judge_to_parquet

    with tempfile.TemporaryDirectory(prefix="duly-bench-", dir=folder) as name:
        clock, used = time.perf_counter(), processor()
        written = judge_to_parquet(Path(folder), Path(name) / "results", weeks_at_a_time=weeks, limits=Limits(memory_mib=memory_mib))
        told = {"wall_s": time.perf_counter() - clock, "cpu_s": processor() - used, "peak_mib": peak_mib()}
        return told | {"visits": written.visits, "line_weeks": written.line_weeks, "fingerprint": fingerprint(Path(name) / "results")}


def limit(folder: str) -> int:
    """Read visits and calls, pass once over the minutes of each, and write as many rows as a judgement has. Gives how many."""
    import pyarrow as pa
    import pyarrow.compute as pc
    import pyarrow.parquet as pq

    with tempfile.TemporaryDirectory(prefix="duly-bench-", dir=folder) as name:
        for batch in pq.ParquetFile(Path(folder) / "calls.parquet").iter_batches(batch_size=122_880):
            pc.sum(pc.multiply(batch.column("minutes"), batch.column("carers")))
        rows, writer = 0, None
        for batch in pq.ParquetFile(Path(folder) / "visits.parquet").iter_batches(batch_size=122_880):
            minutes, starts = batch.column("minutes"), batch.column("starts_minute")
            late = pc.greater(pc.subtract(starts, 480), 120)
            credited = pc.if_else(late, minutes, pc.min_element_wise(minutes, 30))
            names = ("visit_ref", "standing", "line_ref", "call_ref", "place", "credited_minutes", "payable_minutes", "double_up_short")
            kept = (batch.column("visit_ref"), batch.column("outcome"), batch.column("person_ref"), batch.column("carer_ref"))
            table = pa.table(dict(zip(names, (*kept, starts, credited, pc.min_element_wise(credited, minutes), late), strict=True)))
            writer = writer or pq.ParquetWriter(Path(name) / "results.parquet", table.schema, compression="snappy")
            writer.write_table(table)
            rows += batch.num_rows
        if writer is not None:
            writer.close()
    return rows


def _row(
    what: str,
    engine: str,
    done: dict[str, Any],
    visits: int,
    same: bool | None,
    figure: float | None = None,
    unit: str = "",
    goal: float | None = None,
) -> Row:
    return Row(what, engine, visits, done["wall_s"], done["cpu_s"], done["peak_mib"], same, figure, unit, goal)
