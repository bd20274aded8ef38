"""Disputes. What is disputed stands in the words of the event that `told_by` names."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from duly.core.record import guards
from duly.payments.disputes.states import DisputeState


@guards.lifecycle("dispute")
class Dispute(models.Model):
    """What a provider disputes: an invoice, a run or a remittance, by its reference, and how much of it, in pence. `case_ref` once it was taken up."""

    ref = models.CharField(max_length=20, unique=True)
    version = models.PositiveIntegerField()
    state = models.CharField(max_length=10)
    provider = models.CharField(max_length=40, db_index=True)
    about = models.CharField(max_length=40)
    amount_pence = models.BigIntegerField()
    raised_on = models.DateField()
    case_ref = models.CharField(max_length=20, blank=True)
    told_by = models.UUIDField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(state__in=[s.value for s in DisputeState]), name="a_dispute_is_in_a_known_state"),
            models.CheckConstraint(
                condition=Q(state="taken up", case_ref__gt="") | (~Q(state="taken up") & Q(case_ref="")),
                name="a_dispute_taken_up_names_its_case",
            ),
            models.CheckConstraint(
                condition=Q(amount_pence__gte=0) & ~Q(provider="") & ~Q(about=""), name="a_dispute_says_whose_and_of_what"
            ),
            models.UniqueConstraint(fields=["case_ref"], condition=~Q(case_ref=""), name="a_case_is_of_one_dispute"),
        ]
