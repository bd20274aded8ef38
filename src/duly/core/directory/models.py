"""Entries, their dated details and roles, what says that two are one, and markers.

No personal word stands in a row that is kept: `Words` holds them, each row beside the private words of the event that told it, and the
database takes it away when those are erased.
"""

from typing import ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import F, Q

from duly.core.directory.rules import DETAILS, KINDS, OF_ANOTHER, ONE_AT_A_TIME, ROLES, SCOPES
from duly.core.record import guards

CURRENT = Q(superseded_by__isnull=True)
ON_A_DAY = Q(during__isempty=False, during__startswith__isnull=False)
OVERLAPS = ("during", RangeOperators.OVERLAPS)


def _never_twice(name: str, *keys: str, when: Q) -> ExclusionConstraint:
    """Two rows alike in these fields are never both in force on a day."""
    return ExclusionConstraint(name=name, expressions=[*((key, RangeOperators.EQUAL) for key in keys), OVERLAPS], condition=CURRENT & when)


@guards.lifecycle("entry")
class Entry(models.Model):
    """A person, a body or a committee outside the office. `version` counts what has been told of it."""

    ref = models.CharField(max_length=20, unique=True)
    version = models.PositiveIntegerField()
    kind = models.CharField(max_length=20)
    entered_on = models.DateField()

    class Meta:
        constraints: ClassVar = [models.CheckConstraint(condition=Q(kind__in=KINDS), name="an_entry_is_of_a_known_kind")]


@guards.exempt(
    "private words of an event, beside them so that they can be looked for: they are taken away when that event's words are erased"
)
class Words(models.Model):
    """Personal words, and how they compare. `made_by` is the event that told them; the row goes with its private words."""

    made_by = models.UUIDField(db_index=True)
    about = models.CharField(max_length=20, db_index=True)
    kind = models.CharField(max_length=20)
    text = models.TextField()
    compared = models.TextField()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["kind", "compared"], name="words_as_compared"),
            GinIndex(OpClass(F("compared"), name="gin_trgm_ops"), name="words_nearly_as_compared", condition=Q(kind="name")),
        ]


@guards.facts("entry.entered", "entry.detail-told", "entry.detail-ended", about="entry")
class Detail(models.Model):
    """A name, a way to reach somebody, or something they need, between two dates. What it says is in `Words`, by `made_by` and `kind`."""

    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="details")
    kind = models.CharField(max_length=20)
    during = DateRangeField()
    made_by = models.UUIDField()
    superseded_by = models.UUIDField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(kind__in=list(DETAILS)), name="a_detail_is_of_a_known_kind"),
            models.CheckConstraint(condition=ON_A_DAY, name="a_detail_begins_on_a_day"),
            _never_twice("one_name_address_format_and_channel_at_a_time", "entry", "kind", when=Q(kind__in=ONE_AT_A_TIME)),
        ]


@guards.facts("entry.role-given", "entry.role-ended", about="entry")
class Role(models.Model):
    """What an entry is between two dates: `of` is another entry's reference, a member's constituency, or nothing. `scope` is of a consent. Which kinds of entry
    may have and be which is held by a trigger (`sql/roles_fit.sql`)."""

    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="roles")
    role = models.CharField(max_length=30)
    of = models.CharField(max_length=80, blank=True, db_index=True)
    scope = models.CharField(max_length=20, blank=True)
    during = DateRangeField()
    made_by = models.UUIDField()
    superseded_by = models.UUIDField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(role__in=list(ROLES)), name="a_role_is_a_known_one"),
            models.CheckConstraint(condition=ON_A_DAY, name="a_role_begins_on_a_day"),
            models.CheckConstraint(
                condition=Q(role__in=[*OF_ANOTHER, "member of parliament"], of__gt="") | Q(role__in=["in jurisdiction", "adviser"], of=""),
                name="a_role_says_of_what",
            ),
            models.CheckConstraint(
                condition=Q(role="represented by", scope__in=SCOPES) | (~Q(role="represented by") & Q(scope="")), name="consent_has_a_scope"
            ),
            _never_twice("a_role_is_held_once_at_a_time", "entry", "role", "of", "scope", when=Q()),
            _never_twice("one_member_for_a_constituency_at_a_time", "of", when=Q(role="member of parliament")),
            _never_twice("a_member_sits_for_one_constituency_at_a_time", "entry", when=Q(role="member of parliament")),
            _never_twice("one_link_officer_of_a_body_at_a_time", "of", when=Q(role="link officer")),
        ]


@guards.facts("entry.died", "entry.death-undone", about="entry")
class Death(models.Model):
    """The day on which somebody died, once for the person. From whom it is known is in `Words`, by `made_by`. Undone where it was a mistake."""

    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="+")
    on = models.DateField()
    made_by = models.UUIDField()
    superseded_by = models.UUIDField(null=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["entry"], condition=CURRENT, name="a_death_is_told_once")]


@guards.facts("entry.merged", "entry.parted", about="entry")
class Same(models.Model):
    """Two entries are one: what is told of `other` is told of `kept`, and both references are good. Undone as new knowledge."""

    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="+")
    other = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="+")
    made_by = models.UUIDField()
    superseded_by = models.UUIDField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["other"], condition=CURRENT, name="an_entry_is_the_same_as_one_other"),
            models.CheckConstraint(condition=~Q(entry=F("other")), name="an_entry_is_not_merged_with_itself"),
        ]


@guards.facts("marker.placed", "marker.reviewed", "marker.handed-on", "marker.lifted", about="entry")
class Marker(models.Model):
    """A warning shown before contact. Past the end of `during` it has lapsed; `review_on` is when its owner must look again."""

    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="markers")
    number = models.PositiveIntegerField()
    owner = models.CharField(max_length=20)
    review_on = models.DateField()
    during = DateRangeField()
    made_by = models.UUIDField()
    superseded_by = models.UUIDField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(owner=""), name="a_marker_has_an_owner"),
            models.CheckConstraint(
                condition=Q(during__isempty=False, during__startswith__isnull=False, during__endswith__isnull=False), name="a_marker_ends"
            ),
            models.CheckConstraint(
                condition=Q(during__endswith__gte=F("review_on"), during__startswith__lte=F("review_on")),
                name="a_marker_is_reviewed_before_it_lapses",
            ),
            models.UniqueConstraint(fields=["entry", "number"], condition=CURRENT, name="a_marker_is_placed_once"),
        ]
