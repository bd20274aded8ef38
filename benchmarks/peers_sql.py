"""The same rules in DuckDB, PostgreSQL and Spark, over the same frozen folder, with the same rows written as Parquet.

Each engine has a process of its own, whose processor time and memory are counted whole: PostgreSQL's server and workers, Spark's Java.

    python -m benchmarks.peers_sql                        60,000 visits of one week, invented for the occasion
    python -m benchmarks.peers_sql 18000000 52            so many visits over so many weeks
    python -m benchmarks.peers_sql 18000000 52 postgres   with one peer only
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import duckdb

from duly.payments.validation.collecting import RESULTS

ENGINES = ("duckdb", "postgres", "spark")
GOALS = {"postgres": 5.0, "spark": 5.0}
"""How many times DuckDB's processor time each peer is to cost at least."""
VISITS, WEEKS = 60_000, 1
_TICK = os.sysconf("SC_CLK_TCK")
_EVERY_SECONDS = 0.25


@dataclass(frozen=True)
class Row:
    """One engine over one folder. Seconds by the clock and of the processor, memory at its most; `loading_s` is getting the inputs in, beforehand."""

    engine: str
    visits: int
    wall_s: float
    cpu_s: float
    peak_mib: float
    loading_s: float
    loading_cpu_s: float
    same: bool


def measured(visits: int = VISITS, weeks: int = WEEKS, peers: tuple[str, ...] = ENGINES[1:]) -> list[str]:
    """Each engine in a line, with its ratio to DuckDB."""
    from duly.office.practice.invented.large import write_parquet

    with tempfile.TemporaryDirectory(prefix="duly-bench-", dir=os.environ.get("DULY_BENCH_IN")) as name:
        folder = Path(name) / "inputs"
        written = write_parquet(folder, visits=visits, weeks=weeks).visits
        found = rows(folder, written, peers)
    return told(found)


def told(found: list[Row]) -> list[str]:
    """Rows as lines."""
    ours = found[0]
    lines = [
        f"the same rules on {ours.visits:,} visits: Parquet in, every visit's result written as Parquet; load {os.getloadavg()[0]:.1f} at the end"
    ]
    for row in found:
        ratio, goal = row.cpu_s / ours.cpu_s, GOALS.get(row.engine)
        against = (
            f", {ratio:5.1f} times the processor (goal: at least {goal:.0f}: {'reached' if ratio >= goal else 'MISSED'})" if goal else ""
        )
        loading = f" after {row.loading_s:.1f} s ({row.loading_cpu_s:.1f} s) of loading, indexing and analysing" if row.loading_s else ""
        same = "" if row is ours else ", rows identical" if row.same else ", rows DIFFERENT"
        lines.append(
            f"  {row.engine:9s} {row.wall_s:8.2f} s by the clock, {row.cpu_s:8.2f} s of processor, {row.peak_mib:7.0f} MiB{against}{same}{loading}"
        )
    return lines


def rows(folder: Path, visits: int, peers: tuple[str, ...] = ENGINES[1:]) -> list[Row]:
    """DuckDB, then each peer that can be run here, over one folder."""
    found = []
    with tempfile.TemporaryDirectory(prefix="duly-bench-", dir=os.environ.get("DULY_BENCH_IN")) as name:
        for engine in ("duckdb", *peers):
            results = Path(name) / engine
            command = [sys.executable, "-m", "benchmarks.peers_sql", "one", engine, str(folder), str(results)]
            done = subprocess.run(command, stdout=subprocess.PIPE, text=True)
            if done.returncode != 0:
                print(f"  {engine} could not be run here: what it said is above", file=sys.stderr)
                continue
            figures = json.loads(done.stdout.strip().splitlines()[-1])
            found.append(Row(engine, visits, **figures, same=engine == "duckdb" or alike(Path(name) / "duckdb", results)))
            if engine != "duckdb":
                shutil.rmtree(results)
    return found


def alike(one: Path, two: Path) -> bool:
    """Whether two folders of results hold the same rows, each as often."""
    with duckdb.connect(":memory:", config={"memory_limit": "6GiB", "temp_directory": str(one.parent)}) as connection:
        for name in RESULTS:
            ours, theirs = (f"(SELECT * FROM read_parquet('{_files(folder, name)}'))" for folder in (one, two))
            counts = {connection.execute(f"SELECT count(*) FROM {rows}").fetchone() for rows in (ours, theirs)}
            if len(counts) > 1 or connection.execute(f"SELECT * FROM ({ours} EXCEPT ALL {theirs}) LIMIT 1").fetchone() is not None:
                return False
    return True


def _files(folder: Path, name: str) -> str:
    found = folder / name if (folder / name).is_dir() else folder / f"{name}.parquet"
    return f"{found}/*.parquet" if found.is_dir() else str(found)


