"""The record under load: what it costs beside the same transactions without it and beside a chain of hashes, how soon an event is signed for, and
how long proofs take from a million entries.

The chain is the usual other way: each row's hash is made over the one before it, under a lock held until the commit.
"""

import hashlib
import multiprocessing
import multiprocessing.queues
import multiprocessing.synchronize
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import Any, LiteralString

import psycopg

from benchmarks.figures import Row

WRITERS, SECONDS, ROUNDS = 8, 4.0, 3
RUN_OF_EVENTS = 5_000
ENTRIES = int(os.environ.get("DULY_BENCH_ENTRIES", "1000000"))
PROOFS = 300
ROWS = 100
"""Rows of business that each writer changes in turn."""

GOALS = {"share": 75, "blocked_ms": 200, "signed_s": 2.0}

CHANGED = ("plain", "chained", "recorded", "guarded")
"""Each design changes a table of its own, bench_plain and so on."""

ROW_TABLE = """
CREATE TABLE bench_{name} (id text PRIMARY KEY, ref text NOT NULL, version integer NOT NULL);
INSERT INTO bench_{name} SELECT i, i, 0 FROM (SELECT w || '-' || r i FROM generate_series(0, {writers}) w, generate_series(1, {rows}) r) made;
GRANT SELECT, UPDATE ON bench_{name} TO {app};
"""
EVENT_TABLES = """
CREATE TABLE plain_event (event_id uuid PRIMARY KEY, body bytea NOT NULL);
CREATE TABLE chained_event (n bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, event_id uuid NOT NULL UNIQUE, body bytea NOT NULL, hash bytea NOT NULL);
CREATE TRIGGER note_update AFTER UPDATE ON bench_guarded REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION audit.note_version('bench');
CREATE TRIGGER next_version BEFORE UPDATE ON bench_guarded FOR EACH ROW EXECUTE FUNCTION audit.next_version();
GRANT SELECT, INSERT ON plain_event, chained_event TO {app};
"""


def body(event_id: uuid.UUID, ref: str, version: int) -> bytes:
    """An event of ordinary size, about 490 bytes, as the pen writes it."""
    return (
        f'{{"action":"bench.saved","actor":{{"posts":["payments-officer"],"ref":"O-0003"}},"at":"2026-11-22T09:30:00.000+00:00","facts":'
        f'{{"because":"{"as planned, " * 20}","pence":12345}},"id":"{event_id}","payload_sha256":"",'
        f'"subject":{{"ref":"{ref}","type":"bench","version":{version}}},"v":1}}'
    ).encode()


