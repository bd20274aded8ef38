"""The enforcement matrix: what each role of the database is refused, and what only a superuser can do, each cell really tried and rolled back."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import psycopg
import pytest
from django.db import connection, transaction
from psycopg.conninfo import make_conninfo

from duly.core.log.ring import Ring
from duly.core.log.sequencer import one_round
from duly.core.people.events import PostMade
from duly.core.people.models import Post
from duly.core.record.actions import new_event_id, unit_of_work
from duly.core.record.models import Payload, StoredEvent
from duly.core.record.tests.test_attacks_by_the_application import body_of
from duly.machine.credentials import Credentials
from duly.machine.home import Home
from duly.machine.roles import as_keeper, prepare
from duly.payments.banking.tests.factories import a_council, approved, issued, voided
from duly.payments.ledger.models import Leg
from duly.payments.providers.models import Provider
from duly.payments.runs.events import RunApproved
from duly.payments.runs.models import Run
from duly.payments.runs.tests.factories import BEA, an_approved_run, due
from duly.primitives.actor import SYSTEM
from duly.primitives.note import Signer
from tests.faults.statements_of_the_log import HELD, NO, OK
from tests.faults.statements_of_the_log import STATEMENTS as OF_THE_LOG

pytestmark = pytest.mark.slow
SOURCE = Path(__file__).resolve().parents[2] / "src"
ROLES = ("app", "seq", "audit_ro", "owner", "superuser")
NAMED = new_event_id()
EVENT = f"INSERT INTO audit.event (event_id, body) VALUES ('{NAMED}', '\\x{body_of(PostMade('matrix', 1, 'M'), NAMED).hex()}')"
CHECKED = " ;; SET CONSTRAINTS ALL IMMEDIATE"

MATRIX: list[tuple[str, str, tuple[str, ...]]] = [
    # what is tried, in words                    the statement                                               app  seq ro owner superuser
    ("change an event", "UPDATE audit.event SET body = body || 'x'", (NO, NO, NO, NO, HELD)),
    ("delete events", "DELETE FROM audit.event", (NO, NO, NO, NO, HELD)),
    ("empty the record", "TRUNCATE audit.event CASCADE", (NO, NO, NO, NO, HELD)),
    (
        "delete events by MERGE",
        "MERGE INTO audit.event e USING (SELECT 1) o ON true WHEN MATCHED THEN DELETE",
        (NO, NO, NO, NO, HELD),
    ),
    (
        "delete events as a replica would",
        "SET session_replication_role = replica ;; DELETE FROM audit.event",
        (NO, NO, NO, NO, HELD),
    ),
    (
        "say when an event was recorded",
        "INSERT INTO audit.event (event_id, body, recorded_at) VALUES (gen_random_uuid(), '', now())",
        (NO, NO, NO, NO, "22P02"),
    ),
    ("change private words", "UPDATE audit.payload SET content = 'x'", (NO, NO, NO, NO, HELD)),
    ("delete private words", "DELETE FROM audit.payload", (NO, NO, NO, NO, HELD)),
    (
        "add private words to an old event",
        "INSERT INTO audit.payload SELECT event_id, decode(repeat('00', 32), 'hex'), 'x' FROM audit.event LIMIT 1",
        (HELD, NO, NO, NO, HELD),
    ),
    (
        "note a change as accounted for",
        "INSERT INTO audit.noted (kind, relation) VALUES ('fact', 'x')" + CHECKED,
        (NO, NO, NO, NO, HELD),
    ),
    ("empty what is noted", "DELETE FROM audit.noted", (NO, NO, NO, NO, OK)),
    ("switch a guard of the record off", "ALTER TABLE audit.event DISABLE TRIGGER event_kept", (NO, NO, NO, NO, OK)),
    ("drop a guard of the record", "DROP TRIGGER event_kept ON audit.event", (NO, NO, NO, NO, OK)),
    ("drop a constraint of the record", "ALTER TABLE audit.event DROP CONSTRAINT event_once_for_each_version", (NO, NO, NO, NO, OK)),
    ("drop the record", "DROP TABLE audit.event CASCADE", (NO, NO, NO, NO, OK)),
    ("drop the record's schema", "DROP SCHEMA audit CASCADE", (NO, NO, NO, NO, OK)),
    (
        "write a guard anew",
        "CREATE OR REPLACE FUNCTION audit.refuse() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'",
        (NO, NO, NO, NO, OK),
    ),
    (
        "put a trigger on the record",
        "CREATE TRIGGER t BEFORE INSERT ON audit.event FOR EACH ROW EXECUTE FUNCTION suppress_redundant_updates_trigger()",
        (NO, NO, NO, NO, OK),
    ),
    ("put a rule on the record", "CREATE RULE r AS ON INSERT TO audit.event DO INSTEAD NOTHING", (NO, NO, NO, NO, OK)),
    ("give everybody the record", "GRANT ALL ON audit.event TO PUBLIC ;; DELETE FROM audit.event", (NO, NO, NO, NO, HELD)),
    ("become the record's owner", "SET ROLE {keeper}", (NO, NO, NO, NO, OK)),
    (
        "change a run with no event",
        "UPDATE runs_run SET version = version + 1" + CHECKED,
        (HELD, NO, NO, HELD, HELD),
    ),
    (
        "write a fact with no event",
        "INSERT INTO people_post (code, title, office, wing, made_by) VALUES ('x', 'x', 'x', 'x', gen_random_uuid())" + CHECKED,
        (HELD, NO, NO, HELD, HELD),
    ),
    ("change what was posted", "UPDATE ledger_leg SET pence = pence + 1", (NO, NO, NO, HELD, HELD)),
    ("delete what was posted", "DELETE FROM ledger_leg", (NO, NO, NO, HELD, HELD)),
    ("empty the ledger", "TRUNCATE ledger_leg CASCADE", (NO, NO, NO, HELD, HELD)),
    ("switch a guard of the ledger off", "ALTER TABLE ledger_leg DISABLE TRIGGER kept", (NO, NO, NO, OK, OK)),
    (
        "write a fact with its event",
        f"{EVENT} ;; INSERT INTO people_post (code, title, office, wing, made_by) VALUES ('matrix', 'M', 'M', 'M', '{NAMED}'){CHECKED}",
        (OK, NO, NO, NO, OK),
    ),
]
"""Each statement, and for each role what PostgreSQL answers."""


@pytest.fixture(scope="module")
def matrix(server, django_db_setup, django_db_blocker) -> Iterator[dict[str, str]]:
    """A database set up by an owner who is no superuser, with a file issued and one voided in it. Connection strings by role."""
    with psycopg.connect(server.owner_dsn, autocommit=True) as superuser:
        if superuser.execute("SELECT rolsuper FROM pg_roles WHERE rolname = current_user").fetchone() != (True,):
            pytest.skip("a fifth of this is about a superuser, and there is none here")
        superuser.execute("CREATE ROLE matrix_owner LOGIN NOSUPERUSER CREATEDB CREATEROLE PASSWORD 'made for this test'")
    owner, name, before = (
        make_conninfo(server.owner_dsn, user="matrix_owner", password="made for this test"),
        "duly_matrix",
        dict(os.environ),
    )
    with tempfile.TemporaryDirectory(prefix="duly-matrix-") as folder:
        home = Home(Path(folder) / "home")
        known = prepare(owner, name, home)
        environment = before | {"DULY_HOME": str(home.root), "DULY_DATABASE": name, "DULY_OWNER_DSN": owner, "PYTHONPATH": str(SOURCE)}
        environment.pop("DULY_CLONE", None)
        subprocess.run([sys.executable, "-m", "duly.site.setup"], env=environment, check=True)
        with django_db_blocker.unblock(), speaking_as_the_application_of(known):
            a_council()
            issued(due(1))
            voided(issued(due(2), category="RC").ref)
            with psycopg.connect(known.dsn("seq"), autocommit=True) as sequencer:
                one_round(sequencer, Ring(Signer.new("log.test")), apart=timedelta(0))
            approved(due(3), category="EX")  # and this waits in the queue
        yield {duty: known.dsn(duty) for duty in ("app", "seq", "audit_ro")} | {
            "owner": make_conninfo(owner, dbname=name),
            "superuser": make_conninfo(server.owner_dsn, dbname=name),
            "keeper": known.role("audit_owner"),
        }
    with psycopg.connect(server.owner_dsn, autocommit=True) as superuser:
        superuser.execute(f"DROP DATABASE {name} WITH (FORCE)")
        for duty in ("app", "seq", "audit_ro", "audit_owner"):
            superuser.execute(f"DROP ROLE {name}_{duty}")
        superuser.execute("DROP ROLE matrix_owner")


class speaking_as_the_application_of:
    """This process speaks to another installation's database, and afterwards to its own again."""

    def __init__(self, known: Credentials):
        self.known = known

    def __enter__(self) -> None:
        connection.close()
        self.before = dict(connection.settings_dict)
        role = self.known.role("app")
        connection.settings_dict.update(NAME=self.known.dbname, USER=role, PASSWORD=self.known.passwords[role])

    def __exit__(self, *_: object) -> None:
        connection.close()
        connection.settings_dict.update(self.before)