def one(engine: str, folder: Path, results: Path) -> None:
    """Judge a folder with one engine in this process, and print what it took as JSON."""
    with ExitStack() as stack:
        load, judge = {"duckdb": _in_duckdb, "postgres": _in_postgres, "spark": _on_spark}[engine](stack, folder, results)
        meter = Meter()
        load()
        loading, loading_cpu = meter.lap()
        judge()
        wall, cpu = meter.lap()
        figures = {"wall_s": wall, "cpu_s": cpu, "peak_mib": meter.stop(), "loading_s": loading, "loading_cpu_s": loading_cpu}
        if engine != "postgres":  # opening a session or a library is part of a judgement there; a database is there already
            figures |= {"wall_s": wall + loading, "cpu_s": cpu + loading_cpu, "loading_s": 0.0, "loading_cpu_s": 0.0}
        print(json.dumps(figures), flush=True)


Steps = tuple[Callable[[], None], Callable[[], None]]


def _in_duckdb(_stack: ExitStack, folder: Path, results: Path) -> Steps:
    from duly.payments.validation.months import judge_to_parquet

    def judge() -> None:
        judge_to_parquet(folder, results, weeks_at_a_time=1_000)

    return _nothing, judge


def _in_postgres(stack: ExitStack, folder: Path, results: Path) -> Steps:
    import psycopg

    from duly.machine.home import Home
    from duly.machine.postgres import EmbeddedPostgres
    from duly.payments.validation.carried.carrier import look_over, run, write_results
    from duly.payments.validation.carried.postgres import opened

    home = Path(
        stack.enter_context(
            tempfile.TemporaryDirectory(prefix="duly-bench-", dir=os.environ.get("DULY_BENCH_IN"), ignore_cleanup_errors=True)
        )
    )
    home.chmod(0o755)
    server = stack.enter_context(EmbeddedPostgres.running(Home(home / "home")))
    connection = stack.enter_context(psycopg.connect(server.superuser_dsn(), autocommit=True))
    for setting in ("work_mem = '256MB'", "maintenance_work_mem = '512MB'", "max_parallel_workers_per_gather = 2", "jit = off"):
        connection.execute(f"SET {setting}")  # a machine given to this alone; compiling queries costs more than it saves here
    engine = stack.enter_context(opened(connection))

    def judge() -> None:
        look_over(folder)
        run(engine)
        write_results(engine, results)

    return lambda: engine.load(folder), judge


def _on_spark(stack: ExitStack, folder: Path, results: Path) -> Steps:
    from duly.payments.validation.carried.carrier import look_over, run, write_results
    from duly.payments.validation.carried.spark import opened

    def judge() -> None:
        look_over(folder)
        engine = stack.enter_context(opened(folder, os.environ.get("DULY_SPARK_MASTER", "local[2]")))
        run(engine)
        write_results(engine, results)

    return _nothing, judge


def _nothing() -> None:
    """Nothing to be done beforehand."""


class Meter:
    """Processor time and memory of this process and everything it started, from /proc."""

    def __init__(self) -> None:
        self._clock, self._cpu, self._peak = time.perf_counter(), cpu_seconds(family()), 0.0
        self._stopped = threading.Event()
        self._watching = threading.Thread(target=self._watch, daemon=True)
        self._watching.start()

    def lap(self) -> tuple[float, float]:
        """Seconds by the clock and of the processor since the last lap."""
        clock, cpu = time.perf_counter(), cpu_seconds(family())
        passed = clock - self._clock, cpu - self._cpu
        self._clock, self._cpu = clock, cpu
        return passed

    def stop(self) -> float:
        """The most memory held at once, in MiB; what processes share counted once."""
        self._stopped.set()
        self._watching.join()
        return self._peak

    def _watch(self) -> None:
        while not self._stopped.wait(_EVERY_SECONDS):
            self._peak = max(self._peak, sum(map(memory_mib, family())))


def family() -> list[int]:
    """This process and its descendants."""
    children: dict[int, list[int]] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit() and (stat := _stat(int(entry.name))):
            children.setdefault(int(stat[1]), []).append(int(entry.name))
    found = [os.getpid()]
    for pid in found:
        found.extend(children.get(pid, ()))
    return found


def cpu_seconds(pids: list[int]) -> float:
    """Processor time of processes, and of the children they have waited for."""
    return sum(int(ticks) for pid in pids if (stat := _stat(pid)) for ticks in stat[11:15]) / _TICK


def memory_mib(pid: int) -> float:
    """What a process holds in memory, its share of what it shares."""
    try:
        told = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="utf-8")
    except OSError:
        return 0.0
    return sum(int(line.split()[1]) for line in told.splitlines() if line.startswith("Pss:")) / 1024


def _stat(pid: int) -> list[str]:
    """The fields of /proc/PID/stat after the name: state, parent, and so on."""
    try:
        return Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rsplit(")", 1)[1].split()
    except OSError:
        return []


if __name__ == "__main__":
    if sys.argv[1:2] == ["one"]:
        one(sys.argv[2], Path(sys.argv[3]), Path(sys.argv[4]))
    else:
        sizes = [int(size) for size in sys.argv[1:3]]
        print("\n".join(measured(*sizes, *([tuple(sys.argv[3:])] if sys.argv[3:] else []))))
