"""An installation with contracts from before gets the dates they may be paid under by setting up again."""

import uuid
from datetime import date

import psycopg
import pytest
from django.core.management import call_command
from django.db import connection
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.migrations.executor import MigrationExecutor

FIRST, SECOND = uuid.uuid4(), uuid.uuid4()


@pytest.fixture
def before(server, django_db_setup, django_db_blocker):
    """A database whose contracts are as they were before: terms, and no dates of their own. Django speaks as its owner."""
    name = f"{server.template}_contracts"
    with psycopg.connect(server.owner_dsn, dbname="postgres", autocommit=True) as session:
        session.execute(f"CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8'")
    server.made.append(name)
    kept = {name: connection.settings_dict[name] for name in ("NAME", "USER", "PASSWORD", "HOST", "PORT")}
    with django_db_blocker.unblock():
        connection.close()
        given = psycopg.conninfo.conninfo_to_dict(server.owner_of(name))
        connection.settings_dict.update(
            NAME=name,
            USER=given.get("user", ""),
            PASSWORD=given.get("password", ""),
            HOST=given.get("host", ""),
            PORT=given.get("port", ""),
        )
        try:
            call_command("migrate", "contracts", "0001", verbosity=0)
            yield MigrationExecutor(connection).loader.project_state([("contracts", "0001_initial")]).apps
        finally:
            connection.close()
            server.made.remove(name)
            server.discard(name)
            connection.settings_dict.update(kept)


def test_contracts_from_before_are_in_force_from_their_first_terms_to_their_last(before):
    Contract, Terms = before.get_model("contracts", "Contract"), before.get_model("contracts", "Terms")
    ended, running, bare = (Contract.objects.create(ref=f"C-{n}", version=1, provider_ref="V-1", title="Framework") for n in (1, 2, 3))
    for contract, version, during, made_by, superseded_by in (
        (ended, 1, DateRange(date(2024, 4, 1), date(2025, 4, 1)), FIRST, None),
        (ended, 2, DateRange(date(2025, 4, 1), date(2026, 4, 1)), SECOND, None),
        (running, 1, DateRange(date(2025, 4, 1), None), FIRST, SECOND),  # superseded by itself with an end
        (running, 1, DateRange(date(2025, 4, 1), date(2026, 4, 1)), SECOND, None),
        (running, 2, DateRange(date(2026, 4, 1), None), SECOND, None),
    ):
        Terms.objects.create(
            contract=contract,
            version=version,
            during=during,
            basis="ACTUAL_MINUTE",
            tolerance_minutes=0,
            floor_minutes=0,
            match_window_minutes=120,
            double_up_percent=80,
            trim_limit_pence=1000,
            trim_limit_bp=200,
            clause="7.2",
            made_by=made_by,
            superseded_by=superseded_by,
        )

    call_command("migrate", "contracts", verbosity=0)

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.ref, f.during, f.made_by, f.superseded_by FROM contracts_inforce f JOIN contracts_contract c ON c.id = f.contract_id"
            " ORDER BY c.ref"
        )
        assert cursor.fetchall() == [
            ("C-1", DateRange(date(2024, 4, 1), date(2026, 4, 1)), FIRST, None),
            ("C-2", DateRange(date(2025, 4, 1), None), SECOND, None),
        ]
        cursor.execute(
            "SELECT DISTINCT increment_minutes, increment_way, weekly_cap, overlap_minutes, under_percent, night_clock FROM contracts_terms"
        )
        assert cursor.fetchall() == [(1, "nearest", "visit", 5, 10, "elapsed")]
        assert bare.pk
