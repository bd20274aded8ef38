"""A million cases, one in 200 restricted to three people and a thousand walls: each list, count and search asked as an officer sees it, and the page of cases with 16 readers.

The cases are written by SQL into a scratch database. In the database: 200 questions of each kind, by the same functions as the pages use, as the application with its policies on,
whose parts are chosen anew each time; the figure is the 95th part in a hundred, in milliseconds, the way to the server and Django's part in it counted. Pages: 16 people ask the
server that `duly serve` starts, each for the next page as soon as the last one came. A sample of what came out is held to an oracle in plain Python, which knows no policy.
"""

import http.client
import itertools
import os
import random
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any

import psycopg

from benchmarks.figures import Row, apart

CASES, TIMES, READERS, ASKED = 1_000_000, 200, 16, 40
IN_DATABASE, A_PAGE = 50.0, 300.0
SEED = 20261122
SIGNED_IN = "allauth.account.auth_backends.AuthenticationBackend"

WORDS = (
    "pension", "bins", "planning", "notice", "school", "place", "housing", "repair", "delay", "benefit", "council", "tax", "carer", "assessment", "refused", "appeal", "record",
    "lost", "letter", "charge", "fee", "care", "home", "transport", "noise", "damp", "licence", "parking", "adoption", "fostering", "hospital", "discharge", "diagnosis", "waiting",
    "list", "treatment", "ambulance", "dentist", "prison", "probation", "passport", "visa", "visit", "refund", "compensation", "apology", "policy", "advice", "meeting", "contact",
)  # fmt: skip
"""Words of titles, the first the most used."""

FILL = """
INSERT INTO cases_case (ref, version, stage, title, complainant, body, owner, opened_from, opened_on, split_from, next_action, waiting_on, touched_on)
SELECT 'PSO-' || 2017 + n * 10 / {many} || '-' || lpad(n::text, 7, '0'), 1,
       CASE WHEN n > {many} * 0.94 THEN CASE WHEN n % 3 = 0 THEN 'investigation' ELSE 'assessment' END ELSE 'closed' END,
       initcap((%(words)s::text[])[1 + floor(power(random(), 2) * 50)::int]) || ' ' || (%(words)s::text[])[1 + floor(random() * 50)::int] || ' '
           || (%(words)s::text[])[1 + floor(power(random(), 2) * 50)::int] || ' w' || floor(random() * 40000)::int,
       'Mx ' || initcap(md5((n * 7 %% 3000)::text || 'given')::varchar(6)) || ' ' || initcap(md5((n * 13 %% 40000)::text)::varchar(7)),
       'Body ' || floor(power(random(), 2) * 500)::int, 'O-' || lpad((1 + n %% 150)::text, 4, '0'), 'P-' || n, date '2017-01-02' + (n * 3600::bigint / {many})::int,
       '', 'Read it', '', date '2017-01-02' + (n * 3600::bigint / {many})::int
  FROM generate_series(1, {many}) n
"""
RESTRICT = """
WITH kept AS (SELECT ref FROM cases_case WHERE id %% 200 = 0),
     one AS (INSERT INTO confidentiality_restriction (case_ref, because, made_by) SELECT ref, 'invented', gen_random_uuid() FROM kept)
INSERT INTO confidentiality_named (case_ref, officer, made_by)
SELECT ref, 'O-' || lpad((1 + (hashtext(ref) & 65535) %% 50 + 50 * k)::text, 4, '0'), gen_random_uuid() FROM kept, generate_series(0, 2) k
"""
WALLS = """
INSERT INTO confidentiality_wall (case_ref, officer, because, made_by)
SELECT ref, 'O-' || lpad((1 + id %% 20)::text, 4, '0'), 'invented', gen_random_uuid() FROM cases_case WHERE id %% 997 = 0 LIMIT 1000
"""
TABLES = ("cases_case", "confidentiality_restriction", "confidentiality_named", "confidentiality_wall")


