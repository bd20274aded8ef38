"""Items of post: one row each, from the day it came until it is closed; what was noticed in each; and the rules that notice."""

from typing import ClassVar

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q

from duly.casework.correspondence.rules.arrival import PLACES
from duly.casework.correspondence.rules.principles import OUTCOMES
from duly.casework.correspondence.states import CHANNELS, ItemState
from duly.core.confidentiality.scoped import ScopedPapers
from duly.core.record import guards

HIGHEST_LEVEL = 9


@guards.lifecycle("post item")
class Item(models.Model):
    """One letter, mail or call note. The original is the document; the rest is what was read from it, for finding and showing.

    `scanned` is what a virus scanner said, "" where there was none; `attachments` are rows of `rules.enclosed.Enclosure` and `enclosed` their words; `thread` are Message-IDs that it answers; `rules_number` is the set of triage rules that looked at it last, 0 before there were any, and
    `rules_sha256` the digest of its rules, "" of what was looked at before it was kept.
    """

    ref = models.CharField(max_length=20, unique=True)
    version = models.PositiveIntegerField()
    state = models.CharField(max_length=20, choices=[(s.value, s.value) for s in ItemState])
    channel = models.CharField(max_length=20)
    document_ref = models.CharField(max_length=20)
    file_name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    message_id = models.CharField(max_length=500, blank=True)
    thread = models.JSONField(default=list)
    received_on = models.DateField()
    logged_on = models.DateField()
    late = models.BooleanField()
    why_late = models.TextField(blank=True)
    sender_name = models.CharField(max_length=200, blank=True)
    sender_address = models.CharField(max_length=320, blank=True)
    subject = models.CharField(max_length=500, blank=True)
    addressed_to = models.CharField(max_length=500, blank=True)
    text = models.TextField(blank=True)
    html = models.TextField(blank=True)
    attachments = models.JSONField(default=list)
    enclosed = models.TextField(blank=True, default="")
    faults = models.JSONField(default=list)
    scanned = models.CharField(max_length=100, blank=True, default="")
    rules_number = models.PositiveIntegerField(default=0)
    rules_sha256 = models.CharField(max_length=64, blank=True, default="")
    direct_to = models.CharField(max_length=120, blank=True)
    next_action = models.TextField(blank=True)
    owner = models.CharField(max_length=40, blank=True)

    objects = ScopedPapers("ref")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["sha256"], name="post_is_registered_once_by_its_bytes"),
            models.CheckConstraint(condition=Q(logged_on__gte=F("received_on")), name="post_is_not_logged_before_it_is_received"),
            models.CheckConstraint(condition=Q(late=False) | ~Q(why_late=""), name="late_post_says_why"),
            models.CheckConstraint(condition=~Q(owner="") & ~Q(next_action=""), name="post_has_an_owner_and_a_next_action"),
            models.CheckConstraint(condition=Q(channel__in=CHANNELS), name="post_comes_by_a_known_channel"),
            models.CheckConstraint(condition=Q(state__in=[s.value for s in ItemState]), name="post_item_is_in_a_known_state"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["state", "received_on"], name="post_by_state_and_day"),
            models.Index(fields=["sender_address"], condition=~Q(sender_address=""), name="post_by_sender"),
            models.Index(fields=["message_id"], condition=~Q(message_id=""), name="post_by_message_id"),
            GinIndex(fields=["thread"], opclasses=["jsonb_path_ops"], name="post_by_what_it_answers"),
        ]


@guards.facts("post.registered", "post.read", "post.put-right", "post.flagged", "post.unflagged", about="item")
class Mark(models.Model):
    """Words of an item that a rule fired on, or a flag that a person added; a false alarm is superseded. Nothing is copied: the words stand in the item."""

    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="marks")
    rule = models.CharField(max_length=40)
    word = models.CharField(max_length=40)
    tone = models.CharField(max_length=10, blank=True)
    urgent = models.BooleanField()
    where = models.CharField(max_length=10)
    part = models.PositiveIntegerField(default=0)
    page = models.PositiveIntegerField()
    paragraph = models.PositiveIntegerField()
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    day = models.DateField(null=True)
    by_person = models.BooleanField(default=False)
    rules_number = models.PositiveIntegerField()
    made_by = models.UUIDField()
    superseded_by = models.UUIDField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["item", "rule", "where", "part", "page", "paragraph", "start"],
                condition=Q(superseded_by__isnull=True),
                name="words_are_marked_once_by_a_rule",
            ),
            models.CheckConstraint(condition=Q(by_person=True) | Q(end__gt=F("start")), name="a_mark_covers_words_or_is_a_persons"),
            models.CheckConstraint(condition=Q(where__in=PLACES), name="a_mark_is_in_a_known_place"),
            models.CheckConstraint(
                condition=Q(where="attachment", part__gt=0) | ~Q(where="attachment") & Q(part=0), name="a_mark_of_an_attachment_says_which"
            ),
        ]


