"""One question after another: what an ordinary program asks an ordinary database about each visit, by indexes, with statements prepared."""

import tempfile
from pathlib import Path
from typing import Any

import psycopg

INDEXES = (
    "CREATE INDEX ON lines (person_ref, provider_ref, service)",
    "CREATE INDEX ON commissions (line_ref, starts)",
    "CREATE INDEX ON terms (contract_ref, starts)",
    'CREATE INDEX ON calls (line_ref, "on")',
    'CREATE INDEX ON visits (person_ref, provider_ref, service, "on")',
    "CREATE INDEX ON rates (contract_ref, service, starts)",
    "CREATE INDEX ON interruptions (person_ref)",
    "CREATE UNIQUE INDEX ON visits (visit_ref)",
)
TABLES = ("lines", "commissions", "terms", "calls", "visits", "rates", "interruptions", "bands")
ON = "starts <= %(on)s AND %(on)s < ends"


def ask(folder: str, asked: int) -> dict[str, Any]:
    """Judge the core of so many visits, drawn by chance, one by one. Times are of this process and of PostgreSQL's beside it."""
    from benchmarks.figures import peak_mib, timed
    from duly.machine.home import Home
    from duly.machine.postgres import EmbeddedPostgres

    with tempfile.TemporaryDirectory(prefix="duly-bench-", ignore_cleanup_errors=True) as name:
        Path(name).chmod(0o755)
        with EmbeddedPostgres.running(Home(Path(name) / "home")) as server, psycopg.connect(server.superuser_dsn()) as session:
            _load(session, Path(folder))
            drawn = _drawn(session, asked)
            expected = _expected(Path(folder), [visit["visit_ref"] for visit in drawn])
            backend = session.info.backend_pid
            for visit in drawn[:100]:
                _worth(session, visit)
            before = _of_process(backend)
            found, wall, cpu = timed(lambda: {visit["visit_ref"]: _worth(session, visit) for visit in drawn})
            cpu += _of_process(backend) - before
            return {"wall_s": wall, "cpu_s": cpu, "peak_mib": peak_mib(), "asked": len(drawn), "same": found == expected}


def _load(session: psycopg.Connection, folder: Path) -> None:
    import duckdb

    kinds = {"VARCHAR": "text", "BIGINT": "bigint", "DATE": "date", "BOOLEAN": "boolean"}
    with duckdb.connect(":memory:") as reading:
        for name in TABLES:
            file = str(folder / f"{name}.parquet")
            columns = reading.execute("DESCRIBE SELECT * FROM read_parquet(?)", [file]).fetchall()
            session.execute(f"CREATE TABLE {name} ({', '.join(f'{chr(34)}{c[0]}{chr(34)} {kinds[c[1]]}' for c in columns)})")
            csv = folder / f"{name}.csv.making"
            reading.execute(f"COPY (SELECT * FROM read_parquet('{file}')) TO '{csv}' (FORMAT csv, HEADER false, FORCE_QUOTE *)")
            with session.cursor().copy(f"COPY {name} FROM STDIN (FORMAT csv)") as copy, csv.open("rb") as rows:
                while some := rows.read(1 << 20):
                    copy.write(some)
            csv.unlink()
    for index in INDEXES:
        session.execute(index)
    session.commit()
    session.autocommit = True
    session.execute("ANALYZE")


def _drawn(session: psycopg.Connection, asked: int) -> list[dict[str, Any]]:
    """Visits by chance, the same every time, as a program holds them."""
    with session.cursor(row_factory=psycopg.rows.dict_row) as cursor:
        return cursor.execute("SELECT * FROM visits ORDER BY md5(visit_ref) LIMIT %s", [asked]).fetchall()