def measured(size: str = "1000000") -> tuple[list[Row], list[str]]:
    """A row a question, in a process with a database of its own."""
    told = apart("benchmarks.found:here", str(CASES if size == "full" else int(size)))["told"]
    return [Row(**row) for row in told["rows"]], told["lines"]


def here(size: str) -> dict[str, Any]:
    """The same in this process: rows and lines as plain values."""
    many = int(size)
    with a_scratch_office():
        from django.conf import settings

        from duly.cli.opening import start_django

        start_django()
        settings.ALLOWED_HOSTS = ["testserver", "localhost"]
        officers = people_the_office()
        began = time.perf_counter()
        fill(many)
        filled = time.perf_counter() - began
        rows, lines = [], [f"{many:,} cases written and indexed in {filled:,.0f} s"]
        for what, ask in questions(many):
            rows.append(row(what, ask, officers, many))
        lines.append(held_to_the_oracle(officers))
        rows.append(pages(officers, many))
    return {"rows": [asdict(one) for one in rows], "lines": lines}


@contextmanager
def a_scratch_office() -> Iterator[None]:
    """An installation of its own, set up as anywhere, with nothing beside it: the server refuses to serve what is not as it was released."""
    from duly.cli.opening import set_up_database
    from duly.machine.home import Home
    from duly.machine.postgres import EmbeddedPostgres

    kept = {name: os.environ.pop(name, None) for name in ("DULY_HOME", "DATABASE_URL", "DULY_CLONE")}
    with tempfile.TemporaryDirectory(prefix="duly-bench-", ignore_cleanup_errors=True) as folder:
        Path(folder).chmod(0o755)
        os.environ["DULY_HOME"] = str(Path(folder) / "home")
        try:
            with EmbeddedPostgres.running(Home.find()):
                set_up_database()
                yield
        finally:
            os.environ.pop("DULY_HOME")
            os.environ.update({name: value for name, value in kept.items() if value is not None})


def people_the_office() -> list[str]:
    """Ten officers of the ombudsman's office, the scheme in force. Gives their references."""
    from datetime import date

    from duly.casework.example_scheme import OFFICE, POSTS, SCHEME
    from duly.core.people.actions import add_officer, give_post, make_post
    from duly.core.scheme.actions import adopt
    from duly.primitives.actor import SYSTEM

    for code, title in POSTS.items():
        make_post(code=code, title=title, office=OFFICE, wing="casework", by=SYSTEM)
    refs = []
    for n, code in zip(range(READERS), itertools.cycle(POSTS), strict=False):
        ref = add_officer(username=f"reader-{n}", name=f"Reader {n}", email=f"reader-{n}@pso.example", password=None, by=SYSTEM)
        give_post(ref, post=code, starts=date(2020, 1, 1), by=SYSTEM)
        refs.append(ref)
    adopt(office=OFFICE, number=1, title="Scheme of delegation", starts=date(2020, 1, 1), rules=SCHEME, by=SYSTEM)
    return refs


def fill(many: int) -> None:
    """The cases, who may see them, and what the planner knows of them. The guards of the tables are off only meanwhile."""
    with owning() as owner:
        for table in TABLES:
            owner.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        owner.execute("SELECT setseed(0.22)")
        owner.execute(FILL.format(many=many).replace(" % ", " %% "), {"words": list(WORDS)})
        owner.execute(RESTRICT.replace("%%", "%"))
        owner.execute(WALLS.replace("%%", "%"))
        for table in TABLES:
            for (name,) in owner.execute(
                "SELECT tgname FROM pg_trigger WHERE tgrelid = %s::regclass AND NOT tgisinternal", [table]
            ).fetchall():
                owner.execute(f'ALTER TABLE {table} ENABLE ALWAYS TRIGGER "{name}"')
            owner.execute(f"VACUUM (ANALYZE) {table}")


