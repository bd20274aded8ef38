"""A record nobody tampered with raises no alarm, whether its private words are there or were lawfully erased.

What is counted: the histories of a thousand things, half of them lawfully redacted, in one database that grows in ten stages. At every stage it is
verified whole, in the database and through an export; at the end a hundred of the things are verified one by one, and the newer part alone.
"""

import psycopg

import duly_verify
from duly.core.log.exporting import export
from duly.core.log.newer import verify_newer, verify_subject
from duly.core.log.tests import sealing
from duly.core.log.verification import kinds_kept, verify
from duly.core.record.actions import unit_of_work
from duly.core.retention import actions as retention
from duly.primitives.actor import SYSTEM
from duly.primitives.note import Checkpoint
from duly.site.database import dsn_of
from tests.faults.sizes import SEED
from tests.tampering.ground import NoteMade, Office, newest_note

THINGS, STAGES = 1_000, 10


def write_things(stage: int) -> list[str]:
    """A hundred things, each with two events."""
    refs = [f"N-{stage}-{n}" for n in range(THINGS // STAGES)]
    with unit_of_work() as pen:
        for ref in refs:
            for version in (1, 2):
                pen.write(NoteMade(ref, version, f"Words about {ref}, number {version}."), by=SYSTEM)
    return refs


def redact(office: Office, refs: list[str]) -> None:
    """Lawfully forget what was said of these."""
    ruth, iris = office.people["records-manager"], office.people["head-of-information"]
    found = {ref: [("test note", ref)] for ref in refs}
    disposal = retention.propose(found=found, record_class="asked", because="They asked.", by=ruth)
    retention.approve(disposal.ref, seen_sha256=disposal.list_sha256, by=iris)
    retention.carry_out(disposal.ref, by=iris)


def alarms_of_an_export(office: Office, connection: psycopg.Connection, file, outside: str, since: int = 0) -> list:
    with open(file, "wb") as out:
        export(connection, out.write, kinds=kinds_kept(), keys=office.keys, since=since)
    return duly_verify.verify(file, outside, office.keys.log, office.keys.witnesses).alarms


def test_a_thousand_clean_or_lawfully_redacted_histories_raise_no_alarm(office, tmp_path, record_property):
    verdicts, redacted, older = 0, 0, None
    for stage in range(STAGES):
        refs = write_things(stage)
        redact(office, refs[::2])
        redacted += len(refs[::2])
        sealing.seal_now()
        outside = newest_note()
        with psycopg.connect(dsn_of("audit_ro")) as connection:
            verdict = verify(connection, outside=[("paper", Checkpoint.read(outside))], keys=office.keys)
            assert verdict.alarms == ()
            assert alarms_of_an_export(office, connection, tmp_path / "export", outside) == []
        verdicts += 2
        older = older or verdict
    with psycopg.connect(dsn_of("audit_ro")) as connection:
        for n in range(THINGS // STAGES):
            assert verify_subject(connection, "test note", f"N-{n % STAGES}-{n}", keys=office.keys).alarms == ()
        newer = verify_newer(connection, size=older.entries, root=bytes.fromhex(older.root), keys=office.keys, one_in=2)
        assert newer.alarms == ()
        assert (newer.entries, newer.root) == (verdict.entries, verdict.root)
        assert alarms_of_an_export(office, connection, tmp_path / "newer", outside, since=older.entries) == []
    record_property(
        "counted",
        f"false alarms: 0 over {THINGS:,} histories, {redacted} lawfully redacted, in {verdicts} whole verifications, {THINGS // STAGES} of one thing"
        f" and 2 of the newer part; seed {SEED}",
    )
    assert redacted == THINGS // 2


def test_the_newer_part_is_held_to_what_was_remembered(office):
    with psycopg.connect(dsn_of("audit_ro")) as connection:
        whole = verify(connection, keys=office.keys)
        assert verify_newer(connection, size=whole.entries, root=bytes.fromhex(whole.root), keys=office.keys).alarms == ()
        assert not verify_newer(connection, size=whole.entries, root=bytes(32), keys=office.keys).sound
        assert not verify_newer(connection, size=whole.entries + 1, root=bytes(32), keys=office.keys).sound


def test_one_thing_nobody_knows_is_an_alarm(office):
    with psycopg.connect(dsn_of("audit_ro")) as connection:
        assert not verify_subject(connection, "test note", "nobody wrote this", keys=office.keys).sound
