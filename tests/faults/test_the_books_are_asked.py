"""The fixture that asks after every test whether the book adds up: planted rows make the test that planted them fail."""

import os
import subprocess
import sys
import time
from pathlib import Path

import psycopg
import pytest
from django.db import connection

from duly.payments.banking.tests.factories import a_council, issued, voided
from duly.payments.runs.tests.factories import due
from tests.faults.books import ask_of, wrong_with_the_books

ROOT = Path(__file__).resolve().parents[2]
OFF = "SET session_replication_role = replica; ALTER TABLE ledger_leg DISABLE TRIGGER ALL; ALTER TABLE ledger_journal DISABLE TRIGGER ALL;"
A_JOURNAL = "INSERT INTO ledger_journal (ref, key, period, narrative_code, made_by, xid) VALUES ('J-9', 'planted', '2026-11', 'x', gen_random_uuid(), '1')"
PLANTED = {
    "a leg more": (
        "INSERT INTO ledger_leg (journal_id, n, account, reference, pence, made_by) "
        "SELECT min(id), 99, 'bank', 'x', 1, gen_random_uuid() FROM ledger_journal",
        ("add up to 1 pence", "The book adds up to 1 pence", "pays 1680 pence and its journals say 1679", "The bank's control is -1679"),
    ),
    "a journal of nothing": (A_JOURNAL, ("Journal planted has 0 legs",)),
    "two wrongs that make a right": (
        "UPDATE ledger_leg SET pence = pence + CASE account WHEN 'bank' THEN 1 ELSE -1 END WHERE journal_id = (SELECT min(id) FROM ledger_journal)",
        ("pays 1680 pence and its journals say 1679", "The bank's control is -1679", "was paid 1679, and by the claims that stand 1680"),
    ),
    "care paid to another line": (
        "UPDATE ledger_leg SET reference = 'L-99/2026-11-02' WHERE account = 'care paid'",
        ("L-99/2026-11-02 was paid 1680, and by the claims that stand 0", "was paid 0, and by the claims that stand 1680"),
    ),
    "a file whose journal is another's": (
        "UPDATE ledger_journal SET key = 'issue:file:999999'",
        ("pays 1680 pence and its journals say 0", "The bank's control is -1680", "was paid 0, and by the claims that stand 1680"),
    ),
}


@pytest.mark.breaks_the_books("it plants what must be found")
@pytest.mark.parametrize("planted", PLANTED)
def test_what_is_planted_is_found(commits, server, planted):
    a_council()
    issued(due(1))
    sql, says = PLANTED[planted]
    with psycopg.connect(server.owner_of(commits)) as owner, owner.cursor() as cursor:
        assert wrong_with_the_books(ask_of(cursor)) == []
        cursor.execute(OFF + sql)
        found = wrong_with_the_books(ask_of(cursor))

    assert len(found) == len(says)
    assert all(any(one in sentence for sentence in found) for one in says), found


def test_a_book_of_files_that_stand_and_were_voided_adds_up(commits):
    a_council()
    issued(due(1))
    voided(issued(due(2), category="RC").ref)

    with connection.cursor() as cursor:
        assert wrong_with_the_books(ask_of(cursor)) == []


def test_asking_costs_less_than_two_milliseconds_where_nothing_was_posted(commits):
    with connection.cursor() as cursor:
        took = []
        for _ in range(20):
            began = time.perf_counter()
            assert wrong_with_the_books(ask_of(cursor)) == []
            took.append(time.perf_counter() - began)

    assert sorted(took)[10] < 0.002


ENDS = {
    "test_commits_and_plants": ("passed", "error"),
    "test_commits_and_does_not": ("passed",),
    "test_commits_plants_and_is_excused": ("passed",),
    "test_rolls_back_and_sees_a_planted_row": ("passed", "error"),
    "test_drops_a_copy_of_its_own": ("failed",),
}


def test_a_test_that_leaves_the_book_wrong_fails(server):
    """In a run of tests of its own, on the same server, because a failing test cannot pass here."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("DULY_", "PYTEST_"))}

    ran = subprocess.run(
        [sys.executable, "-m", "pytest", "-rA", "-p", "no:xdist", "tests/faults/planting.py"],
        cwd=ROOT,
        env=kept | {"PYTHONPATH": f"{ROOT}:{ROOT / 'src'}", "DATABASE_URL": server.owner_dsn},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )

    said = ran.stdout.split("short test summary info")[-1].splitlines()
    ends = {name: tuple(line.split()[0].lower() for line in said if f"::{name}" in line.split(" - ")[0]) for name in ENDS}
    assert ends == ENDS, ran.stdout + ran.stderr
    assert "The books do not add up after this test:" in ran.stdout
