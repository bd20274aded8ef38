"""A small office whose record has everything a forger could touch: lifecycles, private words, an erasure, a mark, checkpoints, and events that wait."""

import base64
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import psycopg
from django.db import connection as django_connection

from duly.core.log.actions import mark
from duly.core.log.signatures import Keys
from duly.core.log.tests import sealing
from duly.core.people.events import PostMade
from duly.core.record.actions import unit_of_work
from duly.core.retention import actions as retention
from duly.core.retention.tests.conftest import appoint
from duly.primitives.actor import SYSTEM, Actor
from duly.primitives.event import Event, private
from duly.primitives.note import Checkpoint, Signer

ROUNDS = int(os.environ.get("DULY_TAMPERING_ROUNDS", "2"))


@dataclass(frozen=True)
class FileMade(Event):
    """A numbered thing that must never be made twice, in the manner of a bank file."""

    code = "test.file-made"
    subject = "test file"
    says = "File {ref} was made: {total_pence:pounds}."
    ref: str
    version: int
    serial: int
    total_pence: int
    sha256: str


@dataclass(frozen=True)
class NoteMade(Event):
    """A thing with words that can be forgotten, and no row."""

    code = "test.note-made"
    subject = "test note"
    says = "{ref}: {words}"
    ref: str
    version: int
    words: str = private()


@dataclass
class Office:
    """What was made, and what the tests hold: the log's key (stolen), the witness's, and the checkpoint that was kept elsewhere."""

    people: dict[str, Actor]
    signer: Signer
    witness: Signer
    owner_dsn: str
    outside: str = ""
    backup_dsn: str = ""

    @property
    def keys(self) -> Keys:
        return Keys((self.signer.verifier_key(),), (self.witness.witness_key(),))

    @property
    def checkpoint(self) -> Checkpoint:
        return Checkpoint.read(self.outside)


def furnish(owner_dsn: str, copy: Callable[[], str] = lambda: "") -> Office:
    """Make the office in the database Django speaks to, with several checkpoints and two events that wait. Really commits.

    `copy` is called half-way, as a backup would be made; what it gives is kept.
    """
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
    office.backup_dsn = copy()
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
        event = FileMade(ref=f"F-{number}", version=1, serial=number, total_pence=12345, sha256=digest)
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
        switch_off(connection)
        yield connection
        connection.rollback()


def switch_off(connection: psycopg.Connection) -> None:
    """Triggers and constraints that stand in a superuser's way."""
    tables = connection.execute(
        "SELECT c.oid::regclass::text FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
        " WHERE c.relkind = 'r' AND (n.nspname = 'audit' OR c.relname IN ('retention_hold', 'retention_disposal', 'scheme_instrument'))"
    ).fetchall()
    for (table,) in tables:
        connection.execute(f"ALTER TABLE {table} DISABLE TRIGGER ALL")
    constraints = connection.execute(
        "SELECT conrelid::regclass::text, conname FROM pg_constraint"
        " WHERE connamespace = 'audit'::regnamespace AND contype IN ('f', 'c', 'u', 'p') AND conrelid <> 0"
    ).fetchall()
    for table, constraint in constraints:
        connection.execute(f'ALTER TABLE {table} DROP CONSTRAINT IF EXISTS "{constraint}" CASCADE')


def b64(data: bytes) -> str:
    """Base64, as the export writes it."""
    return base64.b64encode(data).decode()
