"""A measured row, and how it is printed. Whether a goal is reached is worked out from the figure, never stored beside it."""

import json
import re
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Row:
    """One engine at one piece of work. Times and memory are of whole processes, children included; None where they were not measured.

    `same`: every row that came out is the row that came out of the engine it is compared with. `figure`, in `unit`, is what is held to `goal`: at most
    that, or at least that when not `at_most`.
    """

    what: str
    engine: str
    visits: int = 0
    wall_s: float | None = None
    cpu_s: float | None = None
    peak_mib: float | None = None
    same: bool | None = None
    figure: float | None = None
    unit: str = ""
    goal: float | None = None
    at_most: bool = True
    note: str = ""

    @property
    def reached(self) -> bool | None:
        """Whether the figure is as good as the goal; None without a goal or a figure."""
        if self.goal is None or self.figure is None:
            return None
        return self.figure <= self.goal if self.at_most else self.figure >= self.goal


@dataclass(frozen=True)
class Part:
    """What one part of the benchmarks found: rows, lines that are printed as they are, and how it was measured, in a paragraph."""

    title: str
    how: str
    rows: tuple[Row, ...] = ()
    lines: tuple[str, ...] = ()


HEADINGS = ("what", "engine", "size", "wall s", "CPU s", "peak MiB", "same rows", "figure", "goal", "reached")


def cells(row: Row) -> tuple[str, ...]:
    """A row in words, in the order of `HEADINGS`."""
    told = "" if row.figure is None else f"{_number(row.figure)} {row.unit}".strip()
    goal = "" if row.goal is None else f"{'≤' if row.at_most else '≥'} {_number(row.goal)} {row.unit}".strip()
    return (
        row.what,
        row.engine,
        f"{row.visits:,}" if row.visits else "",
        "" if row.wall_s is None else f"{row.wall_s:,.2f}",
        "" if row.cpu_s is None else f"{row.cpu_s:,.2f}",
        "" if row.peak_mib is None else f"{row.peak_mib:,.0f}",
        _yes(row.same),
        told,
        goal,
        _yes(row.reached, "reached", "MISSED"),
    )


def in_lines(rows: Sequence[Row]) -> list[str]:
    """Rows as a table for a terminal, each note below its row."""
    told = [HEADINGS, *(cells(row) for row in rows)]
    widths = [max(len(line[n]) for line in told) for n in range(len(HEADINGS))]
    lines = []
    for row, line in zip((None, *rows), told, strict=True):
        lines.append("  " + "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip())
        if row is not None and row.note:
            lines.append(f"      {row.note}")
    return lines


def apart(work: str, *told: Any) -> dict[str, Any]:
    """Do `work` ("benchmarks.module:function") in a process of its own with these plain values. Gives what it returned as `told`, and wall_s, cpu_s and
    peak_mib: its own, where it returned them."""
    done = subprocess.run([sys.executable, "-m", "benchmarks.figures", work, json.dumps(told)], capture_output=True, text=True, check=False)
    if done.returncode:
        raise Failed(work, done.returncode, done.stderr)
    return json.loads(done.stdout.splitlines()[-1])


class Failed(Exception):
    """Work in a process of its own that came to nothing: how it ended, and all it said."""

    def __init__(self, work: str, ended_with: int, said: str):
        super().__init__(f"{work} ended with {ended_with}, saying:\n{said.strip()[-4000:] or 'nothing'}")
        self.because = f"it ended with {ended_with}: {_reason(said)}"


def _reason(said: str) -> str:
    """The line that names the error it stopped for; failing that, the last it wrote."""
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    named = [line for line in lines if re.match(r"[A-Za-z_][\w.]*(Error|Exception|Interrupt|Missing|Refused)\b", line)]
    return (named or lines or ["it said nothing"])[-1][:300]


def processor(children: bool = False) -> float:
    """Seconds of the processor used by this process; with `children`, also by those it has waited for."""
    both = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN) if children else (resource.RUSAGE_SELF,)
    return sum(used.ru_utime + used.ru_stime for used in map(resource.getrusage, both))


def peak_mib() -> float:
    """The most memory this process has held, in MiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def timed(work: Callable[[], Any]) -> tuple[Any, float, float]:
    """What came of it, seconds by the clock, seconds of the processor."""
    clock, used = time.perf_counter(), processor(children=True)
    found = work()
    return found, time.perf_counter() - clock, processor(children=True) - used


def best_of(times: int, work: Callable[[], Any]) -> tuple[Any, float, float]:
    """The quickest of several, by the clock."""
    return min((timed(work) for _ in range(times)), key=lambda one: one[1])


def fingerprint(results: Path, kinds: Iterable[str] = ()) -> list[list[str]]:
    """Of each kind of result in a folder (every one of a judgement's, unless said) how many rows there are, and two sums of their hashes: the same for the
    same rows in any order, in any number of files, of whichever engine."""
    import duckdb

    from duly.payments.validation.collecting import RESULTS

    told = []
    with duckdb.connect(":memory:", config={"memory_limit": "500MiB"}) as connection:
        for kind in kinds or RESULTS:
            files = str(results / kind / "*.parquet") if (results / kind).is_dir() else str(results / f"{kind}.parquet")
            files = f"{files}/*.parquet" if Path(files).is_dir() else files
            columns = sorted(str(column[0]) for column in connection.execute("DESCRIBE FROM read_parquet(?)", [files]).fetchall())
            row = ", ".join(f'"{column}"::VARCHAR' for column in columns)
            asked = f"SELECT COUNT(*), SUM(hash({row})::HUGEINT), BIT_XOR(hash({row})) FROM read_parquet(?)"
            told.append([kind, *map(str, connection.execute(asked, [files]).fetchall()[0])])
    return told


def missed(rows: Iterable[Row]) -> list[Row]:
    """The rows whose goal was not reached."""
    return [row for row in rows if row.reached is False]


def _number(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 or value == int(value) else f"{value:,.2f}"


def _yes(value: bool | None, yes: str = "yes", no: str = "NO") -> str:
    return "" if value is None else yes if value else no


def _here(work: str, told: list[Any]) -> None:
    module, _, name = work.partition(":")
    found, wall, cpu = timed(lambda: getattr(__import__(module, fromlist=[name]), name)(*told))
    own = {name: found[name] for name in ("wall_s", "cpu_s", "peak_mib") if isinstance(found, dict) and name in found}
    print(json.dumps({"wall_s": wall, "cpu_s": cpu, "peak_mib": peak_mib()} | own | {"told": found}))


if __name__ == "__main__":
    _here(sys.argv[1], json.loads(sys.argv[2]))
