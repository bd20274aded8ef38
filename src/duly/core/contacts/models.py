"""Calls, the tasks that promises became, and enquiries. What was said stands in the private words of their events alone (ADR 0053)."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from duly.core.confidentiality.scoped import Scoped
from duly.core.contacts.states import DIRECTIONS, EnquiryState
from duly.core.record import guards


@guards.facts("call.logged", "call.put-right", about="ref")
class Call(models.Model):
    """One call. `about` is an entry of the directory, or empty where nobody known rang; `case_ref` a case, where it was about one.

    One that is put right has another row of the same reference, whose event has its words.
    """

    ref = models.CharField(max_length=20, db_index=True)
    at = models.DateTimeField()
    direction = models.CharField(max_length=20)
    about = models.CharField(max_length=20, blank=True, db_index=True)
    case_ref = models.CharField(max_length=20, blank=True, db_index=True)
    taken_by = models.CharField(max_length=20)
    logged_at = models.DateTimeField()
    made_by = models.UUIDField()
    superseded_by = models.UUIDField(null=True)

    objects = Scoped()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["ref"], condition=Q(superseded_by__isnull=True), name="a_call_stands_once"),
            models.CheckConstraint(condition=Q(direction__in=DIRECTIONS), name="a_call_goes_one_way_or_the_other"),
            models.CheckConstraint(condition=Q(at__lte=F("logged_at")), name="a_call_is_logged_after_it_was_made"),
            models.CheckConstraint(condition=~Q(taken_by=""), name="a_call_was_taken_by_somebody"),
        ]


@guards.lines("call.logged")
class Promise(models.Model):
    """Something promised in a call, and the task that it became. It stays with the row of the call as it was logged."""

    call = models.ForeignKey(Call, on_delete=models.PROTECT, related_name="promises")
    task_ref = models.CharField(max_length=20, unique=True)
    due = models.DateField()
    made_by = models.UUIDField()


@guards.lifecycle("enquiry")
class Enquiry(models.Model):
    """Somebody asks something of the first-contact desk. The `…_by` fields name the events in whose private words it stands."""

    ref = models.CharField(max_length=20, unique=True)
    version = models.PositiveIntegerField()
    state = models.CharField(max_length=20)
    about = models.CharField(max_length=20, blank=True, db_index=True)
    owner = models.CharField(max_length=20)
    needed_by = models.DateField()
    asked_on = models.DateField()
    asked_in = models.UUIDField()
    proposed_in = models.UUIDField(null=True)
    proposed_by = models.CharField(max_length=20, blank=True)
    settled_in = models.UUIDField(null=True)
    settled_by = models.CharField(max_length=20, blank=True)
    settled_how = models.CharField(max_length=10, blank=True)
    answered_in = models.UUIDField(null=True)
    answered_on = models.DateField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(state__in=[s.value for s in EnquiryState]), name="an_enquiry_is_in_a_known_state"),
            models.CheckConstraint(condition=~Q(owner=""), name="an_enquiry_has_an_owner"),
            models.CheckConstraint(
                condition=Q(settled_by="") | ~Q(settled_by=F("proposed_by")), name="an_enquiry_is_not_settled_by_who_proposed"
            ),
            models.CheckConstraint(
                condition=~Q(state="answered")
                | Q(answered_in__isnull=False, answered_on__isnull=False, settled_how__in=["agreed", "amended"]),
                name="an_enquiry_is_answered_as_agreed",
            ),
        ]
