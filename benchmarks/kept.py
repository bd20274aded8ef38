"""What is kept in PostgreSQL: evidence going in, and a provider's position coming out.

Evidence is the invented council's visits, as rows that were read and checked already, put into the evidence room's own table with its constraints, indexes and
triggers, in one transaction that is undone: a plain file as the room takes it, by the column and in PostgreSQL's own binary form; the same into a table of the
same columns with nothing on it, which is what the machine can take; and row by row, as a file that is not plain. CPU is of this process and of PostgreSQL's beside it. (A taking-in from a file is `imports` and `week`.) The position is asked
over a year in which a provider claimed so many lines every week, of a table that holds five other providers' year too; only PostgreSQL's part is timed, the
sum of its statements as this process waits for them, and the whole of the question beside it. Each is the best of five.
"""

import time
import uuid
from collections.abc import Callable
from dataclasses import fields
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from benchmarks.figures import Part, Row, apart

ROWS, PROVIDERS, LINES, WEEKS = 200_000, 6, 100, 52
MONDAY = date(2025, 11, 3)


def measured(visits: int) -> Part:
    """Both, whatever the size of the large parts."""
    told = apart("benchmarks.kept:both")["told"]
    position = told["position"]
    rows = [
        Row(
            "evidence into PostgreSQL",
            how,
            ROWS,
            wall_s=told[called][0],
            cpu_s=told[called][1],
            figure=ROWS / told[called][1],
            unit="rows a CPU second",
            goal=goal,
            at_most=False,
        )
        for called, how, goal in (
            ("into", "the room's table, by the column", 700_000),
            ("bare", "a bare table, by the column", None),
            ("by_row", "the room's table, row by row", None),
        )
    ]
    rows += [
        Row(
            "position over a year's package weeks",
            "PostgreSQL's part",
            wall_s=position["database"],
            figure=position["database"] * 1000,
            unit="ms",
            goal=50.0,
            note=f"{position['lines']:,} line-weeks of one provider, {LINES * WEEKS * PROVIDERS:,} in the table",
        ),
        Row(
            "position over a year's package weeks",
            "the whole question",
            wall_s=position["whole"],
            figure=position["whole"] * 1000,
            unit="ms",
            goal=300.0,
        ),
    ]
    return Part("What is kept in PostgreSQL", " ".join((__doc__ or "").split()), tuple(rows))


def both() -> dict[str, Any]:
    """Evidence in, and a position out, in a database of their own."""
    from benchmarks.record import an_office

    with an_office():
        from duly.cli.opening import start_django

        start_django()
        table = _plain_file()
        return {
            "into": _best(lambda: _by_column(table, "evidence_visit")),
            "bare": _best(lambda: _by_column(table, "bench_visit")),
            "by_row": _best(_by_row(uuid.uuid4())),
            "position": _position(),
        }


def _plain_file() -> Any:
    """A file of as many visits, read and checked."""
    from benchmarks import imports
    from duly.core.intake.plain import plain
    from duly.payments.evidence.columns import visits

    imports.ROWS = ROWS
    table = plain(imports.a_file(), "visits.csv", visits({"V-1"}))
    if table is None or table.rows != ROWS:
        raise RuntimeError("The file of the benchmark is not a plain one, so the room's quick way is not measured.")
    return table


def _best(put: Callable[[], None]) -> tuple[float, float]:
    """Seconds by the clock and of both processes, at the best of three, each undone."""
    from django.db import connection, transaction

    from benchmarks.figures import processor

    found = []
    for _ in range(3):
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("CREATE TEMP TABLE bench_visit (LIKE evidence_visit INCLUDING DEFAULTS INCLUDING IDENTITY) ON COMMIT DROP")
            backend = cursor.connection.info.backend_pid
            began, used, theirs = time.perf_counter(), processor(), _of_process(backend)
            put()
            found.append((time.perf_counter() - began, processor() - used + _of_process(backend) - theirs))
            transaction.set_rollback(True)
    return min(found, key=lambda one: one[1])


def _by_column(table: Any, into: str) -> None:
    from types import SimpleNamespace

    from duly.payments.evidence.actions import plainly

    room = plainly._COPY
    plainly._COPY = room.replace("evidence_visit", into)
    try:
        plainly.keep(SimpleNamespace(ref="IM-000001"), table, uuid.uuid4())  # type: ignore[arg-type]  # only its reference is read
    finally:
        plainly._COPY = room


