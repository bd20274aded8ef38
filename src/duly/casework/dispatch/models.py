"""Letters: what they say, the bytes they are, who approved those bytes, and when they went."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from duly.casework.dispatch.rules import FORMATS
from duly.casework.dispatch.states import LetterState
from duly.core.record import guards


@guards.lifecycle("letter")
class Letter(models.Model):
    """One letter. `content_sha256` is of the PDF kept as `document_ref`; both are empty while a merge field is."""

    ref = models.CharField(max_length=20, unique=True)
    version = models.PositiveIntegerField()
    state = models.CharField(max_length=20, choices=[(s.value, s.value) for s in LetterState])
    case_ref = models.CharField(max_length=20, db_index=True)
    decision_ref = models.CharField(max_length=20)
    template = models.CharField(max_length=60)
    template_version = models.PositiveIntegerField()
    to_name = models.CharField(max_length=200)
    to_address = models.CharField(max_length=320)
    fields = models.JSONField()
    text = models.TextField(blank=True)
    document_ref = models.CharField(max_length=20, blank=True)
    content_sha256 = models.CharField(max_length=64, blank=True)
    prepared_by = models.CharField(max_length=40)
    approved_by = models.CharField(max_length=40, blank=True)
    approved_sha256 = models.CharField(max_length=64, blank=True)
    format = models.CharField(max_length=20, blank=True, default="")  # nothing is a standard letter
    sent_sha256 = models.CharField(max_length=64, blank=True)
    sent_on = models.DateField(null=True)
    message_id = models.CharField(max_length=120, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(format__in=FORMATS), name="letter_is_in_a_format_we_make"),
            models.CheckConstraint(
                condition=Q(state=LetterState.DRAFT.value, approved_sha256="")
                | Q(approved_sha256=F("content_sha256"), approved_sha256__gt=""),
                name="letter_is_approved_as_its_bytes",
            ),
            models.CheckConstraint(
                condition=(
                    Q(state__in=[LetterState.DRAFT.value, LetterState.APPROVED.value], sent_sha256="")
                    | (Q(state__in=[LetterState.RELEASED.value, LetterState.SENT.value]) & Q(sent_sha256=F("approved_sha256")))
                ),
                name="letter_is_sent_as_approved",
            ),
            models.CheckConstraint(
                condition=Q(state=LetterState.SENT.value, sent_on__isnull=False, message_id__gt="")
                | (~Q(state=LetterState.SENT.value) & Q(sent_on__isnull=True)),
                name="sent_letter_says_when",
            ),
            models.CheckConstraint(condition=~Q(approved_by=F("prepared_by")), name="letter_is_not_approved_by_who_made_it"),
            models.CheckConstraint(
                condition=Q(document_ref="", content_sha256="") | (Q(document_ref__gt="", content_sha256__gt="")),
                name="letter_bytes_and_document_together",
            ),
            models.CheckConstraint(condition=Q(state__in=[s.value for s in LetterState]), name="letter_is_in_a_known_state"),
        ]
