"""Who may not see a case, who may, what its papers are marked with, and who opened one in an emergency. Cases are known by reference."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from duly.core.confidentiality.states import MARKS, REASONS
from duly.core.record import guards

FINDINGS = ("justified", "not justified")


@guards.facts("case-access.restricted", "case-access.lifted", about="case_ref")
class Restriction(models.Model):
    """A case that only people named for it may see."""

    case_ref = models.CharField(max_length=20)
    because = models.TextField()
    made_by = models.UUIDField()
    superseded_by = models.UUIDField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case_ref"], condition=Q(superseded_by__isnull=True), name="a_case_is_restricted_once"),
            models.CheckConstraint(condition=~Q(case_ref="") & ~Q(because=""), name="a_restriction_says_of_what_and_why"),
        ]


@guards.facts("case-access.restricted", "case-access.named", "case-access.unnamed", "case-access.lifted", about="case_ref")
class Named(models.Model):
    """Somebody named for a restricted case."""

    case_ref = models.CharField(max_length=20)
    officer = models.CharField(max_length=20)
    made_by = models.UUIDField()
    superseded_by = models.UUIDField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case_ref", "officer"], condition=Q(superseded_by__isnull=True), name="a_person_is_named_once"),
            models.CheckConstraint(condition=~Q(case_ref="") & ~Q(officer=""), name="a_naming_says_whom_and_for_what"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["officer", "case_ref"], condition=Q(superseded_by__isnull=True), name="named_of_an_officer"),
        ]


@guards.facts("case-access.walled", "case-access.unwalled", about="case_ref")
class Wall(models.Model):
    """Somebody who may not see a case, whatever else they hold."""

    case_ref = models.CharField(max_length=20)
    officer = models.CharField(max_length=20)
    because = models.TextField()
    made_by = models.UUIDField()
    superseded_by = models.UUIDField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["officer", "case_ref"], condition=Q(superseded_by__isnull=True), name="a_person_is_walled_off_once"
            ),
            models.CheckConstraint(condition=~Q(case_ref="") & ~Q(officer="") & ~Q(because=""), name="a_wall_says_whom_and_why"),
        ]


@guards.facts("case-access.marked", "case-access.unmarked", about="case_ref")
class Mark(models.Model):
    """What a paper of a case, or the case itself, is marked with."""

    case_ref = models.CharField(max_length=20, db_index=True)
    paper = models.CharField(max_length=20)
    mark = models.CharField(max_length=20)
    because = models.TextField(blank=True)
    made_by = models.UUIDField()
    superseded_by = models.UUIDField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["case_ref", "paper", "mark"], condition=Q(superseded_by__isnull=True), name="a_paper_is_marked_with_a_thing_once"
            ),
            models.CheckConstraint(condition=Q(mark__in=list(MARKS)) & ~Q(paper=""), name="a_mark_is_of_a_known_kind"),
        ]


@guards.lines("case-access.opened", about="case_ref")
class Opening(models.Model):
    """That somebody opened a restricted case in an emergency: for how long, for which reason, and in which words."""

    case_ref = models.CharField(max_length=20)
    officer = models.CharField(max_length=20)
    reason = models.CharField(max_length=30)
    because = models.TextField()
    opened_at = models.DateTimeField()
    until = models.DateTimeField()
    review_by = models.DateField()
    made_by = models.UUIDField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["officer", "case_ref", "until"], name="opening_of_an_officer")]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["id", "officer"], name="an_opening_is_one_persons"),
            models.CheckConstraint(condition=Q(until__gt=F("opened_at")), name="an_opening_ends_after_it_begins"),
            models.CheckConstraint(condition=Q(reason__in=list(REASONS)) & ~Q(because=""), name="an_opening_says_why"),
        ]


@guards.lines("case-access.reviewed")
class OpeningReview(models.Model):
    """What a second person found when they looked at an opening."""

    opening = models.OneToOneField(Opening, on_delete=models.PROTECT, related_name="review")
    opened_by = models.CharField(max_length=20)
    reviewed_by = models.CharField(max_length=20)
    finding = models.CharField(max_length=20)
    because = models.TextField()
    made_by = models.UUIDField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(reviewed_by=F("opened_by")), name="an_opening_is_reviewed_by_another"),
            models.CheckConstraint(condition=Q(finding__in=FINDINGS) & ~Q(because=""), name="a_review_of_an_opening_says_what_and_why"),
        ]


@guards.lines("case-access.read", about="case_ref")
class Reading(models.Model):
    """That somebody read something of a restricted case in one quarter of an hour, counted since 1970."""

    case_ref = models.CharField(max_length=20)
    officer = models.CharField(max_length=20)
    quarter = models.PositiveIntegerField()
    made_by = models.UUIDField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case_ref", "officer", "quarter"], name="a_reading_is_noted_once_a_quarter_hour")
        ]


@guards.exempt("a view: nothing is ever written to it")
class Paper(models.Model):
    """Which paper is of which case: a view that set-up makes of every table that says so (policies.py)."""

    ref = models.CharField(max_length=20, primary_key=True)
    case_ref = models.CharField(max_length=20)

    class Meta:
        managed = False
        db_table = "confidentiality_paper"
