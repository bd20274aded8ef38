"""When the disk runs short, taking in files stops first: refused in a sentence, recorded, and nothing of the file kept."""

import pytest

from duly.core.intake import checks
from duly.core.intake.actions import take_in
from duly.core.intake.queries import import_seen
from duly.machine import disk
from duly.primitives.actor import SYSTEM

GB = 10**9


@pytest.fixture
def room(monkeypatch):
    def has(free: int, total: int) -> None:
        monkeypatch.setattr(disk, "free", lambda home: disk.Space(free, total))

    return has


@pytest.mark.parametrize(("free", "total"), [(15 * GB, 100 * GB), (14, 14), (100 * GB, 1_000 * GB)])
def test_while_there_is_room_files_are_taken_in(room, free, total):
    room(free, total)

    assert checks.why_not_room() is None


def test_when_it_is_short_they_are_refused_and_the_file_is_not_kept(room, db):
    room(14 * GB, 100 * GB)

    outcome = take_in(
        kind="test", name="a.csv", content=b"one\n1\n", source="test", by=SYSTEM, columns=(), check=lambda rows: (), keep=lambda *_: {}
    )

    assert not outcome.accepted
    assert outcome.refusal.code == "no-room"
    assert outcome.refusal.because.startswith("The disk has 14 % of its room left. Below 15 % no more files are taken in")
    assert import_seen(outcome.ref).document == ""
