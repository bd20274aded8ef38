"""One piece of background work: a page to wait at or to leave."""

from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from duly.core.jobs import queries
from duly.core.jobs.queries import JobSeen
from duly.core.record.clock import now
from duly.ui.asks import asks
from duly.ui.frame import Link, Progress
from duly.ui.pages import show


@asks()
def job(request: HttpRequest, ref: str) -> HttpResponse:
    """How far a job has got, asked for again every second until it is finished."""
    seen = _find(ref)
    return show(
        request,
        "jobs/job.html",
        title=seen.title,
        sub=seen.ref,
        refresh_seconds=None if seen.finished else 2,
        progress=shown(seen),
    )


@asks()
def progress(request: HttpRequest, ref: str) -> HttpResponse:
    """The same progress by itself, for the page to put in its place."""
    return render(request, "jobs/progress.html", {"progress": shown(_find(ref))}, using="jinja2")


def shown(job: JobSeen) -> Progress:
    """A job as the progress component shows it. Its work says where to go next in `result["next"]` and `result["says"]`."""
    result: dict[str, Any] = job.result if isinstance(job.result, dict) else {}
    waiting = job.state == "waiting"
    return Progress(
        job.title,
        job.total if job.state == "done" else job.done,
        job.total,
        stage="waiting for its turn" if waiting else "" if job.finished else job.stage,
        left=_left(job),
        url=f"/jobs/{job.ref}/progress/",
        finished=job.finished,
        failed_because=job.error,
        next=Link(result.get("says", "See what came of it"), result["next"]) if job.state == "done" and "next" in result else None,
    )


def _left(job: JobSeen) -> str:
    """How long it will take at the pace it has kept, once that can be told."""
    if job.state != "running" or job.started_at is None or not 0 < job.done < job.total:
        return ""
    seconds = round((now() - job.started_at).total_seconds() * (job.total - job.done) / job.done)
    return f"about {seconds} second{'' if seconds == 1 else 's'} left" if seconds < 90 else f"about {round(seconds / 60)} minutes left"


def _find(ref: str) -> JobSeen:
    try:
        return queries.job(ref)
    except ObjectDoesNotExist:
        raise Http404("There is no such job.") from None
