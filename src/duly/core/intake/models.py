"""Imports: files taken in or refused whole, and what was wrong with those refused."""

from typing import ClassVar

from django.db import models

from duly.core.record import guards


@guards.lifecycle("import")
class Import(models.Model):
    """One file handed over, accepted whole or refused whole; `event` says so. An accepted one may be undone later: `undone_event` says that."""

    ref = models.CharField(max_length=20, unique=True)
    version = models.PositiveIntegerField()
    kind = models.CharField(max_length=40)
    name = models.CharField(max_length=200)
    source = models.CharField(max_length=80)
    sha256 = models.CharField(max_length=64)
    document = models.CharField(max_length=20, blank=True)
    accepted = models.BooleanField()
    rows = models.PositiveIntegerField()
    counts = models.JSONField(default=dict)
    refusal_code = models.CharField(max_length=60, blank=True)
    refusal_because = models.TextField(blank=True)
    at = models.DateTimeField()
    by = models.CharField(max_length=40)
    event = models.UUIDField(unique=True)
    undone_event = models.UUIDField(unique=True, null=True)
    undone_at = models.DateTimeField(null=True)
    undone_by = models.CharField(max_length=40, blank=True, default="")

    class Meta:
        indexes: ClassVar = [models.Index(fields=["kind", "-id"], name="import_newest_of_a_kind")]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["kind", "sha256"],
                condition=models.Q(accepted=True, undone_event__isnull=True),
                name="import_accepted_once_for_the_same_bytes",
            ),
            models.CheckConstraint(
                condition=models.Q(undone_event__isnull=True, undone_at__isnull=True, undone_by="")
                | models.Q(~models.Q(undone_by=""), accepted=True, undone_event__isnull=False, undone_at__isnull=False),
                name="import_undone_was_accepted_and_has_its_who_and_when",
            ),
            models.CheckConstraint(
                condition=models.Q(accepted=True, refusal_code="") | models.Q(accepted=False) & ~models.Q(refusal_code=""),
                name="import_refused_has_its_reason",
            ),
            models.CheckConstraint(condition=models.Q(accepted=False) | ~models.Q(document=""), name="import_accepted_has_its_document"),
            models.CheckConstraint(condition=models.Q(sha256__regex="^[0-9a-f]{64}$"), name="import_hash_is_sha256"),
        ]


@guards.lines("import.refused", about="of")
class ImportFault(models.Model):
    """One fault of a refused file. `row` is as a spreadsheet shows it; 0 is the file as a whole."""

    of = models.ForeignKey(Import, on_delete=models.PROTECT, related_name="faults")
    position = models.PositiveIntegerField()
    row = models.PositiveIntegerField()
    column = models.CharField(max_length=200, blank=True)
    found = models.TextField(blank=True)
    says = models.TextField()
    nearest = models.TextField(blank=True)
    made_by = models.UUIDField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["of", "position"], name="one_import_fault_at_a_position")]
