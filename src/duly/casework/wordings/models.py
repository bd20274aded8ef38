"""Versions of standard letters: what each says, whose it is, and until when letters may be begun from it."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from duly.casework.wordings.states import WordingState
from duly.core.record import guards

_ADOPTED = [WordingState.IN_USE.value, WordingState.REPLACED.value]


@guards.lines("letter-rules.adopted")
class AdoptedRules(models.Model):
    """One set of rules of mandatory paragraphs, as adopted. The highest number begun by a day governs what is done on it; the first stand in the program."""

    number = models.PositiveIntegerField(unique=True)
    starts = models.DateField()
    content = models.JSONField()
    made_by = models.UUIDField()

    class Meta:
        constraints: ClassVar = [models.CheckConstraint(condition=Q(number__gte=2), name="the_first_rules_of_letters_are_ours")]


@guards.lifecycle("wording")
class Wording(models.Model):
    """One version of one standard letter. `content` holds the fields of `rules.Template`; `expires` is the last day a letter may be begun from it."""

    ref = models.CharField(max_length=60, unique=True)
    version = models.PositiveIntegerField()
    state = models.CharField(max_length=20, choices=[(s.value, s.value) for s in WordingState])
    code = models.CharField(max_length=40)
    number = models.PositiveIntegerField()
    content = models.JSONField()
    content_sha256 = models.CharField(max_length=64)
    owner = models.CharField(max_length=40)
    expires = models.DateField()
    written_by = models.CharField(max_length=40)
    adopted_by = models.CharField(max_length=40, blank=True)
    adopted_on = models.DateField(null=True)  # null until it is

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["code"], condition=Q(state="in use"), name="one_version_of_a_standard_letter_is_in_use"),
            models.UniqueConstraint(fields=["code", "number"], name="a_version_of_a_standard_letter_has_its_number"),
            models.CheckConstraint(
                condition=Q(state__in=_ADOPTED, adopted_by__gt="", adopted_on__isnull=False)
                | (~Q(state__in=_ADOPTED) & Q(adopted_by="", adopted_on__isnull=True)),
                name="an_adopted_wording_says_who_and_when",
            ),
            models.CheckConstraint(condition=~Q(adopted_by=F("written_by")), name="a_wording_is_not_adopted_by_who_wrote_it"),
            models.CheckConstraint(condition=~Q(owner="") & ~Q(code="") & Q(number__gte=1), name="a_wording_has_an_owner_and_a_number"),
            models.CheckConstraint(condition=Q(state__in=[s.value for s in WordingState]), name="a_wording_is_in_a_known_state"),
        ]
