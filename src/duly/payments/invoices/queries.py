"""What is claimed."""

import uuid
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

import pyarrow as pa
from django.db import connection
from django.db.models import Q, Sum

from duly.core.lists.columns import schema_of
from duly.core.lists.copying import columns_of
from duly.core.log.queries import known_at
from duly.payments.invoices import models
from duly.payments.invoices.beside import Beside as Beside
from duly.payments.invoices.beside import Said as Said
from duly.payments.invoices.beside import beside as beside
from duly.payments.invoices.listed import InvoiceListed as InvoiceListed
from duly.payments.invoices.listed import InvoiceVersion as InvoiceVersion
from duly.payments.invoices.listed import WeekClaimed as WeekClaimed
from duly.payments.invoices.listed import claimed_before as claimed_before
from duly.payments.invoices.listed import claimed_for as claimed_for
from duly.payments.invoices.listed import invoices_for as invoices_for
from duly.payments.invoices.listed import newest_week_claimed as newest_week_claimed
from duly.payments.invoices.listed import versions_of as versions_of
from duly.payments.invoices.paged import Counted as Counted
from duly.payments.invoices.paged import counted as counted
from duly.payments.invoices.paged import page_of_invoices as page_of_invoices
from duly.payments.invoices.rules import split_to_weeks
from duly.payments.packages.queries import lines_known
from duly.primitives.period import FOREVER


@dataclass(frozen=True)
class Claim:
    """One invoice line, or one week of a line for a stay (`week` is its Monday). `rate_hundredths` is hundredths of a penny an hour.

    For a stay `nights` are claimed, `minutes` is 0, and the rate is for a night or a week as the contract has it. `pence` is without VAT.
    `person_check` is "" where the person is known, else "unknown" or "name differs".
    """

    invoice_ref: str
    line_no: int
    provider_ref: str
    person_ref: str
    service: str
    week: date
    minutes: int
    rate_hundredths: int
    pence: int
    vat_pence: int = 0
    received_on: date = FOREVER
    person_check: str = ""
    nights: int = 0


WITHDRAWN = " (withdrawn)"
"""After an invoice's reference: the provider claims nothing on it any more."""


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


@dataclass(frozen=True)
class InvoiceKnown:
    """One invoice in figures. `first_week` and `last_week` are the Mondays of the first and last weeks it claims for."""

    ref: str
    provider_ref: str
    received_on: date
    pence: int
    first_week: date
    last_week: date


def claims_for(week: date) -> tuple[Claim, ...]:
    """Every claim for the week of a Monday, by provider, invoice and line."""
    return claims_between(week, week)


def is_claimed(week: date) -> bool:
    """Whether anything is claimed for the week of a Monday."""
    current = models.InvoiceLine.objects.filter(nights=0, week=week, invoice__superseded_by__isnull=True)
    return current.exists() or bool(claims_for_stays(week, week))


def claims_between(first_week: date, last_week: date) -> tuple[Claim, ...]:
    """Every claim for weeks from one Monday to another, both included, by provider, invoice, line and week.

    A line for a stay is a claim for each of its weeks with a night; together they come to the line.
    """
    return _claims_in(first_week, last_week, invoice__superseded_by__isnull=True)


def claims_in_columns(first_week: date, last_week: date) -> pa.Table:
    """Those of `claims_between` that are not for a stay, as columns: a `Claim` a row, its invoice's reference with its provider's before it. By reference
    and line."""
    return columns_of(schema_of(Claim), _FOR_A_WEEK, {"first": first_week, "last": last_week})


def claims_for_stays(first_week: date, last_week: date) -> tuple[Claim, ...]:
    """Those of `claims_between` that are for a stay."""
    return _claims_in(first_week, last_week, nights__gte=1, invoice__superseded_by__isnull=True)


def _claims_in(first_week: date, last_week: date, **of: Any) -> tuple[Claim, ...]:
    week = Q(nights=0, week__gte=first_week, week__lte=last_week)
    stay = Q(nights__gte=1, week__lte=last_week, ends__gt=first_week)
    lines = models.InvoiceLine.objects.filter(week | stay, **of).select_related("invoice")
    claims = (claim for found in lines.order_by("invoice__provider_ref", "invoice__ref", "line_no") for claim in _claims(found))
    return tuple(claim for claim in claims if first_week <= claim.week <= last_week)


