"""What the record says of files taken in."""

from dataclasses import dataclass

from duly.primitives.event import Event, private


@dataclass(frozen=True)
class ImportAccepted(Event):
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


@dataclass(frozen=True)
class ImportRefused(Event):
    code = "import.refused"
    subject = "import"
    says = "Import {ref} of {kind} was refused ({reason}): {name}, {faults} faults. Nothing of it was kept."
    ref: str
    version: int
    kind: str
    source: str
    reason: str
    faults: int
    sha256: str
    document: str
    name: str = private()
