"""Random damage to the database and to an export: all of it is found, and no verifier ever stops for it.

The sizes are for two cores in a minute; DULY_NIGHTLY=1 runs a hundred thousand each. DULY_SEED replays a run.
"""

import random
import time
from collections import Counter

import psycopg
import pytest

import duly_verify
from duly.core.log.exporting import export
from duly.core.log.verification import kinds_kept, verify
from tests.faults.sizes import SEED, size
from tests.tampering.damaging import AS_A_FILE, RIGHTED, parsed, written
from tests.tampering.ground import superuser
from tests.tampering.mutating import OPERATORS

FLOOR = size(1_200, 100_000)


def told(record_property, what: str, done: Counter, began: float) -> None:
    """What was executed, for the results that are published. A run with fewer than its floor has shown nothing."""
    took = time.monotonic() - began
    record_property(
        "counted", f"{what}: {done.total():,} by {len(done)} operators, all found, no verifier stopped, {took:.0f} s; seed {SEED}"
    )
    assert done.total() >= FLOOR
    assert len(done) >= 18
    assert min(done.values()) >= FLOOR // len(done) // 2  # no operator stands for another


def test_every_damage_to_the_database_is_found(office, record_property):
    draw, done, began = random.Random(SEED), Counter(), time.monotonic()
    outside, names = [("paper", office.checkpoint)], sorted(OPERATORS)

    with superuser(office) as connection:
        n = 0
        while done.total() < FLOOR:
            n += 1
            name = names[n % len(names)]
            connection.execute("SAVEPOINT before")
            if OPERATORS[name](connection, draw):
                verdict = verify(connection, outside=outside, keys=office.keys)
                assert not verdict.sound, f"seed {SEED}, number {n}: {name} was not found"
                done[name] += 1
            connection.execute("ROLLBACK TO SAVEPOINT before; RELEASE SAVEPOINT before")
        assert verify(connection, outside=outside, keys=office.keys).sound

    told(record_property, "damage to the database", done, began)


@pytest.fixture(scope="module")
def whole(office) -> bytes:
    """An export of the office."""
    found = bytearray()
    with psycopg.connect(office.owner_dsn) as connection:
        export(connection, found.extend, kinds=kinds_kept(), keys=office.keys)
    return bytes(found)


def test_every_damage_to_an_export_is_found(office, whole, tmp_path, record_property):
    draw, done, began = random.Random(SEED), Counter(), time.monotonic()
    names, file = sorted([*RIGHTED, *AS_A_FILE]), tmp_path / "export"

    n = 0
    while done.total() < FLOOR:
        n += 1
        name = names[n % len(names)]
        if name in AS_A_FILE:
            damaged = AS_A_FILE[name](whole, draw)
        else:
            lines = parsed(whole)
            if not RIGHTED[name](lines, draw):
                continue
            damaged = written(lines, right=lines[-1][0] == b"end")
        file.write_bytes(damaged)
        report = duly_verify.verify(file, office.outside, office.keys.log, office.keys.witnesses)
        assert report.count, f"seed {SEED}, number {n}: {name} was not found"
        done[name] += 1

    told(record_property, "damage to an export", done, began)


def test_an_export_with_its_end_set_right_and_nothing_else_is_sound(office, whole, tmp_path):
    file = tmp_path / "export"
    file.write_bytes(written(parsed(whole)))

    report = duly_verify.verify(file, office.outside, office.keys.log, office.keys.witnesses)

    assert (report.count, report.alarms) == (0, [])
