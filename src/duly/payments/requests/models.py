"""Payment requests. Who is to be paid, and for what, stands in the words of the event that `told_by` names."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from duly.core.record import guards
from duly.payments.requests.states import RequestState


@guards.lifecycle("payment request")
class PaymentRequest(models.Model):
    """One payment that is asked for, in pence. `source_ref` is what it is asked for: a thing is paid for once."""

    ref = models.CharField(max_length=20, unique=True)
    version = models.PositiveIntegerField()
    state = models.CharField(max_length=10)
    source_ref = models.CharField(max_length=40)
    amount_pence = models.BigIntegerField()
    due = models.DateField()
    asked_on = models.DateField()
    asked_by = models.CharField(max_length=20)
    told_by = models.UUIDField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["source_ref"], condition=~Q(state="refused"), name="a_thing_is_asked_to_be_paid_once"),
            models.CheckConstraint(condition=Q(state__in=[s.value for s in RequestState]), name="a_payment_request_is_in_a_known_state"),
            models.CheckConstraint(condition=Q(amount_pence__gt=0) & ~Q(source_ref=""), name="a_payment_request_says_how_much_for_what"),
        ]
