"""Principals, the order of their boxes, what each last read, what they asked and were answered, and what came back and was received."""

from typing import ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import Q

from duly.core.confidentiality.scoped import ScopedBy
from duly.core.record import guards


@guards.facts("principal.named", "principal.ended", about="post")
class Principal(models.Model):
    """A post the team works for, and how its holder reads. The figures are defaults an office sets for itself."""

    post = models.CharField(max_length=40)
    place = models.PositiveIntegerField()
    words_per_minute = models.PositiveIntegerField()
    minutes_per_page = models.PositiveIntegerField()
    minutes_per_week = models.PositiveIntegerField()
    needed_in_working_days = models.PositiveIntegerField()
    during = DateRangeField()
    made_by = models.UUIDField()
    superseded_by = models.UUIDField(null=True)

    class Meta:
        constraints: ClassVar = [
            ExclusionConstraint(
                name="one_account_of_a_principal_at_a_time",
                expressions=[("post", RangeOperators.EQUAL), ("during", RangeOperators.OVERLAPS)],
                condition=Q(superseded_by__isnull=True),
            ),
            models.CheckConstraint(name="principal_reads_at_some_rate", condition=Q(words_per_minute__gt=0, minutes_per_week__gt=0)),
        ]


@guards.lines("box.placed", about="submission_ref")
class Placing(models.Model):
    """Which box a paper is for, its place there and the day it is needed by, with the reason. The latest stands; place 0 is by date."""

    submission_ref = models.CharField(max_length=20, db_index=True)
    post = models.CharField(max_length=40)
    place = models.PositiveIntegerField()
    needed_by = models.DateField(null=True)
    because = models.TextField()
    made_by = models.UUIDField()

    objects = ScopedBy("submission_ref", paper="submissions.Submission")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(name="paper_is_placed_in_a_box_for_a_reason", condition=~Q(post="") & ~Q(because=""))
        ]


@guards.lines("box.read", about="submission_ref")
class Sight(models.Model):
    """That somebody read one version of a paper: what changed is marked for them from there."""

    submission_ref = models.CharField(max_length=20, db_index=True)
    officer_ref = models.CharField(max_length=40)
    number = models.PositiveIntegerField()
    read_on = models.DateField()
    made_by = models.UUIDField()

    objects = ScopedBy("submission_ref", paper="submissions.Submission")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["submission_ref", "officer_ref", "number"], name="a_version_is_read_once_by_one_person")
        ]


@guards.lines("box.asked", about="submission_ref")
class Question(models.Model):
    """What somebody who may sign a paper asked before they would."""

    submission_ref = models.CharField(max_length=20, db_index=True)
    place = models.PositiveIntegerField()
    words = models.TextField()
    asked_by = models.CharField(max_length=40)
    asked_on = models.DateField()
    made_by = models.UUIDField()

    objects = ScopedBy("submission_ref", paper="submissions.Submission")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["submission_ref", "place"], name="one_question_at_a_place"),
            models.CheckConstraint(name="question_says_what", condition=~Q(words="")),
        ]


@guards.lines("box.replied", about="submission_ref")
class Reply(models.Model):
    """The answer to a question."""

    submission_ref = models.CharField(max_length=20, db_index=True)
    place = models.PositiveIntegerField()
    words = models.TextField()
    replied_by = models.CharField(max_length=40)
    replied_on = models.DateField()
    made_by = models.UUIDField()

    objects = ScopedBy("submission_ref", paper="submissions.Submission")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["submission_ref", "place"], name="a_question_is_answered_once"),
            models.CheckConstraint(name="reply_says_something", condition=~Q(words="")),
        ]


@guards.lines("box.received", about="submission_ref")
class Receipt(models.Model):
    """That Operations had one version of a paper back from a principal."""

    submission_ref = models.CharField(max_length=20, db_index=True)
    number = models.PositiveIntegerField()
    received_by = models.CharField(max_length=40)
    received_on = models.DateField()
    made_by = models.UUIDField()

    objects = ScopedBy("submission_ref", paper="submissions.Submission")

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["submission_ref", "number"], name="a_paper_comes_back_once")]
