"""What the record says of its own log."""

from dataclasses import dataclass

from duly.primitives.event import Event


@dataclass(frozen=True)
class LogKeyChanged(Event):
    """`note` is the handing over, signed by both keys; `old_key` and `new_key` are verifier keys in C2SP's words."""

    code = "log.key-changed"
    subject = "log"
    says = "The key that signs the record hands over to {new_key}."
    ref: str
    version: int
    old_key: str
    new_key: str
    note: str


@dataclass(frozen=True)
class RecordVerified(Event):
    """The whole of it. `held_to` counts the checkpoints kept elsewhere, and the witnesses, that it was held to and agreed with."""

    code = "record.verified"
    subject = "record"
    says = "The record was verified: {events} events read, {entries} entries in the log, {alarms} alarms."
    ref: str
    version: int
    events: int
    entries: int
    alarms: int
    root: str
    held_to: int
    seconds: int


@dataclass(frozen=True)
class RecordVerifiedInPart(Event):
    """`how` is "newer" (since the record was last found sound) or "subject" (one alone)."""

    code = "record.verified-in-part"
    subject = "record"
    says = "A part of the record was verified ({how}): {events} events read, {alarms} alarms."
    ref: str
    version: int
    how: str
    events: int
    entries: int
    alarms: int
    root: str
    held_to: int
    seconds: int


@dataclass(frozen=True)
class EvidenceTaken(Event):
    code = "evidence.taken"
    subject = "evidence"
    says = "An evidence pack about {about} was taken: {events} events, {withheld} of them without their private words."
    ref: str
    version: int
    about: str
    events: int
    withheld: int
    sha256: str


@dataclass(frozen=True)
class EvidenceTakenInPart(Event):
    """As `EvidenceTaken`, of a pack that `kept_in` papers stayed out of: they are marked, or of a case kept from whoever took it."""

    code = "evidence.taken-in-part"
    subject = "evidence"
    says = "An evidence pack about {about} was taken: {events} events, {withheld} of them without their private words. Papers that stayed in the office: {kept_in}."
    ref: str
    version: int
    about: str
    events: int
    withheld: int
    sha256: str
    kept_in: int


@dataclass(frozen=True)
class LogBegunAgain(Event):
    """After a restore that lost entries (those from `entries` up to but not `seen` are known elsewhere and not here), or a lost key."""

    code = "log.begun-again"
    subject = "log"
    says = "The log goes on under the name {name}, with {entries} entries where {seen} had been signed."
    ref: str
    version: int
    name: str
    entries: int
    seen: int
