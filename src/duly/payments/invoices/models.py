"""Invoices as providers wrote them, and their lines."""

from typing import ClassVar

from django.db import models

from duly.core.record import guards


@guards.lines("import.accepted")
class Invoice(models.Model):
    """One invoice, under the provider's own reference."""

    ref = models.CharField(max_length=60)
    provider_ref = models.CharField(max_length=20)
    received_on = models.DateField()
    import_ref = models.CharField(max_length=40)
    made_by = models.UUIDField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["provider_ref", "ref"], name="an_invoice_is_taken_in_once"),
        ]

    def __str__(self) -> str:
        return f"{self.provider_ref} {self.ref}"


@guards.lines("import.accepted")
class InvoiceLine(models.Model):
    """One claim: minutes at a rate, and the pence they make, for a person's service in one week (`week` is its Monday)."""

    invoice = models.ForeignKey(Invoice, on_delete=models.PROTECT, related_name="lines")
    line_no = models.PositiveIntegerField()
    person_ref = models.CharField(max_length=30)
    service = models.CharField(max_length=40)
    week = models.DateField()
    minutes = models.PositiveIntegerField()
    rate_hundredths = models.PositiveIntegerField()
    pence = models.PositiveBigIntegerField()
    vat_pence = models.PositiveBigIntegerField(default=0)
    made_by = models.UUIDField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["week"], name="invoice_lines_by_week")]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["invoice", "line_no"], name="an_invoice_line_is_numbered_once"),
            models.CheckConstraint(condition=models.Q(week__iso_week_day=1), name="a_claim_is_for_a_week_from_its_monday"),
            models.CheckConstraint(condition=models.Q(vat_pence=0), name="care_is_claimed_without_vat"),
        ]
