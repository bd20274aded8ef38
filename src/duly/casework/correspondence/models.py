"""Items of post: one row each, from the day it came until it is closed."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from duly.casework.correspondence.states import ItemState
from duly.core.record import guards

CHANNELS = ("e-mail", "letter", "phone", "hand", "portal", "social")


@guards.lifecycle("post item")
class Item(models.Model):
    """One letter, mail or call note. The original is the document; the rest is what was read from it, for finding and showing."""

    ref = models.CharField(max_length=20, unique=True)
    version = models.PositiveIntegerField()
    state = models.CharField(max_length=20, choices=[(s.value, s.value) for s in ItemState])
    channel = models.CharField(max_length=20)
    document_ref = models.CharField(max_length=20)
    file_name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    message_id = models.CharField(max_length=500, blank=True)
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
    faults = models.JSONField(default=list)
    direct_to = models.CharField(max_length=120, blank=True)
    next_action = models.TextField(blank=True)
    owner = models.CharField(max_length=40, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["sha256"], name="post_is_registered_once_by_its_bytes"),
            models.UniqueConstraint(fields=["message_id"], condition=~Q(message_id=""), name="post_is_registered_once_by_message_id"),
            models.CheckConstraint(condition=Q(logged_on__gte=F("received_on")), name="post_is_not_logged_before_it_is_received"),
            models.CheckConstraint(condition=Q(late=False) | ~Q(why_late=""), name="late_post_says_why"),
            models.CheckConstraint(
                condition=Q(state=ItemState.REGISTERED.value) | (~Q(owner="") & ~Q(next_action="")),
                name="triaged_post_has_an_owner_and_a_next_action",
            ),
            models.CheckConstraint(condition=Q(channel__in=CHANNELS), name="post_comes_by_a_known_channel"),
            models.CheckConstraint(condition=Q(state__in=[s.value for s in ItemState]), name="post_item_is_in_a_known_state"),
        ]
        indexes: ClassVar = [models.Index(fields=["state", "received_on"], name="post_by_state_and_day")]
