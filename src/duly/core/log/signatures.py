"""The signatures under the log's checkpoints, held to the keys that are known. Nothing here needs Django."""

from dataclasses import dataclass
from typing import Any

import psycopg

from duly.core.log.alarms import Alarms
from duly.primitives.note import Checkpoint, Verifier, cosigned_at, opened

Connection = psycopg.Connection[tuple[Any, ...]]

_CHECKPOINTS = """
    SELECT c.size, c.root, c.note, array_agg(s.witness || E'\\n' || s.line ORDER BY s.witness) FILTER (WHERE s.size IS NOT NULL)
      FROM audit.checkpoint c LEFT JOIN audit.cosignature s ON s.size = c.size
     WHERE c.size > %s AND c.size <= %s GROUP BY c.size, c.root, c.note ORDER BY c.size
"""


@dataclass(frozen=True)
class Keys:
    """Verifier keys as C2SP writes them: the log's own, present and past, and those of witnesses."""

    log: tuple[str, ...] = ()
    witnesses: tuple[str, ...] = ()


def check_signatures(connection: Connection, after: int, up_to: int, keys: Keys | None, alarms: Alarms) -> list[tuple[int, bytes]]:
    """Hold the notes of the checkpoints of these sizes to themselves and to the keys. Returns each size with the root kept beside its note.

    Without keys, or without any of the log's, only what a note says is read; a witness that is not known is passed over.
    """
    logs = [Verifier.read(key) for key in keys.log] if keys else []
    witnesses = {one.name: one for one in (Verifier.read(key) for key in (keys.witnesses if keys else ()))}
    found = []
    for size, root, note, cosigned in connection.execute(_CHECKPOINTS, [after, up_to]):
        where, root = f"checkpoint {size}", bytes(root)
        found.append((size, root))
        try:
            text = opened(note, logs)[0] if logs else note
            told = Checkpoint.read(text)
            if (told.size, told.root) != (size, root):
                alarms.add(where, "Its note says another size or root than stands beside it.")
        except Exception as fault:  # a note may hold anything
            alarms.add(where, f"Its note is not one of this log's: {fault}")
        for one in cosigned or ():
            witness, _, line = one.partition("\n")
            _check_cosignature(where, note, witness, line, witnesses, alarms)
    return found


def _check_cosignature(where: str, note: str, witness: str, line: str, witnesses: dict[str, Verifier], alarms: Alarms) -> None:
    try:
        if line.split(" ")[1] != witness:
            alarms.add(where, f"A cosignature kept as of {witness} names another.")
        elif witness in witnesses and cosigned_at(note + line, witnesses[witness]) is None:
            alarms.add(where, f"The cosignature of {witness} is not good.")
    except Exception as fault:
        alarms.add(where, f"The cosignature of {witness} cannot be read ({type(fault).__name__}).")
