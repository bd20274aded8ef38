"""One bit flipped on the disk, in a table, an index or the log: found, never shown as if it were so, and never copied into a backup."""

import random
from pathlib import Path

import psycopg
import pytest

from duly.machine import backup
from duly.machine.archive import SEGMENT_BYTES, Segment, bytes_at
from duly.machine.fault import MachineFault
from duly.machine.identity import who_runs_postgres
from duly.machine.postgres import EmbeddedPostgres
from duly.machine.programs import find_programs
from duly.machine.restore_recovery import why_not_whole
from tests.faults.sizes import SEED, size
from tests.faults_of_machine.holding import held_against, some_more, writers
from tests.faults_of_machine.installation import Installation
from tests.faults_of_machine.test_postgres_killed import kill_all

pytestmark = pytest.mark.slow

FLIPS = size(4, 199)
TABLES = ("audit.event", "audit.payload", "retention_hold")
INDEXES = ("audit.event_once_for_each_version", "audit.event_pkey", "retention_hold_pkey")
REFUSED = "refused"
READ = {
    "audit.event": "SELECT event_id, body FROM audit.event ORDER BY event_id",
    "audit.payload": "SELECT event_id, salt, content FROM audit.payload ORDER BY event_id",
    "retention_hold": "SELECT ref, version, state FROM retention_hold ORDER BY id",
}
LOOKED_UP = {
    "audit.event_once_for_each_version": "SELECT subject_type, subject_ref, subject_version FROM audit.event ORDER BY 1, 2, 3",
    "audit.event_pkey": "SELECT event_id FROM audit.event ORDER BY 1",
    "retention_hold_pkey": "SELECT id FROM retention_hold ORDER BY 1",
}


def a_server(installation: Installation):
    return EmbeddedPostgres.running(installation.home, say=lambda sentence: None)


def asked(server: EmbeddedPostgres, query: str) -> list[tuple]:
    """What a query gives, by an index wherever there is one that could."""
    with psycopg.connect(server.superuser_dsn("duly"), autocommit=True) as connection:
        connection.execute(f"SET enable_seqscan = {'off' if query in LOOKED_UP.values() else 'on'}; SET enable_sort = off")
        return connection.execute(query).fetchall()


def shown(server: EmbeddedPostgres, query: str) -> list[tuple] | str:
    """What a person would be shown: rows, or that it was refused."""
    try:
        return asked(server, query)
    except psycopg.errors.DataCorrupted as corrupted:
        if "invalid page in block" not in str(corrupted):
            raise
        return REFUSED


def flip(path: Path, at: int, bit: int) -> None:
    with path.open("r+b") as file:
        file.seek(at)
        (byte,) = file.read(1)
        file.seek(at)
        file.write(bytes([byte ^ (1 << bit)]))


def test_a_flipped_bit_in_a_table_or_an_index_is_named_never_shown_and_never_backed_up(installation, tmp_path, capsys):
    """A page no question reads, such as one an index has grown by and not yet used, is refused to nobody: the check of the whole folder names it too."""
    chance = random.Random(SEED)
    postgres = who_runs_postgres()
    programs = find_programs(installation.home, postgres)
    with a_server(installation) as server:
        with writers(installation, tmp_path, 8):
            some_more(tmp_path, 100)
        queries = READ | LOOKED_UP
        whole = {name: asked(server, query) for name, query in queries.items()}
        files = {name: asked(server, f"SELECT pg_relation_filepath('{name}')")[0][0] for name in queries}
    assert all(whole.values())
    named, refused, wrong = 0, 0, []
    for n in range(FLIPS):
        name = chance.choice(INDEXES if n % 2 else TABLES)
        path = installation.home.postgres / files[name]
        at, bit = chance.randrange(path.stat().st_size), chance.randrange(8)
        flip(path, at, bit)
        named += any(files[name] in sentence for sentence in why_not_whole(installation.home, postgres, programs))
        with a_server(installation) as server:
            answers = {other: shown(server, query) for other, query in queries.items()}
            refused += answers[name] == REFUSED
            wrong += [other for other, answer in answers.items() if answer not in (REFUSED, whole[other])]
            if n < 2:
                with pytest.raises(MachineFault, match=r"No backup was made.*checksum"):
                    backup.take(installation.home, incremental=False, notes={})
        flip(path, at, bit)
    with a_server(installation) as server:
        assert all(asked(server, query) == whole[name] for name, query in queries.items())

    with capsys.disabled():
        print(
            f"\n  F7: {named} of {FLIPS} bits flipped in tables and indexes named, {refused} refused to who asked, {len(wrong)} wrong answers; seed {SEED}"
        )
    assert (named, wrong) == (FLIPS, [])
    assert refused


def test_a_flipped_bit_in_the_log_that_a_crash_needs_is_found_by_the_checkpoints_kept_elsewhere(installation, tmp_path, capsys):
    with a_server(installation) as server:
        with writers(installation, tmp_path, 8):
            some_more(tmp_path, 50)
            ((half,),) = asked(server, "SELECT pg_current_wal_flush_lsn()::text")
            some_more(tmp_path, 50)
        kill_all(installation.home.postgres)
        segment = Segment.holding(half, 1)
        flip(installation.home.postgres / "pg_wal" / segment.name, bytes_at(half) % SEGMENT_BYTES + 9, 3)

        server.revive()
        found = held_against(installation, tmp_path)

    with capsys.disabled():
        print(
            f"\n  F7: 1 of 1 bit flipped in the log found: {len(found.lost)} of {found.acknowledged} writes missing, {len(found.alarms)} alarms; seed {SEED}"
        )
    assert found.lost
    assert any("the record was cut short" in alarm for alarm in found.alarms)