def answer(dsn: str, statement: str) -> str:
    """What the database answers to a statement, rolled back: "ok", or the code of its refusal."""
    with psycopg.connect(dsn, options="-c duly.sees=*") as session:
        try:
            for one in statement.split(" ;; "):
                session.execute(one)
            return OK
        except psycopg.DatabaseError as refused:
            return refused.sqlstate or type(refused).__name__
        finally:
            session.rollback()


def test_twenty_eight_statements_by_five_roles(matrix, counted):
    found = {
        (words, role): answer(matrix[role], statement.format(keeper=matrix["keeper"])) for words, statement, _ in MATRIX for role in ROLES
    }

    expected = {(words, role): code for words, _, codes in MATRIX for role, code in zip(ROLES, codes, strict=True)}
    assert {cell: (found[cell], wanted) for cell, wanted in expected.items() if found[cell] != wanted} == {}
    assert (len(MATRIX), len(found)) == (28, 140)
    refused = {role: sum(code != OK for (_, by), code in found.items() if by == role) for role in ROLES}
    counted("Enforcement", statements=28, roles=5, cells=140, refused=" / ".join(f"{role} {many}" for role, many in refused.items()))


def test_the_logs_own_tables_by_five_roles(matrix, counted):
    found = {(words, role): answer(matrix[role], statement) for words, statement, _ in OF_THE_LOG for role in ROLES}

    expected = {(words, role): code for words, _, codes in OF_THE_LOG for role, code in zip(ROLES, codes, strict=True)}
    assert {cell: (found[cell], wanted) for cell, wanted in expected.items() if found[cell] != wanted} == {}
    refused = {role: sum(code != OK for (_, by), code in found.items() if by == role) for role in ROLES}
    assert (refused["app"], refused["audit_ro"], refused["owner"]) == (len(OF_THE_LOG),) * 3
    counted(
        "Enforcement, the log's own tables",
        statements=len(OF_THE_LOG),
        roles=5,
        cells=len(found),
        refused=" / ".join(f"{role} {many}" for role, many in refused.items()),
    )


