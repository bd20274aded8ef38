"""Submissions, each version of what they say, and what they were returned for."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from duly.casework.submissions.rules import KINDS, REASONS
from duly.casework.submissions.states import SubmissionState
from duly.core.record import guards


@guards.lifecycle("submission")
class Submission(models.Model):
    """One paper, from first draft to decision. `number` is its newest text; `prepared_by` wrote that one."""

    ref = models.CharField(max_length=20, unique=True)
    version = models.PositiveIntegerField()
    state = models.CharField(max_length=20, choices=[(s.value, s.value) for s in SubmissionState])
    case_ref = models.CharField(max_length=20, db_index=True)
    kind = models.CharField(max_length=20)
    number = models.PositiveIntegerField()
    prepared_by = models.CharField(max_length=40)
    reviewed_by = models.CharField(max_length=40, blank=True)
    drafted_on = models.DateField()
    decision_ref = models.CharField(max_length=20, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(reviewed_by=F("prepared_by")), name="submission_is_not_reviewed_by_its_author"),
            models.CheckConstraint(
                condition=~Q(state__in=[SubmissionState.READY.value, SubmissionState.DECIDED.value]) | ~Q(reviewed_by=""),
                name="ready_submission_was_reviewed",
            ),
            models.CheckConstraint(
                condition=Q(state=SubmissionState.DECIDED.value, decision_ref__gt="")
                | (~Q(state=SubmissionState.DECIDED.value) & Q(decision_ref="")),
                name="decided_submission_names_its_decision",
            ),
            models.CheckConstraint(condition=Q(kind__in=list(KINDS)), name="submission_is_of_a_known_kind"),
            models.CheckConstraint(condition=Q(state__in=[s.value for s in SubmissionState]), name="submission_is_in_a_known_state"),
        ]


@guards.lines("submission.drafted", "submission.revised", about="submission")
class SubmissionVersion(models.Model):
    """One text of a submission, never changed. `paragraphs` are in order: the first is number 1. Money in pence."""

    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, related_name="texts")
    number = models.PositiveIntegerField()
    ask = models.TextField()
    remedy_pence = models.BigIntegerField()
    mp_interest = models.BooleanField()
    paragraphs = models.JSONField()
    sha256 = models.CharField(max_length=64)
    prepared_by = models.CharField(max_length=40)
    prepared_on = models.DateField()
    made_by = models.UUIDField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["submission", "number"], name="one_text_of_a_number_in_a_submission"),
            models.CheckConstraint(condition=Q(remedy_pence__gte=0), name="remedy_is_not_negative"),
            models.CheckConstraint(condition=~Q(ask=""), name="submission_says_what_it_asks"),
        ]


@guards.lines("submission.returned", about="submission")
class ReturnNote(models.Model):
    """Why one version was sent back: a coded reason, words, who is to put it right and by when. `paragraph` 0 is the whole."""

    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, related_name="returns")
    number = models.PositiveIntegerField()
    reason = models.CharField(max_length=20)
    words = models.TextField()
    paragraph = models.PositiveIntegerField(default=0)
    who_fixes = models.CharField(max_length=40)
    fix_by = models.DateField()
    returned_by = models.CharField(max_length=40)
    returned_on = models.DateField()
    made_by = models.UUIDField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["submission", "number"], name="a_version_is_returned_once"),
            models.CheckConstraint(condition=Q(reason__in=list(REASONS)), name="return_gives_a_known_reason"),
            models.CheckConstraint(condition=~Q(words="") & ~Q(who_fixes=""), name="return_says_what_and_who"),
            models.CheckConstraint(condition=Q(fix_by__gte=F("returned_on")), name="return_is_not_due_in_the_past"),
        ]
