"""A disk that fills up: refused in one sentence, nothing half written, nothing acknowledged lost, and on it goes when there is room again."""

import json
import os
import subprocess
import sys

import pytest

from duly.core.record.actions import NO_ROOM
from tests.faults.sizes import SEED, size
from tests.faults_of_machine.filling import CANNOT_MOUNT, REFUSALS
from tests.faults_of_machine.installation import ROOT

pytestmark = pytest.mark.slow

CYCLES = size(1, 20)
MENDED_BY = "run it as root, or let ordinary users make namespaces: sysctl -w kernel.unprivileged_userns_clone=1"


def a_mounting_place() -> list[str]:
    """The command in front of ours that lets it mount, and nobody else see what."""
    return ["unshare", "--mount"] if os.geteuid() == 0 else ["unshare", "--user", "--map-current-user", "--keep-caps", "--mount"]


def test_a_full_disk_is_refused_in_one_sentence_and_nothing_acknowledged_is_lost(model, installation, capsys):
    folder = installation.home.root.parent / "disk"
    folder.mkdir(mode=0o711)
    try:
        done = subprocess.run(
            [*a_mounting_place(), sys.executable, "-m", "tests.faults_of_machine.filling", str(model.home.root), str(folder), str(CYCLES)],
            cwd=ROOT,
            env=installation.env,
            capture_output=True,
            text=True,
        )
        why = done.stderr.strip()
        cannot = done.returncode == CANNOT_MOUNT or (done.returncode != 0 and why.startswith("unshare:"))
    except FileNotFoundError:
        cannot, why = True, "this machine has no unshare"
    if cannot:
        says = f"F4, the full disk, was NOT RUN: no small disk can be made here ({why}): {MENDED_BY}"
        if os.environ.get("CI") == "true" and os.geteuid() == 0:
            pytest.fail(says)
        pytest.skip(says)
    assert done.returncode == 0, why[-3000:]

    seen = json.loads(done.stdout.splitlines()[-1])

    with capsys.disabled():
        print(
            f"\n  F4: {seen['cycles']} full disk, {seen['refused']:,} clean refusals, {seen['acknowledged']:,} acknowledged, {seen['lost']} lost, "
            f"{len(seen['alarms'])} alarms over {seen['events']:,} events and {seen['checkpoints']} checkpoints seen outside; seed {SEED}"
        )
    assert seen["codes"] == [NO_ROOM.code]
    assert (seen["unclean"], seen["panics"], seen["stayed up"]) == ([], 0, True)
    assert (seen["lost"], seen["silent"], seen["alarms"]) == (0, [], [])
    assert (seen["cycles"], seen["reads"]) == (CYCLES, CYCLES)
    assert seen["refused"] >= REFUSALS * CYCLES
    assert seen["acknowledged"] >= 100 * CYCLES
    assert seen["checkpoints"] >= 2 * CYCLES
