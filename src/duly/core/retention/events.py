"""What the record says of retention. The events erased from are named by the hash of their list, never by what they said."""

from dataclasses import dataclass

from duly.primitives.event import Event, private


@dataclass(frozen=True)
class HoldPlaced(Event):
    code = "hold.placed"
    subject = "hold"
    says = "Legal hold {ref} was placed on {about}: {because}"
    ref: str
    version: int
    about: str
    because: str = private()


@dataclass(frozen=True)
class HoldLifted(Event):
    code = "hold.lifted"
    subject = "hold"
    says = "Legal hold {ref} on {about} was lifted: {because}"
    ref: str
    version: int
    about: str
    because: str = private()


@dataclass(frozen=True)
class DisposalProposed(Event):
    code = "disposal.proposed"
    subject = "disposal"
    says = "Disposal list {ref} was proposed: the private words of {events} events, as {record_class}: {because}"
    ref: str
    version: int
    record_class: str
    events: int
    list_sha256: str
    because: str = private()


@dataclass(frozen=True)
class DisposalApproved(Event):
    code = "disposal.approved"
    subject = "disposal"
    says = "Disposal list {ref} was approved: {events} events."
    ref: str
    version: int
    events: int
    list_sha256: str


@dataclass(frozen=True)
class DisposalWithdrawn(Event):
    code = "disposal.withdrawn"
    subject = "disposal"
    says = "Disposal list {ref} was withdrawn."
    ref: str
    version: int


@dataclass(frozen=True)
class ErasureCarriedOut(Event):
    """Its code and the hash it names are what `audit.erase` and every verifier look for: they are never renamed."""

    code = "erasure.carried-out"
    subject = "disposal"
    says = "Disposal list {ref} was carried out: the private words of {events} events are gone, as {proposed_by} proposed and {approved_by} approved."
    ref: str
    version: int
    record_class: str
    events: int
    list_sha256: str
    proposed_by: str
    approved_by: str
