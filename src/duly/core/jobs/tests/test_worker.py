"""A real worker, in a process of its own: it is seen working, let finish, and killed."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from duly.core.documents.models import Document
from duly.core.jobs import queries
from duly.core.jobs.actions import ask_for
from duly.primitives.actor import SYSTEM

SOURCE = str(Path(__file__).resolve().parents[4])
pytestmark = pytest.mark.slow


@pytest.fixture
def a_worker(commits: str) -> Iterator[Callable[[], subprocess.Popen]]:
    """Starts workers on this test's database, and ends those it started."""
    started: list[subprocess.Popen] = []

    def start() -> subprocess.Popen:
        command = [sys.executable, "-m", "duly.core.jobs.worker", "--stalled-after", "3", "--also", "duly.core.jobs.tests.work_for_tests"]
        worker = subprocess.Popen(command, env=os.environ | {"PYTHONPATH": SOURCE})
        started.append(worker)
        return worker

    yield start
    for worker in started:
        worker.kill()
        worker.wait()


def until(what: Callable[[], bool], seconds: float = 40) -> None:
    ends = time.monotonic() + seconds
    while not what():
        assert time.monotonic() < ends, "It did not happen in time."
        time.sleep(0.1)


def test_a_job_is_done_and_its_progress_is_seen_before_it_commits(a_worker):
    ref = ask_for("tests.count", title="Count", by=SYSTEM, steps=4, seconds_a_step=0.6)
    worker = a_worker()

    until(lambda: queries.job(ref).done > 0)
    seen = queries.job(ref)
    assert (seen.state, seen.total, seen.stage) == ("running", 4, "counting")
    assert not Document.objects.exists()

    worker.send_signal(signal.SIGTERM)
    assert worker.wait(timeout=30) == 0
    assert queries.job(ref).state == "done"
    assert (queries.job(ref).done, Document.objects.count()) == (4, 1)


def test_work_may_ask_for_more_work(a_worker):
    first = ask_for("tests.ask", title="Ask", by=SYSTEM)
    a_worker()

    until(lambda: queries.job(first).finished)
    until(lambda: queries.job(queries.job(first).result["asked"]).finished)
    assert [job.state for job in queries.jobs()] == ["done", "done"]


def test_a_killed_workers_job_is_finished_by_the_next_once(a_worker):
    ref = ask_for("tests.count", title="Count", by=SYSTEM, steps=4, seconds_a_step=0.6)
    first = a_worker()
    until(lambda: queries.job(ref).done > 0)

    first.kill()
    first.wait()
    assert queries.job(ref).state == "running"
    a_worker()

    until(lambda: queries.job(ref).finished)
    seen = queries.job(ref)
    assert (seen.state, seen.attempts, seen.done) == ("done", 2, 4)
    assert [document.ref for document in Document.objects.all()] == [seen.result["document"]]
