"""The same rules in DuckDB, PostgreSQL and Spark, over the same frozen folder, each writing every row that comes out as Parquet; of what comes out the rows are
counted, and two sums of the hashes of all of them compared, whatever their order. Every engine has a process of its own, whose processor time and memory are
counted with all it starts: PostgreSQL's server and workers, Spark's Java. Beyond two million visits DuckDB judges a quarter at a time, as it does for a user;
the others take the year whole, and keep on disk what they cannot hold. PostgreSQL is the one that comes with Duly, its tables indexed and analysed; loading
them is told apart and not counted against it. Spark has two cores of this machine, and starting it is counted, as a judgement by hand would. A peer that is
not installed, or fails, is left out and said to be, with its reason. Beyond two million visits a peer is stopped when it has cost twenty times DuckDB's
processor time, and its row says so: it costs at least that, and what it would have written is compared at one million.

`python -m benchmarks peers@1000000`; one peer alone: `python -m benchmarks.peers_sql 1000000 spark`.
"""

import os
import shutil
import signal
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import ExitStack, suppress
from pathlib import Path

import pyarrow.parquet as pq

from benchmarks.figures import Failed, Part, Row, apart, fingerprint, in_lines
from benchmarks.large import folder_of

PEERS = {"postgres": "PostgreSQL", "spark": "Spark"}
GOAL = 5.0
"""How many times DuckDB's processor time each peer is to cost at least."""
WHOLE, A_QUARTER = 1_000, 13
"""Weeks at a time."""
MOST_AT_ONCE = 2_000_000
"""Visits that DuckDB judges all at once."""
MOST_TIMES = 20.0
"""Times DuckDB's processor time after which a peer is stopped, beyond those visits: four times what it is to cost at least."""
_TICK = os.sysconf("SC_CLK_TCK")
_EVERY_SECONDS = 0.25


def measured(visits: int, peers: Sequence[str] = tuple(PEERS)) -> Part:
    """DuckDB and its peers on about so many visits of a year: those that DULY_BENCH_PEERS names, unless said; of one left out, a line says so."""
    wanted = os.environ.get("DULY_BENCH_PEERS", " ".join(peers)).split()
    found, lines = rows(folder_of(visits), [peer for peer in peers if peer in wanted])
    lines += [f"  {PEERS[peer]} was left out of this run." for peer in peers if peer not in wanted]
    return Part("The same rules in PostgreSQL and in Spark", " ".join((__doc__ or "").split("\n\n")[0].split()), tuple(found), tuple(lines))


def rows(folder: Path, peers: Sequence[str] = tuple(PEERS)) -> tuple[list[Row], list[str]]:
    """DuckDB, then each peer that can be run here, over one folder; and a line about each that cannot."""
    found: list[Row] = []
    lines: list[str] = []
    visits = pq.read_metadata(folder / "visits.parquet").num_rows
    with tempfile.TemporaryDirectory(prefix="duly-bench-", dir=folder.parent) as name:
        ours = apart("benchmarks.peers_sql:one", "duckdb", str(folder), f"{name}/duckdb")
        at_once = "all at once" if visits <= MOST_AT_ONCE else "a quarter at a time"
        found.append(Row("judged, every result written", f"DuckDB, {at_once}", visits, ours["wall_s"], ours["cpu_s"], ours["peak_mib"]))
        expected, most = fingerprint(Path(name) / "duckdb"), ours["cpu_s"] * MOST_TIMES if visits > MOST_AT_ONCE else 0.0
        for peer in peers:
            try:
                theirs = apart("benchmarks.peers_sql:one", peer, str(folder), f"{name}/{peer}", most)
            except Failed as failed:
                print(failed, file=sys.stderr)
                lines.append(f"  {PEERS[peer]} could not be run here: {failed.because}")
                continue
            stopped, times = theirs["told"]["stopped"], theirs["cpu_s"] / ours["cpu_s"]
            same = None if stopped else fingerprint(Path(name) / peer) == expected
            loading = theirs["told"]["loading_cpu_s"]
            notes = (
                [f"stopped at {MOST_TIMES:g} times DuckDB's processor time, before it was done: it costs at least that"] if stopped else []
            )
            notes += [f"after {loading:,.1f} s of processor spent loading, indexing and analysing, not counted"] if loading else []
            note = "; ".join(notes)
            told = (theirs["wall_s"], theirs["cpu_s"], theirs["peak_mib"], same, times, "times DuckDB's CPU", GOAL, False, note)
            found.append(Row("judged, every result written", PEERS[peer], visits, *told))
            shutil.rmtree(Path(name) / peer, ignore_errors=stopped)
    return found, lines


