"""Sealing in tests: one round of the sequencer, with a throwaway key and a witness in this process. For tests that commit (fixture `commits`)."""

import time
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta

import psycopg
from django.db import connection as django_connection

from duly.core.log.ring import Ring
from duly.core.log.sequencer import Round, one_round
from duly.core.log.witnessing import Conflict, MarkRefused, WitnessFault
from duly.primitives.merkle import EMPTY_ROOT, verify_consistency
from duly.primitives.note import Checkpoint, Signer, Verifier, cosign, opened
from duly.site.database import credentials


@dataclass
class WitnessHere:
    """A witness in this process, which believes one log. `answers = False` and it is down."""

    trusts: list[Verifier]
    signer: Signer = field(default_factory=lambda: Signer.new("witness.test"))
    size: int = 0
    root: bytes = EMPTY_ROOT
    marks: dict[tuple[str, int], str] = field(default_factory=dict)
    seen: list[str] = field(default_factory=list)
    answers: bool = True

    @property
    def name(self) -> str:
        return self.signer.name

    @property
    def verifier(self) -> Verifier:
        return self.signer.witness()

    def add_checkpoint(self, old_size: int, proof: Sequence[bytes], note: str) -> str | Conflict:
        new = Checkpoint.read(self._believed(note))
        if old_size != self.size or (new.size == self.size and new.root != self.root):
            return Conflict(self.size)
        if not verify_consistency(self.size, new.size, self.root, new.root, proof):
            raise WitnessFault(f"The witness {self.name} refused with 422.")
        self.size, self.root = new.size, new.root
        self.seen.append(note)
        return cosign(note, self.signer, int(time.time()))

    def keep_mark(self, signed: str) -> None:
        text = self._believed(signed)
        _, _, name, number, *_ = text.split("\n")
        highest = max((n for called, n in self.marks if called == name), default=0)
        if self.marks.get((name, int(number)), text) != text or ((name, int(number)) not in self.marks and int(number) <= highest):
            raise MarkRefused(f"The witness {self.name} keeps another mark.", highest)
        self.marks[name, int(number)] = text

    def keep_key(self, signed: str) -> None:
        self.trusts = [Verifier.read(self._believed(signed).split("\n")[2])]

    def _believed(self, note: str) -> str:
        if not self.answers:
            raise WitnessFault(f"The witness {self.name} did not answer.")
        try:
            return opened(note, self.trusts)[0]
        except ValueError as wrong:
            raise WitnessFault(f"The witness {self.name} refused with 403.") from wrong


_kept: dict[str, tuple[Ring, WitnessHere]] = {}


def seal_now(*, witnessed: bool = True) -> Round:
    """Seal, sign and have cosigned all that has been committed in the database Django speaks to; its marks are kept too.

    Not `witnessed`, it is sealed and signed, and nobody is asked.

    Nothing that a test rolls back can be sealed: it was never committed, and the sequencer is another role.
    """
    database = django_connection.settings_dict["NAME"]
    if django_connection.in_atomic_block:
        raise RuntimeError("Nothing is committed in a test that rolls back. Use the fixture `commits`, in a file of its own.")
    if database not in _kept:
        ring = Ring(Signer.new("log.test"))
        _kept[database] = ring, WitnessHere(list(ring.verifiers()))
    ring, witness = _kept[database]
    with as_sequencer() as connection:
        return one_round(connection, ring, [witness] if witnessed else [], apart=timedelta(0))


def goes_on(copy: str, *, of: str) -> None:
    """A copy of a database goes on with the other's log: sealed by the same key, before the same witness as it stands now. What the witness sees of one copy it
    never saw of another, or the second copy would be a fork to it."""
    if of in _kept:
        ring, witness = _kept[of]
        _kept[copy] = ring, replace(witness, trusts=list(witness.trusts), marks=dict(witness.marks), seen=list(witness.seen))


def as_sequencer(database: str = "") -> psycopg.Connection:
    """A connection as the role of the sequencer, to the database Django speaks to or to another."""
    known = credentials()
    assert known is not None
    return psycopg.connect(known.dsn("seq"), dbname=database or django_connection.settings_dict["NAME"], autocommit=True)
