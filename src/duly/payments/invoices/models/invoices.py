"""Invoices as providers wrote them, and their lines."""

from datetime import timedelta
from typing import ClassVar

from django.db import models
from django.db.models import F

from duly.core.record import guards
from duly.primitives.naming import PERSON_CHECKS


@guards.facts("import.accepted", "import.undone")
class Invoice(models.Model):
    """One invoice, under the provider's own reference. A corrected one supersedes it, with all its lines."""

    ref = models.CharField(max_length=60)
    provider_ref = models.CharField(max_length=20)
    received_on = models.DateField()
    import_ref = models.CharField(max_length=40)
    made_by = models.UUIDField()
    superseded_by = models.UUIDField(null=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["import_ref"], name="invoices_by_import")]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["provider_ref", "ref"], condition=models.Q(superseded_by__isnull=True), name="an_invoice_is_taken_in_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.provider_ref} {self.ref}"


@guards.lines("import.accepted", "import.undone")
class InvoiceLine(models.Model):
    """One claim, as written, for a person's service: minutes at a rate in one week (`week` is its Monday), or nights of a stay.

    A stay's line says its dates, `starts` until `ends`, exclusive; `week` is then the Monday of the first. `pence` is without VAT.
    """

    invoice = models.ForeignKey(Invoice, on_delete=models.PROTECT, related_name="lines")
    line_no = models.PositiveIntegerField()
    person_ref = models.CharField(max_length=30)
    service = models.CharField(max_length=40)
    week = models.DateField()
    minutes = models.PositiveIntegerField()
    rate_hundredths = models.PositiveIntegerField()
    pence = models.PositiveBigIntegerField()
    vat_pence = models.PositiveBigIntegerField(default=0)
    starts = models.DateField(null=True)
    ends = models.DateField(null=True)
    nights = models.PositiveIntegerField(default=0)
    person_check = models.CharField(max_length=14, blank=True, default="")
    made_by = models.UUIDField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["week"], name="invoice_lines_by_week")]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["invoice", "line_no"], name="an_invoice_line_is_numbered_once"),
            models.CheckConstraint(condition=models.Q(week__iso_week_day=1), name="a_claim_is_for_a_week_from_its_monday"),
            models.CheckConstraint(
                condition=models.Q(nights=0, starts__isnull=True, ends__isnull=True)
                | models.Q(nights__gte=1, minutes=0, starts__gte=F("week"), ends__isnull=False, ends__gte=F("starts") + F("nights")),
                name="a_stay_is_claimed_by_nights_within_its_dates",
            ),
            models.CheckConstraint(
                condition=models.Q(nights=0) | models.Q(starts__lt=F("week") + timedelta(days=7)),
                name="a_stay_is_kept_under_its_first_week",
            ),
            models.CheckConstraint(condition=models.Q(person_check__in=PERSON_CHECKS), name="a_claims_person_is_known_or_said_not_to_be"),
        ]
