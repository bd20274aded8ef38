"""Taking in invoices: as CSV, as a workbook, or as UBL 2.1."""

import uuid
from typing import Any, cast

from django.db import IntegrityError, transaction

from duly.core.intake import actions as intake
from duly.core.intake.actions import Outcome, Previewed, Undone
from duly.core.intake.queries import ImportSeen, event_of
from duly.core.intake.reading import Row, read_table
from duly.payments.invoices import checks, models
from duly.payments.invoices.claims import claims_in
from duly.payments.invoices.columns import columns
from duly.payments.invoices.corrections import Key, of_invoices
from duly.payments.invoices.keeping import keep_lines
from duly.payments.invoices.keying import MOST_LINES as MOST_LINES
from duly.payments.invoices.keying import Keyed as Keyed
from duly.payments.invoices.keying import Looked as Looked
from duly.payments.invoices.keying import Typed as Typed
from duly.payments.invoices.keying import key_in as key_in
from duly.payments.invoices.keying import look as look
from duly.payments.invoices.keying import named as named
from duly.payments.invoices.periods import KIND as PERIODS
from duly.payments.invoices.periods import take_in_period as take_in_period
from duly.payments.providers.queries import provider_names
from duly.primitives.actor import Actor
from duly.primitives.refusal import Refusal, Refused, stop_if

KIND = "invoices"


def take_in(*, name: str, content: bytes, source: str, by: Actor, replaces: bool = False, agreed: str = "") -> Outcome:
    """Take in a file of invoices, whole or not at all. When `source` is a provider's reference it may hold only that provider's invoices.

    A file that begins as XML is read as one UBL invoice (docs/specification/ubl.md); anything else as a table. One that `replaces` supersedes
    its own invoices where any line differs, and those of its providers whose every line is for its weeks; `agreed` is the digest of the changes
    somebody looked at. Refused: as `intake.take_in`; "changed-since" when the changes would be others.
    """
    stop_if(checks.why_not_take_in(by=by))
    providers = provider_names()
    theirs = source if source in providers else ""
    frame: dict[str, Any] = {
        "kind": KIND,
        "name": name,
        "content": content,
        "source": source,
        "by": by,
        "check": lambda rows: checks.faults_in(rows, theirs=theirs, replaces=replaces),
        "keep": lambda seen, rows, event: _replace(seen, rows, event, agreed) if replaces else keep_lines(seen, rows, event),
        "how": "replaces" if replaces else "adds",
    }
    if is_xml(content):
        rows, faults = claims_in(content, columns(providers))
        return intake.take_in_parsed(rows=rows, faults=faults, **frame)
    return intake.take_in(columns=columns(providers), row_by_row=not replaces, **frame)


def preview(*, name: str, content: bytes, source: str, by: Actor, replaces: bool = True) -> Previewed:
    """What a file of invoices would change, line by line, if it replaced what is known in its reach, or added to it. Nothing is written."""
    stop_if(checks.why_not_take_in(by=by))
    providers = provider_names()
    theirs, wanted = source if source in providers else "", columns(providers)
    if is_xml(content):
        rows, faults = claims_in(content, wanted)
    else:
        read = read_table(content, name, wanted)
        rows, faults = read.rows, read.faults
    return intake.preview(
        rows=rows,
        faults=faults,
        check=lambda rows: checks.faults_in(rows, theirs=theirs, replaces=replaces),
        compare=lambda rows: of_invoices(rows, replaces=replaces).changes(),
    )


def undo(ref: str, *, because: str, by: Actor) -> Undone:
    """Undo an import of invoices, or of a residential period. What was paid on them stays paid: judging again says what is to be recovered.

    Refused: as `intake.undo`; "stood-upon" when a later import replaced some of it, or told anew what it had taken away: undo that first.
    """
    stop_if(checks.why_not_take_in(by=by))
    return intake.undo(ref, because=because, by=by, count=_count, take_back=_take_back)


def is_xml(content: bytes) -> bool:
    """Whether a file begins as XML."""
    return content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<")


def _count(seen: ImportSeen) -> tuple[int, int]:
    stop_if(checks.why_not_stood_upon(seen))
    if seen.kind == PERIODS:
        return models.NetLine.objects.filter(import_ref=seen.ref, superseded_by__isnull=True).count(), 0
    lines = models.InvoiceLine.objects
    mine = lines.filter(invoice__import_ref=seen.ref, invoice__superseded_by__isnull=True).count()
    return mine, lines.filter(invoice__superseded_by=event_of(seen.ref)).count()


def _take_back(seen: ImportSeen, event: uuid.UUID) -> None:
    models.NetLine.objects.filter(import_ref=seen.ref, superseded_by__isnull=True).update(superseded_by=event)
    models.Invoice.objects.filter(import_ref=seen.ref, superseded_by__isnull=True).update(superseded_by=event)
    taken_away = models.Invoice.objects.filter(superseded_by=event_of(seen.ref)).prefetch_related("lines").order_by("pk")
    try:
        with transaction.atomic():
            for old in taken_away:
                lines = list(old.lines.all())
                old.pk, old.made_by, old.superseded_by = None, event, None
                old._state.adding = True
                old.save(force_insert=True)
                for line in lines:
                    line.pk, line.made_by, line.invoice_id = None, event, old.pk
                models.InvoiceLine.objects.bulk_create(lines, batch_size=5000)
    except IntegrityError as error:
        says = f"A later import told anew what {seen.ref} had taken away. Undo that first."
        raise Refused(Refusal("stood-upon", says)) from error


def _replace(seen: ImportSeen, rows: tuple[Row, ...], event: uuid.UUID, agreed: str) -> dict[str, int]:
    """Invoices are replaced whole: one with any line new, gone or changed is superseded, and all its lines of this file written."""
    correction = of_invoices(rows, replaces=True)
    changes = correction.changes()
    stop_if(checks.why_not_agreed(changes, agreed))
    touched = {(provider, ref) for provider, ref, _ in (cast(Key, row.key) for row in changes.rows)}
    ended = [correction.known[key] for key in touched if key in correction.known]
    models.Invoice.objects.filter(pk__in=ended).update(superseded_by=event)
    kept = keep_lines(seen, tuple(row for row in rows if (row.values["provider"], row.values["invoice"]) in touched), event)
    counts = {f"lines {what}": changes.count(what) for what in ("new", "changed", "gone")}
    return (
        counts
        | {"lines the same": changes.same, "pence claimed before": changes.pence_before, "pence claimed after": changes.pence_after}
        | kept
    )
