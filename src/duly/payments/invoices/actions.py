"""Taking in invoices: as CSV, as a workbook, or as UBL 2.1."""

import uuid
from collections import Counter
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from duly.core.intake import actions as intake
from duly.core.intake.actions import Outcome
from duly.core.intake.queries import ImportSeen
from duly.core.intake.reading import Row
from duly.core.record.clock import today
from duly.payments.invoices import checks, models
from duly.payments.invoices.claims import claims_in
from duly.payments.invoices.columns import columns
from duly.payments.invoices.rules import sum_should_be
from duly.payments.packages.queries import names_of
from duly.payments.providers.queries import provider_names
from duly.primitives.actor import Actor
from duly.primitives.naming import NAME_DIFFERS, UNKNOWN, check_person
from duly.primitives.period import monday_of
from duly.primitives.refusal import stop_if

KIND = "invoices"


def take_in(*, name: str, content: bytes, source: str, by: Actor) -> Outcome:
    """Take in a file of invoices, whole or not at all. When `source` is a provider's reference it may hold only that provider's invoices.

    A file that begins as XML is read as one UBL invoice (docs/specification/ubl.md); anything else as a table.
    """
    stop_if(checks.why_not_take_in(by=by))
    wanted = columns(provider_names())

    def check(rows):
        return checks.faults_in(rows, source=source)

    if content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        rows, faults = claims_in(content, wanted)
        return intake.take_in_parsed(
            kind=KIND, name=name, content=content, source=source, by=by, rows=rows, faults=faults, check=check, keep=_keep
        )
    return intake.take_in(kind=KIND, name=name, content=content, source=source, by=by, columns=wanted, check=check, keep=_keep)


def _keep(seen: ImportSeen, rows: tuple[Row, ...], event: uuid.UUID) -> dict[str, int]:
    refs = dict.fromkeys((row.values["provider"], row.values["invoice"]) for row in rows)
    made = models.Invoice.objects.bulk_create(
        (models.Invoice(ref=ref, provider_ref=provider, received_on=today(), import_ref=seen.ref, made_by=event) for provider, ref in refs),
        batch_size=5000,
    )
    invoice_of = {(one.provider_ref, one.ref): one.pk for one in made}
    known = names_of({row.values["person"] for row in rows})
    lines = models.InvoiceLine.objects.bulk_create(
        (_line(row.values, invoice_of[row.values["provider"], row.values["invoice"]], known, event) for row in rows), batch_size=5000
    )
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


def _line(v: Mapping[str, Any], invoice_id: int, known: Mapping[str, str], event: uuid.UUID) -> models.InvoiceLine:
    first, last = v.get("from"), v.get("to")
    return models.InvoiceLine(
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
        made_by=event,
    )


def _sum_differs(line: models.InvoiceLine) -> bool:
    return not line.nights and sum_should_be(line.minutes, line.rate_hundredths, line.pence) is not None