@guards.lines("post.alerted", about="item")
class Alerted(models.Model):
    """Somebody was told of an item, and by when they were to acknowledge it. The news itself stands in `core.alerts` under `name`."""

    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="alerted")
    name = models.CharField(max_length=160, unique=True)
    to_post = models.CharField(max_length=40)
    officers = models.JSONField()
    level = models.PositiveIntegerField()
    at = models.DateTimeField()
    due_at = models.DateTimeField()
    made_by = models.UUIDField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(due_at__gt=F("at")), name="an_alert_leaves_time_to_acknowledge_it"),
            models.CheckConstraint(condition=Q(level__gte=1, level__lte=HIGHEST_LEVEL), name="an_alert_is_on_a_step_of_the_ladder"),
        ]


@guards.facts("post.forwarded", "post.taken-up", about="item")
class Forwarding(models.Model):
    """The proof that an item was sent on: the exact bytes, as a document, and the Message-ID they went under. Superseded where that was a mistake."""

    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="forwardings")
    to_name = models.CharField(max_length=200)
    to_address = models.CharField(max_length=320)
    document_ref = models.CharField(max_length=20)
    sha256 = models.CharField(max_length=64)
    message_id = models.CharField(max_length=300)
    at = models.DateTimeField()
    made_by = models.UUIDField()
    superseded_by = models.UUIDField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["item"], condition=Q(superseded_by__isnull=True), name="post_is_sent_on_once"),
            models.CheckConstraint(
                condition=~Q(to_name="") & ~Q(to_address="") & ~Q(message_id="") & ~Q(document_ref=""), name="forwarding_is_proved"
            ),
        ]


@guards.lines("post.acknowledged", about="item")
class Acknowledged(models.Model):
    """The proof that whoever wrote was told that it came: the exact bytes, as a document, and the Message-ID they went under."""

    item = models.OneToOneField(Item, on_delete=models.PROTECT, related_name="acknowledged")
    to_address = models.CharField(max_length=320)
    document_ref = models.CharField(max_length=20)
    sha256 = models.CharField(max_length=64)
    message_id = models.CharField(max_length=300)
    at = models.DateTimeField()
    made_by = models.UUIDField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(to_address="") & ~Q(message_id="") & ~Q(document_ref=""), name="an_acknowledgement_is_proved"
            )
        ]


@guards.facts("post.closed", "post.taken-up", about="item")
class Closing(models.Model):
    """What became of an item that was closed, and which of the principles were met; `rules_number` is the set of rules whose principles they are.

    Superseded where the item is taken up again.
    """

    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="closings")
    outcome = models.CharField(max_length=20)
    principles = models.JSONField()
    rules_number = models.PositiveIntegerField()
    closed_on = models.DateField(db_index=True)
    made_by = models.UUIDField()
    superseded_by = models.UUIDField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["item"], condition=Q(superseded_by__isnull=True), name="post_is_closed_once"),
            models.CheckConstraint(condition=Q(outcome__in=list(OUTCOMES)), name="post_ends_with_a_known_outcome"),
            models.CheckConstraint(condition=~Q(principles=[]), name="closing_post_says_which_principles_were_met"),
        ]


@guards.facts("post-watch.began", "post-watch.ended", about="ref")
class Watched(models.Model):
    """A case or a name that post is watched for."""

    ref = models.CharField(max_length=20, unique=True)
    what = models.CharField(max_length=100)
    because = models.TextField()
    starts = models.DateField()
    made_by = models.UUIDField()
    superseded_by = models.UUIDField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["what"], condition=Q(superseded_by__isnull=True), name="a_thing_is_watched_once"),
            models.CheckConstraint(condition=~Q(what="") & ~Q(because=""), name="what_is_watched_says_why"),
        ]


@guards.lines("triage-rules.adopted")
class Adopted(models.Model):
    """A set of triage rules, for post that comes from a day on. Number 1 comes with the program and has no row."""

    number = models.PositiveIntegerField(unique=True)
    starts = models.DateField(unique=True)
    content = models.JSONField()
    sha256 = models.CharField(max_length=64)
    because = models.TextField()
    made_by = models.UUIDField()

    class Meta:
        constraints: ClassVar = [models.CheckConstraint(condition=Q(number__gte=2), name="adopted_rules_come_after_the_first")]


@guards.facts("post.held-back", "post.held-back-settled", about="ref")
class HeldBack(models.Model):
    """A file that came by a door nobody stands at and could not be registered: its bytes as they came, and why. `superseded_by` says it was dealt with."""

    ref = models.CharField(max_length=20, unique=True)
    name = models.CharField(max_length=200)
    content = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    came_by = models.CharField(max_length=40)
    why = models.TextField()
    at = models.DateTimeField()
    made_by = models.UUIDField()
    superseded_by = models.UUIDField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["sha256"], condition=Q(superseded_by__isnull=True), name="a_file_is_held_back_once"),
            models.CheckConstraint(condition=~Q(why=""), name="what_is_held_back_says_why"),
        ]
