"""Standing instructions, and the readings of letters with their points. Reasons stand in the private words of their events alone (ADR 0053)."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from duly.casework.instructions.rules.vocabulary import CALL_LIMIT, KINDS, NAMED_OFFICER, OUTCOMES, POINTS, REPEATED
from duly.casework.instructions.states import InstructionState
from duly.core.confidentiality.scoped import ScopedBy, ScopedNaming
from duly.core.record import guards

_BEFORE = (InstructionState.PROPOSED.value, InstructionState.REFUSED.value)
_TOLD = (InstructionState.IN_FORCE.value, InstructionState.LAPSED.value)


@guards.lifecycle("standing instruction")
class Instruction(models.Model):
    """How somebody's letters and calls are handled, for a time. `about` is an entry of the directory; `reader` reads what comes under it.

    `expires_on` is the first day on which it no longer holds. `by_matter` says that its scope is also, or only, a matter in words.
    """

    ref = models.CharField(max_length=20, unique=True)
    version = models.PositiveIntegerField()
    state = models.CharField(max_length=20)
    kind = models.CharField(max_length=20)
    about = models.CharField(max_length=20, db_index=True)
    case_refs = models.JSONField(default=list)
    by_matter = models.BooleanField()
    channels = models.JSONField(default=list)
    reader = models.CharField(max_length=20)
    named_officer = models.CharField(max_length=20, blank=True)
    calls_a_week = models.PositiveIntegerField(null=True)
    minutes_a_call = models.PositiveIntegerField(null=True)
    warned_on = models.DateField(null=True)
    proposed_by = models.CharField(max_length=20)
    proposed_on = models.DateField()
    review_on = models.DateField()
    expires_on = models.DateField()
    told_in = models.UUIDField()
    authorised_by = models.CharField(max_length=20, blank=True)
    authorised_on = models.DateField(null=True)
    scheme = models.CharField(max_length=60, blank=True)
    rule = models.CharField(max_length=20, blank=True)
    notified_on = models.DateField(null=True)
    starts = models.DateField(null=True)
    ended_on = models.DateField(null=True)

    objects = ScopedNaming("case_refs", wider="by_matter")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(state__in=[s.value for s in InstructionState]), name="an_instruction_is_in_a_known_state"),
            models.CheckConstraint(condition=Q(kind__in=list(KINDS)), name="an_instruction_is_of_a_known_kind"),
            models.CheckConstraint(condition=~Q(case_refs=[]) | Q(by_matter=True), name="an_instruction_has_a_scope"),
            models.CheckConstraint(
                condition=~Q(channels=[]) & ~Q(about="") & ~Q(reader=""), name="an_instruction_says_of_whom_and_who_reads"
            ),
            models.CheckConstraint(
                condition=(Q(kind=NAMED_OFFICER) & ~Q(named_officer=""))
                | (Q(kind=CALL_LIMIT) & (Q(calls_a_week__isnull=False) | Q(minutes_a_call__isnull=False)))
                | ~Q(kind__in=[NAMED_OFFICER, CALL_LIMIT]),
                name="an_instruction_says_which_officer_or_how_many_calls",
            ),
            models.CheckConstraint(
                condition=Q(review_on__gt=F("proposed_on"), expires_on__gt=F("review_on")), name="an_instruction_is_reviewed_before_it_ends"
            ),
            models.CheckConstraint(
                condition=Q(authorised_by="") | ~Q(authorised_by=F("proposed_by")), name="an_instruction_is_not_authorised_by_who_proposed"
            ),
            models.CheckConstraint(
                condition=Q(state__in=_BEFORE) | (~Q(authorised_by="") & ~Q(scheme="") & ~Q(rule="") & Q(authorised_on__isnull=False)),
                name="an_instruction_past_proposing_has_its_authority",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=_TOLD) | Q(notified_on__isnull=False, starts__isnull=False, starts__gte=F("notified_on")),
                name="an_instruction_in_force_was_told_to_its_person",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["refused", "lifted", "lapsed"], ended_on__isnull=False)
                | Q(state__in=["proposed", "authorised", "in force"], ended_on__isnull=True),
                name="an_instruction_that_ended_says_when",
            ),
        ]


@guards.facts("letter.read", about="item_ref")
class Reading(models.Model):
    """Somebody read a letter and said of each point what it is. Read again, the earlier reading is superseded.

    `verdict` is the code with which its instruction was judged to hold or not at that moment; `about` whose letter it was said to be.
    """

    item_ref = models.CharField(max_length=20, db_index=True)
    instruction = models.ForeignKey(Instruction, on_delete=models.PROTECT, null=True, related_name="readings")
    about = models.CharField(max_length=20, blank=True)
    outcome = models.CharField(max_length=20)
    verdict = models.CharField(max_length=30)
    attachments_opened = models.BooleanField()
    compared_with = models.PositiveIntegerField()
    read_by = models.CharField(max_length=20)
    read_on = models.DateField()
    made_by = models.UUIDField()
    superseded_by = models.UUIDField(null=True)

    objects = ScopedBy("item_ref", paper="correspondence.Item")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["item_ref"], condition=Q(superseded_by__isnull=True), name="a_letter_has_one_reading_that_stands"
            ),
            models.CheckConstraint(condition=Q(outcome__in=list(OUTCOMES)), name="a_reading_has_a_known_outcome"),
            models.CheckConstraint(condition=~Q(read_by=""), name="a_letter_was_read_by_somebody"),
        ]


@guards.lines("letter.read")
class Point(models.Model):
    """Sentences of a letter, from which to which, and what they are. What is repeated says where it was answered. The words stand in the letter."""

    reading = models.ForeignKey(Reading, on_delete=models.PROTECT, related_name="points")
    first = models.PositiveIntegerField()
    last = models.PositiveIntegerField()
    kind = models.CharField(max_length=20)
    marked_new = models.BooleanField()
    answered_in = models.CharField(max_length=20, blank=True)
    answered_paragraph = models.PositiveIntegerField()
    made_by = models.UUIDField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(kind__in=list(POINTS)), name="a_point_is_of_a_known_kind"),
            models.CheckConstraint(
                condition=(Q(kind=REPEATED) & ~Q(answered_in="")) | (~Q(kind=REPEATED) & Q(answered_in="")),
                name="a_repeated_point_says_where_it_was_answered",
            ),
            models.CheckConstraint(condition=Q(first__gte=1, last__gte=F("first")), name="a_point_is_of_sentences_in_order"),
            models.UniqueConstraint(fields=["reading", "first"], name="a_sentence_begins_one_point"),
        ]
