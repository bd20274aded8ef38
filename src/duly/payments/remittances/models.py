"""Remittances as they were first made."""

from typing import ClassVar

from django.db import models

from duly.core.record import guards


@guards.lines("remittance.made")
class StoredRemittance(models.Model):
    """A remittance, kept as first made: wording may change in a later version of Duly, what a provider was told does not."""

    run_ref = models.CharField(max_length=16)
    provider_ref = models.CharField(max_length=20)
    text = models.BinaryField()
    text_sha256 = models.CharField(max_length=64)
    csv = models.BinaryField()
    csv_sha256 = models.CharField(max_length=64)
    made_by = models.UUIDField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["run_ref", "provider_ref"], name="one_remittance_of_a_run_to_a_provider"),
        ]

    def __str__(self) -> str:
        return f"{self.run_ref} to {self.provider_ref}"


@guards.lines("remittance.drawn")
class RemittanceDrawn(models.Model):
    """A remittance as PDF, made when it was first opened and kept: a later template draws later remittances, and never this one again."""

    remittance = models.ForeignKey(StoredRemittance, on_delete=models.PROTECT, related_name="drawn")
    pdf = models.BinaryField()
    pdf_sha256 = models.CharField(max_length=64)
    template_sha256 = models.CharField(max_length=64)
    made_by = models.UUIDField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["remittance"], name="a_remittance_is_drawn_once"),
        ]
