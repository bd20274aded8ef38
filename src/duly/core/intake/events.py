"""What the record says of files taken in."""

from dataclasses import dataclass

from duly.primitives.event import Event, private


@dataclass(frozen=True)
class ImportAccepted(Event):
    """`how` says whether the file added to what was known, replaced what was known of its providers and weeks, or was keyed by hand."""

    code = "import.accepted"
    subject = "import"
    says = "Import {ref} of {kind} was accepted: {name}, {rows} rows."
    ref: str
    version: int
    kind: str
    source: str
    rows: int
    sha256: str
    document: str
    name: str = private()
    how: str = "adds"


@dataclass(frozen=True)
class ImportRefused(Event):
    code = "import.refused"
    subject = "import"
    says = "Import {ref} of {kind} was refused ({reason}): {name}; faults: {faults}. Nothing of it was kept."
    ref: str
    version: int
    kind: str
    source: str
    reason: str
    faults: int
    sha256: str
    document: str
    name: str = private()


@dataclass(frozen=True)
class ImportUndone(Event):
    """What the file made is known no longer, and what it took away is known again. Nothing is deleted."""

    code = "import.undone"
    subject = "import"
    says = "Import {ref} of {kind} was undone: {taken_back} rows taken back, {restored} known again. {because}"
    ref: str
    version: int
    kind: str
    taken_back: int
    restored: int
    because: str = private()
