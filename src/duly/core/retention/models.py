"""Legal holds, and disposal lists with the events on each."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from duly.core.record import guards
from duly.core.retention.states import DisposalState, HoldState


@guards.lifecycle("hold")
class Hold(models.Model):
    """Nothing about `about` (a reference), nor about what hangs on it, is erased while the hold stands."""

    ref = models.CharField(max_length=20, unique=True)
    version = models.PositiveIntegerField()
    state = models.CharField(max_length=20, choices=[(s.value, s.value) for s in HoldState])
    about = models.CharField(max_length=60)
    because = models.TextField()
    placed_by = models.CharField(max_length=40)
    placed_on = models.DateField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(state__in=[s.value for s in HoldState]), name="hold_is_in_a_known_state"),
            models.CheckConstraint(condition=~Q(about="") & ~Q(because=""), name="hold_says_on_what_and_why"),
            models.UniqueConstraint(fields=["about"], condition=Q(state="held"), name="one_hold_stands_on_a_thing"),
        ]


@guards.lifecycle("disposal")
class Disposal(models.Model):
    """A list of events whose private words are to go. One person proposes it and another approves it."""

    ref = models.CharField(max_length=20, unique=True)
    version = models.PositiveIntegerField()
    state = models.CharField(max_length=20, choices=[(s.value, s.value) for s in DisposalState])
    record_class = models.CharField(max_length=20)
    because = models.TextField()
    events = models.PositiveIntegerField()
    list_sha256 = models.CharField(max_length=64)
    proposed_by = models.CharField(max_length=40)
    proposed_on = models.DateField()
    approved_by = models.CharField(max_length=40, null=True)  # null says nobody has

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(state__in=[s.value for s in DisposalState]), name="disposal_is_in_a_known_state"),
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True) | ~Q(approved_by=F("proposed_by")), name="disposal_takes_two_people"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["approved", "carried out"]) | Q(approved_by__isnull=False),
                name="disposal_goes_on_only_when_approved",
            ),
            models.CheckConstraint(condition=Q(events__gt=0), name="disposal_is_of_something"),
            models.CheckConstraint(condition=~Q(because=""), name="disposal_says_why"),
        ]


@guards.lines("disposal.proposed", about="disposal")
class DisposalLine(models.Model):
    """One event on a list: what it is about, and the reference it was found under (a case's, for a letter of the case)."""

    disposal = models.ForeignKey(Disposal, on_delete=models.PROTECT, related_name="lines")
    event_id = models.UUIDField()
    subject_type = models.TextField()
    subject_ref = models.TextField()
    under = models.CharField(max_length=60)
    made_by = models.UUIDField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["disposal", "event_id"], name="an_event_is_on_a_list_once")]


@guards.sealed(app="SELECT", audit_ro="SELECT")
class Erased(models.Model):
    """An event whose private words are gone, and the event that tells of it. Written by `audit.erase` alone."""

    event_id = models.UUIDField(primary_key=True)
    erased_by = models.UUIDField()

    class Meta:
        managed = False
        db_table = 'audit"."erased'


guards.let_the_record_read(Hold, "about", "state")
guards.let_the_application_call("audit.erase(uuid, uuid[])")
