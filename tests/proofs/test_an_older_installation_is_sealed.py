"""An installation that kept account details in the clear has them sealed by setting up again, and nothing of them is left in its tables' files."""

import uuid
from hashlib import sha256

import psycopg
import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection

from duly.core.record import guards
from duly.core.record.queries import newest
from duly.core.vault.queries import verify
from duly.payments.banking.models import BankFile
from duly.payments.banking.queries import paying_account
from duly.payments.banking.sealed import opened_bytes
from duly.payments.providers.queries import payee_for_payment, payee_shown
from duly.site.database import role_names

SORT_CODE, NUMBER, OURS = "200415", "81627354", "73548162"
CONTENT = f"<Document>{SORT_CODE} {NUMBER}</Document>".encode()
TABLES = {"providers_payeeaccount": "PayeeAccount", "banking_payingaccount": "PayingAccount", "banking_bankfile": "BankFile"}


def rows(statement: str, *values) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchall() if cursor.description else []


def triggers() -> set[tuple]:
    """Every trigger of the three tables, and whether it is in force."""
    return set(
        rows(
            "SELECT c.relname, t.tgname, t.tgenabled FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid"
            " WHERE c.relname = ANY(%s) AND NOT t.tgisinternal",
            list(TABLES),
        )
    )


@pytest.fixture
def older(server, django_db_setup, django_db_blocker):
    """A database as the version before left it, with a provider's account, an account paid from and a bank file, all guarded."""
    name = f"{server.template}_older"
    with psycopg.connect(server.owner_dsn, dbname="postgres", autocommit=True) as session:
        session.execute(f"CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8'")
    server.made.append(name)
    kept = {key: connection.settings_dict[key] for key in ("NAME", "USER", "PASSWORD", "HOST", "PORT")}
    given = psycopg.conninfo.conninfo_to_dict(server.owner_of(name))
    with django_db_blocker.unblock():
        connection.close()
        connection.settings_dict.update(
            NAME=name,
            USER=given.get("user", ""),
            PASSWORD=given.get("password", ""),
            HOST=given.get("host", ""),
            PORT=given.get("port", ""),
        )
        try:
            for room in ("record", "providers", "ledger", "runs", "banking"):
                call_command("migrate", room, "0001", verbosity=0)
            _fill()
            _guard()
            yield
        finally:
            connection.close()
            connection.settings_dict.update(kept)


def _fill() -> None:
    for table in TABLES:
        rows(f"ALTER TABLE {table} DISABLE TRIGGER ALL")
    rows("INSERT INTO providers_provider (ref, version, name, slug) VALUES ('V-1', 2, 'Quillbank Homecare', 'quillbank')")
    rows(
        "INSERT INTO providers_payeeaccount (provider_id, sort_code, account_number, account_name, made_by)"
        " SELECT id, %s, %s, 'QUILLBANK', %s FROM providers_provider",
        SORT_CODE,
        NUMBER,
        uuid.uuid4(),
    )
    rows(
        "INSERT INTO banking_payingaccount (use, name, sort_code, account_number, made_by) VALUES ('payments', 'Northmere', %s, %s, %s)",
        SORT_CODE,
        OURS,
        uuid.uuid4(),
    )
    rows(
        "INSERT INTO banking_bankfile (ref, version, serial, run_ref, state, preparer, approver, releaser, total_pence, payment_count,"
        " content_sha256, pay_date, issued_at, sha256, byte_count, content)"
        " VALUES ('F-000001', 1, 1, 'HC-2026-W45', 'issued', 'a', 'b', 'c', 1, 1, '', now(), now(), %s, %s, %s)",
        sha256(CONTENT).hexdigest(),
        len(CONTENT),
        CONTENT,
    )


def _guard() -> None:
    """Every guard of that time in force, and the record in its owner's hands, as set-up leaves them."""
    roles = role_names()
    for table, name in TABLES.items():
        own = [trigger for on, trigger, _ in triggers() if on == table]
        rows(f"ALTER TABLE {table} ENABLE TRIGGER ALL")
        for trigger in own:
            rows(f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {trigger}")
        model = next(model for model in apps.get_models() if model.__name__ == name)
        with connection.cursor() as cursor:
            guards._install_one(cursor, model, guards.guard_of(model), roles["app"], roles["audit_ro"], roles["audit_owner"])
    rows(f"GRANT CREATE ON SCHEMA audit TO {roles['audit_owner']}")
    for table in ("event", "payload", "noted"):
        rows(f"ALTER TABLE audit.{table} OWNER TO {roles['audit_owner']}")
    for (function,) in rows("SELECT p.oid::regprocedure::text FROM pg_proc p WHERE p.pronamespace = 'audit'::regnamespace"):
        rows(f"ALTER FUNCTION {function} OWNER TO {roles['audit_owner']}")
    rows(f"ALTER SCHEMA audit OWNER TO {roles['audit_owner']}")


def in_the_files(secret: str) -> int:
    """How often a secret stands in the files of the three tables."""
    rows("CHECKPOINT")
    found = rows("SELECT pg_read_binary_file(pg_relation_filepath(name::regclass)) FROM unnest(%s::text[]) name", list(TABLES))
    return sum(bytes(content).count(secret.encode()) for (content,) in found)


def test_what_was_kept_in_the_clear_is_sealed_and_nothing_of_it_is_left(older):
    before = triggers()
    assert min(in_the_files(secret) for secret in (SORT_CODE, NUMBER, OURS)) >= 1

    call_command("migrate", verbosity=0)

    whole = payee_for_payment("V-1")
    assert (whole.sort_code, whole.account_number, whole.account_name) == (SORT_CODE, NUMBER, "QUILLBANK")
    assert payee_shown("V-1").ending == "••••7354"
    assert payee_shown("V-1").usable_from is None
    assert (paying_account().sort_code, paying_account().account_number) == (SORT_CODE, OURS)
    assert opened_bytes(BankFile.objects.get()) == CONTENT
    assert verify().sound
    assert (verify().rows, verify().values) == (3, 5)
    assert [in_the_files(secret) for secret in (SORT_CODE, NUMBER, OURS)] == [0, 0, 0]
    assert before <= triggers()
    assert {state for _, _, state in triggers()} == {"A"}
    assert {one.sentence for one in newest(action="keys.values_sealed")} == {
        f"1 rows of {table} that had been kept in the clear were sealed." for table in TABLES
    }
