"""What lies on a person's desk. Nobody else reads it, nothing is decided by it, and all of it may be thrown away."""

from typing import ClassVar

from django.db import models

from duly.core.record import guards


@guards.exempt("how one person likes their own pages: it decides nothing")
class Preferences(models.Model):
    """How one officer likes their pages. `keymap` is what they press where others press another key: {"j": "n"}; "" is no key at all."""

    officer = models.CharField(max_length=20, primary_key=True)
    theme = models.CharField(max_length=5, default="")
    density = models.CharField(max_length=11, default="compact")
    text = models.CharField(max_length=6, default="")
    letters = models.BooleanField(default=True)
    keymap = models.JSONField(default=dict)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(theme__in=["", "light", "dark"]), name="theme_is_known"),
            models.CheckConstraint(condition=models.Q(density__in=["compact", "comfortable"]), name="density_is_known"),
            models.CheckConstraint(condition=models.Q(text__in=["", "large", "larger"]), name="text_size_is_known"),
        ]


@guards.exempt("what somebody has typed and not yet sent: it decides nothing, and is thrown away when sent")
class Draft(models.Model):
    """What one officer had typed into one form of one page, right or wrong. `fields` are lists of words by the field's name."""

    officer = models.CharField(max_length=20)
    page = models.CharField(max_length=300)
    form = models.CharField(max_length=300)
    fields = models.JSONField()
    version = models.PositiveIntegerField(default=1)
    saved_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["officer", "page", "form"], name="one_draft_of_a_form_for_one_person")]


@guards.exempt("where somebody was when they were interrupted: it decides nothing")
class Parked(models.Model):
    """Work put aside: the address with its filters and open row, how far down it was read, and which part had the focus."""

    officer = models.CharField(max_length=20)
    address = models.CharField(max_length=2000)
    title = models.CharField(max_length=200)
    place = models.JSONField(default=dict)
    parked_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["officer", "address"], name="an_address_is_parked_once")]
        indexes: ClassVar = [models.Index(fields=["officer", "-parked_at"], name="parked_newest_of_a_person")]


@guards.exempt("a list's filters under a name of one's own: it decides nothing")
class SavedView(models.Model):
    """A list as somebody likes it: its page and its query string, under a name."""

    officer = models.CharField(max_length=20)
    page = models.CharField(max_length=300)
    name = models.CharField(max_length=60)
    query = models.CharField(max_length=1700, blank=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["officer", "page", "name"], name="one_view_of_a_name_on_a_page")]


@guards.exempt("who has a page open this minute: it decides nothing")
class Presence(models.Model):
    """Somebody has a page about something open, since their browser last said so."""

    officer = models.CharField(max_length=20)
    name = models.CharField(max_length=120)
    about = models.CharField(max_length=300)
    writing = models.BooleanField(default=False)
    seen_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["officer", "about"], name="one_presence_of_a_person_at_a_thing")]
        indexes: ClassVar = [models.Index(fields=["about", "seen_at"], name="who_is_at_a_thing")]
