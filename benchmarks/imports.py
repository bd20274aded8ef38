"""A file of 100,000 visits: how soon whoever hands it over hears of it, how long it takes to be known, and the same rows inserted one by one."""

import csv
import io
import os
import resource
import time
from datetime import UTC, date, datetime, timedelta

from benchmarks.figures import Row
from benchmarks.record import an_office

ROWS = int(os.environ.get("DULY_BENCH_ROWS", "100000"))
ONE_BY_ONE = min(5_000, ROWS)
"""Rows inserted one by one, and told at their pace: all of them would take minutes."""
FEEDBACK_GOAL = 2.0
"""Seconds until the page says that the file is there and how far it is."""
PEOPLE, CARERS = 500, 60
MONDAY = date(2026, 11, 2)


def a_file() -> bytes:
    """A week of visits of one provider, as its system exports them."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(("visit_ref", "provider", "person", "service", "carer", "starts", "ends", "outcome", "source"))
    for n in range(ROWS):
        starts = datetime(2026, 11, 2, 6, tzinfo=UTC) + timedelta(days=n % 7, minutes=(n * 7) % 900)
        ends = starts + timedelta(minutes=15 + n % 46)
        told = (f"V-{n:06d}", "V-1", f"P-{n % PEOPLE:06d}", "home-care", f"W-{n % CARERS:04d}")
        writer.writerow((*told, f"{starts:%Y-%m-%d %H:%M}", f"{ends:%Y-%m-%d %H:%M}", "delivered", "gps"))
    return text.getvalue().encode()


def measured() -> tuple[list[Row], list[str]]:
    """Taking files in, in rows held to their goals and in lines."""
    from duly.cli.opening import start_django

    with an_office():
        start_django()
        return _measured()


def _measured() -> tuple[list[Row], list[str]]:
    from duly.core.jobs import actions as jobs
    from duly.core.jobs import queries
    from duly.payments import flow
    from duly.payments.packages.actions import take_in_people
    from duly.payments.tests.ground import a_contract, an_officer

    by = an_officer()
    a_contract(by)
    people = "person,name\n" + "".join(f"P-{n:06d},Person {n}\n" for n in range(PEOPLE))
    assert take_in_people(name="people.csv", content=people.encode(), source="council", by=by).accepted
    content = a_file()

    begun = time.perf_counter()
    job = flow.ask_to_import("visits", name="visits.csv", content=content, source="V-1", by=by)
    heard = time.perf_counter() - begun
    begun, worked = time.perf_counter(), _processor()
    jobs.run(job)
    took, worked = time.perf_counter() - begun, _processor() - worked
    seen = queries.job(job)
    assert seen.state == "done", seen.error
    slow = _one_by_one(content)
    rows = [
        Row("first feedback on a file", "Duly", ROWS, heard, figure=heard, unit="s", goal=FEEDBACK_GOAL),
        Row("read, checked and known", "Duly", ROWS, took, worked, figure=ROWS / took, unit="rows a second"),
        Row(
            "inserted, unread and unchecked",
            "row after row",
            ROWS,
            slow * ROWS,
            figure=1 / slow,
            unit="rows a second",
            note=f"at the pace of {ONE_BY_ONE:,}",
        ),
    ]
    return rows, [
        f"taking in {ROWS:,} visits of one provider, {len(content) / 1024 / 1024:.1f} MiB of CSV",
        f"  kept and answered               {heard:7.2f} s   the rest goes on in the background, with its progress",
        f"  read, checked and known         {took:7.2f} s   {ROWS / took:9,.0f} rows a second, {worked:.1f} s of this process's processor",
        f"  inserted one by one (the peer)  {slow * ROWS:7.1f} s   {1 / slow:9,.0f} rows a second, unread and unchecked, at the pace of {ONE_BY_ONE:,}",
        f"  {slow * ROWS / took:.1f} times the peer",
    ]


def _one_by_one(content: bytes) -> float:
    """Seconds a row when rows that were read already are inserted each by a statement of its own, in one transaction that is undone."""
    from django.db import connection, transaction

    from duly.core.record.actions import new_event_id

    insert = (
        'INSERT INTO evidence_visit (visit_ref, provider_ref, person_ref, service, carer_ref, starts_at, ends_at, "on", starts_minute, minutes,'
        " outcome, source, notice_minutes, reason, times, person_check, import_ref, made_by)"
        " VALUES (%s, %s, %s, %s, %s, %s, %s, %s, 0, 30, %s, %s, -1, '', 'ok', '', 'IM-0000', %s)"
    )
    rows = list(csv.reader(io.StringIO(content.decode(), newline="")))[1 : ONE_BY_ONE + 1]
    event = new_event_id()
    with transaction.atomic(), connection.cursor() as cursor:
        begun = time.perf_counter()
        for ref, _, person, service, carer, starts, ends, outcome, source in rows:
            cursor.execute(insert, [ref, "V-2", person, service, carer, f"{starts}Z", f"{ends}Z", MONDAY, outcome, source, event])
        took = time.perf_counter() - begun
        transaction.set_rollback(True)
    return took / len(rows)


def _processor() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


if __name__ == "__main__":
    print("\n".join(measured()[1]))
