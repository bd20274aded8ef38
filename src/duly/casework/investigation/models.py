"""Issues, evidence and where it is from, gaps, requests, dated facts. Words about people stand in the events that `made_by` and `told_by` name."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from duly.casework.investigation.states import IssueState, RequestState
from duly.core.confidentiality.scoped import Scoped
from duly.core.record import guards


@guards.lifecycle("issue")
class Issue(models.Model):
    """One thing a case is to decide. `place` counts from 1 in its case."""

    ref = models.CharField(max_length=20, unique=True)
    version = models.PositiveIntegerField()
    state = models.CharField(max_length=10)
    case_ref = models.CharField(max_length=20)
    place = models.PositiveIntegerField()
    told_by = models.UUIDField()

    objects = Scoped()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case_ref", "place"], name="one_issue_at_a_place_of_a_case"),
            models.CheckConstraint(condition=Q(state__in=[s.value for s in IssueState]), name="an_issue_is_in_a_known_state"),
            models.CheckConstraint(condition=~Q(case_ref="") & Q(place__gte=1), name="an_issue_is_of_a_case"),
        ]


@guards.facts("evidence.noted", "evidence.withdrawn", about="ref")
class Piece(models.Model):
    """One piece of evidence: a page of a document that came with `source_ref`, with the hash of what was handed over. Page 0 is all of it. `part` is
    the number of the attachment it is a page of, whose hash it is then; 0 where it is of the item itself. `superseded_by` says it was withdrawn."""

    ref = models.CharField(max_length=20, unique=True)
    case_ref = models.CharField(max_length=20, db_index=True)
    source_ref = models.CharField(max_length=20)
    document_ref = models.CharField(max_length=20)
    sha256 = models.CharField(max_length=64)
    page = models.PositiveIntegerField()
    part = models.PositiveIntegerField(default=0)
    received_on = models.DateField()
    may_be_disclosed = models.BooleanField()
    made_by = models.UUIDField()
    superseded_by = models.UUIDField(null=True)

    objects = Scoped()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(sha256__regex=r"^[0-9a-f]{64}$") & ~Q(source_ref="") & ~Q(case_ref=""), name="evidence_says_from_what"
            )
        ]


@guards.lines("evidence.noted")
class Bearing(models.Model):
    """That a piece of evidence bears on an issue of its case."""

    issue = models.ForeignKey(Issue, on_delete=models.PROTECT, related_name="bearings")
    piece = models.ForeignKey(Piece, on_delete=models.PROTECT, related_name="bearings")
    made_by = models.UUIDField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["issue", "piece"], name="evidence_is_put_to_an_issue_once")]


@guards.facts("issue.gap-found", "issue.gap-closed", about="issue")
class Gap(models.Model):
    """Something of an issue that is not known, until it is."""

    issue = models.ForeignKey(Issue, on_delete=models.PROTECT, related_name="gaps")
    place = models.PositiveIntegerField()
    made_by = models.UUIDField()
    superseded_by = models.UUIDField(null=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["issue", "place"], name="one_gap_at_a_place_of_an_issue")]


@guards.lifecycle("evidence request")
class Request(models.Model):
    """Evidence that was asked for. Its clock and what chases it are in the rooms of those."""

    ref = models.CharField(max_length=20, unique=True)
    version = models.PositiveIntegerField()
    state = models.CharField(max_length=20)
    issue = models.ForeignKey(Issue, on_delete=models.PROTECT, related_name="requests")
    case_ref = models.CharField(max_length=20, db_index=True)
    due = models.DateField()
    asked_on = models.DateField()
    answered_on = models.DateField(null=True)
    told_by = models.UUIDField()

    objects = Scoped()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state__in=[s.value for s in RequestState]), name="a_request_for_evidence_is_in_a_known_state"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["asked", "partly received"], answered_on__isnull=True)
                | Q(state__in=["received", "refused", "withdrawn"], answered_on__isnull=False),
                name="a_request_that_was_answered_says_when",
            ),
            models.CheckConstraint(condition=Q(due__gte=models.F("asked_on")), name="evidence_is_not_due_before_it_is_asked_for"),
        ]


@guards.facts("chronology.noted", "chronology.withdrawn", about="case_ref")
class DatedFact(models.Model):
    """Something that happened on a day, as a piece of evidence shows."""

    case_ref = models.CharField(max_length=20, db_index=True)
    on = models.DateField()
    source = models.ForeignKey(Piece, on_delete=models.PROTECT, related_name="facts")
    made_by = models.UUIDField()
    superseded_by = models.UUIDField(null=True)

    objects = Scoped()
