"""Letters: what they say, the bytes they are, who approved those bytes, and when they went."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from duly.casework.dispatch.rules import CHANNELS, ELSEWHERE, FORMATS, PROOFS
from duly.casework.dispatch.states import FormatState, InkState, LetterState, PackState
from duly.core.confidentiality.scoped import Scoped
from duly.core.record import guards

_BEFORE = [LetterState.DRAFT.value, LetterState.RETURNED.value]


@guards.lifecycle("letter")
class Letter(models.Model):
    """One letter. `content_sha256` is of the PDF kept as `document_ref`; both are empty while a merge field is.

    It is about a decision, or else a case or an item of post. `on_behalf` is the code of a principal's post that it is signed for; `left_out` names
    optional paragraphs; `ink_ref` is the copy that was signed in ink; `title` is its standard letter's, as it was called then. `to_ref` is the directory's entry it is
    addressed to, where it was chosen from there; `concerns` are what else it tells of: a request for evidence, a recommendation, a line of who is told of a review.
    """

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
    item_ref = models.CharField(max_length=20, blank=True, default="", db_index=True)
    channel = models.CharField(max_length=10, default="e-mail")
    on_behalf = models.CharField(max_length=40, blank=True, default="")
    left_out = models.JSONField(default=list)
    ink_ref = models.CharField(max_length=20, blank=True, default="")
    title = models.CharField(max_length=200, blank=True, default="")
    to_ref = models.CharField(max_length=20, blank=True, default="")
    concerns = models.JSONField(default=list)

    objects = Scoped()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(format__in=FORMATS), name="letter_is_in_a_format_we_make"),
            models.CheckConstraint(
                condition=Q(state__in=[*_BEFORE, LetterState.DROPPED.value], approved_sha256="")
                | Q(approved_sha256=F("content_sha256"), approved_sha256__gt=""),
                name="letter_is_approved_as_its_bytes",
            ),
            models.CheckConstraint(
                condition=(
                    Q(state__in=[*_BEFORE, LetterState.APPROVED.value, LetterState.DROPPED.value], sent_sha256="")
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
            models.CheckConstraint(condition=~Q(channel="e-mail") | Q(to_address__gt=""), name="a_letter_by_mail_has_an_address"),
            models.CheckConstraint(condition=Q(channel__in=CHANNELS), name="a_letter_goes_by_a_known_channel"),
            models.CheckConstraint(
                condition=~Q(case_ref="") | ~Q(item_ref="") | ~Q(concerns=[]), name="a_letter_is_about_a_case_or_an_item_of_post"
            ),
            models.CheckConstraint(condition=Q(ink_ref="") | ~Q(state__in=_BEFORE), name="a_letter_signed_in_ink_is_approved"),
        ]


@guards.lines("letter.made", "letter.filled-in", about="letter_ref")
class LetterVersion(models.Model):
    """One draft of a letter as it was: its words, and the PDF that was made of them where nothing was missing."""

    letter_ref = models.CharField(max_length=20)
    number = models.PositiveIntegerField()
    template = models.CharField(max_length=60)
    template_version = models.PositiveIntegerField()
    text = models.TextField(blank=True)
    document_ref = models.CharField(max_length=20, blank=True)
    content_sha256 = models.CharField(max_length=64, blank=True)
    prepared_by = models.CharField(max_length=40)
    made_on = models.DateField()
    made_by = models.UUIDField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["letter_ref", "number"], name="a_draft_of_a_letter_has_its_number"),
        ]


@guards.lines("letter.commented", "letter.returned", about="letter_ref")
class Comment(models.Model):
    """That somebody said something of a draft. What they said stands in the private words of the event that `made_by` names."""

    letter_ref = models.CharField(max_length=20, db_index=True)
    number = models.PositiveIntegerField()
    paragraph = models.PositiveIntegerField(default=0)
    returned = models.BooleanField(default=False)
    by_ref = models.CharField(max_length=40)
    said_on = models.DateField()
    made_by = models.UUIDField()


@guards.lines("letter.delivery-noted", about="letter_ref")
class DeliveryProof(models.Model):
    """What shows that a letter arrived, or that it came back: typed, or a paper that was scanned in."""

    letter_ref = models.CharField(max_length=20, db_index=True)
    how = models.CharField(max_length=20)
    on = models.DateField()
    document_ref = models.CharField(max_length=20, blank=True)
    made_by = models.UUIDField()

    class Meta:
        constraints: ClassVar = [models.CheckConstraint(condition=Q(how__in=list(PROOFS)), name="a_delivery_is_shown_in_a_known_way")]


@guards.lifecycle("print pack")
class PrintPack(models.Model):
    """Letters printed together on a day: one PDF, a cover list and then every letter, each beginning on the front of a sheet."""

    ref = models.CharField(max_length=20, unique=True)
    version = models.PositiveIntegerField()
    state = models.CharField(max_length=10, choices=[(s.value, s.value) for s in PackState])
    made_on = models.DateField()
    letters = models.PositiveIntegerField()
    pages = models.PositiveIntegerField()
    document_ref = models.CharField(max_length=20)
    content_sha256 = models.CharField(max_length=64)
    prepared_by = models.CharField(max_length=40)
    posted_on = models.DateField(null=True)  # null until it is

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(state__in=[s.value for s in PackState]), name="a_print_pack_is_in_a_known_state"),
            models.CheckConstraint(
                condition=Q(state=PackState.POSTED.value, posted_on__isnull=False)
                | (~Q(state=PackState.POSTED.value) & Q(posted_on__isnull=True)),
                name="a_posted_pack_says_when",
            ),
            models.CheckConstraint(condition=Q(letters__gt=0, pages__gt=0), name="a_print_pack_holds_letters"),
        ]


@guards.lines("print-pack.made", about="pack_ref")
class PackedLetter(models.Model):
    """One letter of a print pack, at the page of the pack it begins on. A letter is packed once."""

    pack_ref = models.CharField(max_length=20, db_index=True)
    letter_ref = models.CharField(max_length=20)
    content_sha256 = models.CharField(max_length=64)
    first_page = models.PositiveIntegerField()
    pages = models.PositiveIntegerField()
    made_by = models.UUIDField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["letter_ref"], name="a_letter_is_packed_once")]


@guards.lifecycle("ink copy")
class InkCopy(models.Model):
    """One version of a letter printed with its mark, to be signed on paper, and the scan of what was signed."""

    ref = models.CharField(max_length=20, unique=True)
    version = models.PositiveIntegerField()
    state = models.CharField(max_length=10, choices=[(s.value, s.value) for s in InkState])
    letter_ref = models.CharField(max_length=20, db_index=True)
    number = models.PositiveIntegerField()
    content_sha256 = models.CharField(max_length=64)
    mark = models.CharField(max_length=60)
    signer = models.CharField(max_length=40)
    document_ref = models.CharField(max_length=20)
    scan_ref = models.CharField(max_length=20, blank=True)
    scan_sha256 = models.CharField(max_length=64, blank=True)
    read_how = models.CharField(max_length=10, blank=True)
    signed_on = models.DateField(null=True)  # null until it is

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["letter_ref", "number"], name="a_version_is_printed_for_ink_once"),
            models.UniqueConstraint(fields=["letter_ref"], condition=Q(state="signed"), name="a_letter_is_signed_in_ink_once"),
            models.CheckConstraint(condition=Q(state__in=[s.value for s in InkState]), name="an_ink_copy_is_in_a_known_state"),
            models.CheckConstraint(
                condition=Q(
                    state="signed", scan_ref__gt="", scan_sha256__gt="", read_how__in=["text", "ocr", "typed"], signed_on__isnull=False
                )
                | (~Q(state="signed") & Q(scan_ref="", scan_sha256="", read_how="", signed_on__isnull=True)),
                name="a_signed_copy_has_its_scan",
            ),
        ]


@guards.lifecycle("letter format")
class FormatCopy(models.Model):
    """One version of a letter in another format: made here in large print, or ordered from a supplier and received by a day."""

    ref = models.CharField(max_length=20, unique=True)
    version = models.PositiveIntegerField()
    state = models.CharField(max_length=10, choices=[(s.value, s.value) for s in FormatState])
    letter_ref = models.CharField(max_length=20, db_index=True)
    number = models.PositiveIntegerField()
    content_sha256 = models.CharField(max_length=64)
    format = models.CharField(max_length=20)
    supplier = models.CharField(max_length=120, blank=True)
    ordered_on = models.DateField()
    due = models.DateField()
    received_on = models.DateField(null=True)  # null until it is
    document_ref = models.CharField(max_length=20, blank=True)
    document_sha256 = models.CharField(max_length=64, blank=True)
    in_hand = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["letter_ref", "number", "format"], condition=~Q(state="cancelled"), name="a_version_is_had_in_a_format_once"
            ),
            models.CheckConstraint(condition=Q(format__in=ELSEWHERE), name="a_copy_is_in_a_known_format"),
            models.CheckConstraint(condition=Q(state__in=[s.value for s in FormatState]), name="a_copy_in_a_format_is_in_a_known_state"),
            models.CheckConstraint(
                condition=(
                    Q(state="received", received_on__isnull=False) & (Q(document_ref__gt="", document_sha256__gt="") | Q(in_hand__gt=""))
                )
                | (~Q(state="received") & Q(received_on__isnull=True, document_ref="", in_hand="")),
                name="a_received_copy_has_its_file_or_is_in_hand",
            ),
            models.CheckConstraint(condition=Q(due__gte=F("ordered_on")), name="a_copy_is_due_after_it_was_ordered"),
        ]
