"""The sequencer's own process: it seals while others write, is killed, begins again, and stops when told; two at once do no harm."""

import base64
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from duly.core.log import queries
from duly.core.log.public_key import public_key_file
from duly.core.log.ring import Ring
from duly.core.log.tests.ground import checkpoints_agree, log_is_sound, rows, write
from duly.primitives.note import Signer

pytestmark = pytest.mark.usefixtures("commits")
SOURCE = str(Path(__file__).resolve().parents[2] / "src")
PATIENCE_SECONDS = 20


@pytest.fixture
def keys_folder(tmp_path) -> Path:
    return tmp_path / "keys"


@pytest.fixture
def sequencer(keys_folder):
    """Start it, as the supervisor does, with keys of its own; whatever still runs at the end is killed."""
    environment = {**os.environ, "PYTHONPATH": SOURCE, "DULY_KEYS": str(keys_folder), "DULY_WITNESS": ""}
    started: list[subprocess.Popen] = []
    public_key_file().unlink(missing_ok=True)  # of another test, whose key is gone with its folder

    def start() -> subprocess.Popen:
        started.append(subprocess.Popen([sys.executable, "-m", "duly.site.sequencer"], env=environment, stderr=subprocess.PIPE, text=True))
        return started[-1]

    yield start
    for one in started:
        one.kill()
        one.communicate()


def until(true) -> None:
    """Wait for it, or fail."""
    ends = time.monotonic() + PATIENCE_SECONDS
    while not true():
        assert time.monotonic() < ends
        time.sleep(0.05)


def signed_all() -> bool:
    newest = queries.newest_checkpoint()
    return newest is not None and newest.size == rows("SELECT count(*) FROM audit.event")[0][0]


def test_it_seals_is_killed_and_goes_on(sequencer, keys_folder):
    first = sequencer()
    write(5)
    until(signed_all)
    first.send_signal(signal.SIGKILL)
    first.wait()
    write(5)
    assert not signed_all()

    second, third = sequencer(), sequencer()
    write(3)
    until(signed_all)
    until(lambda: rows("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND usename LIKE '%seq'") == [(4,)])
    for one in (second, third):
        one.send_signal(signal.SIGTERM)

    assert [one.wait(timeout=PATIENCE_SECONDS) for one in (second, third)] == [0, 0]
    assert log_is_sound(_ring(keys_folder)) == queries.newest_checkpoint().size
    checkpoints_agree()
    assert queries.alarms() == ()


def _ring(folder: Path) -> Ring:
    told = json.loads((folder / "log.key").read_text(encoding="utf-8"))
    return Ring(Signer(told["name"], base64.b64decode(told["private"])))


def test_a_key_that_cannot_be_read_stops_the_sealing_and_not_the_process(sequencer, keys_folder):
    keys_folder.mkdir()
    (keys_folder / "log.key").write_text("not a key")
    running = sequencer()
    write()

    time.sleep(3)

    assert running.poll() is None
    (keys_folder / "log.key").unlink()
    until(signed_all)
