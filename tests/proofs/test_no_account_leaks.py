"""K1: sort codes, account numbers and names entered by real steps are in no dump, no log and no page of a fault, in any spelling.

The names of accounts and of those who asked are kept where they were entered, and in the record's private words; nowhere else.
"""

import logging
import os
import re
from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client

from duly.core.documents import actions as documents
from duly.core.jobs.actions import run as do_job
from duly.core.log.tests.sealing import seal_now
from duly.core.people.models import Officer
from duly.core.record.actions import unit_of_work
from duly.core.record.clock import today
from duly.machine.home import Home
from duly.machine.identity import who_runs_postgres
from duly.machine.programs import find_programs
from duly.office.practice.people import appoint
from duly.payments import flow
from duly.payments.banking import actions as banking
from duly.payments.providers.queries import waiting_change
from duly.payments.runs import queries as runs
from duly.primitives.actor import SYSTEM
from duly.primitives.refusal import Refused
from tests.proofs import ground
from tests.proofs.leaks import Sown, hits, number, words

ACCOUNTS = {"V-1": ("873196", "81627354", "ZEPHYRINE QUORN"), "V-2": ("873195", "94715286", "OTTOLINE VESPER")}
OURS = ("873194", "62859417")
WRONG = ("8731961", "81627", "405938271")
WHO = "Perpetua Gallowglass"
NUMBERS = [
    *(number(f"sort code of {ref}", sort_code) for ref, (sort_code, _, _) in ACCOUNTS.items()),
    *(number(f"account of {ref}", account) for ref, (_, account, _) in ACCOUNTS.items()),
    number("our sort code", OURS[0]),
    number("our account", OURS[1]),
    number("one digit too many", WRONG[2]),
]
NAMES = [words("account name", ACCOUNTS["V-1"][2]), words("who asked", WHO)]
KEEP_NAMES = ("public.providers_payeechange", "public.providers_payeeaccount", "audit.payload")


@pytest.fixture
def log():
    """Every line the console would be told from now on, as it would be told it."""
    told: list[str] = []
    console = logging.getLogger().handlers[0] if logging.getLogger().handlers else None
    formatter = next((h.formatter for h in logging.getLogger().handlers if type(h.formatter).__name__ == "WithoutData"), None)
    assert formatter is not None, console

    class Keeping(logging.Handler):
        def emit(self, record):
            told.append(formatter.format(record))

    handler = Keeping()
    logging.getLogger().addHandler(handler)
    yield told
    logging.getLogger().removeHandler(handler)


@pytest.fixture
def lived(commits, log, monkeypatch, server):
    """A council that has done everything once, rightly and wrongly. Gives the pages of what went wrong."""
    people = appoint(wings=("payments", "casework"))
    banking.adopt_paying_account(name="NORTHMERE COUNCIL", sort_code=OURS[0], account_number=OURS[1], by=SYSTEM)
    for kind, text in ground.COUNCIL.items():
        ground.taken_in(kind, text, people["senior-officer" if kind == "openings" else "payments-officer"])
    pages: list[bytes] = []
    for ref in ACCOUNTS:
        _change(ref, pages)
    _crash(pages, monkeypatch)
    _refused_files(pages, people)
    _refused_rows(server.owner_of(commits))
    _pay(people, pages)
    return pages