@contextmanager
def owning() -> Iterator[psycopg.Connection]:
    """The database's owner."""
    from duly.machine.home import Home
    from duly.machine.postgres import EmbeddedPostgres
    from duly.site.database import credentials

    known = credentials()
    assert known is not None
    with (
        EmbeddedPostgres.running(Home.find()) as server,
        psycopg.connect(server.superuser_dsn(), dbname=known.dbname, autocommit=True) as owner,
    ):
        yield owner


def questions(many: int) -> list[tuple[str, Callable[[random.Random], Any]]]:
    """What is asked, each with its parts chosen by chance."""
    from duly.casework.finding import queries
    from duly.casework.finding.queries import Wanted

    with owning() as owner:
        places = [ref for (ref,) in owner.execute("SELECT ref FROM cases_case TABLESAMPLE SYSTEM (1) LIMIT 2000").fetchall()]
        names = [name for (name,) in owner.execute("SELECT complainant FROM cases_case TABLESAMPLE SYSTEM (1) LIMIT 2000").fetchall()]

    def body(chance: random.Random) -> tuple[str, ...]:
        return (f"Body {chance.randrange(500)}",)

    def officer(chance: random.Random) -> tuple[str, ...]:
        return (f"O-{chance.randrange(1, 151):04d}",)

    return [
        ("list: the newest", lambda c: queries.page(Wanted())),
        ("list: anywhere in it, gone on from a case", lambda c: queries.page(Wanted(after=c.choice(places)))),
        ("list: open, of one owner", lambda c: queries.page(Wanted(("assessment", "investigation"), officer(c)))),
        ("list: closed, of one body, gone on", lambda c: queries.page(Wanted(("closed",), (), body(c), "", c.choice(places)))),
        ("search: a whole name", lambda c: queries.page(Wanted(words=c.choice(names).removeprefix("Mx ")))),
        ("search: the beginning of a name", lambda c: queries.page(Wanted(words=c.choice(names).split()[2][:4]))),
        ("search: a rare word", lambda c: queries.page(Wanted(words=f"w{c.randrange(40_000)}"))),
        ("search: a word of many thousands", lambda c: queries.page(Wanted(words=c.choice(WORDS[:10])))),
        ("search: two common words", lambda c: queries.page(Wanted(words=f"{c.choice(WORDS)} {c.choice(WORDS)}"))),
        ("the cases alike", lambda c: queries.alike(c.choice(places), most=10)),
        ("count: all, about", lambda c: queries.count(Wanted())),
        ("count: of one owner", lambda c: queries.count(Wanted((), officer(c)))),
        ("count: of one body and a stage", lambda c: queries.count(Wanted(("closed",), (), body(c)))),
        ("count: of a word", lambda c: queries.count(Wanted(words=c.choice(WORDS)))),
    ]


def row(what: str, ask: Callable[[random.Random], Any], officers: list[str], many: int) -> Row:
    """One kind of question, asked many times, by one officer after another."""
    from duly.core.record import sight

    chance, took = random.Random(SEED), []
    for n in range(TIMES):
        with sight.seen_as(officers[n % len(officers)]):
            began = time.perf_counter()
            ask(chance)
            took.append((time.perf_counter() - began) * 1000)
    return Row(
        what,
        "PostgreSQL, policies on",
        many,
        figure=p95(took),
        unit="ms at the 95th part",
        goal=IN_DATABASE,
        note=f"median {statistics.median(took):.1f} ms",
    )


def p95(took: list[float]) -> float:
    """The 95th part in a hundred, to a tenth."""
    return round(statistics.quantiles(took, n=100, method="inclusive")[94], 1)


