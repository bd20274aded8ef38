"""Holding the record to what the witnesses remember: each is shown the newest checkpoint, and says whether it follows on from what it has cosigned."""

from collections.abc import Iterable
from typing import Protocol

from duly.core.log.alarms import Alarms
from duly.core.log.rereading import Connection
from duly.core.log.stored import tree_node
from duly.core.log.witnessing import Conflict, WitnessFault
from duly.primitives.merkle import consistency_proof

NOT_GROWN = "refused with 422"
"""What C2SP has a witness answer to a tree that does not hold what it has cosigned."""


class Witness(Protocol):
    """A witness that can be asked: its name, and `add_checkpoint` as C2SP has it."""

    @property
    def name(self) -> str: ...
    def add_checkpoint(self, old_size: int, proof: tuple[bytes, ...], note: str) -> str | Conflict: ...


def ask_witnesses(connection: Connection, witnesses: Iterable[Witness], alarms: Alarms) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The names of the witnesses that agree with the newest checkpoint, and a sentence for each that could not be asked."""
    agreed, silent = [], []
    for witness in witnesses:
        try:
            if _agrees(connection, witness, alarms):
                agreed.append(witness.name)
        except WitnessFault as fault:
            if NOT_GROWN in str(fault):
                alarms.add(f"the witness {witness.name}", "The log no longer holds what this witness has cosigned.")
            else:
                silent.append(str(fault))
        except Exception as fault:
            alarms.add(f"the witness {witness.name}", f"It could not be asked ({type(fault).__name__}: {fault}).")
    return tuple(agreed), tuple(silent)


def _agrees(connection: Connection, witness: Witness, alarms: Alarms) -> bool:
    size, note = _newest(connection)
    if not size:
        return False
    answer = witness.add_checkpoint(size, (), note)
    if not isinstance(answer, Conflict):
        return True
    newest, _ = _newest(connection)  # read again: the log may have grown since
    if answer.size > newest:
        alarms.add(
            f"the witness {witness.name}",
            f"It has cosigned {answer.size} entries, and the log has signed {newest}: the record was cut short or put back.",
        )
    elif answer.size == size:
        alarms.add(f"the witness {witness.name}", f"It has cosigned another tree of {size} entries.")
    elif answer.size < size:
        proof = consistency_proof(answer.size, size, tree_node(connection))
        return not isinstance(witness.add_checkpoint(answer.size, proof, note), Conflict)
    return False


def _newest(connection: Connection) -> tuple[int, str]:
    found = connection.execute("SELECT size, note FROM audit.checkpoint ORDER BY size DESC LIMIT 1").fetchone()
    return (int(found[0]), str(found[1])) if found else (0, "")
