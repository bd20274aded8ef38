"""What the supervisor starts it keeps running, and nothing outlives it."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from duly.machine.leftovers import living_in
from duly.machine.our_own import our_own
from duly.machine.tests.tools import eventually, libraries

SUPERVISE = Path(__file__).with_name("supervise.py")


class Supervised:
    """A supervisor in a process of its own, and what it said happened."""

    def __init__(self, folder, *commands, home=""):
        self.log = folder / "events"
        self.log.touch()
        self.process = subprocess.Popen(
            [sys.executable, str(SUPERVISE), str(self.log), str(home), *commands],
            stderr=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONPATH": libraries()},
        )

    def events(self):
        return self.log.read_text().splitlines()

    def started(self, name):
        """The process ids of this child, from its first start to its latest."""
        return [int(line.split()[-1]) for line in self.events() if line.startswith(f"{name} started")]

    def end(self, seconds=20):
        self.process.terminate()
        self.process.wait(seconds)
        return self.process.returncode


@pytest.fixture
def supervised(tmp_path):
    made = []

    def supervise(*commands, **options):
        made.append(Supervised(tmp_path, *commands, **options))
        return made[-1]

    yield supervise
    for one in made:
        one.process.kill()
        one.process.wait()
        one.process.stderr.close()


def running(pid):
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):  # it may end between its file being opened and read
        return False


def written(path):
    return path.exists() and path.read_text()


def test_a_killed_child_is_started_again_and_the_others_left_alone(supervised):
    it = supervised("pages=sleep 60", "worker=sleep 60")
    assert eventually(lambda: it.started("worker"))
    (pages,), (worker,) = it.started("pages"), it.started("worker")

    os.kill(pages, signal.SIGKILL)

    assert eventually(lambda: len(it.started("pages")) == 2)
    assert "pages killed by SIGKILL" in it.events()
    assert it.started("worker") == [worker]
    assert running(it.started("pages")[1])


def test_children_start_in_order_and_stop_in_reverse(supervised):
    it = supervised("first=sleep 60", "second=sleep 60")
    assert eventually(lambda: it.started("second"))

    assert it.end() == 0

    names = [line.split()[0] for line in it.events()]
    assert names == ["first", "second", "second", "first"]
    assert not running(it.started("first")[0])
    assert not running(it.started("second")[0])


def test_ctrl_c_stops_it_as_well(supervised):
    it = supervised("pages=sleep 60")
    assert eventually(lambda: it.started("pages"))

    it.process.send_signal(signal.SIGINT)

    assert it.process.wait(10) == 0
    assert not running(it.started("pages")[0])


def test_a_child_that_keeps_dying_is_given_up_and_everything_stopped(supervised):
    began = time.monotonic()
    it = supervised("steady=sleep 60", "pages=false")

    assert it.process.wait(20) == 1

    assert "pages ended with code 1, 5 times within 30 seconds, so everything was stopped" in it.process.stderr.read()
    assert len(it.started("pages")) == 5
    assert time.monotonic() - began > 0.2 + 0.4 + 0.8 + 1.6  # the pause doubles
    assert not running(it.started("steady")[0])


def test_a_child_that_cannot_be_started_is_named(supervised):
    it = supervised("pages=/no/such/program")

    assert it.process.wait(10) == 1
    assert "pages cannot be started" in it.process.stderr.read()


def test_what_a_dead_child_leaves_behind_is_ended_before_it_starts_again(supervised, tmp_path):
    it = supervised(f"pages=sh -c 'sleep 60 & echo $! >> {tmp_path}/left; wait'")
    assert eventually(lambda: written(tmp_path / "left") and it.started("pages"))
    (left,) = map(int, (tmp_path / "left").read_text().split())

    os.kill(it.started("pages")[0], signal.SIGKILL)

    assert eventually(lambda: len(it.started("pages")) == 2)
    assert not running(left)


def test_killing_the_supervisor_ends_children_their_children_and_the_stubborn(supervised, tmp_path):
    it = supervised(
        f"pages=sh -c 'sleep 60 & echo $! > {tmp_path}/grandchild; wait'",
        "stubborn=sh -c 'trap \"\" TERM; while :; do sleep 1; done'",
    )
    assert eventually(lambda: written(tmp_path / "grandchild") and it.started("stubborn"))
    everyone = [*it.started("pages"), *it.started("stubborn"), int((tmp_path / "grandchild").read_text())]
    assert all(map(running, everyone))

    it.process.kill()

    assert eventually(lambda: not any(map(running, everyone)), seconds=10)


def test_postgres_comes_first_goes_last_and_is_started_again_when_killed(supervised, home):
    it = supervised("pages=sleep 60", home=home.root)
    assert eventually(lambda: it.started("pages"), seconds=20)
    assert it.events()[0] == "postgres answers"
    (pages,) = it.started("pages")
    killed = int((home.postgres / "postmaster.pid").read_text().split()[0])

    os.kill(killed, signal.SIGKILL)

    assert eventually(lambda: it.events().count("postgres answers") == 2)
    assert it.started("pages") == [pages]
    assert it.end() == 0
    assert it.events()[-2:] == ["pages stopped", "postgres left"]
    assert not living_in(home.postgres)


def test_killing_the_supervisor_stops_postgres_too(supervised, home):
    it = supervised("pages=sleep 60", home=home.root)
    assert eventually(lambda: it.started("pages"), seconds=20)

    it.process.kill()

    assert eventually(lambda: not living_in(home.postgres) and not running(it.started("pages")[0]), seconds=5)


def test_a_supervisor_takes_over_the_server_of_a_command_that_was_killed(supervised, home, command):
    owner = command()
    owner.said()
    it = supervised("pages=sleep 60", home=home.root)
    assert eventually(lambda: it.started("pages"), seconds=20)

    owner.kill()

    assert eventually(lambda: it.events().count("postgres answers") == 2)
    assert it.end() == 0
    assert not living_in(home.postgres)


def test_a_program_of_ours_does_not_read_what_lies_in_the_folder_one_stands_in(tmp_path):
    (tmp_path / "enum.py").write_text("raise SystemExit('read from the folder')")

    done = subprocess.run(our_own("duly.witness", "--help"), cwd=tmp_path, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stderr
