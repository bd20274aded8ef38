"""What is claimed."""

from dataclasses import dataclass
from datetime import date

from duly.payments.invoices import models


@dataclass(frozen=True)
class Claim:
    """One invoice line, for one week (`week` is its Monday). `rate_hundredths` is hundredths of a penny an hour."""

    invoice_ref: str
    line_no: int
    provider_ref: str
    person_ref: str
    service: str
    week: date
    minutes: int
    rate_hundredths: int
    pence: int


@dataclass(frozen=True)
class InvoiceSeen:
    """An invoice with what its lines come to."""

    ref: str
    provider_ref: str
    received_on: date
    import_ref: str
    lines: tuple[Claim, ...]

    @property
    def pence(self) -> int:
        """What the lines come to."""
        return sum(line.pence for line in self.lines)


def claims_for(week: date) -> tuple[Claim, ...]:
    """Every claim for the week of a Monday, by provider, invoice and line."""
    return claims_between(week, week)


def claims_between(first_week: date, last_week: date) -> tuple[Claim, ...]:
    """Every claim for weeks from one Monday to another, both included, by provider, invoice and line."""
    lines = models.InvoiceLine.objects.filter(week__gte=first_week, week__lte=last_week).select_related("invoice")
    return tuple(_claim(found) for found in lines.order_by("invoice__provider_ref", "invoice__ref", "line_no"))


def invoice(provider_ref: str, ref: str) -> InvoiceSeen | None:
    """One invoice of a provider by its own reference, or None."""
    found = models.Invoice.objects.filter(provider_ref=provider_ref, ref=ref).first()
    if found is None:
        return None
    lines = tuple(_claim(one) for one in found.lines.select_related("invoice").order_by("line_no"))
    return InvoiceSeen(found.ref, found.provider_ref, found.received_on, found.import_ref, lines)


def known_refs(provider_ref: str) -> frozenset[str]:
    """The references of every invoice taken in from a provider."""
    return frozenset(models.Invoice.objects.filter(provider_ref=provider_ref).values_list("ref", flat=True))


def how_many_lines() -> int:
    """How many invoice lines were taken in."""
    return models.InvoiceLine.objects.count()


def _claim(found: models.InvoiceLine) -> Claim:
    return Claim(
        found.invoice.ref,
        found.line_no,
        found.invoice.provider_ref,
        found.person_ref,
        found.service,
        found.week,
        found.minutes,
        found.rate_hundredths,
        found.pence,
    )
