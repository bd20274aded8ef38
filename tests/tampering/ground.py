"""A small office whose record has everything a forger could touch: lifecycles, private words, an erasure, a mark, checkpoints, and events that wait."""

import base64
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import psycopg
from django.db import connection as django_connection

from duly.core.log.actions import mark
from duly.core.log.signatures import Keys
from duly.core.log.tests import sealing
from duly.core.people.events import PostMade
from duly.core.record.actions import unit_of_work
from duly.core.retention import actions as retention
from duly.core.retention.tests.conftest import appoint
from duly.payments.banking.events import FileIssued
from duly.primitives.actor import SYSTEM, Actor
from duly.primitives.note import Checkpoint, Signer

ROUNDS = int(os.environ.get("DULY_TAMPERING_ROUNDS", "3"))


@dataclass
class Office:
    """What was made, and what the tests hold: the log's key (stolen), the witness's, and the checkpoint that was kept elsewhere."""

    people: dict[str, Actor]
    signer: Signer
    witness: Signer
    owner_dsn: str
    outside: str = ""
    older: list[str] = field(default_factory=list)

    @property
    def keys(self) -> Keys:
        return Keys((self.signer.verifier_key(),), (self.witness.witness_key(),))

    @property
    def checkpoint(self) -> Checkpoint:
        return Checkpoint.read(self.outside)


def furnish(owner_dsn: str) -> Office:
    """Make the office in the database Django speaks to, with several checkpoints and three events that wait. Really commits."""
    people = appoint()
    sealing.seal_now()
    ring, witness = sealing._kept[django_connection.settings_dict["NAME"]]
    office = Office(people, ring.signer, witness.signer, owner_dsn)
    ruth, iris = people["records-manager"], people["head-of-information"]
    issue(1)
    for n in range(ROUNDS):
        hold = retention.place_hold(about=f"CASE-{n}", because=f"A court may ask for it, number {n}.", by=iris)
        if n % 2:
            retention.lift_hold(hold.ref, because="The court has decided.", by=iris)
        sealing.seal_now()
    erase(office, people["both"].ref, by=(ruth, iris))
    issue(2)
    sealing.seal_now()
    office.outside = newest_note()
    retention.place_hold(about="CASE-LAST", because="Not yet in the log.", by=iris)
    write_post("waiting")
    return office


def erase(office: Office, ref: str, *, by: tuple[Actor, Actor]) -> None:
    """Lawfully forget one officer's name."""
    disposal = retention.propose(found={ref: [("officer", ref)]}, record_class="asked", because="She asked.", by=by[0])
    retention.approve(disposal.ref, seen_sha256=disposal.list_sha256, by=by[1])
    retention.carry_out(disposal.ref, by=by[1])


def write_post(ref: str, title: str = "Tester") -> None:
    """One event about something that has no row of its own."""
    with unit_of_work() as pen:
        pen.write(PostMade(ref=ref, version=1, title=title), by=SYSTEM)


def issue(number: int) -> None:
    """A bank file's event with its mark, without the file: what the record holds of one."""
    digest = f"{number:064x}"
    with unit_of_work() as pen:
        event = FileIssued(
            ref=f"F-{number}", version=1, serial=number, run_ref=f"RUN-{number}", payments=2, total_pence=12345, byte_count=900,
            sha256=digest, content_sha256="0" * 64, preparer="O-1", approver="O-2",
        )  # fmt: skip
        mark("bank file", number, digest, 12345, event_id=pen.write(event, by=SYSTEM))


def newest_note() -> str:
    """The newest checkpoint with its cosignatures, as a witness or a printed page has it."""
    from duly.core.log.queries import newest_checkpoint

    seen = newest_checkpoint()
    assert seen is not None
    return seen.note


@contextmanager
def superuser(office: Office) -> Iterator[psycopg.Connection]:
    """Everything switched off that a superuser can switch off, in one transaction that is taken back at the end."""
    with psycopg.connect(office.owner_dsn) as connection:
        connection.execute("SET LOCAL client_min_messages = error")
        tables = connection.execute(
            "SELECT c.oid::regclass::text FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
            " WHERE c.relkind = 'r' AND (n.nspname = 'audit' OR c.relname IN ('retention_hold', 'retention_disposal', 'scheme_instrument'))"
        ).fetchall()
        for (table,) in tables:
            connection.execute(f"ALTER TABLE {table} DISABLE TRIGGER ALL")
        for table, constraint in connection.execute(
            "SELECT conrelid::regclass::text, conname FROM pg_constraint"
            " WHERE connamespace = 'audit'::regnamespace AND contype IN ('f', 'c', 'u') ORDER BY contype = 'f' DESC"
        ).fetchall():
            connection.execute(f'ALTER TABLE {table} DROP CONSTRAINT "{constraint}" CASCADE')
        for table in ("event", "leaf", "tile", "checkpoint", "cosignature", "pending", "mark", "erased", "payload"):
            connection.execute(f"ALTER TABLE audit.{table} DROP CONSTRAINT IF EXISTS {table}_pkey CASCADE")
        connection.execute("ALTER TABLE audit.erased DROP CONSTRAINT IF EXISTS an_event_is_erased_once CASCADE")
        yield connection
        connection.rollback()


def b64(data: bytes) -> str:
    """Base64, as the export writes it."""
    return base64.b64encode(data).decode()
