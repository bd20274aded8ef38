"""How far background work has got."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from duly.core.jobs.models import Job, JobProgress

State = Literal["waiting", "running", "done", "failed"]


@dataclass(frozen=True)
class JobSeen:
    """A job as a page shows it: `done` of `total` in `stage`. `total` is 0 until it is known; `result` is what the work gave back."""

    ref: str
    kind: str
    title: str
    state: State
    done: int
    total: int
    stage: str
    result: Any
    error: str
    attempts: int
    asked_by: str
    asked_at: datetime
    started_at: datetime | None
    finished_at: datetime | None

    @property
    def finished(self) -> bool:
        """Whether nothing more will happen to it."""
        return self.state in ("done", "failed")

    @classmethod
    def of(cls, row: Job, progress: JobProgress | None) -> "JobSeen":
        """From its row and that of its progress, which it has from when it is begun."""
        apart = {name: getattr(progress, name) if progress else nothing for name, nothing in (("done", 0), ("total", 0), ("stage", ""))}
        return cls(**{name: getattr(row, name) for name in cls.__dataclass_fields__ if name not in apart}, **apart)


def job(ref: str) -> JobSeen:
    """One job by its reference. An unknown one is `Job.DoesNotExist`."""
    return _seen([Job.objects.get(ref=ref)])[0]


def jobs(*, asked_by: str = "", kind: str = "", unfinished: bool = False, limit: int = 50) -> tuple[JobSeen, ...]:
    """The newest jobs first, up to `limit`: of a person, of a kind, or only those waiting or running."""
    found = Job.objects.order_by("-id")
    if asked_by:
        found = found.filter(asked_by=asked_by)
    if kind:
        found = found.filter(kind=kind)
    if unfinished:
        found = found.filter(state__in=["waiting", "running"])
    return _seen(list(found[:limit]))


def failed_since(at: datetime, *, limit: int = 200) -> tuple[JobSeen, ...]:
    """The jobs that failed since a moment, oldest first."""
    return _seen(list(Job.objects.filter(state="failed", finished_at__gte=at).order_by("pk")[:limit]))


def unfinished(lock: str) -> JobSeen | None:
    """The job that is waiting or running under this lock, if there is one."""
    row = Job.objects.filter(unfinished_lock=lock, state__in=["waiting", "running"]).first() if lock else None
    return _seen([row])[0] if row else None


def _seen(rows: list[Job]) -> tuple[JobSeen, ...]:
    progress = JobProgress.objects.in_bulk([row.ref for row in rows])
    return tuple(JobSeen.of(row, progress.get(row.ref)) for row in rows)