def one(engine: str, folder: str, results: str, most_cpu_s: float = 0.0) -> dict[str, float | bool]:
    """Judge a folder with one engine in this process: what it took, with everything it started; `stopped` when it was not done after `most_cpu_s` of the
    processor (0: it may take what it takes)."""
    with ExitStack() as stack:
        load, judge = {"duckdb": _in_duckdb, "postgres": _in_postgres, "spark": _on_spark}[engine](stack, Path(folder), Path(results))
        meter = Meter()
        load()
        _, loading = meter.lap()
        meter.stop_after(most_cpu_s)
        try:
            judge()
        except Exception:  # what an engine raises that is taken from under a query is its own affair
            if not meter.stopped:
                raise
        wall, cpu = meter.lap()
        loaded = loading if engine == "postgres" else 0.0
        return {"wall_s": wall, "cpu_s": cpu, "peak_mib": meter.stop(), "loading_cpu_s": loaded, "stopped": meter.stopped}


Steps = tuple[Callable[[], None], Callable[[], None]]


def _in_duckdb(_stack: ExitStack, folder: Path, results: Path) -> Steps:
    from duly.payments.validation.months import judge_to_parquet

    def judge() -> None:
        at_once = pq.read_metadata(folder / "visits.parquet").num_rows <= MOST_AT_ONCE
        judge_to_parquet(folder, results, weeks_at_a_time=WHOLE if at_once else A_QUARTER)

    return _nothing, judge


def _in_postgres(stack: ExitStack, folder: Path, results: Path) -> Steps:
    import psycopg

    from duly.machine.home import Home
    from duly.machine.postgres import EmbeddedPostgres
    from duly.payments.validation.carried.carrier import look_over, run, write_results
    from duly.payments.validation.carried.postgres import opened

    home = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="duly-bench-", ignore_cleanup_errors=True)))
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

    os.environ["SPARK_LOCAL_DIRS"] = str(results.parent / "spilled")  # what it spills goes when the results do

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
        self._until, self.stopped = 0.0, False
        self._watching = threading.Thread(target=self._watch, daemon=True)
        self._watching.start()

    def lap(self) -> tuple[float, float]:
        """Seconds by the clock and of the processor since the last lap."""
        clock, cpu = time.perf_counter(), cpu_seconds(family())
        passed = clock - self._clock, cpu - self._cpu
        self._clock, self._cpu = clock, cpu
        return passed

    def stop_after(self, most_cpu_s: float) -> None:
        """Interrupt everything this process started once it has used so much more of the processor. 0 is no limit."""
        self._until = self._cpu + most_cpu_s if most_cpu_s else 0.0

    def stop(self) -> float:
        """The most memory held at once, in MiB; what processes share counted once."""
        self._stopped.set()
        self._watching.join()
        return self._peak

    def _watch(self) -> None:
        while not self._stopped.wait(_EVERY_SECONDS):
            self._peak = max(self._peak, sum(map(memory_mib, family())))
            if self._until and not self.stopped and cpu_seconds(family()) > self._until:
                self.stopped = True
                for pid in family()[1:]:
                    with suppress(ProcessLookupError, PermissionError):
                        os.kill(pid, signal.SIGTERM)


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
    part = measured(int(sys.argv[1]), sys.argv[2:] or tuple(PEERS))
    print("\n".join([*in_lines(part.rows), *part.lines]))
