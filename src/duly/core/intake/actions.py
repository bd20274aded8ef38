"""Taking a file in: whole or not at all."""

import uuid
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from django.db import DataError, connection

from duly.core.documents import actions as documents
from duly.core.documents.checks import why_not_keep
from duly.core.intake import checks
from duly.core.intake.changes import Changes
from duly.core.intake.columns import Column
from duly.core.intake.events import ImportAccepted, ImportRefused, ImportUndone
from duly.core.intake.faults import Fault
from duly.core.intake.models import Import, ImportFault
from duly.core.intake.queries import ImportSeen
from duly.core.intake.reading import Row, read_table
from duly.core.record.actions import take_number, unit_of_work
from duly.core.record.clock import now
from duly.primitives.actor import Actor
from duly.primitives.digest import sha256_hex
from duly.primitives.refusal import Refusal, Refused, stop_if

Check = Callable[[tuple[Row, ...]], Iterable[Fault]]
Keep = Callable[[ImportSeen, tuple[Row, ...], uuid.UUID], Mapping[str, int]]
Count = Callable[[ImportSeen], tuple[int, int]]
TakeBack = Callable[[ImportSeen, uuid.UUID], None]


@dataclass(frozen=True)
class Outcome:
    """What became of a file. Refused: nothing was kept of it but the refused import `ref`, its document and its faults."""

    ref: str
    accepted: bool
    rows: int
    faults: tuple[Fault, ...] = ()
    refusal: Refusal | None = None
    counts: Mapping[str, int] = field(default_factory=dict)


class _Faulty(Exception):
    """Undoes the unit of work when rows turn out to be faulty."""

    def __init__(self, faults: tuple[Fault, ...]):
        super().__init__(f"{len(faults)} faults")
        self.faults = faults


@dataclass(frozen=True)
class Previewed:
    """What a file of so many rows would change; or why it would be refused, with every fault."""

    rows: int
    faults: tuple[Fault, ...] = ()
    refusal: Refusal | None = None
    changes: Changes | None = None


@dataclass(frozen=True)
class Undone:
    """What came of undoing an import: rows of its own that are known no longer, and rows it had taken away that are known again."""

    ref: str
    taken_back: int
    restored: int


def take_in(
    *,
    kind: str,
    name: str,
    content: bytes,
    source: str,
    by: Actor,
    columns: Sequence[Column],
    check: Check,
    keep: Keep,
    how: str = "adds",
) -> Outcome:
    """Take a CSV file or workbook in, whole or not at all. Open no unit of work round this: a refusal is kept in one of its own.

    `how` ("adds" or "replaces") is what the record says of it. `check` names the faults of rows that read well; `keep` writes them, with `made_by` the event it is given, and returns counts by name.
    Both run inside the one transaction. Refused: "no-room" (the disk is nearly full), "101" (the same bytes were accepted
    before for this kind), "faults", whatever keeping the document or the rows refuses. A table with a column
    of account details is not even kept: `Refused`, "holds-accounts".
    """
    stop_if(checks.why_not_hold(name=name, content=content))
    if refusal := checks.why_not_room():
        return _refuse(kind, name, content, source, by, refusal, ())
    read = read_table(content, name, columns)
    return take_in_parsed(
        kind=kind, name=name, content=content, source=source, by=by, rows=read.rows, faults=read.faults, check=check, keep=keep, how=how
    )


def take_in_parsed(
    *,
    kind: str,
    name: str,
    content: bytes,
    source: str,
    by: Actor,
    rows: Sequence[Row],
    faults: Sequence[Fault],
    check: Check,
    keep: Keep,
    how: str = "adds",
) -> Outcome:
    """The same frame for a file that its caller has read: an invoice in XML, a rota in JSON. `faults` are the caller's own."""
    rows, faults = tuple(rows), tuple(faults)
    if refusal := checks.why_not_room():
        return _refuse(kind, name, content, source, by, refusal, ())
    if faults:  # of a file without any, whether it came before is asked once, when no other can come between
        again = checks.why_not_again(kind=kind, sha256=sha256_hex(content))
        return _refuse(kind, name, content, source, by, again or _faulty(len(faults)), () if again else faults)
    try:
        return _accept(kind, name, content, source, by, rows, check, keep, how)
    except _Faulty as faulty:
        return _refuse(kind, name, content, source, by, _faulty(len(faulty.faults)), faulty.faults)
    except Refused as refused:
        return _refuse(kind, name, content, source, by, refused.refusal, ())
    except DataError:  # each column says its own limits; this is for the one that forgot
        return _refuse(kind, name, content, source, by, Refusal("does-not-fit", "Something in the file is larger than can be kept."), ())


