"""The log's keys as values: the one that signs, the one that is coming, and those that signed before."""

from collections.abc import Callable
from dataclasses import dataclass, field
from uuid import UUID

from duly.primitives.note import Signer, Verifier, opened, sign


def handover(old: Signer, new: Signer) -> str:
    """The note by which a log's key hands over to another of the same name: signed by both. ValueError for another log's key."""
    if old.name != new.name:
        raise ValueError("A log's key hands over to a key of the same log.")
    return sign(f"duly key v1\n{new.name}\n{new.verifier_key()}\n", old, new)


def handed_to(note: str, old: Verifier) -> Verifier | None:
    """The key that `old` hands over to in a note, or None for anything that both have not signed. Never raises."""
    try:
        lines = opened(note, [old])[0].split("\n")
        new = Verifier.read(lines[2]) if len(lines) == 4 and lines[:2] == ["duly key v1", old.name] and not lines[3] else None
        return new if new is not None and new.name == old.name and opened(note, [new]) else None
    except ValueError:
        return None


@dataclass(frozen=True)
class Coming:
    """The key that is to sign next, the event that says so, and the note of its handing over."""

    signer: Signer
    event_id: UUID
    note: str


@dataclass(frozen=True)
class Ring:
    """What the sequencer signs with, and believes its own.

    `newest()` is the last checkpoint signed, as it is remembered beside the key and not in the database; `remember(note)` keeps the next one.
    """

    signer: Signer
    coming: Coming | None = None
    former: tuple[Verifier, ...] = ()
    newest: Callable[[], str] = field(default=lambda: "", repr=False)
    remember: Callable[[str], None] = field(default=lambda note: None, repr=False)

    @property
    def origin(self) -> str:
        """What the log calls itself: the name of its key."""
        return self.signer.name

    def verifiers(self) -> tuple[Verifier, ...]:
        """Every key whose checkpoints are this log's own."""
        coming = (self.coming.signer.verifier(),) if self.coming else ()
        return (self.signer.verifier(), *coming, *self.former)
