"""Keying an invoice that came on paper: what is typed becomes a file of invoice lines, read, checked and kept as every other is."""

import csv
import io
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field

from duly.core.intake import actions as intake
from duly.core.intake.actions import Outcome
from duly.core.intake.columns import pounds
from duly.core.intake.faults import Fault
from duly.core.intake.handed import faulty
from duly.core.intake.queries import KEYED, ImportSeen
from duly.core.intake.reading import Row, read_table
from duly.core.record.actions import unit_of_work
from duly.core.record.clock import today
from duly.core.record.queries import next_version
from duly.payments.invoices import checks
from duly.payments.invoices.columns import columns
from duly.payments.invoices.events import InvoiceKeyed
from duly.payments.invoices.keeping import keep_lines
from duly.payments.invoices.typed import BY_NIGHT, BY_WEEK, Sum, read_line, read_sum
from duly.payments.packages.queries import lines_of_provider, names_of
from duly.payments.providers.queries import provider_names
from duly.primitives.actor import Actor
from duly.primitives.refusal import Refusal, Refused, stop_if

HEADINGS = tuple(dict.fromkeys(("invoice", "line", "provider", *BY_WEEK, *BY_NIGHT)))
MOST_LINES = 500


@dataclass(frozen=True)
class Typed:
    """An invoice as it is typed: its provider's reference, its own, the total it states with VAT, and its lines' cells by heading, empty ones too."""

    provider: str
    invoice: str
    total: str
    lines: tuple[Mapping[str, str], ...]


@dataclass(frozen=True)
class Looked:
    """What was made of it. A fault's `row` is the line of the grid, from 1; 0 is the invoice. `lines` are the cells as read, by line of the grid."""

    lines: Mapping[int, Mapping[str, str]]
    rows: Mapping[int, Row]
    faults: tuple[Fault, ...]
    refusal: Refusal | None
    pence: int
    vat_pence: int
    stated_pence: int | None
    sums: tuple[Sum, ...]
    content: bytes = field(repr=False, default=b"")

    @property
    def out_by(self) -> int | None:
        """What the lines come to beyond the total that the invoice states; None where it states none that can be read."""
        return None if self.stated_pence is None else self.pence + self.vat_pence - self.stated_pence


@dataclass(frozen=True)
class Keyed:
    """What became of keying: the import it was taken in as, or what is to be mended first."""

    looked: Looked
    outcome: Outcome | None


def look(typed: Typed, *, by: Actor) -> Looked:
    """Read and check an invoice as it is typed, as a file of the same lines is checked. Nothing is written.

    Refused: as taking in a file of invoices; "too-many-lines".
    """
    stop_if(checks.why_not_take_in(by=by))
    stop_if(_too_many(typed))
    provider = named(typed.provider)
    on = today()
    sums: list[Sum] = []
    lines: dict[int, dict[str, str]] = {}
    for row, cells in enumerate(typed.lines, start=1):
        if any(cell.strip() for cell in cells.values()):
            lines[row], worked_out = read_line(cells, row=row, today=on)
            sums += worked_out
    called = _people_called(provider, {cells["person"] for cells in lines.values() if cells.get("person")})
    for cells in lines.values():
        cells["person"] = called.get(cells.get("person", ""), cells.get("person", ""))
    content = _as_file(provider, typed.invoice.strip(), lines)
    read = read_table(content, "keyed.csv", columns(provider_names()))
    previewed = intake.preview(
        rows=read.rows,
        faults=read.faults,
        check=lambda rows: checks.faults_in(rows, theirs=provider),
        compare=lambda rows: checks.NO_CHANGES,
    )
    places = dict(enumerate(lines, start=2))
    rows = {places[row.number]: row for row in read.rows}
    pence = sum(row.values["amount"] or 0 for row in read.rows)
    vat = sum(row.values["vat"] or 0 for row in read.rows)
    stated, about_total = _stated(typed.total.strip())
    sums += [found] if (found := read_sum(typed.total.strip(), row=0, column="total")) else []
    found_later = _found_later(read.rows, read.faults, provider) if read.faults else ()
    placed = dict.fromkeys(_placed(fault, places) for fault in (*previewed.faults, *found_later))
    faults = (*sorted(placed, key=lambda fault: fault.row), *about_total)
    if not faults and previewed.refusal is None and stated is not None:
        faults = checks.faults_of_total(pence + vat, stated)
    refusal = previewed.refusal or (faulty(len(faults)) if faults else None)
    return Looked(lines, rows, faults, faulty(len(faults)) if faults else refusal, pence, vat, stated, tuple(sums), content)