def held_to_the_oracle(officers: list[str]) -> str:
    """Whether what officers are told agrees with plain Python over the rows: pages by chance, one officer after another."""
    from duly.casework.finding import queries
    from duly.casework.finding.queries import Wanted
    from duly.core.record import sight

    with owning() as owner:
        restricted = {ref for (ref,) in owner.execute("SELECT case_ref FROM confidentiality_restriction").fetchall()}
        named = set(owner.execute("SELECT officer, case_ref FROM confidentiality_named").fetchall())
        walled = set(owner.execute("SELECT officer, case_ref FROM confidentiality_wall").fetchall())
        order = [ref for (ref,) in owner.execute("SELECT ref FROM cases_case ORDER BY opened_on DESC, ref DESC LIMIT 60000").fetchall()]
    chance, looked = random.Random(SEED), 0
    for n in range(100):
        who, at = officers[n % len(officers)], chance.randrange(50_000)
        sees = [ref for ref in order if (who, ref) not in walled and (ref not in restricted or (who, ref) in named)]
        after = sees[min(at, len(sees) - 60)]
        with sight.seen_as(who):
            page = queries.page(Wanted(after=after))
        wanted = sees[sees.index(after) + 1 :][:50]
        if [one.ref for one in page.rows] != wanted:
            raise AssertionError(f"{who} was shown another page after {after} than the oracle says.")
        looked += len(wanted)
    return f"{looked:,} rows of 100 pages are those that the oracle says, row for row"


def pages(officers: list[str], many: int) -> Row:
    """The page of cases, asked for by 16 people at once of the server that `duly serve` starts."""
    from django.test import Client

    from duly.core.people.models import Officer

    cookies = []
    for ref in officers:
        client = Client()
        client.force_login(Officer.objects.get(ref=ref), backend=SIGNED_IN)
        cookies.append(client.cookies["sessionid"].value)
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port = one.getsockname()[1]
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port)]
    command += [
        "--workers",
        "2",
        "--blocking-threads",
        "4",
        "--backpressure",
        "64",
        "--no-ws",
        "--log-level",
        "warning",
        "duly.site.wsgi:application",
    ]
    took: list[float] = []
    with tempfile.TemporaryFile() as said:  # a pipe that nobody reads would be full one day, and the server wait for ever
        server = subprocess.Popen(command, env=os.environ | {"DJANGO_SETTINGS_MODULE": "duly.site.settings"}, stderr=said)
        try:
            _wait_for(port, cookies[0], server)
            threads = [threading.Thread(target=_read, args=(port, cookie, n, took)) for n, cookie in enumerate(cookies)]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
        finally:
            server.terminate()
            server.wait()
        said.seek(0)
        log = said.read().decode(errors="replace")
    if len(took) != READERS * ASKED:
        raise AssertionError(f"Of {READERS * ASKED} pages {len(took)} came. The server says:\n{log[:2000]}")
    return Row(
        "the page of cases, 16 readers",
        "granian, 2 processes",
        many,
        figure=p95(took),
        unit="ms at the 95th part",
        goal=A_PAGE,
        note=f"median {statistics.median(took):.1f} ms",
    )


def _read(port: int, cookie: str, number: int, took: list[float]) -> None:
    chance = random.Random(SEED + number)
    ways = (
        "/cases/",
        "/cases/?state=assessment",
        "/cases/?owner=me",
        "/cases/?q=pension+delay",
        "/cases/?state=closed&body=Body+{n}",
        "/cases/?q=w{n}",
    )
    for _ in range(ASKED):
        began = time.perf_counter()
        status = _get(port, chance.choice(ways).format(n=chance.randrange(500)), cookie)
        if status == 200:
            took.append((time.perf_counter() - began) * 1000)


def _get(port: int, address: str, cookie: str) -> int:
    asking = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    asking.request("GET", address, headers={"Cookie": f"sessionid={cookie}", "Host": "localhost"})
    answer = asking.getresponse()
    answer.read()
    asking.close()
    return answer.status


def _wait_for(port: int, cookie: str, server: subprocess.Popen[bytes]) -> None:
    for _ in range(300):
        if server.poll() is not None:
            raise AssertionError("The server ended.")
        try:
            if _get(port, "/cases/", cookie) == 200:
                return
        except OSError:
            time.sleep(0.2)
    raise AssertionError("The server did not come up.")
