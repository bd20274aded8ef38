"""Asking for work, and doing it here."""

import pytest
from django.db import connection, transaction
from django.db.utils import IntegrityError

from duly.core.documents.models import Document
from duly.core.jobs import queries
from duly.core.jobs.actions import ask_for, run
from duly.core.jobs.models import Job
from duly.core.jobs.tests import work_for_tests  # noqa: F401  (registers the work)
from duly.core.jobs.work import work
from duly.core.jobs.worker import flows
from duly.core.record.actions import unit_of_work
from duly.core.record.clock import now
from duly.primitives.actor import SYSTEM, Actor
from duly.primitives.refusal import Refused

pytestmark = pytest.mark.django_db
ADA = Actor("O-0001", "Ada Example", ("payments-officer",))


def counting(**also) -> str:
    return ask_for("tests.count", title="Count to three", by=ADA, steps=3, seconds_a_step=0, **also)


def waiting_in_the_queue() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT args ->> 'ref' FROM procrastinate_jobs WHERE task_name = 'duly.do' AND status = 'todo'")
        return [ref for (ref,) in cursor.fetchall()]


def test_a_job_waits_in_the_queue_until_a_worker_takes_it():
    ref = counting()

    seen = queries.job(ref)
    assert (seen.state, seen.title, seen.asked_by, seen.finished) == ("waiting", "Count to three", "O-0001", False)
    assert waiting_in_the_queue() == [ref]
    assert queries.jobs(asked_by="O-0001", unfinished=True) == (seen,)


def test_nothing_is_asked_for_when_the_caller_does_not_commit():
    with pytest.raises(RuntimeError), unit_of_work():
        counting()
        raise RuntimeError("the caller's work fails")

    assert not Job.objects.exists()
    assert waiting_in_the_queue() == []


def test_a_job_that_is_done_keeps_its_work_and_its_result():
    ref = counting()

    run(ref)

    seen = queries.job(ref)
    assert (seen.state, seen.attempts, seen.finished) == ("done", 1, True)
    assert seen.result == {"document": Document.objects.get().ref}


def test_a_job_that_is_done_is_not_done_again():
    ref = counting()

    run(ref)
    run(ref)

    assert Document.objects.count() == 1
    assert queries.job(ref).attempts == 1


def test_a_refusal_is_the_jobs_error_and_nothing_of_its_work_is_kept():
    ref = ask_for("tests.refuse", title="Refuse", by=SYSTEM)

    run(ref)

    assert (queries.job(ref).state, queries.job(ref).error) == ("failed", "There is nothing to count.")
    assert not Document.objects.exists()


def test_a_mistake_fails_the_job_loudly_and_nothing_of_its_work_is_kept():
    ref = ask_for("tests.break", title="Break", by=SYSTEM)

    with pytest.raises(ZeroDivisionError):
        run(ref)

    assert queries.job(ref).error == f"Something went wrong that is not your doing (ZeroDivisionError). It has been logged as {ref}."
    assert not Document.objects.exists()


def test_a_job_that_kills_its_worker_is_given_up_after_five_times():
    ref = counting()
    Job.objects.update(state="running", attempts=5, started_at=now())

    run(ref)

    assert queries.job(ref).error == "It was started 5 times and never finished."


def test_under_one_lock_one_job_is_unfinished_at_a_time():
    first = counting(queueing_lock="run R-0001")

    with pytest.raises(Refused) as refused:
        counting(queueing_lock="run R-0001")

    assert refused.value.refusal.because == f"This was already asked for, as {first} (Count to three), and has not finished."
    run(first)
    assert counting(queueing_lock="run R-0001") != first


def test_work_of_one_kind_is_registered_once():
    with pytest.raises(TypeError, match=r"Two functions do the work tests\.count"):

        @work("tests.count")
        def another(progress):
            """Would stand in for the first."""


def test_the_worker_looks_for_work_in_the_flows_of_the_wings():
    assert all(module.endswith(".flow") for module in flows())


@pytest.mark.parametrize(
    ("constraint", "wrong"),
    [
        ("job_state_is_known", {"state": "lost"}),
        ("job_finished_has_its_time", {"state": "done"}),
        ("job_finished_has_its_time", {"finished_at": now()}),
        ("job_failed_says_why", {"state": "failed", "finished_at": now()}),
        ("job_failed_says_why", {"error": "No."}),
        ("one_unfinished_job_of_a_lock", {"unfinished_lock": "taken"}),
    ],
)
def test_the_database_refuses_a_job_that_contradicts_itself(constraint, wrong):
    right = {"kind": "x", "title": "x", "asked_by": "x", "asked_by_name": "x", "asked_at": now()}
    Job.objects.create(**right, ref="J-1", unfinished_lock="taken")

    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Job.objects.create(**right | wrong, ref="J-2")