def desk(username: str) -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(Officer.objects.get(username=username), backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def _typed(ref: str, **otherwise: str) -> dict[str, str]:
    sort_code, account, name = ACCOUNTS[ref]
    said = {"sort_code": sort_code, "account_number": account, "account_name": name, "came_by": "letter", "asked_by": WHO}
    return {**said, "received_on": f"{today():%d/%m/%Y}", **otherwise}


def _change(ref: str, pages: list[bytes]) -> None:
    """An account changed at the desks, after everything that can be mistyped was."""
    tom, joan = desk("tom"), desk("rhona")
    address = f"/providers/{ref}/account/"
    sort_code, account, _ = ACCOUNTS[ref]
    wrong = (
        {"account_number": WRONG[2]},
        {"sort_code": WRONG[0]},
        {"asked_by": f"{WHO} of {account}"},
        {"account_name": f"{account}{account}{account}"},
        {"received_on": account},
        {"came_by": account},
        {"account_number": "", "sort_code": account},
        {"sort_code": account * 4},
    )
    for one in wrong:
        answer = tom.post(address, _typed(ref, **one))
        assert answer.status_code in (409, 422), one
        if "asked_by" not in one and "account_name" not in one and "received_on" not in one:
            pages.append(answer.content)  # a box that is no account's is given back with what was typed in it
    assert tom.post(address, _typed(ref)).status_code == 302
    change = waiting_change(ref).ref
    said = {"number": "01632 960001", "number_from": "The contract", "spoke_to": WHO, "called_on": f"{today():%d/%m/%Y}"}
    assert tom.post(f"/payees/{change}/call/", {**said, "known_since": f"{today() - timedelta(days=9):%d/%m/%Y}"}).status_code == 302
    other = joan.post(f"/payees/{change}/confirm/", {"sort_code": sort_code, "account_number": WRONG[2][:8][::-1]})
    assert other.status_code == 409
    pages.append(other.content)
    assert joan.post(f"/payees/{change}/confirm/", {"sort_code": sort_code, "account_number": account}).status_code == 302


def _crash(pages: list[bytes], monkeypatch) -> None:
    """A page that falls over with everything it was given in its mouth, an action that does, and a job."""

    def fall(*given, **named):
        raise ValueError(f"{given} {named} {ACCOUNTS} {WHO}")

    with monkeypatch.context() as broken:
        broken.setattr("duly.payments.screens.payees.pages.presenters.wait", fall)
        pages.append(desk("tom").post("/providers/V-1/account/", _typed("V-1", account_number=WRONG[2])).content)
    with monkeypatch.context() as broken:
        broken.setattr("duly.payments.providers.checks.payees.first", fall)
        pages.append(desk("tom").post("/providers/V-1/account/", _typed("V-1", account_number="00000001")).content)
    assert all(b"Something went wrong here" in page for page in pages[-2:])
    with monkeypatch.context() as broken:
        broken.setitem(flow.IMPORTS, "providers", fall)
        tom = Officer.objects.get(username="tom")
        job = flow.ask_to_import("providers", name="p.csv", content=b"provider,name\n", source="V-1", by=SYSTEM)
        with pytest.raises(ValueError, match="81627354"):
            do_job(job)
        assert tom


def _refused_files(pages: list[bytes], people) -> None:
    """Files that name accounts, handed over at a desk, by the command's own way, and as a large one."""
    rows = "provider,name,Sort code,Account No\n" + "".join(f"W-{n},Care,{s},{a}\n" for n, (s, a, _) in enumerate(ACCOUNTS.values()))
    with pytest.raises(Refused, match="keeps no file that holds them"):
        flow.IMPORTS["providers"]("accounts.csv", rows.encode(), "council", people["payments-officer"])
    with pytest.raises(Refused, match="keeps no file that holds them"):
        flow.ask_to_import("providers", name="accounts.csv", content=rows.encode(), source="", by=people["payments-officer"])
    from django.core.files.uploadedfile import SimpleUploadedFile

    handed = {"kind": "providers", "source": "council", "file": SimpleUploadedFile("accounts.csv", rows.encode(), "text/csv")}
    answer = desk("tom").post("/imports/new/", handed)
    assert b"keeps no file that holds them" in answer.content
    pages.append(answer.content)


def _refused_rows(owner: str) -> None:
    """Rows that the database refuses, with account details in the statement and in the row, by the application and by its owner."""
    sort_code, account, name = ACCOUNTS["V-1"]
    statement = (
        f"INSERT INTO providers_payeeaccount (sort_code, account_number, account_name) VALUES ('{sort_code}', '{account}', '{name}')"
    )
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    with pytest.raises(Refused), unit_of_work(), connection.cursor() as cursor:
        cursor.execute("UPDATE providers_payeechange SET version = version + 1, account_name = %s", [f"{account}"])
    import psycopg

    with psycopg.connect(owner) as session, pytest.raises(psycopg.Error):
        session.execute(statement.replace("providers_payeeaccount", "no_such_table"))


def _pay(people, pages: list[bytes]) -> None:
    """A run paid into the accounts, and its file taken away."""
    ground.judged_week(people)
    run = runs.run(ground.a_prepared_run(people))
    flow.approve_run(run.ref, seen_sha256=run.content_sha256, by=people["senior-officer"])
    file = flow.issue_run(run.ref, by=people["finance-releaser"])
    seal_now()
    taken = banking.hand_over(file.ref, by=people["finance-releaser"])
    assert hits(taken, NUMBERS[:4]) == [one.called for one in NUMBERS[:4]]  # the bank is told in full
    for address in (f"/runs/{run.ref}/", f"/runs/{run.ref}/approve/", f"/runs/{run.ref}/file/", "/providers/V-1/", "/record/"):
        for username in ("tom", "joan", "femi", "ines"):
            pages.append(desk(username).get(address).content)


def dumped(database: str, server, *options: str) -> bytes:
    """The whole database, as pg_dump writes it."""
    programs = find_programs(Home.find(), who_runs_postgres())
    done = programs.run("pg_dump", f"--dbname={server.owner_of(database)}", *options, check=False, encoding="latin-1")
    assert done.returncode == 0, done.stderr[-500:]
    return done.stdout.encode("latin-1")


def but_for(dump: bytes, tables: tuple[str, ...]) -> bytes:
    """A plain dump without the rows of some tables."""
    for table in tables:
        dump = re.sub(rb"\nCOPY " + re.escape(table.encode()) + rb" .*?\n\\\.\n", b"\n", dump, flags=re.DOTALL)
    return dump


def server_logs() -> bytes:
    """Everything the embedded server has written down; nothing where the tests run on another."""
    return b"".join(path.read_bytes() for path in sorted(Home.find().logs.glob("postgresql.log*")))


def test_nothing_entered_is_in_a_dump_a_log_or_the_page_of_a_fault(lived, log, commits, server, capfd):
    plain, custom = dumped(commits, server), dumped(commits, server, "--format=custom", "--compress=0")
    said = capfd.readouterr()
    places = {
        "the dump": (plain, NUMBERS),
        "the dump, custom": (custom, NUMBERS),
        "the rest of the dump": (but_for(plain, KEEP_NAMES), NAMES),
        "PostgreSQL's log": (server_logs(), [*NUMBERS, *NAMES]),
        "the pages' log": ("\n".join(log).encode(), [*NUMBERS, *NAMES]),
        "standard output and error": ((said.out + said.err).encode(), [*NUMBERS, *NAMES]),
        **{f"page {n}": (page, NUMBERS) for n, page in enumerate(lived)},
    }

    assert {where: found for where, (content, sown) in places.items() if (found := hits(content, sown))} == {}

    assert len(lived) > 20
    assert len(plain) > 100_000
    assert [line for line in log if "Internal Server Error" in line]
    assert "DATABASE_URL" in os.environ or b"ERROR" in server_logs()
    assert hits(plain, NAMES) == ["account name", "who asked"]  # where they were entered
    found = {table for table in KEEP_NAMES if hits(but_for(plain, tuple(t for t in KEEP_NAMES if t != table)), NAMES)}
    assert found == set(KEEP_NAMES)


@pytest.mark.parametrize("spelt", ["81627354", "8162 7354", "8162-7354"])
@pytest.mark.parametrize("before", ["", "x", "xy"])
def test_a_planted_one_is_found_in_every_form(spelt, before):
    import base64

    for form in (spelt.encode(), spelt.encode().hex().encode(), base64.b64encode(f"{before}{spelt}{before}".encode())):
        assert hits(b"some " + form + b" more", NUMBERS) == ["account of V-1"], form
    assert hits(b"some 1" + spelt.encode() + b"2 more", NUMBERS) == []


@pytest.mark.parametrize("before", ["", "x", "xy"])
def test_a_planted_sort_code_and_name_are_found_in_every_form(before):
    import base64

    for secret, called, sown in (("87-31-96", "sort code of V-1", NUMBERS), ("Zephyrine Quorn", "account name", NAMES)):
        for form in (secret.encode(), secret.encode().hex().encode(), base64.b64encode(f"{before}{secret}{before}".encode())):
            assert called in hits(form, sown), form


def test_one_planted_in_the_database_is_found_in_both_dumps(commits, server):
    people = ground.desks()
    documents.keep(name="planted.txt", content=b"pay 8162 7354 at 87-31-96", by=people["payments-officer"])

    for options in ((), ("--format=custom", "--compress=0")):
        assert hits(dumped(commits, server, *options), NUMBERS) == ["sort code of V-1", "account of V-1"]


def test_what_is_looked_for_is_what_was_sown():
    assert all(isinstance(one, Sown) for one in [*NUMBERS, *NAMES])
    assert len({one.called for one in [*NUMBERS, *NAMES]}) == len(NUMBERS) + len(NAMES)
