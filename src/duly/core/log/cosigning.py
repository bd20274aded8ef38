"""Having the witnesses cosign the newest checkpoint, keep what is marked, and believe a coming key; and hearing what they object to."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Protocol

from duly.core.log.fault import raise_alarm
from duly.core.log.ring import Ring
from duly.core.log.stored import Connection, tree_node
from duly.core.log.witnessing import Conflict, MarkRefused, WitnessFault
from duly.primitives.merkle import consistency_proof
from duly.primitives.note import Checkpoint, Verifier, cosigned_at, opened, sign

LONGEST_ASKED_SECONDS = 6.0
"""A witness is waited for no longer than this."""

FORKED = "refused with 422"
"""How a witness's fault reads when what it holds is not the beginning of what we showed it."""


class Witness(Protocol):
    """Somebody elsewhere, who may not answer (WitnessFault)."""

    @property
    def name(self) -> str: ...
    @property
    def verifier(self) -> Verifier: ...
    def add_checkpoint(self, old_size: int, proof: Sequence[bytes], note: str) -> str | Conflict: ...
    def keep_mark(self, signed: str) -> None: ...
    def keep_key(self, signed: str) -> None: ...


@dataclass(frozen=True)
class Asked:
    """What came of asking: who cosigned the newest checkpoint, how many marks were kept, who did not answer, what somebody objects to."""

    cosigned_by: tuple[str, ...] = ()
    marks_kept: int = 0
    faults: tuple[str, ...] = ()
    alarms: tuple[str, ...] = ()
    handed_over: bool = False


class _Objection(Exception):
    """A witness knows of something that our record does not say."""


def ask(connection: Connection, ring: Ring, witnesses: Sequence[Witness]) -> Asked:
    """Ask each witness for what it has not yet answered. One that does not answer holds up no other; an objection is kept as an alarm."""
    cosigned, kept, faults, alarms, believing = [], 0, [], [], 0
    for witness in witnesses:
        for does in (_cosign, _keep_marks, _believe):
            try:
                done = does(connection, ring, witness)
            except _Objection as objection:
                raise_alarm(connection, str(objection))
                alarms.append(str(objection))
            except WitnessFault as fault:
                faults.append(str(fault))
                break
            else:
                cosigned += [witness.name] * (does is _cosign and done)
                kept += done if does is _keep_marks else 0
                believing += done if does is _believe else 0
    handed_over = ring.coming is not None and believing == len(witnesses) and _signed_by_both(connection, ring)
    return Asked(tuple(cosigned), kept, tuple(faults), tuple(alarms), handed_over)


def _cosign(connection: Connection, ring: Ring, witness: Witness) -> int:
    """1 when the witness has cosigned the newest checkpoint, now or before; 0 while there is none."""
    newest = connection.execute("SELECT size, note FROM audit.checkpoint ORDER BY size DESC LIMIT 1").fetchone()
    if newest is None:
        return 0
    size, note = newest
    had = connection.execute("SELECT max(size) FROM audit.cosignature WHERE witness = %s", [witness.name]).fetchone()
    old = (had[0] if had else None) or 0
    if Checkpoint.read(note).origin != ring.origin:  # signed before the log took a new name: there is nothing to cosign under the new one
        return 0
    if old == size:
        return 1
    if old and _origin_at(connection, old) != ring.origin:
        old = 0
    line = _shown(connection, witness, old, size, note)
    at = cosigned_at(note + line, witness.verifier)
    if at is None:
        raise WitnessFault(f"The witness {witness.name} answered with something else than its cosignature.")
    connection.execute(
        "INSERT INTO audit.cosignature (size, witness, line, at) VALUES (%s, %s, %s, %s) ON CONFLICT DO NOTHING",
        [size, witness.name, line, datetime.fromtimestamp(at, UTC)],
    )
    return 1


def _shown(connection: Connection, witness: Witness, old: int, size: int, note: str) -> str:
    """The witness's line. It may have seen more than we kept of its answers; it must not have seen more than there is, nor anything else."""
    answer = _add(connection, witness, old, size, note)
    if isinstance(answer, Conflict):
        if answer.size > size:
            raise _Objection(
                f"The witness {witness.name} has seen {answer.size} entries of this log, and the record has {size}:"
                " it may have been restored from an older copy."
            )
        answer = _add(connection, witness, answer.size, size, note)
    if isinstance(answer, Conflict):
        raise _Objection(f"The witness {witness.name} holds another tree of {answer.size} entries than this record's.")
    return answer


def _add(connection: Connection, witness: Witness, old: int, size: int, note: str) -> str | Conflict:
    try:
        return witness.add_checkpoint(old, consistency_proof(old, size, tree_node(connection)), note)
    except KeyError as missing:
        raise _Objection(f"A part of the log's tree is missing: {missing.args[0]}") from missing
    except WitnessFault as fault:
        if FORKED in str(fault):
            raise _Objection(f"The witness {witness.name} holds another tree of {old} entries than this record's.") from fault
        raise


def _keep_marks(connection: Connection, ring: Ring, witness: Witness) -> int:
    """How many marks the witness has newly kept, lowest first."""
    waiting = connection.execute(
        "SELECT m.name, m.number, m.sha256, m.pence FROM audit.mark m WHERE NOT EXISTS"
        " (SELECT FROM audit.mark_kept k WHERE (k.name, k.number, k.witness) = (m.name, m.number, %s)) ORDER BY m.name, m.number",
        [witness.name],
    ).fetchall()
    signers = [ring.signer, *([ring.coming.signer] if ring.coming else [])]
    for name, number, sha256, pence in waiting:
        try:
            witness.keep_mark(sign(f"duly mark v1\n{ring.origin}\n{name}\n{number}\n{sha256}\n{pence}\n", *signers))
        except MarkRefused as refused:
            raise _Objection(
                f"The witness {witness.name} will not keep {name} {number}: it already keeps number {refused.highest} or another {name} {number}."
            ) from refused
        connection.execute(
            "INSERT INTO audit.mark_kept (name, number, witness) VALUES (%s, %s, %s) ON CONFLICT DO NOTHING", [name, number, witness.name]
        )
    return len(waiting)


def _believe(connection: Connection, ring: Ring, witness: Witness) -> int:
    """1 when a coming key is believed by the witness; it is told once a checkpoint bears both signatures."""
    if ring.coming is None or not _signed_by_both(connection, ring):
        return 0
    witness.keep_key(ring.coming.note)
    return 1


def _signed_by_both(connection: Connection, ring: Ring) -> bool:
    if ring.coming is None:
        return False
    newest = connection.execute("SELECT note FROM audit.checkpoint ORDER BY size DESC LIMIT 1").fetchone()
    try:
        return newest is not None and bool(opened(newest[0], [ring.coming.signer.verifier()]))
    except ValueError:
        return False


def _origin_at(connection: Connection, size: int) -> str:
    found = connection.execute("SELECT note FROM audit.checkpoint WHERE size = %s", [size]).fetchone()
    return Checkpoint.read(found[0]).origin if found else ""
