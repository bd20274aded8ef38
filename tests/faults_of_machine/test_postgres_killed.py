"""The whole of PostgreSQL killed while eight people write and the sequencer seals: nothing that was acknowledged is lost."""

import os
import random
import signal
import time

import pytest

from duly.machine.leftovers import living_in
from duly.machine.postgres import EmbeddedPostgres
from tests.faults.sizes import SEED, size
from tests.faults_of_machine.holding import held_against, some_more, writers

pytestmark = pytest.mark.slow

CRASHES = size(5, 500)
FLOOR_EACH = 100
"""Acknowledged writes before each crash: with fewer hardly anything would be at stake."""


def test_no_acknowledged_write_is_lost(installation, tmp_path, capsys):
    chance = random.Random(SEED)
    recoveries = []
    with EmbeddedPostgres.running(installation.home, say=lambda sentence: None) as server, writers(installation, tmp_path, 8):
        for _ in range(CRASHES):
            some_more(tmp_path, FLOOR_EACH)
            time.sleep(chance.uniform(0, 0.5))
            kill_all(installation.home.postgres)
            began = time.monotonic()
            server.revive()
            recoveries.append(time.monotonic() - began)
            found = held_against(installation, tmp_path)
            assert found.well, (SEED, found)
        some_more(tmp_path, FLOOR_EACH)
        found = held_against(installation, tmp_path)

    with capsys.disabled():
        print(
            f"\n  F2: {len(recoveries)} crashes, {found.acknowledged:,} acknowledged, {len(found.lost)} lost, {len(found.alarms)} alarms against "
            f"{found.checkpoints} checkpoints seen outside; recovery mean {sum(recoveries) / len(recoveries):.1f} s, "
            f"longest {max(recoveries):.1f} s; seed {SEED}"
        )
    assert found.well, (SEED, found)
    assert len(recoveries) == CRASHES
    assert found.acknowledged >= FLOOR_EACH * CRASHES
    assert found.checkpoints >= CRASHES
    assert max(recoveries) < 30


def kill_all(data) -> None:
    """SIGKILL to the postmaster and to every process of it."""
    postmaster = int((data / "postmaster.pid").read_text().split()[0])
    for pid in (postmaster, *living_in(data)):
        try:
            os.kill(pid, signal.SIGKILL)
        except ProcessLookupError:
            continue
    while living_in(data):
        time.sleep(0.01)
