"""The queue's own side: one task that does a job by its reference, and one that takes up what a dead worker left."""

import logging
from typing import Any

from django.db import OperationalError
from procrastinate import JobContext, RetryStrategy
from procrastinate.contrib.django import app
from procrastinate.exceptions import ConnectorException
from procrastinate.jobs import Status

from duly.core.jobs.actions import TASK, run

STALLED_AFTER_SECONDS = 12.0
LOOK_FOR_STALLED = "* * * * * */5"
"""Every five seconds; the sixth place is seconds."""

log = logging.getLogger(__name__)


@app.task(name=TASK, retry=RetryStrategy(max_attempts=5, wait=5, retry_exceptions=(OperationalError,)))
def do(ref: str) -> None:
    """Do the job with this reference."""
    run(ref)


@app.periodic(cron=LOOK_FOR_STALLED)
@app.task(name="duly.retry_stalled", queueing_lock="duly.retry_stalled", priority=100, pass_context=True)
async def retry_stalled(context: JobContext, timestamp: int) -> None:
    """Put back in the queue the jobs of workers that have not been heard of for a while.

    It has a queueing lock and no lock: a lock would stay with a killed worker's own run of this task, and nothing would be taken up again.
    """
    manager = context.app.job_manager
    seconds: Any = context.additional_context.get("stalled_after", STALLED_AFTER_SECONDS)
    for job in await manager.get_stalled_jobs(seconds_since_heartbeat=seconds):
        try:
            if job.task_name == "duly.retry_stalled":
                await manager.finish_job(job, status=Status.FAILED, delete_job=True)
            else:
                log.warning("Job %s is taken up again: its worker was not heard of for %s seconds.", job.task_kwargs.get("ref"), seconds)
                await manager.retry_job(job)
        except ConnectorException:
            log.exception("A stalled job could not be put back in the queue: %s", job.id)
