"""`duly demo --no-serve` in an empty home, by a process that knows nothing of the tests: two offices worked once, and only counted the second time."""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from duly.cli import exits

pytestmark = pytest.mark.slow
SOURCE = str(Path(__file__).resolve().parents[3])


@pytest.fixture
def home() -> Iterator[Path]:
    """A folder for Duly to live in, which the user that runs PostgreSQL can reach, as pytest's own cannot be."""
    with tempfile.TemporaryDirectory(prefix="duly-demo-", ignore_cleanup_errors=True) as folder:
        Path(folder).chmod(0o755)
        yield Path(folder) / "home"


def duly(home: Path, *arguments: str) -> subprocess.CompletedProcess:
    """The command as somebody types it, with a home and nothing else of the tests'."""
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("DULY_", "DJANGO_", "DATABASE_"))}
    command = [sys.executable, "-c", "from duly.cli.main import run; run()", *arguments]
    return subprocess.run(
        command, env=environment | {"DULY_HOME": str(home), "PYTHONPATH": SOURCE}, capture_output=True, text=True, timeout=280, check=False
    )


def test_the_demo_works_two_offices_once_and_the_second_time_only_counts(home):
    first = duly(home, "demo", "--size", "small", "--no-serve", "--json")
    again = duly(home, "demo", "--size", "small", "--no-serve", "--json")

    assert (first.returncode, again.returncode) == (exits.DONE, exits.DONE), first.stderr + again.stderr
    told = json.loads(first.stdout)
    assert json.loads(again.stdout) == told
    assert "Appointing" in first.stderr
    assert "Appointing" not in again.stderr
    assert told["file total"] == told["run total"] == told["journal total"] == told["payable"]
    assert told["visits judged"] > 3000
    assert (told["weeks"], told["providers"], told["files handed over"]) == ("2026-W44 to 2026-W45", 6, 1)
    assert told["planted"].endswith("all found, and nothing else")
    assert "not as planted" not in told
    assert (told["care homes"], told["rate book"], told["refused at the door"]["302"]) == (
        2,
        "1,680 rates in 3 yearly versions",
        "1 file, 1 batch",
    )
    assert {"101", "103", "107", "202", "203", "301", "303", "306", "401", "406", "407", "411", "501", "503"} <= set(
        told["exceptions by code"]
    )
    assert told["planted by code"] == {code: count for code, count in told["exceptions by code"].items() if code != "101"}
    assert (told["let through"]["line-weeks"], told["nights claimed"]) > (3, 500)
    assert (told["submissions returned"], told["decisions signed"], told["letters by state"]) == (
        1,
        7,
        {"draft": 5, "approved": 1, "sent": 3},
    )
    assert told["planted in post"].startswith("23 triggers of 9 kinds in 44 letters: all found; 2 false alarms")
    assert told["triaged by rule"]["Distress"] > 2
    assert told["alerts raised"] > 5
    assert told["planted in submissions"] == "27 defects of 27 kinds: all found, 0 false alarms"
    assert told["submissions checked"]["nothing to mend"] >= 5
    assert sum(told["decisions by level"].values()) == told["decisions signed"]
    assert told["cases"]["closed"] == 200
    assert 200 < told["taken over"] < 240
    assert told["record verified"] == f"{told['events written']:,} events, no alarms"

    sealed = json.loads(duly(home, "record", "checkpoint", "--json").stdout)
    assert (sealed["entries"], told["checkpoint"].startswith(sealed["root"]), len(sealed["cosigned_by"])) == (
        told["entries sealed"],
        True,
        1,
    )
    verified = duly(home, "record", "verify", "--json")
    assert (verified.returncode, json.loads(verified.stdout)["alarms"]) == (exits.DONE, 0)
    assert json.loads(verified.stdout)["events"] == told["events written"] == told["entries sealed"]
    assert duly(home, "doctor").returncode == exits.DONE
    explained = duly(home, "explain", "L-30001", "--week", "2026-W45", "--depth", "sentence")
    assert explained.returncode == exits.DONE, explained.stderr


def test_a_real_installation_is_never_turned_into_a_practice_copy(home):
    home.mkdir()
    (home / "credentials.json").write_text("{}")

    refused = duly(home, "demo", "--no-serve")

    assert refused.returncode == exits.CONFLICT
    assert "cannot be turned into a practice copy" in refused.stderr
