"""A file that was handed over: accepted, with all it says, or refused, with what was wrong; either way one event and one row say so."""

import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from django.db import connection

from duly.core.documents import actions as documents
from duly.core.documents.checks import why_not_keep
from duly.core.intake import checks
from duly.core.intake.events import ImportAccepted, ImportRefused
from duly.core.intake.faults import Fault
from duly.core.intake.models import Import, ImportFault
from duly.core.intake.queries import ImportSeen
from duly.core.record.actions import take_number, unit_of_work
from duly.core.record.clock import now
from duly.primitives.actor import Actor
from duly.primitives.digest import sha256_hex
from duly.primitives.refusal import Refusal, stop_if


@dataclass(frozen=True)
class Outcome:
    """What became of a file. Refused: nothing was kept of it but the refused import `ref`, its document and its faults."""

    ref: str
    accepted: bool
    rows: int
    faults: tuple[Fault, ...] = ()
    refusal: Refusal | None = None
    counts: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Handed:
    """A file as it was handed over. `how` ("adds" or "replaces") is what the record says of one that is accepted."""

    kind: str
    name: str
    content: bytes
    source: str
    by: Actor
    how: str = "adds"

    @cached_property
    def sha256(self) -> str:
        """The hash of its bytes."""
        return sha256_hex(self.content)


def accept(file: Handed, *, rows: int, check: Callable[[], None], keep: Callable[[ImportSeen, uuid.UUID], Mapping[str, int]]) -> Outcome:
    """Keep what a file of so many rows says, in one unit of work. `check` raises what undoes it; `keep` writes the rows, and gives counts by name."""
    with unit_of_work() as record:
        one_at_a_time(file.kind)
        stop_if(checks.why_not_again(kind=file.kind, sha256=file.sha256))
        check()
        document = documents.keep(name=file.name, content=file.content, by=file.by)
        ref, at = f"IM-{take_number('intake_import_number'):04d}", now()
        accepted = ImportAccepted(
            ref=ref,
            version=1,
            kind=file.kind,
            source=file.source,
            rows=rows,
            sha256=file.sha256,
            document=document.ref,
            name=file.name,
            how=file.how,
        )
        event = record.write(accepted, by=file.by)
        seen = ImportSeen(ref, file.kind, file.name, file.source, file.sha256, document.ref, True, rows, at, file.by.ref)
        counts = dict(keep(seen, event))
        Import.objects.create(
            ref=ref,
            version=1,
            kind=file.kind,
            name=file.name,
            source=file.source,
            sha256=file.sha256,
            document=document.ref,
            accepted=True,
            rows=rows,
            counts=counts,
            at=at,
            by=file.by.ref,
            event=event,
        )
    return Outcome(ref, True, rows, counts=counts)


def refuse(file: Handed, refusal: Refusal, faults: tuple[Fault, ...] = ()) -> Outcome:
    """Record the refusal, with the file where it may be kept and there is room, so that the page can show it and give it back with what to mend."""
    name = "".join(c if c.isprintable() else " " for c in file.name)[:200] or "(no name)"
    with unit_of_work() as record:
        unkept = refusal.code == "no-room" or why_not_keep(name=name, content=file.content)
        document = "" if unkept else documents.keep(name=name, content=file.content, by=file.by).ref
        ref = f"IM-{take_number('intake_import_number'):04d}"
        event = record.write(
            ImportRefused(
                ref=ref,
                version=1,
                kind=file.kind,
                source=file.source,
                reason=refusal.code,
                faults=len(faults),
                sha256=file.sha256,
                document=document,
                name=name,
            ),
            by=file.by,
        )
        kept = Import.objects.create(
            ref=ref,
            version=1,
            kind=file.kind,
            name=name,
            source=file.source,
            sha256=file.sha256,
            document=document,
            accepted=False,
            rows=0,
            refusal_code=refusal.code,
            refusal_because=refusal.because,
            at=now(),
            by=file.by.ref,
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


def faulty(many: int) -> Refusal:
    """The refusal, "faults", of a file in which so many things are wrong."""
    return Refusal("faults", f"Nothing was kept: {'one thing is' if many == 1 else f'{many} things are'} to be mended in the file.")


def one_at_a_time(kind: str) -> None:
    """Two imports of one kind wait for each other, so that the second sees what the first kept."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"import of {kind}"])


def _storable(text: str) -> str:
    return text.replace("\0", "\N{REPLACEMENT CHARACTER}").encode("utf-8", "replace").decode()
