"""Tokens, and when each was last used."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from duly.core.record import guards
from duly.core.tokens.rules import SCOPES
from duly.core.tokens.states import TokenState


@guards.lifecycle("token")
class Token(models.Model):
    """One token of one officer. Of its secret only the digest is kept; it works before `ends`, while it is live."""

    ref = models.CharField(max_length=20, unique=True)
    version = models.PositiveIntegerField()
    state = models.CharField(max_length=20, choices=[(s.value, s.value) for s in TokenState])
    officer_ref = models.CharField(max_length=20)
    name = models.CharField(max_length=60)
    scopes = ArrayField(models.CharField(max_length=40))
    secret_sha256 = models.CharField(max_length=64, unique=True)
    made_on = models.DateField()
    ends = models.DateField()
    revoked_by = models.CharField(max_length=40, null=True)  # null says nobody has

    class Meta:
        indexes: ClassVar = [models.Index(fields=["officer_ref"], name="token_of_an_officer")]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(state__in=[s.value for s in TokenState]), name="token_is_in_a_known_state"),
            models.CheckConstraint(condition=Q(secret_sha256__regex=r"^[0-9a-f]{64}$"), name="token_keeps_only_a_digest"),
            models.CheckConstraint(condition=Q(ends__gt=F("made_on")), name="token_ends_after_it_was_made"),
            models.CheckConstraint(condition=Q(scopes__contained_by=list(SCOPES)) & Q(scopes__len__gt=0), name="token_has_known_scopes"),
            models.CheckConstraint(
                condition=Q(state="revoked", revoked_by__isnull=False) | Q(state="live", revoked_by__isnull=True),
                name="token_revoked_says_by_whom",
            ),
        ]

    def __str__(self) -> str:
        return self.ref


@guards.exempt("the minute a token was last used, so that one nobody uses is seen; what it was used to change is recorded")
class LastUse(models.Model):
    """When a token was last shown, to the minute."""

    ref = models.CharField(max_length=20, primary_key=True)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return self.ref
