"""Taking a file in: whole or not at all."""

import sys
import uuid
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db import DataError

from duly.core.intake import checks
from duly.core.intake.changes import Changes
from duly.core.intake.columns import Column
from duly.core.intake.events import ImportUndone
from duly.core.intake.faults import Fault
from duly.core.intake.handed import Handed, accept, faulty, one_at_a_time, refuse
from duly.core.intake.handed import Outcome as Outcome
from duly.core.intake.models import Import
from duly.core.intake.plain import Plain, plain
from duly.core.intake.queries import ImportSeen
from duly.core.intake.reading import Row, read_table
from duly.core.record.actions import unit_of_work
from duly.core.record.clock import now
from duly.primitives.actor import Actor
from duly.primitives.refusal import Refusal, Refused, stop_if

Check = Callable[[tuple[Row, ...]], Iterable[Fault]]
Keep = Callable[[ImportSeen, tuple[Row, ...], uuid.UUID], Mapping[str, int]]
Count = Callable[[ImportSeen], tuple[int, int]]
TakeBack = Callable[[ImportSeen, uuid.UUID], None]


@dataclass(frozen=True)
class Plainly:
    """How a room takes in a plain table without its rows one by one.

    `check` says whether the same table's rows would be without faults; when in doubt it says no, and they are read one by one. `keep` is as for rows.
    """

    check: Callable[[Plain], bool]
    keep: Callable[[ImportSeen, Plain, uuid.UUID], Mapping[str, int]]


class _NotPlainly(Exception):
    """Undoes the unit of work when a plain table must be read row by row after all."""


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
    plainly: Plainly | None = None,
    row_by_row: bool = False,
) -> Outcome:
    """Take a CSV file or workbook in, whole or not at all. Open no unit of work round this: a refusal is kept in one of its own.

    `how` ("adds" or "replaces") is what the record says of it. `check` names the faults of rows that read well; `keep` writes them, with `made_by` the event it is given, and returns counts by name.
    Both run inside the one transaction. `row_by_row` says that no fault of a row can come of another row's being left out: then rows that read well
    are checked even where others do not, so that the file comes back with what is wrong in all of them. With `plainly` a table that is plain is
    taken in by that, to the same end. Refused: "no-room" (the disk is nearly full), "101" (the same bytes were accepted before for this kind), "faults", whatever keeping the document or the rows refuses.
    A table with a column of account details is not even kept: `Refused`, "holds-accounts".
    """
    stop_if(checks.why_not_hold(name=name, content=content))
    file = Handed(kind, name, content, source, by, how)
    if refusal := checks.why_not_room():
        return refuse(file, refusal)
    if plainly is not None and (table := plain(content, name, columns)) is not None:
        outcome = _take_in_plainly(file, table, plainly)
        if outcome is not None:
            return outcome
    read = read_table(content, name, columns)
    return _take_in_rows(file, read.rows, _further(read.rows, read.faults, check, row_by_row), check, keep)


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
    file = Handed(kind, name, content, source, by, how)
    if refusal := checks.why_not_room():
        return refuse(file, refusal)
    return _take_in_rows(file, tuple(rows), tuple(faults), check, keep)


def preview(*, rows: Sequence[Row], faults: Sequence[Fault], check: Check, compare: Callable[[tuple[Row, ...]], Changes]) -> Previewed:
    """What a file would change, without writing anything: its faults, or else its changes. `rows` and `faults` are what was read of it."""
    rows, faults = tuple(rows), tuple(faults)
    try:
        faults = faults or tuple(check(rows))
    except Refused as refused:
        return Previewed(len(rows), refusal=refused.refusal)
    if faults:
        return Previewed(len(rows), faults, faulty(len(faults)))
    return Previewed(len(rows), changes=compare(rows))


def undo(ref: str, *, because: str, by: Actor, count: Count, take_back: TakeBack) -> Undone:
    """Undo an import as new knowledge: nothing is deleted, and what the record says of it stands.

    `count` gives how many of the import's rows are still known and how many it superseded, and refuses where a later import stands on it;
    `take_back` supersedes the first and writes the second again, as made by the event it is given. Refused: as `why_not_undo`.
    """
    with unit_of_work() as record:
        row = Import.objects.select_for_update().get(ref=ref)
        one_at_a_time(row.kind)
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


def _further(rows: tuple[Row, ...], faults: tuple[Fault, ...], check: Check, row_by_row: bool) -> tuple[Fault, ...]:
    """The faults of cells that did not read, with those of the rows that did, in the order of the file."""
    wrong = {fault.row for fault in faults}
    sound = tuple(row for row in rows if row.number not in wrong)
    if not faults or not sound or not row_by_row:
        return faults
    try:
        found = tuple(check(sound))
    except Refused:  # that the file as a whole may not come in is asked again once every row reads
        return faults
    return tuple(sorted((*faults, *found), key=lambda fault: fault.row or sys.maxsize))


def _take_in_rows(file: Handed, rows: tuple[Row, ...], faults: tuple[Fault, ...], check: Check, keep: Keep) -> Outcome:
    if faults:  # of a file without any, whether it came before is asked once, when no other can come between
        again = checks.why_not_again(kind=file.kind, sha256=file.sha256)
        return refuse(file, again) if again else refuse(file, faulty(len(faults)), faults)

    def checked() -> None:
        if found := tuple(check(rows)):
            raise _Faulty(found)

    try:
        return accept(file, rows=len(rows), check=checked, keep=lambda seen, event: keep(seen, rows, event))
    except _Faulty as found:
        return refuse(file, faulty(len(found.faults)), found.faults)
    except Refused as refused:
        return refuse(file, refused.refusal)
    except DataError:  # each column says its own limits; this is for the one that forgot
        return refuse(file, Refusal("does-not-fit", "Something in the file is larger than can be kept."))


def _take_in_plainly(file: Handed, table: Plain, plainly: Plainly) -> Outcome | None:
    """What became of a plain table; None when its rows are to be read one by one, which says what is wrong."""

    def checked() -> None:
        if not plainly.check(table):
            raise _NotPlainly

    try:
        return accept(file, rows=table.rows, check=checked, keep=lambda seen, event: plainly.keep(seen, table, event))
    except _NotPlainly:
        return None
    except Refused as refused:
        return refuse(file, refused.refusal)
