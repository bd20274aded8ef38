"""Recommendations that are followed, and what proves that they were complied with."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from duly.casework.compliance.states import ComplianceState
from duly.core.confidentiality.scoped import Scoped
from duly.core.record import guards


@guards.lifecycle("compliance")
class Followed(models.Model):
    """One recommendation that is followed. `ended_on` is the day it was satisfied, refused or given up; `ours` says it is for our own service."""

    ref = models.CharField(max_length=20, unique=True)
    version = models.PositiveIntegerField()
    state = models.CharField(max_length=10)
    recommendation_ref = models.CharField(max_length=20)
    case_ref = models.CharField(max_length=20, db_index=True)
    body = models.CharField(max_length=200, db_index=True)
    ours = models.BooleanField()
    due = models.DateField()
    ended_on = models.DateField(null=True)

    objects = Scoped()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["recommendation_ref"], name="a_recommendation_is_followed_once"),
            models.CheckConstraint(condition=Q(state__in=[s.value for s in ComplianceState]), name="compliance_is_in_a_known_state"),
            models.CheckConstraint(
                condition=Q(state__in=["due", "partial"], ended_on__isnull=True)
                | (~Q(state__in=["due", "partial"]) & Q(ended_on__isnull=False)),
                name="compliance_that_ended_says_when",
            ),
            models.CheckConstraint(
                condition=(~Q(state__in=["met", "met late"]))
                | Q(state="met", ended_on__lte=F("due"))
                | Q(state="met late", ended_on__gt=F("due")),
                name="met_is_by_the_day_and_late_is_after_it",
            ),
            models.CheckConstraint(condition=~Q(body="") & ~Q(case_ref=""), name="compliance_says_whose"),
        ]


@guards.facts("compliance.judged", "compliance.put-right", about="followed")
class Proof(models.Model):
    """A paper of the case that proves what was judged, with the hash of its document, until that is put right."""

    followed = models.ForeignKey(Followed, on_delete=models.PROTECT, related_name="proofs")
    source_ref = models.CharField(max_length=20)
    document_ref = models.CharField(max_length=20)
    sha256 = models.CharField(max_length=64)
    made_by = models.UUIDField()
    superseded_by = models.UUIDField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(sha256__regex=r"^[0-9a-f]{64}$") & ~Q(source_ref=""), name="proof_says_from_what")
        ]