def withdrawn_between(first_week: date, last_week: date) -> tuple[Claim, ...]:
    """A claim for nothing for each line and week that was claimed once and is not now: replaced, or undone. What was paid on it is then due back.

    Only where there is a package line: the rest was never paid. Its invoice's reference has `WITHDRAWN` after it.
    """
    gone = _claims_in(first_week, last_week, invoice__superseded_by__isnull=False)
    if not gone:
        return ()
    providers = {claim.provider_ref for claim in gone}
    current = _claims_in(first_week, last_week, invoice__superseded_by__isnull=True, invoice__provider_ref__in=providers)
    claimed = {_care(claim) for claim in current}
    lines = {(line.provider_ref, line.person_ref, line.service) for line in lines_known()}
    nothing: dict[tuple[str, str, str, date], Claim] = {}
    for claim in gone:
        if _care(claim) not in claimed and _care(claim)[:3] in lines:
            told = {
                "invoice_ref": f"{claim.invoice_ref}{WITHDRAWN}",
                "minutes": 0,
                "nights": 0,
                "pence": 0,
                "vat_pence": 0,
                "person_check": "",
            }
            nothing.setdefault(_care(claim), replace(claim, **told))
    return tuple(nothing.values())


def _care(claim: Claim) -> tuple[str, str, str, date]:
    return claim.provider_ref, claim.person_ref, claim.service, claim.week


@dataclass(frozen=True)
class InvoicedAt:
    """What one invoice claimed for a person's service in a week, in pence, and when the invoice came."""

    provider_ref: str
    person_ref: str
    service: str
    week: date
    invoice_ref: str
    received_on: date
    pence: int


def invoiced_at(entry: int, *, provider_ref: str = "", person_ref: str = "") -> tuple[InvoicedAt, ...]:
    """What a provider claimed, or was claimed for a person, as known at an entry of the record: the lines of an invoice for one care and week together.

    By week, person, service and invoice. A stay's line is told for each of its weeks.
    """
    lines = models.InvoiceLine.objects.filter(known_at(entry, made_by="invoice__made_by", ended_by="invoice__superseded_by"))
    if provider_ref:
        lines = lines.filter(invoice__provider_ref=provider_ref)
    if person_ref:
        lines = lines.filter(person_ref=person_ref)
    care = ("invoice__provider_ref", "person_ref", "service", "week", "invoice__ref", "invoice__received_on")
    together = lines.filter(nights=0).order_by().values_list(*care).annotate(together=Sum("pence"))
    told = [InvoicedAt(*row) for row in together]
    told += [
        InvoicedAt(one.provider_ref, one.person_ref, one.service, one.week, one.invoice_ref, one.received_on, one.pence)
        for line in lines.filter(nights__gte=1).select_related("invoice")
        for one in _claims(line)
    ]
    return tuple(sorted(told, key=lambda one: (one.week, one.person_ref, one.service, one.provider_ref, one.invoice_ref)))


def invoices_known() -> tuple[InvoiceKnown, ...]:
    """Every invoice known, of every provider and week, by provider and reference."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT i.ref, i.provider_ref, i.received_on, sum(l.pence)::bigint, min(l.week),"
            " max(coalesce(date_trunc('week', l.ends - 1)::date, l.week))"
            " FROM invoices_invoice i JOIN invoices_invoiceline l ON l.invoice_id = i.id WHERE i.superseded_by IS NULL"
            ' GROUP BY i.id, i.ref, i.provider_ref, i.received_on ORDER BY i.provider_ref COLLATE "C", i.ref COLLATE "C"'
        )
        return tuple(InvoiceKnown(*row) for row in cursor)


def invoice(provider_ref: str, ref: str) -> InvoiceSeen | None:
    """One invoice of a provider by its own reference, or None."""
    found = models.Invoice.objects.filter(provider_ref=provider_ref, ref=ref, superseded_by__isnull=True).first()
    if found is None:
        return None
    lines = tuple(claim for one in found.lines.select_related("invoice").order_by("line_no") for claim in _claims(one))
    return InvoiceSeen(found.ref, found.provider_ref, found.received_on, found.import_ref, lines)


def invoices_like(words: str, *, limit: int) -> tuple[tuple[str, str, str], ...]:
    """The provider, the invoice's own reference and its import, of invoices whose reference begins so, the newest first."""
    found = models.Invoice.objects.filter(superseded_by__isnull=True, ref__istartswith=words).order_by("-received_on", "ref")
    return tuple(found.values_list("provider_ref", "ref", "import_ref")[:limit])


