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
class LogBegunAgain(Event):
    """After a restore that lost entries: those from `entries` up to but not `seen` are known elsewhere and not here."""

    code = "log.begun-again"
    subject = "log"
    says = "The record was restored with {entries} entries where {seen} had been signed; from here on it is called {name}."
    ref: str
    version: int
    name: str
    entries: int
    seen: int
