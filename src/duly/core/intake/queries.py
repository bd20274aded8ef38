"""Which files came in, what became of them, and what was wrong with those refused."""

import uuid
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.db import connection
from django.db.models import Q

from duly.core.intake.faults import Fault
from duly.core.intake.models import Import
from duly.primitives.refusal import Refusal

KEYED = "lines keyed by hand"
"""What is counted of a file that was made of what somebody keyed."""


@dataclass(frozen=True)
class ImportSeen:
    """One file handed over. `counts` says what was made of it, by name; `document` is the kept file's reference, or empty."""

    ref: str
    kind: str
    name: str
    source: str
    sha256: str
    document: str
    accepted: bool
    rows: int
    at: datetime
    by: str
    refusal: Refusal | None = None
    counts: Mapping[str, int] = field(default_factory=dict)
    undone_event: uuid.UUID | None = None
    undone_at: datetime | None = None
    undone_by: str = ""

    @classmethod
    def of(cls, row: Import) -> "ImportSeen":
        """From its row."""
        refusal = None if row.accepted else Refusal(row.refusal_code, row.refusal_because)
        return cls(
            row.ref,
            row.kind,
            row.name,
            row.source,
            row.sha256,
            row.document,
            row.accepted,
            row.rows,
            row.at,
            row.by,
            refusal,
            dict(row.counts),
            row.undone_event,
            row.undone_at,
            row.undone_by,
        )


def imports(*, kind: str = "", source: str = "", accepted: bool | None = None, limit: int = 100) -> tuple[ImportSeen, ...]:
    """The newest imports first, up to `limit`."""
    found = Import.objects.order_by("-id")
    if kind:
        found = found.filter(kind=kind)
    if source:
        found = found.filter(source=source)
    if accepted is not None:
        found = found.filter(accepted=accepted)
    return tuple(ImportSeen.of(row) for row in found[:limit])


def import_seen(ref: str) -> ImportSeen:
    """One import by its reference. An unknown one is `Import.DoesNotExist`."""
    return ImportSeen.of(Import.objects.get(ref=ref))


def faults_of(ref: str) -> tuple[Fault, ...]:
    """The faults of a refused import, in the order of the file."""
    rows = Import.objects.get(ref=ref).faults.order_by("position")
    return tuple(Fault(row.row, row.column, row.found, row.says, row.nearest) for row in rows)


def standing(refs: Collection[str]) -> dict[str, datetime]:
    """When each of these imports came, but for those undone."""
    found = Import.objects.filter(ref__in=refs, accepted=True, undone_event__isnull=True)
    return dict(found.values_list("ref", "at"))


def keyed_by(refs: Collection[str]) -> dict[str, str]:
    """Of these imports, those that somebody keyed by hand, with who it was."""
    keyed = Import.objects.filter(ref__in=refs, counts__has_key=KEYED)
    return dict(keyed.values_list("ref", "by"))


def made_by(event: uuid.UUID) -> ImportSeen | None:
    """The import that an event accepted or undid, or None."""
    row = Import.objects.filter(Q(event=event) | Q(undone_event=event)).first()
    return ImportSeen.of(row) if row else None


def event_of(ref: str) -> uuid.UUID:
    """The event that says an import was accepted or refused."""
    return Import.objects.values_list("event", flat=True).get(ref=ref)


def accepted_events(kind: str) -> list[uuid.UUID]:
    """The events that accepted files of a kind, for rows that came before rows named their import."""
    return list(Import.objects.filter(kind=kind, accepted=True).values_list("event", flat=True))


def accepted_before(kind: str, sha256: str) -> ImportSeen | None:
    """The import that already took in the same bytes for this kind and was not undone, if there is one."""
    with connection.cursor() as cursor:  # asked of every file, and hardly ever so
        cursor.execute(
            "SELECT ref FROM intake_import WHERE kind = %s AND sha256 = %s AND accepted AND undone_event IS NULL", [kind, sha256]
        )
        found = cursor.fetchone()
    return import_seen(found[0]) if found else None
