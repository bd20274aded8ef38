"""A week asked for from the page is judged by a worker; killed in the middle, it is judged by the next, once."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import psycopg
import pytest
from django.test import Client

from duly.core.jobs import queries as jobs
from duly.core.log.tests.reading_back import read_back
from duly.core.people.models import Officer
from duly.core.record.queries import newest
from duly.payments.validation import queries as judged
from tests.proofs import ground

pytestmark = pytest.mark.slow
SOURCE = str(Path(__file__).resolve().parents[2] / "src")


def a_worker() -> subprocess.Popen:
    """The worker as it is served, quick to miss one that has gone."""
    return subprocess.Popen([sys.executable, "-m", "duly.site.worker", "--stalled-after", "3"], env=os.environ | {"PYTHONPATH": SOURCE})


def until(what: Callable[[], bool], seconds: float = 60) -> None:
    ends = time.monotonic() + seconds
    while not what():
        assert time.monotonic() < ends, "It did not happen in time."
        time.sleep(0.1)


def test_it_is_made_once(commits, server):
    people = ground.desks()
    ground.facts_in(people)
    ground.taken_in("visits", ground.VISITS, people["payments-officer"])
    ground.taken_in("invoices", ground.INVOICES, people["payments-officer"])
    client = Client()
    client.force_login(Officer.objects.get(username="tom"), backend="allauth.account.auth_backends.AuthenticationBackend")
    asked = client.post("/runs/judge/", {"week": ground.WEEK})
    ref = asked["Location"].strip("/").split("/")[-1]
    page = f"/jobs/{ref}/"
    assert "waiting for its turn" in client.get(page).content.decode()

    # The kept judgements are locked, so that the worker is caught with everything judged and nothing yet written.
    with psycopg.connect(server.owner_of(commits)) as holding:
        holding.execute("LOCK TABLE validation_judgement IN SHARE ROW EXCLUSIVE MODE")
        first = a_worker()
        try:
            until(lambda: jobs.job(ref).state == "running" and waits_for_a_lock(server.owner_of(commits)))
            first.send_signal(signal.SIGKILL)
            first.wait()
        finally:
            first.kill()
    assert (jobs.job(ref).state, judged.judgements()) == ("running", ())

    second = a_worker()
    try:
        until(lambda: jobs.job(ref).finished)
    finally:
        second.terminate()
        second.wait(timeout=30)

    seen = jobs.job(ref)
    assert (seen.state, seen.attempts) == ("done", 2), seen
    (made,) = judged.judgements()
    assert (made.ref, made.visits, made.line_weeks) == ("JG-2026-W45-1", 3, 3)
    assert len(newest(subject="judgement")) == 1
    assert made.ref in client.get(page).content.decode()
    assert read_back().sound


def waits_for_a_lock(owner_dsn: str) -> bool:
    """Whether somebody stands before a lock in this database."""
    with psycopg.connect(owner_dsn) as looking:
        found = looking.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock' AND state = 'active'"
        ).fetchone()
    return found[0] > 0
