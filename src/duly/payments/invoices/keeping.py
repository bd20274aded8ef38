"""Writing the invoices of an import, with their lines, inside the transaction that takes it in."""

import uuid
from collections import Counter
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, NamedTuple

from django.db import connection

from duly.core.intake.queries import ImportSeen
from duly.core.intake.reading import Row
from duly.core.record.clock import today
from duly.payments.invoices import models
from duly.payments.invoices.rules import sum_should_be
from duly.payments.packages.queries import names_of
from duly.primitives.naming import NAME_DIFFERS, UNKNOWN, check_person
from duly.primitives.period import monday_of


def keep_lines(seen: ImportSeen, rows: tuple[Row, ...], event: uuid.UUID) -> dict[str, int]:
    """Write the invoices of an import and their lines. Gives counts by name."""
    refs = dict.fromkeys((row.values["provider"], row.values["invoice"]) for row in rows)
    made = models.Invoice.objects.bulk_create(
        (models.Invoice(ref=ref, provider_ref=provider, received_on=today(), import_ref=seen.ref, made_by=event) for provider, ref in refs),
        batch_size=5000,
    )
    invoice_of = {(one.provider_ref, one.ref): one.pk for one in made}
    known = names_of({row.values["person"] for row in rows})
    lines = [_line(row.values, invoice_of[row.values["provider"], row.values["invoice"]], known) for row in rows]
    with connection.wrap_database_errors, connection.cursor() as cursor, cursor.copy(_COPY) as copy:
        for line in lines:
            copy.write_row((*line, event))
    checked = Counter(line.person_check for line in lines)
    return {"invoices": len(made), "lines": len(lines), "pence claimed": sum(line.pence for line in lines)} | {
        told: many
        for told, many in (
            ("lines for stays", sum(line.nights > 0 for line in lines)),
            ("lines with a sum that differs", sum(_sum_differs(line) for line in lines)),
            ("pence VAT", sum(line.vat_pence for line in lines)),
            ("lines of people not known", checked[UNKNOWN]),
            ("lines under another name", checked[NAME_DIFFERS]),
        )
        if many
    }


class _Line(NamedTuple):
    """A line as `_COPY` takes it; the event that made it comes last."""

    invoice_id: int
    line_no: int
    person_ref: str
    service: str
    week: date
    minutes: int
    starts: date | None
    ends: date | None
    nights: int
    rate_hundredths: int
    pence: int
    vat_pence: int
    person_check: str


_COPY = f"COPY invoices_invoiceline ({', '.join(_Line._fields)}, made_by) FROM STDIN"
"""Lines are many; written one model at a time they cost most of what taking a file in does."""


def _line(v: Mapping[str, Any], invoice_id: int, known: Mapping[str, str]) -> _Line:
    first, last = v.get("from"), v.get("to")
    return _Line(
        invoice_id=invoice_id,
        line_no=v["line"],
        person_ref=v["person"],
        service=v["service"],
        week=monday_of(first) if first else v["week_starting"],
        minutes=v["minutes"] or 0,
        starts=first,
        ends=last + timedelta(days=1) if last else None,
        nights=v.get("nights") or 0,
        rate_hundredths=v["rate"],
        pence=v["amount"],
        vat_pence=v.get("vat") or 0,
        person_check=check_person(v["person"], v.get("person_name"), known),
    )


def _sum_differs(line: _Line) -> bool:
    return not line.nights and sum_should_be(line.minutes, line.rate_hundredths, line.pence) is not None
