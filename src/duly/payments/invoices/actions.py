"""Taking in invoices: as CSV, as a workbook, or as UBL 2.1."""

import uuid
from collections import Counter
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, NamedTuple, cast

from django.db import IntegrityError, connection, transaction

from duly.core.intake import actions as intake
from duly.core.intake.actions import Outcome, Previewed, Undone
from duly.core.intake.queries import ImportSeen, event_of
from duly.core.intake.reading import Row, read_table
from duly.core.record.clock import today
from duly.payments.invoices import checks, models
from duly.payments.invoices.claims import claims_in
from duly.payments.invoices.columns import columns
from duly.payments.invoices.corrections import Key, of_invoices
from duly.payments.invoices.periods import KIND as PERIODS
from duly.payments.invoices.periods import take_in_period as take_in_period
from duly.payments.invoices.rules import sum_should_be
from duly.payments.packages.queries import names_of
from duly.payments.providers.queries import provider_names
from duly.primitives.actor import Actor
from duly.primitives.naming import NAME_DIFFERS, UNKNOWN, check_person
from duly.primitives.period import monday_of
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
        "keep": lambda seen, rows, event: _replace(seen, rows, event, agreed) if replaces else _keep(seen, rows, event),
        "how": "replaces" if replaces else "adds",
    }
    if is_xml(content):
        rows, faults = claims_in(content, columns(providers))
        return intake.take_in_parsed(rows=rows, faults=faults, **frame)
    return intake.take_in(columns=columns(providers), **frame)


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
    kept = _keep(seen, tuple(row for row in rows if (row.values["provider"], row.values["invoice"]) in touched), event)
    counts = {f"lines {what}": changes.count(what) for what in ("new", "changed", "gone")}
    return (
        counts
        | {"lines the same": changes.same, "pence claimed before": changes.pence_before, "pence claimed after": changes.pence_after}
        | kept
    )


def _keep(seen: ImportSeen, rows: tuple[Row, ...], event: uuid.UUID) -> dict[str, int]:
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