def event_id() -> uuid.UUID:
    """An id as the pen makes it, of version 7: they come in the order of time, so that an index takes them at its end."""
    number = (time.time_ns() // 1_000_000 << 80) | int.from_bytes(os.urandom(10), "big")
    return uuid.UUID(int=(number & ~(0xF << 76 | 0x3 << 62)) | 0x7 << 76 | 0x2 << 62)


Save = Callable[[psycopg.Connection, str, int], None]


def save_plain(session: psycopg.Connection, ref: str, version: int) -> None:
    """The change and its event, with nothing that keeps the event."""
    event = event_id()
    session.execute("UPDATE bench_plain SET version = version + 1 WHERE id = %s", [ref])
    session.execute("INSERT INTO plain_event (event_id, body) VALUES (%s, %s)", [event, body(event, ref, version)])


def save_chained(session: psycopg.Connection, ref: str, version: int) -> None:
    """The change and its event, with a hash over the event before, under a lock until the commit."""
    event = event_id()
    session.execute("UPDATE bench_chained SET version = version + 1 WHERE id = %s", [ref])
    session.execute("SELECT pg_advisory_xact_lock(7)")
    before = session.execute("SELECT hash FROM chained_event ORDER BY n DESC LIMIT 1").fetchone()
    told = body(event, ref, version)
    link = hashlib.sha256((before[0] if before else b"") + told).digest()
    session.execute("INSERT INTO chained_event (event_id, body, hash) VALUES (%s, %s, %s)", [event, told, link])


def save_recorded(session: psycopg.Connection, ref: str, version: int) -> None:
    """The change and its event, in the record."""
    event = event_id()
    session.execute("UPDATE bench_recorded SET version = version + 1 WHERE id = %s", [ref])
    session.execute("INSERT INTO audit.event (event_id, body) VALUES (%s, %s)", [event, body(event, f"unguarded-{ref}", version)])


def save_guarded(session: psycopg.Connection, ref: str, version: int) -> None:
    """The same on a table that refuses a change without its event: all that Duly does."""
    event = event_id()
    session.execute("UPDATE bench_guarded SET version = version + 1 WHERE id = %s", [ref])
    session.execute("INSERT INTO audit.event (event_id, body) VALUES (%s, %s)", [event, body(event, ref, version)])


def versions_of(dsn: str, table: str, writer: int) -> dict[str, int]:
    """The version of each row of a writer."""
    with psycopg.connect(dsn) as session:
        return dict(session.execute(f"SELECT id, version FROM {table} WHERE id LIKE %s", [f"{writer}-%"]).fetchall())


def _write(
    save: Save, table: str, dsn: str, writer: int, start: multiprocessing.synchronize.Barrier, told: multiprocessing.queues.Queue
) -> None:
    versions = versions_of(dsn, table, writer)
    refs = list(versions)
    done, worst = 0, 0.0
    with psycopg.connect(dsn) as session:
        start.wait()
        ends = time.perf_counter() + SECONDS
        while (begun := time.perf_counter()) < ends:
            ref = refs[done % len(refs)]
            versions[ref] += 1
            save(session, ref, versions[ref])
            session.commit()
            done += 1
            worst = max(worst, time.perf_counter() - begun)
    told.put((done, worst))


def transactions_a_second(save: Save, table: str, dsn: str) -> float:
    """Commits a second of eight writers, each with a process and a connection of its own."""
    context = multiprocessing.get_context("fork")
    start, told = context.Barrier(WRITERS), context.Queue()
    writers = [context.Process(target=_write, args=(save, table, dsn, n, start, told)) for n in range(WRITERS)]
    for one in writers:
        one.start()
    done = sum(told.get()[0] for _ in writers)
    for one in writers:
        one.join()
    return done / SECONDS


def longest_wait_ms(save: Save, table: str, dsn: str) -> tuple[float, float]:
    """How long one officer's slowest save took, in milliseconds, and how many seconds the run took, while another recorded 5,000 events in one transaction."""
    context = multiprocessing.get_context("fork")
    begun, over, told = context.Event(), context.Event(), context.Queue()

    def run() -> None:
        versions = versions_of(dsn, table, WRITERS)
        refs = list(versions)
        with psycopg.connect(dsn) as session:
            session.execute("SET lock_timeout = 0")
            begun.wait()
            at = time.perf_counter()
            for n in range(RUN_OF_EVENTS):
                ref = refs[n % len(refs)]
                versions[ref] += 1
                save(session, ref, versions[ref])
            session.commit()
            told.put(("run", time.perf_counter() - at))
            over.set()

    def officer() -> None:
        versions = versions_of(dsn, table, 0)
        refs = list(versions)
        worst, done = 0.0, 0
        with psycopg.connect(dsn) as session:
            session.execute("SET lock_timeout = 0")  # who waits is measured, however long
            session.commit()
            begun.set()
            while not over.is_set():
                ref = refs[done % len(refs)]
                versions[ref] += 1
                at = time.perf_counter()
                save(session, ref, versions[ref])
                session.commit()
                worst = max(worst, time.perf_counter() - at)
                done += 1
                time.sleep(0.005)
        told.put(("officer", worst))

    both = [context.Process(target=run), context.Process(target=officer)]
    for one in both:
        one.start()
    found = dict(told.get() for _ in both)
    for one in both:
        one.join()
    return found["officer"] * 1000, found["run"]


def seconds_to_checkpoint(dsn: str, *, a_second: int, events: int) -> list[float]:
    """From each event's commit to the signing of the first checkpoint that covers it, with this many events a second."""
    committed: dict[uuid.UUID, float] = {}
    with psycopg.connect(dsn, autocommit=True) as session:
        began = time.perf_counter()
        for n in range(events):
            event = event_id()
            session.execute("INSERT INTO audit.event (event_id, body) VALUES (%s, %s)", [event, body(event, str(event), 1)])
            committed[event] = time.time()
            time.sleep(max(0.0, began + (n + 1) / a_second - time.perf_counter()))
        while _one(session, "SELECT max(size) FROM audit.checkpoint")[0] < _entries(session) or _waiting(session):
            time.sleep(0.2)
        signed = session.execute(
            "SELECT l.event_id, extract(epoch FROM (SELECT min(c.signed_at) FROM audit.checkpoint c WHERE c.size > l.leaf_index))"
            " FROM audit.leaf l WHERE l.event_id = ANY(%s)",
            [list(committed)],
        ).fetchall()
    return sorted(float(at) - committed[event] for event, at in signed)


def fill(dsn: str, entries: int) -> None:
    """So many events, in large transactions, left waiting for their numbers."""
    with psycopg.connect(dsn, autocommit=True) as session:
        session.execute("SET statement_timeout = 0")
        for _ in range(0, entries, 50_000):
            session.execute(
                'INSERT INTO audit.event (event_id, body) SELECT id, convert_to(\'{"action":"bench.saved","facts":{"because":"\''
                ' || repeat(\'as planned, \', 20) || \'"},"id":"\' || id || \'","subject":{"ref":"\' || id'
                ' || \'","type":"bench","version":1}}\', \'UTF8\') FROM (SELECT uuidv7() id FROM generate_series(1, 50000)) made'
            )


def leaves_a_second(dsn: str) -> tuple[int, float]:
    """How many events the sequencer gave numbers, and how many a second, with a backlog."""
    from duly.core.log import sequencer

    with psycopg.connect(dsn, autocommit=True) as session:
        at, done = time.perf_counter(), 0
        while some := sequencer.seal(session):
            done += some
        return done, done / (time.perf_counter() - at)


def proof_ms(dsn: str, kind: str) -> tuple[list[float], int]:
    """Milliseconds of each of many proofs from the database, checked, and the size of the tree."""
    from duly.core.log.stored import tree_node
    from duly.primitives.merkle import Frontier, consistency_proof, inclusion_proof, range_root, verify_consistency, verify_inclusion

    dice, found = random.Random(6962), []
    with psycopg.connect(dsn, autocommit=True) as session:
        size, stack = _one(session, "SELECT size, stack FROM audit.tree_state")
        root = Frontier.load(stack).root()
        for _ in range(PROOFS):
            index = dice.randrange(1, size)
            at = time.perf_counter()
            if kind == "inclusion":
                proof = inclusion_proof(index, size, tree_node(session))
            else:
                proof = consistency_proof(index, size, tree_node(session))
            found.append((time.perf_counter() - at) * 1000)
            if kind == "inclusion":
                leaf = _one(session, "SELECT leaf_hash FROM audit.leaf WHERE leaf_index = %s", index)[0]
                assert verify_inclusion(leaf, index, size, proof, root)
            else:
                assert verify_consistency(index, size, range_root(0, index, tree_node(session)), root, proof)
    return sorted(found), size


@contextmanager
def an_office() -> Iterator[tuple[str, str]]:
    """An installation of its own, set up as anywhere: the connection strings of the application and of the sequencer."""
    from duly.cli.opening import set_up_database
    from duly.machine.home import Home
    from duly.machine.postgres import EmbeddedPostgres
    from duly.site.database import credentials

    kept = {name: os.environ.pop(name, None) for name in ("DULY_HOME", "DATABASE_URL", "DULY_CLONE")}
    with tempfile.TemporaryDirectory(prefix="duly-bench-", ignore_cleanup_errors=True) as folder:
        Path(folder).chmod(0o755)
        os.environ["DULY_HOME"] = str(Path(folder) / "home")
        try:
            with EmbeddedPostgres.running(Home.find()) as server:
                set_up_database()
                known = credentials()
                assert known is not None
                with psycopg.connect(server.superuser_dsn(), dbname=known.dbname, autocommit=True) as owner:
                    for name in CHANGED:
                        owner.execute(ROW_TABLE.format(name=name, writers=WRITERS, rows=ROWS, app=known.role("app")))
                    owner.execute(EVENT_TABLES.format(app=known.role("app")))
                yield known.dsn("app"), known.dsn("seq")
        finally:
            os.environ.pop("DULY_HOME")
            os.environ.update({name: value for name, value in kept.items() if value is not None})


@contextmanager
def a_sequencer() -> Iterator[None]:
    """The sequencer's process, as it runs beside the pages."""
    running = subprocess.Popen([sys.executable, "-m", "duly.site.sequencer"], stderr=subprocess.DEVNULL)
    try:
        yield
    finally:
        running.terminate()
        running.wait()


def measured() -> tuple[list[Row], list[str]]:
    """The record, in rows held to their goals and in lines."""
    with an_office() as (app, seq):
        found = [_throughput(app), _blocking(app), _to_checkpoint(app), _million(app, seq)]
    return [row for rows, _ in found for row in rows], [line for _, lines in found for line in lines]


Found = tuple[list[Row], list[str]]


def _throughput(app: str) -> Found:
    designs: list[tuple[str, Save, str, bool]] = [
        ("no record (the same rows written)", save_plain, "bench_plain", False),
        ("record and sequencer", save_recorded, "bench_recorded", True),
        ("and silent changes refused", save_guarded, "bench_guarded", True),
        ("chain under a lock (the peer)", save_chained, "bench_chained", False),
    ]
    rates: dict[str, list[float]] = {name: [] for name, *_ in designs}
    for turn in range(ROUNDS):
        for name, save, table, sealed in designs[turn:] + designs[:turn]:
            with a_sequencer() if sealed else nullcontext():
                rates[name].append(transactions_a_second(save, table, app))
    median = {name: statistics.median(found) for name, found in rates.items()}
    none, chain = median[designs[0][0]], median[designs[3][0]]
    size = len(body(event_id(), "1-1", 1))
    lines = [f"appending: {WRITERS} writers, a change and its event of {size} bytes a transaction (median of {ROUNDS}, taken in turns)"]
    rows = []
    for name, _, _, sealed in designs:
        share = 100 * median[name] / none
        note, goal = f"{median[name]:,.0f} transactions a second", GOALS["share"] if sealed else None
        rows.append(Row("appending, 8 writers", name, figure=share, unit="per cent of none", goal=goal, at_most=False, note=note))
        lines.append(
            f"  {name:<34} {median[name]:8,.0f} a second, {share:4.0f} per cent of none, {median[name] / chain:4.1f} times the chain"
        )
    return rows, lines


def _blocking(app: str) -> Found:
    lines = [f"another officer's slowest save while {RUN_OF_EVENTS:,} events are recorded in one transaction"]
    with a_sequencer():
        record, took = longest_wait_ms(save_guarded, "bench_guarded", app)
    chain, chain_took = longest_wait_ms(save_chained, "bench_chained", app)
    what = f"an officer's slowest save during {RUN_OF_EVENTS:,} events"
    rows = [
        Row(what, "record and sequencer", figure=record, unit="ms", goal=GOALS["blocked_ms"]),
        Row(what, "chain under a lock (the peer)", figure=chain, unit="ms"),
    ]
    return rows, [
        *lines,
        f"  record and sequencer               {record:8,.0f} ms (the run took {took:.1f} s)",
        f"  chain under a lock (the peer)      {chain:8,.0f} ms (the run took {chain_took:.1f} s)",
    ]


def _to_checkpoint(app: str) -> Found:
    with a_sequencer():
        time.sleep(2)
        steady = seconds_to_checkpoint(app, a_second=30, events=600)
    p50, p99, longest = statistics.median(steady), steady[int(len(steady) * 0.99)], steady[-1]
    row = Row("from commit to a signed checkpoint, 99 in 100", "record and sequencer", figure=p99, unit="s", goal=GOALS["signed_s"])
    return [row], [
        f"from an event's commit to its signed checkpoint, {len(steady)} events at 30 a second: half {p50:.2f} s, 99 in 100 {p99:.2f} s, longest {longest:.2f} s"
    ]


def _million(app: str, seq: str) -> Found:
    fill(app, ENTRIES)
    done, rate = leaves_a_second(seq)
    rows = [Row("events given numbers, with a backlog", "sequencer", done, figure=rate, unit="a second")]
    lines = [f"sequencer with a backlog: {done:,} entries at {rate:,.0f} a second"]
    for kind in ("inclusion", "consistency"):
        found, size = proof_ms(seq, kind)
        rows.append(
            Row(f"{kind} proof, the middle of {len(found)}", "the tree in PostgreSQL", size, figure=statistics.median(found), unit="ms")
        )
        lines.append(
            f"{kind} proof from {size:,} entries: half within {statistics.median(found):.1f} ms, 99 in 100 within {found[int(len(found) * 0.99)]:.1f} ms"
        )
    return rows, lines


def _entries(session: psycopg.Connection) -> int:
    return int(_one(session, "SELECT size FROM audit.tree_state")[0])


def _one(session: psycopg.Connection, asked: LiteralString, *told: object) -> tuple[Any, ...]:
    """The only row of an answer; LookupError where there is none."""
    found = session.execute(asked, told).fetchone()
    if found is None:
        raise LookupError(asked)
    return found


def _waiting(session: psycopg.Connection) -> bool:
    return session.execute("SELECT FROM audit.pending LIMIT 1").fetchone() is not None


if __name__ == "__main__":
    print("\n".join(measured()[1]))
