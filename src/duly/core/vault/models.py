"""The data keys, each wrapped: what they wrap is in other rooms, and what unwraps them is in no database."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q

from duly.core.record import guards


@guards.exempt("wrapping of keys: rotation changes how they are wrapped, and is an event; the database lets nothing else change or go")
class WrappedKey(models.Model):
    """The data key of one row of a table that keeps sealed values, wrapped under the key called `under`."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    of_table = models.CharField(max_length=63)
    of_row = models.CharField(max_length=120)
    under = models.CharField(max_length=8, db_index=True)
    wrapped = models.BinaryField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["of_table", "of_row"], name="one_key_for_a_sealed_row"),
            models.CheckConstraint(condition=Q(under__regex=r"^[0-9a-f]{8}$"), name="key_is_wrapped_under_a_named_key"),
        ]