def _by_row(event: uuid.UUID) -> Callable[[], None]:
    from django.db import connection

    from duly.payments.evidence.actions.visits import _COPY

    rows = [_row(n, event) for n in range(ROWS)]

    def put() -> None:
        with connection.cursor() as cursor, cursor.copy(_COPY) as copy:
            for row in rows:
                copy.write_row(row)

    return put


def _row(n: int, event: uuid.UUID) -> tuple[Any, ...]:
    from datetime import UTC, datetime

    starts = datetime(2026, 11, 2, 6, tzinfo=UTC) + timedelta(days=n % 7, minutes=(n * 7) % 900)
    ends = starts + timedelta(minutes=15 + n % 46)
    told = (f"V-{n:06d}", "PR-301", f"P-{n % 5000:06d}", "home-care", f"W-{n % 600:04d}", starts, ends, starts.date())
    return (*told, starts.hour * 60 + starts.minute, 15 + n % 46, "delivered", "gps", None, -1, "", "ok", "", "IM-000001", event)


def _position() -> dict[str, Any]:
    from django.db import connection

    from duly.payments.statements.queries import position

    _year()
    taken: list[float] = []

    def clocked(execute: Any, sql: Any, params: Any, many: Any, context: Any) -> Any:
        began = time.perf_counter()
        try:
            return execute(sql, params, many, context)
        finally:
            taken.append(time.perf_counter() - began)

    found = []
    for _ in range(5):
        taken.clear()
        with connection.execute_wrapper(clocked):
            began = time.perf_counter()
            lines = len(position("PR-0").lines)
            found.append((time.perf_counter() - began, sum(taken), lines))
    whole, database, lines = min(found)
    if lines != LINES * WEEKS:
        raise RuntimeError(f"{lines} line-weeks are in the position, not {LINES * WEEKS}.")
    return {"whole": whole, "database": database, "lines": lines}


def _year() -> None:
    """A year judged week by week, each by an event of its own, sealed as in an office."""
    import psycopg

    from duly.core.log import sequencer
    from duly.core.record.actions import unit_of_work
    from duly.core.record.clock import now
    from duly.payments.validation.events import JudgementMade
    from duly.payments.validation.models import AssessedLine, Judgement
    from duly.primitives.actor import SYSTEM
    from duly.primitives.period import week_name
    from duly.site.database import credentials

    for number in range(WEEKS):
        week, ref = MONDAY + timedelta(days=7 * number), f"JG-{week_name(MONDAY + timedelta(days=7 * number))}-1"
        with unit_of_work() as record:
            names = [field.name for field in fields(JudgementMade) if field.init]
            told: dict[str, Any] = {name: "0" * 64 if name.endswith("sha256") else 0 for name in names}
            event = record.write(JudgementMade(**(told | {"ref": ref, "version": 1, "weeks": (week_name(week),)})), by=SYSTEM)
            kept = dict.fromkeys(("inputs_sha256", "ruleset_sha256", "results_sha256"), "0" * 64)
            made = Judgement.objects.create(
                ref=ref, version=1, weeks=[week.isoformat()], inputs={}, visits=0, made_by_officer="bench", made_at=now(), **kept
            )
            AssessedLine.objects.bulk_create([_line(made, provider, n, week, event) for provider in range(PROVIDERS) for n in range(LINES)])
    known = credentials()
    assert known is not None
    with psycopg.connect(known.dsn("seq"), autocommit=True) as sealing:
        while sequencer.seal(sealing):
            pass


def _line(made: Any, provider: int, n: int, week: date, event: uuid.UUID) -> Any:
    from duly.payments.validation.models import AssessedLine

    refs = {"line_ref": f"L-{provider}-{n}", "provider_ref": f"PR-{provider}", "person_ref": f"P-{provider}-{n}", "service": "home-care"}
    minutes = dict.fromkeys(("claimed_minutes", "agreed_minutes", "delivered_minutes", "payable_minutes"), 600)
    pence = dict.fromkeys(("claimed_pence", "entitled_pence", "delivered_pence", "due_pence"), 21_360)
    rest = {"rate_hundredths": 213_600, "paid_pence": 0, "decision": "CLEAN", "reason": "", "codes": [], "parts": [], "cuts": []}
    return AssessedLine(judgement=made, week=week, made_by=event, matter_sha256="0" * 64, **refs, **minutes, **pence, **rest)


def _of_process(pid: int) -> float:
    from os import sysconf

    told = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return (int(told[11]) + int(told[12])) / sysconf("SC_CLK_TCK")