def known_refs(provider_ref: str) -> frozenset[str]:
    """The references of every invoice known of a provider."""
    return frozenset(models.Invoice.objects.filter(provider_ref=provider_ref, superseded_by__isnull=True).values_list("ref", flat=True))


def known_among(provider_ref: str, refs: Collection[str]) -> frozenset[str]:
    """Which of these references of a provider's invoices were taken in before."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT ref FROM invoices_invoice WHERE provider_ref = %s AND ref = ANY (string_to_array(%s, chr(31))) AND superseded_by IS NULL",
            [provider_ref, "\x1f".join(refs)],
        )
        return frozenset(ref for (ref,) in cursor)


def invoices_sent(monday: date) -> dict[str, set[str]]:
    """The imports that told of a provider's claims for a week, also those replaced or undone since, by provider."""
    week = Q(nights=0, week=monday) | Q(nights__gte=1, starts__lt=monday + timedelta(days=7), ends__gt=monday)
    told: dict[str, set[str]] = {}
    for provider, import_ref in (
        models.InvoiceLine.objects.filter(week).values_list("invoice__provider_ref", "invoice__import_ref").distinct()
    ):
        told.setdefault(provider, set()).add(import_ref)
    return told


@dataclass(frozen=True)
class NetLine:
    """One line of a residential period, `starts` until `ends`, exclusive: a payment above nothing, a receipt below (pence)."""

    period_ref: str
    starts: date
    ends: date
    paid_on: date
    supplier_ref: str
    supplier_name: str
    expense_type: str
    pence: int


def net_lines(period_ref: str) -> tuple[NetLine, ...]:
    """The lines of a residential period, in the order they were sent."""
    found = models.NetLine.objects.filter(period_ref=period_ref, superseded_by__isnull=True).order_by("import_ref", "row")
    return tuple(
        NetLine(x.period_ref, x.during.lower, x.during.upper, x.paid_on, x.supplier_ref, x.supplier_name, x.expense_type, x.pence)
        for x in found
    )


def periods_known() -> frozenset[str]:
    """The residential periods taken in."""
    return frozenset(models.NetLine.objects.filter(superseded_by__isnull=True).values_list("period_ref", flat=True).distinct())


def superseding_events(import_ref: str) -> frozenset[uuid.UUID]:
    """The events that superseded invoices of an import."""
    found = models.Invoice.objects.filter(import_ref=import_ref, superseded_by__isnull=False)
    return frozenset(found.values_list("superseded_by", flat=True))


def how_many_lines() -> int:
    """How many invoice lines are known."""
    return models.InvoiceLine.objects.filter(invoice__superseded_by__isnull=True).count()


_FOR_A_WEEK = """
    SELECT i.provider_ref || '/' || i.ref, l.line_no, i.provider_ref, l.person_ref, l.service, l.week, l.minutes, l.rate_hundredths,
           l.pence, l.vat_pence, i.received_on, l.person_check, l.nights
    FROM invoices_invoiceline l JOIN invoices_invoice i ON i.id = l.invoice_id
    WHERE i.superseded_by IS NULL AND l.nights = 0 AND l.week >= %(first)s AND l.week <= %(last)s
    ORDER BY (i.provider_ref || '/' || i.ref) COLLATE "C", l.line_no, i.provider_ref COLLATE "C"
"""


def _claims(found: models.InvoiceLine) -> tuple[Claim, ...]:
    claim = Claim(
        found.invoice.ref,
        found.line_no,
        found.invoice.provider_ref,
        found.person_ref,
        found.service,
        found.week,
        found.minutes,
        found.rate_hundredths,
        found.pence,
        found.vat_pence,
        found.invoice.received_on,
        found.person_check,
    )
    if not found.nights or found.starts is None or found.ends is None:
        return (claim,)
    parts = split_to_weeks(found.starts, found.ends, found.nights, found.pence, found.vat_pence)
    return tuple(replace(claim, week=week, nights=nights, pence=pence, vat_pence=vat) for week, nights, pence, vat in parts)
