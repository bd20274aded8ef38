"""An evidence pack is checked without us: against the checkpoint it was made with, an older one, a newer one; and no change to it goes unseen."""

import random
import zipfile
from io import BytesIO
from pathlib import Path

import psycopg
import pytest

import duly_verify
from duly.core.log.evidence import pack
from duly.core.log.witnessing import BESIDE
from duly.primitives.note import Checkpoint
from tests.tampering.damaging import bit, gone, parsed, written

SUBJECTS = (("hold", "H-0001"), ("test file", "F-1"))


def made(office, **other):
    with psycopg.connect(office.owner_dsn) as connection:
        return pack(connection, about="hold H-0001", subjects=SUBJECTS, keys=office.keys, **other)


def checked(office, content: bytes, folder, note: str = ""):
    file = folder / "pack.zip"
    file.write_bytes(content)
    return duly_verify.verify(file, note or office.outside, office.keys.log, office.keys.witnesses if not note else ())


def inside(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(content)) as file:
        return {name: file.read(name) for name in file.namelist()}


def zipped(files: dict[str, bytes]) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        for name, content in files.items():
            file.writestr(name, content)
    return out.getvalue()


def checkpoint_at(office, number: int) -> str:
    with psycopg.connect(office.owner_dsn) as connection:
        return connection.execute("SELECT note FROM audit.checkpoint ORDER BY size OFFSET %s LIMIT 1", [number]).fetchone()[0]


def test_a_pack_is_sound_and_can_be_read(office, tmp_path):
    found = made(office)

    report = checked(office, found.content, tmp_path)

    assert (report.count, report.alarms, report.events) == (0, [], found.events)
    files = inside(found.content)
    assert files["duly_verify.py"] == Path(duly_verify.__file__).read_bytes()
    assert b"A court may ask for it" in files["what-happened.txt"]
    assert "the signatures of 1 witness." in files["README.txt"].decode()
    assert found.events == 2


def test_a_pack_says_when_its_witness_is_the_offices_own(office, monkeypatch):
    readme = inside(made(office).content)["README.txt"].decode()
    (witness,) = office.keys.witnesses
    monkeypatch.setenv("DULY_WITNESS", f"http://127.0.0.1:9 {witness}")
    beside = inside(made(office).content)["README.txt"].decode()
    monkeypatch.setenv("DULY_WITNESS", f"https://witness.example {witness}")

    assert f"witness. {BESIDE}" in beside
    assert "not yet protection" not in readme
    assert inside(made(office).content)["README.txt"].decode() == readme


def test_a_pack_is_joined_to_the_checkpoint_its_reader_keeps(office, tmp_path):
    older = checkpoint_at(office, 1)
    assert checked(office, made(office).content, tmp_path, older).count

    joined = made(office, kept=Checkpoint.read(older))

    assert checked(office, joined.content, tmp_path, older).alarms == []
    assert checked(office, joined.content, tmp_path).alarms == []


def test_a_checkpoint_of_another_record_is_not_joined(office, tmp_path):
    older = Checkpoint.read(checkpoint_at(office, 1))
    forged = Checkpoint(older.origin, older.size, bytes(32))

    assert checked(office, made(office, kept=forged).content, tmp_path, forged.text()).count


def test_every_change_to_a_pack_is_found(office, tmp_path):
    files, draw = inside(made(office).content), random.Random(3)
    ways = {
        "body": bit(b"entry", 2),
        "words": bit(b"entry", 4),
        "salt": bit(b"entry", 3),
        "proof": bit(b"entry", 5),
        "note": bit(b"checkpoint", 1),
    }
    for name, damage in {**ways, "end": gone(b"end"), "checkpoint": gone(b"checkpoint")}.items():
        for _ in range(20):
            lines = parsed(files["evidence.txt"])
            assert damage(lines, draw), name
            changed = {**files, "evidence.txt": written(lines, right=lines[-1][0] == b"end")}
            assert checked(office, zipped(changed), tmp_path).count, name


@pytest.mark.parametrize(
    "content", [b"", b"PK\x03\x04", b"not a pack", zipped({"other.txt": b"x"}), zipped({"evidence.txt": b"duly-pack/1\n"})]
)
def test_what_is_no_pack_is_an_alarm_and_nothing_worse(office, content, tmp_path):
    assert checked(office, content, tmp_path).count


def test_what_could_be_an_account_number_is_never_in_a_pack(office, tmp_path):
    from duly.core.record.actions import unit_of_work
    from duly.primitives.actor import SYSTEM
    from tests.tampering.ground import NoteMade

    with unit_of_work() as record:
        record.write(NoteMade("N-ACCOUNT", 1, "Pay into 12345678 at 20-00-00."), by=SYSTEM)
    from duly.core.log.tests import sealing

    sealing.seal_now()
    with psycopg.connect(office.owner_dsn) as connection:
        found = pack(connection, about="N-ACCOUNT", subjects=(("test note", "N-ACCOUNT"),), keys=office.keys)

    assert (found.events, found.withheld) == (1, 1)
    assert all(b"12345678" not in content and b"MTIzNDU2Nzg" not in content for content in inside(found.content).values())


def test_words_that_are_not_for_its_reader_are_left_out_and_the_entry_is_proved(office, tmp_path):
    with psycopg.connect(office.owner_dsn) as connection:
        (event,) = connection.execute("SELECT event_id FROM audit.event WHERE subject_ref = 'H-0001' AND action = 'hold.placed'").fetchone()

    found = made(office, unsaid={event})

    report = checked(office, found.content, tmp_path)
    assert (report.count, report.events, found.withheld) == (0, 2, made(office).withheld + 1)
    assert b"A court may ask for it" not in b"".join(inside(found.content).values())


def test_a_kind_its_reader_may_not_read_is_left_out(office):
    assert made(office, hidden={"hold.placed"}).events == 1
