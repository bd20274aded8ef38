"""Taking in invoices: as CSV, as a workbook, or as UBL 2.1."""

import uuid

from duly.core.intake import actions as intake
from duly.core.intake.actions import Outcome
from duly.core.intake.queries import ImportSeen
from duly.core.intake.reading import Row
from duly.core.record.clock import today
from duly.payments.invoices import checks, models
from duly.payments.invoices.claims import claims_in
from duly.payments.invoices.columns import columns
from duly.payments.packages.queries import people_known
from duly.payments.providers.queries import provider_names
from duly.primitives.actor import Actor
from duly.primitives.refusal import stop_if

KIND = "invoices"


def take_in(*, name: str, content: bytes, source: str, by: Actor) -> Outcome:
    """Take in a file of invoices, whole or not at all. When `source` is a provider's reference it may hold only that provider's invoices.

    A file that begins as XML is read as one UBL invoice (docs/specification/ubl.md); anything else as a table.
    """
    stop_if(checks.why_not_take_in(by=by))
    wanted = columns(provider_names(), people_known())

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
    models.InvoiceLine.objects.bulk_create(
        (
            models.InvoiceLine(
                invoice_id=invoice_of[row.values["provider"], row.values["invoice"]],
                line_no=row.values["line"],
                person_ref=row.values["person"],
                service=row.values["service"],
                week=row.values["week_starting"],
                minutes=row.values["minutes"],
                rate_hundredths=row.values["rate"],
                pence=row.values["amount"],
                made_by=event,
            )
            for row in rows
        ),
        batch_size=5000,
    )
    return {"invoices": len(made), "lines": len(rows), "pence claimed": sum(row.values["amount"] for row in rows)}
