"""Jobs: what was asked for, how far it has got, and what came of it."""

from typing import ClassVar

from django.db import models

from duly.core.record import guards


@guards.exempt("progress of background work, not a decision: what the work decides is recorded by the rooms that do it")
class Job(models.Model):
    """One piece of background work. `unfinished_lock` lets no second job of that name be waiting or running beside it."""

    ref = models.CharField(max_length=20, unique=True)
    kind = models.CharField(max_length=60)
    title = models.CharField(max_length=200)
    args = models.JSONField(default=dict)
    state = models.CharField(max_length=10, default="waiting")
    result = models.JSONField(null=True)
    error = models.TextField(blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    unfinished_lock = models.CharField(max_length=120, blank=True)
    asked_by = models.CharField(max_length=40)
    asked_by_name = models.CharField(max_length=120)
    asked_by_posts = models.JSONField(default=list)
    asked_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["asked_by", "-id"], name="job_newest_of_a_person")]
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(state__in=["waiting", "running", "done", "failed"]), name="job_state_is_known"),
            models.CheckConstraint(
                condition=(~models.Q(state__in=["done", "failed"]) | models.Q(finished_at__isnull=False))
                & (~models.Q(state__in=["waiting", "running"]) | models.Q(finished_at__isnull=True)),
                name="job_finished_has_its_time",
            ),
            models.CheckConstraint(
                condition=models.Q(state="failed") & ~models.Q(error="") | ~models.Q(state="failed") & models.Q(error=""),
                name="job_failed_says_why",
            ),
            models.UniqueConstraint(
                fields=["unfinished_lock"],
                condition=models.Q(state__in=["waiting", "running"]) & ~models.Q(unfinished_lock=""),
                name="one_unfinished_job_of_a_lock",
            ),
        ]


@guards.exempt("progress of background work, not a decision")
class JobProgress(models.Model):
    """How far a job has got. It has a row of its own: work that reads one moment could not finish a row that progress was written to meanwhile."""

    ref = models.CharField(max_length=20, primary_key=True)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    stage = models.CharField(max_length=120, blank=True)
