"""Invoices as a list has them, and one of them through all its versions."""

import uuid
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db import connection
from django.db.models import Count, Sum

from duly.payments.invoices import models
from duly.payments.invoices.rules import split_to_weeks

Care = tuple[str, str, str, date]
"""Provider, person, service and the Monday of a week."""


@dataclass(frozen=True)
class InvoiceListed:
    """One invoice in figures, and the weeks of whose care it claims for."""

    ref: str
    provider_ref: str
    received_on: date
    import_ref: str
    lines: int
    pence: int
    vat_pence: int
    cares: tuple[Care, ...]


@dataclass(frozen=True)
class InvoiceVersion:
    """One telling of an invoice: the import it came in, the event that made it, and the one that superseded it, if any."""

    import_ref: str
    received_on: date
    lines: int
    pence: int
    made_by: uuid.UUID
    superseded_by: uuid.UUID | None


@dataclass(frozen=True)
class LineLike:
    """Where the same care was claimed before: an invoice that stands, and its line."""

    invoice_ref: str
    line_no: int
    pence: int


@dataclass(frozen=True)
class WeekClaimed:
    """What the invoices that stand claim for one week: how many they are, and the pence of their lines that are for it, without VAT."""

    invoices: int
    pence: int


def claimed_for(week: date) -> WeekClaimed:
    """The control total of the week of a Monday: what is claimed for it now. Added up by the database; only stays are split here."""
    lines = models.InvoiceLine.objects.filter(invoice__superseded_by__isnull=True).order_by()
    with connection.cursor() as cursor:
        cursor.execute(_CLAIMED, {"week": week})
        pence, of_visits = cursor.fetchone()
    stays = lines.filter(nights__gte=1, starts__lt=week + timedelta(days=7), ends__gt=week)
    of_stays: set[int] = set()
    for invoice, *told in stays.values_list("invoice_id", "starts", "ends", "nights", "pence", "vat_pence"):
        for part in split_to_weeks(*told):
            if part.week == week:
                pence, of_stays = pence + part.pence, of_stays | {invoice}
    return WeekClaimed(len(of_stays.union(of_visits)), pence)


def invoices_for(week: date | None) -> tuple[InvoiceListed, ...]:
    """Every invoice that claims for the week of a Monday (or, with None, every one there is), by provider and reference."""
    given: dict[str, Any] = {"week": week, "after": week + timedelta(days=7) if week else None}
    return tuple(_listed(_ONLY if week else "", given).values())


def listed_of(ids: Collection[int]) -> dict[int, InvoiceListed]:
    """These invoices by their rows' numbers."""
    return _listed("AND i.id = ANY (%(ids)s)", {"ids": list(ids)})


def _listed(only: str, given: Mapping[str, Any]) -> dict[int, InvoiceListed]:
    found: dict[int, list[Any]] = {}
    cares: dict[int, dict[Care, None]] = {}
    with connection.cursor() as cursor:
        cursor.execute(_LINES.format(only=only), given)
        for pk, ref, provider, received, came, person, service, monday, starts, ends, nights, pence, vat in cursor:
            told = found.setdefault(pk, [ref, provider, received, came, 0, 0, 0])
            told[4] += 1
            told[5] += pence
            told[6] += vat
            weeks = [part.week for part in split_to_weeks(starts, ends, nights, pence, vat)] if nights else [monday]
            cares.setdefault(pk, {}).update(dict.fromkeys((provider, person, service, one) for one in weeks))
    return {pk: InvoiceListed(*told, tuple(cares[pk])) for pk, told in found.items()}


def newest_week_claimed(*, by: date) -> date | None:
    """The last Monday on or before a day for whose week anything is claimed, or None."""
    lines = models.InvoiceLine.objects.filter(invoice__superseded_by__isnull=True, week__lte=by)
    return lines.order_by("-week").values_list("week", flat=True).first()


def versions_of(provider_ref: str, ref: str) -> tuple[InvoiceVersion, ...]:
    """Every telling of an invoice, the oldest first."""
    found = models.Invoice.objects.filter(provider_ref=provider_ref, ref=ref).order_by("pk")
    rows = found.annotate(many=Count("lines"), sum=Sum("lines__pence"))
    return tuple(InvoiceVersion(one.import_ref, one.received_on, one.many, one.sum or 0, one.made_by, one.superseded_by) for one in rows)


def claimed_before(provider_ref: str, weeks: set[date]) -> dict[Care, LineLike]:
    """The first line that stands for each care of a provider in these weeks. Stays are told under their first week."""
    lines = models.InvoiceLine.objects.filter(invoice__provider_ref=provider_ref, invoice__superseded_by__isnull=True, week__in=weeks)
    told: dict[Care, LineLike] = {}
    for one in lines.select_related("invoice").order_by("pk"):
        told.setdefault((provider_ref, one.person_ref, one.service, one.week), LineLike(one.invoice.ref, one.line_no, one.pence))
    return told


_CLAIMED = """
    SELECT coalesce(sum(l.pence), 0)::bigint, coalesce(array_agg(DISTINCT l.invoice_id), '{}')
    FROM invoices_invoiceline l JOIN invoices_invoice i ON i.id = l.invoice_id
    WHERE i.superseded_by IS NULL AND l.nights = 0 AND l.week = %(week)s"""
_LINES = """
    SELECT i.id, i.ref, i.provider_ref, i.received_on, i.import_ref, l.person_ref, l.service, l.week, l.starts, l.ends, l.nights, l.pence, l.vat_pence
    FROM invoices_invoice i JOIN invoices_invoiceline l ON l.invoice_id = i.id
    WHERE i.superseded_by IS NULL {only}
    ORDER BY i.provider_ref COLLATE "C", i.ref COLLATE "C", i.id, l.line_no
"""
_ONLY = """AND i.id IN (
        SELECT invoice_id FROM invoices_invoiceline
        WHERE (nights = 0 AND week = %(week)s) OR (nights > 0 AND starts < %(after)s AND ends > %(week)s))"""
