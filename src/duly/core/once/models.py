"""What was sent with a key, each done once however often it is sent."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from duly.core.record import guards


@guards.exempt("which forms and calls were sent, so that none is done twice: what each did is recorded by the action it called")
class FormDone(models.Model):
    """A form or a call that was done: its key, who sent it where, the digest of what was sent, and where the answer led. Never removed."""

    key = models.UUIDField(primary_key=True)
    sent_by = models.CharField(max_length=20)
    path = models.CharField(max_length=200)
    body_sha256 = models.CharField(max_length=64)
    answer = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.CheckConstraint(condition=Q(body_sha256__regex=r"^[0-9a-f]{64}$"), name="form_digest_is_a_sha256")]

    def __str__(self) -> str:
        return str(self.key)