def preview(*, rows: Sequence[Row], faults: Sequence[Fault], check: Check, compare: Callable[[tuple[Row, ...]], Changes]) -> Previewed:
    """What a file would change, without writing anything: its faults, or else its changes. `rows` and `faults` are what was read of it."""
    rows, faults = tuple(rows), tuple(faults)
    try:
        faults = faults or tuple(check(rows))
    except Refused as refused:
        return Previewed(len(rows), refusal=refused.refusal)
    if faults:
        return Previewed(len(rows), faults, _faulty(len(faults)))
    return Previewed(len(rows), changes=compare(rows))


def undo(ref: str, *, because: str, by: Actor, count: Count, take_back: TakeBack) -> Undone:
    """Undo an import as new knowledge: nothing is deleted, and what the record says of it stands.

    `count` gives how many of the import's rows are still known and how many it superseded, and refuses where a later import stands on it;
    `take_back` supersedes the first and writes the second again, as made by the event it is given. Refused: as `why_not_undo`.
    """
    with unit_of_work() as record:
        row = Import.objects.select_for_update().get(ref=ref)
        _one_at_a_time(row.kind)
        seen = ImportSeen.of(row)
        stop_if(checks.why_not_undo(seen, because=because))
        taken_back, restored = count(seen)
        row.version += 1
        event = record.write(
            ImportUndone(ref=ref, version=row.version, kind=row.kind, taken_back=taken_back, restored=restored, because=because.strip()),
            by=by,
        )
        take_back(seen, event)
        row.undone_event, row.undone_at, row.undone_by = event, now(), by.ref
        row.save(update_fields=["version", "undone_event", "undone_at", "undone_by"])
    return Undone(ref, taken_back, restored)


def _accept(
    kind: str, name: str, content: bytes, source: str, by: Actor, rows: tuple[Row, ...], check: Check, keep: Keep, how: str
) -> Outcome:
    sha256 = sha256_hex(content)
    with unit_of_work() as record:
        _one_at_a_time(kind)
        stop_if(checks.why_not_again(kind=kind, sha256=sha256))
        if faults := tuple(check(rows)):
            raise _Faulty(faults)
        document = documents.keep(name=name, content=content, by=by)
        ref, at = f"IM-{take_number('intake_import_number'):04d}", now()
        event = record.write(
            ImportAccepted(
                ref=ref, version=1, kind=kind, source=source, rows=len(rows), sha256=sha256, document=document.ref, name=name, how=how
            ),
            by=by,
        )
        seen = ImportSeen(ref, kind, name, source, sha256, document.ref, True, len(rows), at, by.ref)
        counts = dict(keep(seen, rows, event))
        Import.objects.create(
            ref=ref,
            version=1,
            kind=kind,
            name=name,
            source=source,
            sha256=sha256,
            document=document.ref,
            accepted=True,
            rows=len(rows),
            counts=counts,
            at=at,
            by=by.ref,
            event=event,
        )
    return Outcome(ref, True, len(rows), counts=counts)


def _refuse(kind: str, name: str, content: bytes, source: str, by: Actor, refusal: Refusal, faults: tuple[Fault, ...]) -> Outcome:
    """Record the refusal, with the file where it may be kept and there is room, so that the page can show it and give it back with what to mend."""
    name = "".join(c if c.isprintable() else " " for c in name)[:200] or "(no name)"
    with unit_of_work() as record:
        unkept = refusal.code == "no-room" or why_not_keep(name=name, content=content)
        document = "" if unkept else documents.keep(name=name, content=content, by=by).ref
        ref, sha256 = f"IM-{take_number('intake_import_number'):04d}", sha256_hex(content)
        event = record.write(
            ImportRefused(
                ref=ref,
                version=1,
                kind=kind,
                source=source,
                reason=refusal.code,
                faults=len(faults),
                sha256=sha256,
                document=document,
                name=name,
            ),
            by=by,
        )
        kept = Import.objects.create(
            ref=ref,
            version=1,
            kind=kind,
            name=name,
            source=source,
            sha256=sha256,
            document=document,
            accepted=False,
            rows=0,
            refusal_code=refusal.code,
            refusal_because=refusal.because,
            at=now(),
            by=by.ref,
            event=event,
        )
        ImportFault.objects.bulk_create(
            (
                ImportFault(
                    of=kept,
                    position=n,
                    row=f.row,
                    column=_storable(f.column)[:200],
                    found=_storable(f.found)[:1000],
                    says=_storable(f.says),
                    nearest=_storable(f.nearest),
                    made_by=event,
                )
                for n, f in enumerate(faults, start=1)
            ),
            batch_size=500,
        )
    return Outcome(ref, False, 0, faults, refusal)


def _faulty(many: int) -> Refusal:
    return Refusal("faults", f"Nothing was kept: {'one thing is' if many == 1 else f'{many} things are'} to be mended in the file.")


def _one_at_a_time(kind: str) -> None:
    """Two imports of one kind wait for each other, so that the second sees what the first kept."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"import of {kind}"])


def _storable(text: str) -> str:
    return text.replace("\0", "\N{REPLACEMENT CHARACTER}").encode("utf-8", "replace").decode()
