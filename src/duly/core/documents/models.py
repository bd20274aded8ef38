"""Documents: a file's bytes and their hash, in one row that is never changed."""

from typing import ClassVar

from django.db import models
from django.db.models.functions import Length

from duly.core.record import guards


class HexOfHash(models.Func):
    """The SHA-256 of bytes as PostgreSQL computes it, in hexadecimal."""

    template = "encode(sha256(%(expressions)s), 'hex')"
    output_field = models.CharField()


@guards.lines("document.kept", about="ref")
class Document(models.Model):
    """One file as it was handed over. The same bytes twice are two documents: they came for two reasons."""

    ref = models.CharField(max_length=20, unique=True)
    name = models.CharField(max_length=200)
    media_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64, db_index=True)
    content = models.BinaryField()
    kept_at = models.DateTimeField()
    made_by = models.UUIDField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(name="document_hash_is_of_its_content", condition=models.Q(sha256=HexOfHash("content"))),
            models.CheckConstraint(name="document_size_is_of_its_content", condition=models.Q(size=Length("content"))),
            models.CheckConstraint(name="document_is_not_empty", condition=models.Q(size__gt=0)),
        ]