def test_only_the_event_with_its_change_is_the_applications(matrix):
    assert [words for words, _, codes in MATRIX if codes[0] == OK] == ["write a fact with its event"]


def test_the_owner_becomes_the_keeper_only_while_set_up_runs(matrix):
    attack = f"SET ROLE {matrix['keeper']} ;; ALTER TABLE audit.event DISABLE TRIGGER event_kept ;; DELETE FROM audit.payload"
    with psycopg.connect(matrix["owner"], autocommit=True) as owner, owner.cursor() as cursor:
        with as_keeper(cursor, matrix["keeper"]):
            assert answer(matrix["owner"], f"SET ROLE {matrix['keeper']}") == OK

        assert answer(matrix["owner"], attack) == NO


ORM = {
    "queryset.update of events": (lambda: StoredEvent.objects.update(body=b"x"), NO),
    "queryset.update of a run": (lambda: Run.objects.update(state="void"), HELD),
    "queryset.update of legs": (lambda: Leg.objects.update(pence=1), NO),
    "queryset.delete of providers": (lambda: Provider.objects.all()._raw_delete("default"), NO),
    "_raw_delete of events": (lambda: StoredEvent.objects.all()._raw_delete("default"), NO),
    "_raw_delete of private words": (lambda: Payload.objects.all()._raw_delete("default"), NO),
    "_raw_delete of legs": (lambda: Leg.objects.all()._raw_delete("default"), NO),
    "save of an edited event": (lambda: edited(StoredEvent, body=b"x"), NO),
    "save of an edited leg": (lambda: edited(Leg, pence=1), NO),
    "save of an edited provider": (lambda: edited(Provider, name="Another"), HELD),
    "save of a run's next version with no event": (lambda: edited(Run, version=Run.objects.order_by("pk")[0].version + 1), HELD),
    "save of something new with no event": (lambda: Provider(ref="V-X", version=1, name="X", slug="x").save(), HELD),
    "bulk_create over what is there": (
        lambda: Provider.objects.bulk_create(
            [Provider(ref="PR-0001", version=1, name="Another", slug="another")],
            update_conflicts=True,
            unique_fields=["ref"],
            update_fields=["name"],
        ),
        HELD,
    ),
    "TRUNCATE": (lambda: sql("TRUNCATE ledger_leg"), NO),
    "an event in a savepoint that is rolled back": (lambda: with_an_event_that_is_undone(), HELD),
    "an event of another run": (lambda: with_an_event(of="HC-2026-W01"), HELD),
}
"""What a programmer might do by mistake or on purpose, and how the database answers."""


