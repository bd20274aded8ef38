"""Handing a file over though no witness has answered."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from duly.core.record import guards
from duly.payments.banking.models.files import BankFile


@guards.lifecycle("override")
class Override(models.Model):
    """That one file may be handed over unwitnessed: asked by one person, given by another who had no part in the payment. `ref` is the file's."""

    ref = models.CharField(max_length=20, unique=True)
    version = models.PositiveIntegerField()
    file = models.OneToOneField(BankFile, on_delete=models.PROTECT, related_name="override")
    state = models.CharField(max_length=8)
    asked_by = models.CharField(max_length=20)
    given_by = models.CharField(max_length=20, null=True)
    silent_seconds = models.PositiveIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state__in=["asked", "refused"], given_by__isnull=True) | Q(state="given", given_by__isnull=False),
                name="override_is_asked_refused_or_given",
            ),
            models.CheckConstraint(condition=Q(given_by__isnull=True) | ~Q(given_by=F("asked_by")), name="two_people_override_the_witness"),
            models.CheckConstraint(condition=Q(silent_seconds__gte=900), name="the_witness_was_silent_for_fifteen_minutes"),
        ]

    def __str__(self) -> str:
        return self.ref
