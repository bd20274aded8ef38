"""Reading the record back: events a second in one process and in as many as there are cores, the export, and the stand-alone verifier on it.

One process of ours always has one of PostgreSQL's beside it, so "one process" keeps a second core partly busy; the processor's time is given too.
"""

import os
import resource
import tempfile
import time
from dataclasses import replace
from pathlib import Path

import psycopg

from benchmarks.figures import Row
from benchmarks.record import an_office, event_id

ENTRIES = int(os.environ.get("DULY_BENCH_ENTRIES", "1000000"))
SIGNED_EVERY = 5_000
GOAL = 100_000
"""Events a second a core."""


def body(name: str) -> bytes:
    """An event of ordinary size, about 470 bytes, as the pen writes it."""
    return (
        f'{{"action":"bench.saved","actor":{{"posts":["payments-officer"],"ref":"O-0003"}},"at":"2026-11-22T09:30:00.000+00:00","facts":'
        f'{{"because":"{"as planned, " * 20}","pence":12345}},"id":"{name}","payload_sha256":"",'
        f'"subject":{{"ref":"{name}","type":"bench","version":1}},"v":1}}'
    ).encode()


def fill(app: str, seq: str) -> tuple[str, str]:
    """Write events, seal them, and sign a checkpoint every few thousand. Gives the log's verifier key and the newest note."""
    from datetime import timedelta

    from duly.core.log import sequencer
    from duly.core.log.ring import Ring
    from duly.primitives.note import Signer

    ring, note = Ring(Signer.new("bench")), ""
    with psycopg.connect(app) as writing, psycopg.connect(seq, autocommit=True) as sealing:
        writing.execute("SET statement_timeout = 0")
        for _ in range(0, ENTRIES, SIGNED_EVERY):
            with writing.cursor().copy("COPY audit.event (event_id, body) FROM STDIN (FORMAT binary)") as copy:
                copy.set_types(["uuid", "bytea"])
                for _ in range(SIGNED_EVERY):
                    name = event_id()
                    copy.write_row((name, body(str(name))))
            writing.commit()
            sequencer.seal(sealing)
            note = sequencer.sign_newest(sealing, ring, apart=timedelta(0)) or note
    return ring.signer.verifier_key(), note


def measured() -> tuple[list[Row], list[str]]:
    """Verifying, in rows held to their goals and in lines."""
    from duly.cli.opening import start_django
    from duly.site.database import dsn_of

    with an_office() as (app, seq):
        start_django()
        key, note = fill(app, seq)
        auditor = dsn_of("audit_ro")
        found = [_database(auditor, key), _outside(auditor, key, note)]
    first = f"reading back {ENTRIES:,} events, {ENTRIES // SIGNED_EVERY:,} checkpoints"
    return [row for rows, _ in found for row in rows], [first, *(line for _, lines in found for line in lines)]


def _database(auditor: str, key: str) -> tuple[list[Row], list[str]]:
    from duly.core.log.signatures import Keys
    from duly.core.log.verification import cores, verify

    rows, lines = [], []
    for workers in sorted({1, cores()}):
        with psycopg.connect(auditor) as connection:
            clock, processor = time.perf_counter(), _processor()
            verdict = verify(connection, keys=Keys((key,)), dsn=auditor, workers=workers)
            clock, processor = time.perf_counter() - clock, _processor() - processor
        rate, per_core = verdict.events / clock, verdict.events / processor
        named = "one process" if workers == 1 else f"{workers} processes"
        told = Row(
            "the record verified",
            f"database, {named}",
            verdict.events,
            clock,
            processor,
            figure=rate,
            unit="events a second",
            note=f"{len(verdict.alarms)} alarms; {per_core:,.0f} a second of our own processor, PostgreSQL's not counted",
        )
        rows.append(told)
        if workers == cores():
            a_core = replace(
                told,
                what="a core, everything counted",
                figure=rate / workers,
                goal=GOAL,
                at_most=False,
                note="by the clock, over the cores",
            )
            rows.append(replace(a_core, unit="events a second a core"))
        lines.append(
            f"  database, {named:<12} {rate:9,.0f} events a second by the clock, {per_core:9,.0f} a second of our processor, {len(verdict.alarms)} alarms"
        )
    return rows, lines


def _outside(auditor: str, key: str, note: str) -> tuple[list[Row], list[str]]:
    import duly_verify
    from duly.core.log.exporting import export
    from duly.core.log.signatures import Keys
    from duly.core.log.verification import kinds_kept, one_moment

    with tempfile.TemporaryDirectory(prefix="duly-bench-") as folder:
        file = Path(folder) / "export"
        with psycopg.connect(auditor) as connection, file.open("wb") as out, one_moment(connection):
            clock = time.perf_counter()
            export(connection, out.write, kinds=kinds_kept(), keys=Keys((key,)))
            clock = time.perf_counter() - clock
        before, began = _memory(), time.perf_counter()
        report = duly_verify.verify(file, note, [key])
        took = time.perf_counter() - began
        size = file.stat().st_size
    rows = [
        Row("the record exported", "database", ENTRIES, clock, figure=ENTRIES / clock, unit="events a second"),
        Row("the export verified", "duly-verify, one process", report.events, took, figure=report.events / took, unit="events a second"),
    ]
    return rows, [
        f"  export                {ENTRIES / clock:9,.0f} events a second, {size / 1e6:,.0f} MB",
        f"  duly-verify           {report.events / took:9,.0f} events a second in one process, {report.count} alarms, {_memory() - before:.0f} MB more memory",
    ]


def _processor() -> float:
    """Seconds of the processor of this process and of those it has waited for."""
    return sum(one.ru_utime + one.ru_stime for one in map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)))


def _memory() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