def edited(model, **changes) -> None:
    found = model.objects.order_by("pk")[0]
    for name, value in changes.items():
        setattr(found, name, value)
    found.save(update_fields=list(changes))


def sql(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


def with_an_event_that_is_undone() -> None:
    run = Run.objects.filter(state="approved").order_by("-pk")[0]
    with unit_of_work() as record:
        try:
            with transaction.atomic():
                record.write(RunApproved(run.ref, run.version + 1, 0, ""), by=BEA)
                raise ValueError
        except ValueError:
            run.version += 1
            Run.objects.filter(pk=run.pk).update(version=run.version, state="void")


def with_an_event(of: str = "") -> None:
    """The next version of a run, with an event of it or of another run."""
    run = Run.objects.filter(state="approved").order_by("-pk")[0]
    with unit_of_work() as record:
        Run.objects.filter(pk=run.pk).update(version=run.version + 1, state="void")
        record.write(RunApproved(of or run.ref, 1 if of else run.version + 1, 0, ""), by=BEA)


def code_of(error: BaseException | None) -> str:
    """The database's code in an error or in what caused it."""
    while error is not None:
        if getattr(error, "sqlstate", None):
            return error.sqlstate
        error = error.__cause__
    return ""


@pytest.fixture(scope="module")
def office(server, django_db_setup, django_db_blocker) -> Iterator[str]:
    """A database of this file's own in which the application really commits."""
    shared, own = connection.settings_dict["NAME"], server.clone()
    with django_db_blocker.unblock():
        connection.close()
        connection.settings_dict["NAME"] = own
        a_council()
        issued(due(1))
        an_approved_run(due(3), category="RC")
        try:
            yield own
        finally:
            connection.close()
            connection.settings_dict["NAME"] = shared
            server.drop(own)


@pytest.mark.parametrize("how", ORM)
def test_the_orm_is_refused_too(office, how):
    act, wanted = ORM[how]
    events = StoredEvent.objects.count()

    with pytest.raises(Exception) as refused, transaction.atomic():
        act()
        sql("SET CONSTRAINTS ALL IMMEDIATE")

    assert code_of(refused.value) == wanted, refused.value
    assert StoredEvent.objects.count() == events


def test_the_orm_may_write_a_change_with_its_event(office):
    with unit_of_work() as record:
        event = record.write(PostMade("orm", 1, "Made"), by=SYSTEM)
        Post.objects.create(code="orm", title="Made", office="O", wing="payments", made_by=event)

    with_an_event()

    assert Post.objects.filter(code="orm").exists()
    assert Run.objects.filter(state="void").count() == 1