def key_in(typed: Typed, *, by: Actor) -> Keyed:
    """Take in an invoice that somebody keyed, through the door that files come by; the record says who keyed it, and every sum they typed.

    Gives what is to be mended, and takes nothing in, where a file of the same lines would be refused or the total is another.
    """
    looked = look(typed, by=by)
    if looked.refusal is not None:
        return Keyed(looked, None)
    provider, invoice = named(typed.provider), typed.invoice.strip()

    def keep(seen: ImportSeen, rows: tuple[Row, ...], event: uuid.UUID) -> Mapping[str, int]:
        with unit_of_work() as record:
            ref = f"{provider}/{invoice}"
            told = InvoiceKeyed(
                ref=ref,
                version=next_version("invoice", ref),
                import_ref=seen.ref,
                lines=len(rows),
                total_pence=looked.pence + looked.vat_pence,
                tape=tuple(one.says for one in looked.sums),
            )
            record.write(told, by=by)
        return {**keep_lines(seen, rows, event), KEYED: len(rows)}

    outcome = intake.take_in(
        kind="invoices",
        name=f"{provider} {invoice.replace('/', '-')}, keyed.csv",
        content=looked.content,
        source=provider,
        by=by,
        columns=columns(provider_names()),
        check=lambda rows: checks.faults_in(rows, theirs=provider),
        keep=keep,
        how="keyed",
    )
    return Keyed(looked, outcome)


def named(typed: str) -> str:
    """The reference of the one provider that is called so, or whose name begins so; else what was typed."""
    typed, names = typed.strip(), provider_names()
    if typed in names or not typed:
        return typed
    folded = typed.casefold()
    by_ref = [ref for ref in names if ref.casefold() == folded]
    found = by_ref or [ref for ref, name in names.items() if name.casefold() == folded] or [ref for ref, name in names.items() if name.casefold().startswith(folded)]  # fmt: skip
    return found[0] if len(found) == 1 else typed


def _found_later(rows: tuple[Row, ...], read: tuple[Fault, ...], provider: str) -> tuple[Fault, ...]:
    """What a file would be refused for once what does not read is mended: told at once, while the paper is in hand. What is only empty yet is left."""
    if not provider or any(fault.column in ("provider", "invoice") for fault in read):
        return ()
    wrong = {(fault.row, fault.column) for fault in read}
    try:
        found = tuple(checks.faults_in(rows, theirs=provider))
    except Refused:  # taken in before: said once the rest reads
        return ()
    return tuple(fault for fault in found if fault.found and (fault.row, fault.column) not in wrong)


def _people_called(provider_ref: str, typed: set[str]) -> dict[str, str]:
    """The reference of the one person with a line of this provider whose reference ends so, or whose name has these words, for each that was typed."""
    theirs = {line.person_ref for line in lines_of_provider(provider_ref)}
    wanted = typed - theirs
    if not wanted:
        return {}
    names = {ref: name.casefold().split() for ref, name in names_of(theirs).items()}
    told = {}
    for one in wanted:
        words = one.casefold().split()
        found = [ref for ref in theirs if ref.casefold().endswith(f"-{one.casefold()}")] or [
            ref for ref, name in names.items() if all(any(part.startswith(word) for part in name) for word in words)
        ]
        if len(found) == 1:
            told[one] = found[0]
    return told


def _stated(typed: str) -> tuple[int | None, tuple[Fault, ...]]:
    if not typed:
        return None, (Fault(0, "total", "", "This is empty, and must not be."),)
    summed = read_sum(typed, row=0, column="total")
    try:
        return (summed.pence if summed else pounds(typed)), ()
    except ValueError as wrong:
        return None, (Fault(0, "total", typed, str(wrong)),)


def _placed(fault: Fault, places: Mapping[int, int]) -> Fault:
    """A fault of the file by the line of the grid. What is the same on every line is the invoice's own."""
    own = fault.column in ("invoice", "provider")
    return Fault(0 if own else places.get(fault.row, 0), fault.column, fault.found, fault.says, fault.nearest)


def _as_file(provider: str, invoice: str, lines: Mapping[int, Mapping[str, str]]) -> bytes:
    """The file a provider would have sent: the same headings, one row a line, lines numbered in their order."""
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, HEADINGS, restval="", extrasaction="ignore", lineterminator="\r\n")
    writer.writeheader()
    for number, cells in enumerate(lines.values(), start=1):
        writer.writerow({"invoice": invoice, "line": number, "provider": provider, **cells})
    return out.getvalue().encode("utf-8", "replace")


def _too_many(typed: Typed) -> Refusal | None:
    if len(typed.lines) <= MOST_LINES:
        return None
    return Refusal("too-many-lines", f"At most {MOST_LINES} lines are keyed at once. Send a longer invoice as a file.")
