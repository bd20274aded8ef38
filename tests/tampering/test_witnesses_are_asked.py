"""Verifying asks the witnesses: what they have cosigned must still be there."""

import psycopg
import pytest
from django.db import connection as django_connection

from duly.core.log.alarms import Alarms
from duly.core.log.asking_witnesses import ask_witnesses
from duly.core.log.tests import sealing
from tests.tampering.forging import cut_tail_and_resign, insert_in_the_past, rewrite_history
from tests.tampering.ground import superuser


@pytest.fixture
def witness(office):
    return sealing._kept[django_connection.settings_dict["NAME"]][1]


def asked(connection, witness) -> tuple[Alarms, tuple[str, ...], tuple[str, ...]]:
    alarms = Alarms()
    return alarms, *ask_witnesses(connection, [witness], alarms)


def test_a_witness_agrees_with_a_record_it_cosigned(office, witness):
    with psycopg.connect(office.owner_dsn) as connection:
        alarms, agreed, silent = asked(connection, witness)

    assert (alarms.count, agreed, silent) == (0, (witness.name,), ())


@pytest.mark.parametrize("forge", [rewrite_history, insert_in_the_past, cut_tail_and_resign])
def test_a_witness_gives_away_what_the_database_does_not(office, witness, forge):
    with superuser(office) as connection:
        forge(connection, office.signer)
        alarms, agreed, _ = asked(connection, witness)

    assert (alarms.count, agreed) == (1, ())


def test_a_witness_gives_away_an_older_day(office, witness):
    with psycopg.connect(office.backup_dsn) as backup:
        assert asked(backup, witness)[0].count == 1


def test_a_witness_that_does_not_answer_is_told_of_and_is_no_alarm(office, witness, monkeypatch):
    monkeypatch.setattr(witness, "answers", False)
    with psycopg.connect(office.owner_dsn) as connection:
        alarms, agreed, silent = asked(connection, witness)

    assert (alarms.count, agreed, len(silent)) == (0, (), 1)
