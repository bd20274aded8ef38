"""What a file of invoices says beside those known in its reach: for the preview, and for what is superseded and written."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q

from duly.core.intake.changes import Changes, Told, as_told, changes_between
from duly.core.intake.reading import Row
from duly.payments.invoices import models
from duly.primitives.money import plain_pounds, rate_in_pounds
from duly.primitives.period import monday_of

Key = tuple[str, str, int]


@dataclass(frozen=True)
class Correction:
    """A file's invoice lines, by provider, invoice and line, beside those known in its reach. `known` are invoices' primary keys."""

    known: Mapping[tuple[str, str], int]
    before: Mapping[Hashable, Told]
    after: Mapping[Hashable, Told]

    def changes(self) -> Changes:
        """What the file would change, line by line."""
        return changes_between(self.before, self.after)


def of_invoices(rows: tuple[Row, ...], *, replaces: bool) -> Correction:
    """A file that replaces reaches to its own invoices, and to those of its providers whose every line is for one of its weeks."""
    after: dict[Hashable, Told] = {(v["provider"], v["invoice"], v["line"]): _told_by(v) for v in (row.values for row in rows)}
    known = {(i.provider_ref, i.ref): i.pk for i in _in_reach(rows)} if replaces else {}
    lines = models.InvoiceLine.objects.filter(invoice_id__in=known.values()).select_related("invoice")
    before: dict[Hashable, Told] = {(x.invoice.provider_ref, x.invoice.ref, x.line_no): _told_before(x) for x in lines}
    return Correction(known, before, after)


def _in_reach(rows: tuple[Row, ...]) -> list[models.Invoice]:
    weeks: dict[str, set[date]] = {}
    refs: dict[str, set[str]] = {}
    for v in (row.values for row in rows):
        weeks.setdefault(v["provider"], set()).update(_weeks_of(v))
        refs.setdefault(v["provider"], set()).add(v["invoice"])
    found: list[models.Invoice] = []
    for provider, mondays in weeks.items():
        lines = models.InvoiceLine.objects.filter(invoice=OuterRef("pk"))
        inside = Exists(lines) & ~Exists(lines.exclude(_within(mondays)))
        theirs = models.Invoice.objects.filter(provider_ref=provider, superseded_by__isnull=True)
        found += theirs.filter(Q(ref__in=refs[provider]) | Q(inside))
    return found


def _within(mondays: set[date]) -> Q:
    """Lines for one of these weeks, or for a stay whose every night is in a run of them."""
    return Q(nights=0, week__in=mondays) | Q(nights__gte=1, week__in=mondays, ends__lte=max(mondays) + timedelta(days=7))


def _weeks_of(v: Mapping[str, Any]) -> set[date]:
    first, last = v.get("from") or v["week_starting"], v.get("to") or v["week_starting"]
    return {monday_of(first) + timedelta(days=7 * n) for n in range((monday_of(last) - monday_of(first)).days // 7 + 1)}


def _told_by(v: Mapping[str, Any]) -> Told:
    last = v["to"] + timedelta(days=1) if v.get("to") else None
    week = monday_of(v["from"]) if v.get("from") else v["week_starting"]
    return _told(
        v["invoice"],
        v["line"],
        v["person"],
        v["service"],
        (week, v["minutes"] or 0, v.get("from"), last, v.get("nights") or 0),
        (v["rate"], v["amount"], v.get("vat") or 0),
    )


def _told_before(x: models.InvoiceLine) -> Told:
    dates = (x.week, x.minutes, x.starts, x.ends, x.nights)
    return _told(x.invoice.ref, x.line_no, x.person_ref, x.service, dates, (x.rate_hundredths, x.pence, x.vat_pence))


def _told(ref: str, line: int, person: str, service: str, dates: tuple[Any, ...], money: tuple[int, int, int]) -> Told:
    week, minutes, starts, ends, nights = dates
    rate, pence, vat = money
    when = (
        {"from": as_told(starts), "to": as_told(ends - timedelta(days=1)), "nights": str(nights)}
        if nights
        else {"week_starting": as_told(week), "minutes": str(minutes)}
    )
    sums = {"rate": rate_in_pounds(rate), "amount": plain_pounds(pence), "vat": plain_pounds(vat) if vat else ""}
    return Told(f"{ref} line {line}", {"person": person, "service": service} | when | sums, pence + vat)