def _worth(session: psycopg.Connection, visit: dict[str, Any]) -> tuple[str, int, int]:
    """Standing, credited and payable minutes of one visit: a question each for its line, terms, day, calls, those who came too, and rate."""
    with session.cursor(row_factory=psycopg.rows.dict_row) as cursor:

        def first(asked: str, **told: Any) -> dict[str, Any] | None:
            return cursor.execute(asked, visit | told).fetchone()

        line = first("SELECT * FROM lines WHERE person_ref = %(person_ref)s AND provider_ref = %(provider_ref)s AND service = %(service)s")
        if line is None:
            return "no line", 0, 0
        in_force = first(f"SELECT 1 FROM commissions WHERE line_ref = %(line)s AND {ON}", line=line["line_ref"])
        terms = first(f"SELECT * FROM terms WHERE contract_ref = %(contract)s AND {ON}", contract=line["contract_ref"])
        first(f"SELECT * FROM rates WHERE contract_ref = %(contract)s AND service = %(service)s AND {ON}", contract=line["contract_ref"])
        away = first(
            "SELECT 1 FROM interruptions WHERE person_ref = %(person_ref)s AND starts <= %(on)s AND %(on)s < ends"
            " AND (kind IN ('holiday', 'suspension') OR starts < %(on)s)"
        )
        sound = visit["outcome"] == "delivered" and visit["times"] == "ok"
        call = None
        if terms is not None and not away:
            told = visit | {"line": line["line_ref"]}
            calls = cursor.execute('SELECT * FROM calls WHERE line_ref = %(line)s AND "on" = %(on)s', told).fetchall()
            call = _chosen(visit, calls, terms)
            if call is not None:
                others = cursor.execute(
                    "SELECT * FROM visits WHERE person_ref = %(person_ref)s AND provider_ref = %(provider_ref)s"
                    ' AND service = %(service)s AND "on" = %(on)s',
                    visit,
                ).fetchall()
                came = [one for one in others if (_chosen(one, calls, terms) or {}).get("call_ref") == call["call_ref"]]
                chosen = call
                came.sort(key=lambda one: (one["outcome"] != "delivered", _away(one, chosen), one["starts_minute"], one["visit_ref"]))
                if [one["visit_ref"] for one in came].index(visit["visit_ref"]) >= call["carers"]:
                    call = None
        if call is None or terms is None:
            return "outside" if not in_force else "suspended" if away else "unplanned", visit["minutes"] if sound else 0, 0
        percent = _percent(visit, terms)
        if percent is not None:
            share = (2 * call["minutes"] * percent + 100) // 200
            return "matched", share, share
        bands: list[dict[str, Any]] = []
        if terms["basis"] == "BANDED":
            asked = "SELECT * FROM bands WHERE contract_ref = %(contract_ref)s AND version = %(version)s"
            bands = cursor.execute(asked, terms).fetchall()
        credited = _credited(visit["minutes"], call["minutes"], terms, bands)
        return "matched", credited, min(credited, call["minutes"])


def _chosen(visit: dict[str, Any], calls: list[dict[str, Any]], terms: dict[str, Any]) -> dict[str, Any] | None:
    near = [call for call in calls if _away(visit, call) <= terms["match_window_minutes"]]
    return min(near, key=lambda call: (_away(visit, call), call["starts_minute"], call["call_ref"]), default=None)


def _away(visit: dict[str, Any], call: dict[str, Any]) -> int:
    return abs(visit["starts_minute"] - call["starts_minute"])


def _percent(visit: dict[str, Any], terms: dict[str, Any]) -> int | None:
    if visit["times"] != "ok" or visit["outcome"] == "missed":
        return 0
    if visit["outcome"] == "delivered":
        return None
    if visit["outcome"] == "frustrated":
        return terms["frustrated_percent"]
    late = visit["reason"] == "person" and 0 <= visit["notice_minutes"] < terms["cancel_notice_minutes"]
    return terms["cancel_percent"] if late else 0


def _credited(made: int, planned: int, terms: dict[str, Any], bands: list[dict[str, Any]]) -> int:
    if terms["basis"] == "ACTUAL_MINUTE":
        return made
    if terms["basis"] == "PLANNED_WITHIN":
        if planned - made > terms["tolerance_minutes"]:
            return max(made, min(terms["floor_minutes"], planned))
        return made if made - planned > terms["tolerance_minutes"] else planned
    if terms["basis"] == "BANDED":
        return next((band["pay_minutes"] for band in bands if band["from_minute"] <= made <= band["to_minute"]), made)
    each = terms["increment_minutes"]
    steps = {"up": (made + each - 1) // each, "down": made // each}.get(terms["increment_way"], (2 * made + each) // (2 * each))
    return max(terms["minimum_minutes"], steps * each)


def _expected(folder: Path, refs: list[str]) -> dict[str, tuple[str, int, int]]:
    """What the engine says of them."""
    import duckdb

    from benchmarks.core import parts_of
    from benchmarks.core_duck import write

    with tempfile.TemporaryDirectory(prefix="duly-bench-", dir=folder) as name, duckdb.connect(":memory:") as connection:
        for weeks in parts_of(folder):
            write(folder, Path(name), weeks)
        asked = f"SELECT visit_ref, standing, credited, payable FROM read_parquet('{name}/*.parquet') WHERE visit_ref IN (SELECT unnest(?))"
        told = connection.execute(asked, [refs]).fetchall()
        return {ref: (standing, credited, payable) for ref, standing, credited, payable in told}


def _of_process(pid: int) -> float:
    """Seconds of the processor used by another process, where the system tells it."""
    import os

    told = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return (int(told[11]) + int(told[12])) / os.sysconf("SC_CLK_TCK")
