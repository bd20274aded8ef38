"""Seventeen ways to forge the record, by somebody who owns the database and has stolen the log's key: with a checkpoint kept elsewhere every one is
found, without it fourteen are. Each is tried against `duly record verify` and, through an export, against `duly-verify`."""

import psycopg
import pytest

import duly_verify
from duly.core.log.exporting import export
from duly.core.log.verification import kinds_kept, verify
from tests.tampering.forging import SEEN_ALONE, SEEN_FROM_OUTSIDE, Forger
from tests.tampering.ground import Office, superuser

NOT_IN_AN_EXPORT = {"a tile edited"}
"""An export holds no tiles: whoever reads it works them out. There is nothing of them to be believed, or forged."""


def alarms_in_the_database(office: Office, connection: psycopg.Connection, *, outside: bool) -> int:
    """How many alarms `duly record verify` raises, with or without the checkpoint kept elsewhere."""
    held_to = [("paper", office.checkpoint)] if outside else []
    return verify(connection, outside=held_to, keys=office.keys).alarm_count


def alarms_in_an_export(office: Office, connection: psycopg.Connection, folder, *, outside: bool) -> int:
    """How many alarms `duly-verify` raises. Without anything from outside it is given the newest checkpoint of the export's own."""
    with open(folder / "export", "wb") as file:
        export(connection, file.write, kinds=kinds_kept(), keys=office.keys)
    own = connection.execute("SELECT note FROM audit.checkpoint ORDER BY size DESC LIMIT 1").fetchone()[0]
    return duly_verify.verify(
        folder / "export", office.outside if outside else own, office.keys.log, office.keys.witnesses if outside else ()
    ).count


@pytest.fixture
def forged(office, request):
    """A connection on which one forgery has been done, and is taken back afterwards."""
    forge: Forger = request.param
    with superuser(office) as connection:
        forge(connection, office.signer)
        yield connection


def by_name(cases: dict[str, Forger]) -> list:
    return [pytest.param(forge, id=name) for name, forge in cases.items()]


@pytest.mark.parametrize("forged", by_name(SEEN_ALONE), indirect=True)
def test_fourteen_are_found_even_without_an_outside_checkpoint(office, forged):
    assert alarms_in_the_database(office, forged, outside=False)
    assert alarms_in_the_database(office, forged, outside=True)


@pytest.mark.parametrize("forged", by_name(SEEN_FROM_OUTSIDE), indirect=True)
def test_two_that_agree_with_themselves_are_found_only_from_outside(office, forged):
    assert alarms_in_the_database(office, forged, outside=False) == 0
    assert alarms_in_the_database(office, forged, outside=True)


def test_a_database_put_back_to_an_older_day_is_found_only_from_outside(office):
    with psycopg.connect(office.backup_dsn) as backup:
        assert alarms_in_the_database(office, backup, outside=False) == 0
        assert alarms_in_the_database(office, backup, outside=True)


@pytest.mark.parametrize("forged", by_name({n: f for n, f in SEEN_ALONE.items() if n not in NOT_IN_AN_EXPORT}), indirect=True)
def test_thirteen_are_found_in_an_export_even_without_an_outside_checkpoint(office, forged, tmp_path):
    assert alarms_in_an_export(office, forged, tmp_path, outside=False)
    assert alarms_in_an_export(office, forged, tmp_path, outside=True)


@pytest.mark.parametrize("forged", by_name(SEEN_FROM_OUTSIDE), indirect=True)
def test_two_are_found_in_an_export_only_from_outside(office, forged, tmp_path):
    assert alarms_in_an_export(office, forged, tmp_path, outside=False) == 0
    assert alarms_in_an_export(office, forged, tmp_path, outside=True)


def test_an_older_day_is_found_in_an_export_only_from_outside(office, tmp_path):
    with psycopg.connect(office.backup_dsn) as backup:
        assert alarms_in_an_export(office, backup, tmp_path, outside=False) == 0
        assert alarms_in_an_export(office, backup, tmp_path, outside=True)


def test_an_untouched_record_with_a_lawful_erasure_raises_no_alarm(office, tmp_path):
    with psycopg.connect(office.owner_dsn) as connection:
        assert connection.execute("SELECT count(*) FROM audit.erased").fetchone() == (1,)
        assert alarms_in_the_database(office, connection, outside=True) == 0
        assert alarms_in_an_export(office, connection, tmp_path, outside=True) == 0


def test_there_are_seventeen_cases(record_property):
    """The tests above are one for each case and verifier; if all of them passed, this is what they found."""
    alone, outside = len(SEEN_ALONE), len(SEEN_ALONE) + len(SEEN_FROM_OUTSIDE) + 1
    record_property(
        "counted", f"forgeries: {outside} tried, {outside} to be found with a checkpoint from outside, {alone} without; seed none"
    )
    assert (outside, alone) == (17, 14)
