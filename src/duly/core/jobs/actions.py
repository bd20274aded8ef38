"""Asking for background work, and doing it once."""

import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from typing import Any

from django.db import DatabaseError, OperationalError, connection
from procrastinate.contrib.django import app

from duly.core.jobs import checks
from duly.core.jobs.models import Job
from duly.core.jobs.work import OF_ONE_MOMENT, WORK, Progress
from duly.core.record.actions import take_number, unit_of_work
from duly.core.record.clock import now
from duly.primitives.actor import Actor
from duly.primitives.refusal import Refused, stop_if

MOST_ATTEMPTS = 5
TASK = "duly.do"
"""The queue's name for doing a job; `tasks` answers to it."""
log = logging.getLogger(__name__)


def ask_for(kind: str, *, title: str, by: Actor, queueing_lock: str = "", **args: Any) -> str:
    """Ask for work of a kind, in the caller's transaction, and return the job's reference. Nothing starts unless that commits.

    `args` are JSON values, given to the work by name. Refused: "already-asked", while a job of the same `queueing_lock` is unfinished.
    """
    with unit_of_work():
        stop_if(checks.why_not_ask_for(queueing_lock=queueing_lock))
        job = Job.objects.create(
            ref=f"J-{take_number('jobs_job_number'):06d}",
            kind=kind,
            title=title,
            args=args,
            unfinished_lock=queueing_lock,
            asked_by=by.ref,
            asked_by_name=by.name,
            asked_by_posts=list(by.posts),
            asked_at=now(),
        )
        app.configure_task(TASK).defer(ref=job.ref)
    return job.ref


def run(ref: str) -> None:
    """Do a job, unless it is done. Its work and its result are kept in one transaction, so that work begun twice is kept once.

    A worker calls this; so do set-up and tests, to do a job here and now. An error that is not a refusal is raised again when the job
    has been marked as failed. A lost or overloaded database (OperationalError) leaves the job to be tried again, five times in all.
    """
    job = _begin(ref)
    if job is None:
        return
    progress = Progress(ref, Actor(job.asked_by, job.asked_by_name, tuple(job.asked_by_posts)))
    try:
        _work_once(ref, progress, job.kind, job.args)
    except Refused as refused:
        _fail(ref, refused.refusal.because)
    except OperationalError:
        if job.attempts >= MOST_ATTEMPTS:
            _fail(ref, "The database did not answer, five times over. Ask for it again later.")
        raise
    except Exception as error:
        _fail(ref, f"Something went wrong that is not your doing ({type(error).__name__}). It has been logged as {ref}.")
        log.exception("Job %s failed", ref)
        raise
    finally:
        progress.close()


def _begin(ref: str) -> Job | None:
    """Mark a job as running, in a transaction of its own; None when there is nothing to do."""
    with unit_of_work():
        job = Job.objects.select_for_update().get(ref=ref)
        if job.state in ("done", "failed"):
            return None
        if job.attempts >= MOST_ATTEMPTS:
            _finish(job, state="failed", error=f"It was started {MOST_ATTEMPTS} times and never finished.")
            return None
        job.state, job.attempts, job.started_at = "running", job.attempts + 1, job.started_at or now()
        job.save(update_fields=["state", "attempts", "started_at"])
    return job


def _work_once(ref: str, progress: Progress, kind: str, args: Mapping[str, Any]) -> None:
    """The work, its result and "done" in one transaction. Another worker with the same job waits outside, and then finds it done."""
    with _alone_with(ref), unit_of_work(snapshot=kind in OF_ONE_MOMENT):
        if Job.objects.values_list("state", flat=True).get(ref=ref) in ("done", "failed"):
            return
        result = WORK[kind](progress, **args)
        progress.close()
        _finish(Job.objects.get(ref=ref), state="done", result=result)


@contextmanager
def _alone_with(ref: str) -> Iterator[None]:
    """Hold a job's own advisory lock, taken before the transaction begins: one that reads one moment must not choose its moment while it waits."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(hashtextextended(%s, 0))", [f"job {ref}"])
    try:
        yield
    finally:
        with suppress(DatabaseError), connection.cursor() as cursor:  # a connection that is gone has let go of it
            cursor.execute("SELECT pg_advisory_unlock(hashtextextended(%s, 0))", [f"job {ref}"])


def _fail(ref: str, error: str) -> None:
    with unit_of_work():
        job = Job.objects.select_for_update().get(ref=ref)
        if job.state == "running":
            _finish(job, state="failed", error=error)


def _finish(job: Job, *, state: str, result: Any = None, error: str = "") -> None:
    job.state, job.result, job.error, job.finished_at = state, result, error, now()
    job.save(update_fields=["state", "result", "error", "finished_at"])
