"""The sequencer's work: give committed events their entry numbers, and sign what the tree then says. Safe to kill anywhere, and to run twice.

Everything here is done as the database role `seq`, on a psycopg connection in autocommit. A batch is one transaction that holds the tree: two
sequencers take turns, and one that is killed leaves a batch whole or not at all.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from duly.core.log import cosigning
from duly.core.log.fault import LogFault, raise_alarm
from duly.core.log.ring import Ring
from duly.core.log.stored import Connection, tree_node
from duly.core.log.tiles import grown
from duly.primitives.merkle import Frontier, consistency_proof, verify_consistency
from duly.primitives.note import Checkpoint, opened, sign

BATCH = 10_000
MOST_BATCHES = 20
"""After so many batches without a pause it is time to sign."""

APART = timedelta(seconds=1)


@dataclass(frozen=True)
class Round:
    """What one round did: how many events it gave entry numbers, entries in the tree, the note signed (or ""), what came of asking the witnesses,
    and every alarm, in sentences."""

    sealed: int
    size: int
    signed: str
    asked: cosigning.Asked
    alarms: tuple[str, ...]


def one_round(connection: Connection, ring: Ring, witnesses: Sequence[cosigning.Witness] = (), *, apart: timedelta = APART) -> Round:
    """Seal what waits, sign if the tree has grown and the last signature is `apart` old, and have the witnesses cosign and keep marks."""
    done = advance(connection, ring, apart=apart)
    if done.alarms:
        return done
    asked = cosigning.ask(connection, ring, witnesses)
    return replace(done, asked=asked, alarms=asked.alarms)


def advance(connection: Connection, ring: Ring, *, apart: timedelta = APART) -> Round:
    """Seal and sign, asking nobody. What should never be so is kept as an alarm, and then nothing is signed."""
    sealed, signed = 0, ""
    alarms: tuple[str, ...] = ()
    try:
        sealed = seal(connection)
        signed = sign_newest(connection, ring, apart=apart)
    except LogFault as fault:
        raise_alarm(connection, str(fault))
        alarms = (str(fault),)
    return Round(sealed, size_of(connection), signed, cosigning.Asked(), alarms)


def seal(connection: Connection) -> int:
    """Give waiting events their entry numbers, in the order in which they were recorded. Returns how many."""
    total = 0
    for _ in range(MOST_BATCHES):
        if connection.execute("SELECT FROM audit.pending LIMIT 1").fetchone() is None:
            break
        total += (some := _seal_batch(connection))
        if some < BATCH:
            break
    return total


def sign_newest(connection: Connection, ring: Ring, *, apart: timedelta = APART) -> str:
    """Sign the tree as it stands if it has grown since it was last signed, at least `apart` ago. Returns the note, or "" where there is no need.

    LogFault, and nothing is signed, when the tree does not hold everything that was signed before.
    """
    due = connection.execute(
        "SELECT t.size > coalesce(c.size, 0) AND (c.signed_at IS NULL OR c.signed_at + %s <= clock_timestamp())"
        " FROM audit.tree_state t LEFT JOIN LATERAL (SELECT size, signed_at FROM audit.checkpoint ORDER BY size DESC LIMIT 1) c ON true",
        [apart],
    ).fetchone()
    if due is None or not due[0]:
        return ""
    with connection.transaction():
        frontier = _held(connection)
        kept = connection.execute("SELECT note, size FROM audit.checkpoint ORDER BY size DESC LIMIT 1").fetchone()
        if kept is not None and kept[1] == frontier.size:  # another sequencer was first
            return ""
        new = Checkpoint(ring.origin, frontier.size, frontier.root())
        for before in (kept[0] if kept else "", ring.newest()):
            if before:
                _must_follow(connection, ring, before, new)
        note = sign(new.text(), *_signers(connection, ring, frontier.size))
        ring.remember(note)  # before it can be seen: what was signed once is never forgotten, even if the commit does not come
        connection.execute("INSERT INTO audit.checkpoint (size, root, note) VALUES (%s, %s, %s)", [new.size, new.root, note])
    return note


def size_of(connection: Connection) -> int:
    """How many entries the tree has."""
    return int(_one(connection, "SELECT size FROM audit.tree_state"))


def _seal_batch(connection: Connection) -> int:
    with connection.transaction():
        frontier = _held(connection)
        waiting = connection.execute(
            "SELECT ctid, event_id, leaf_hash FROM audit.pending ORDER BY recorded_at, event_id LIMIT %s", [BATCH]
        ).fetchall()
        if not waiting:
            return 0
        finished = []
        with connection.cursor().copy("COPY audit.leaf (leaf_index, event_id, leaf_hash) FROM STDIN (FORMAT binary)") as copy:
            copy.set_types(["int8", "uuid", "bytea"])
            for _, event_id, leaf_hash in waiting:
                copy.write_row((frontier.size, event_id, leaf_hash))
                finished += frontier.append(leaf_hash)
        connection.cursor().executemany(
            "INSERT INTO audit.tile AS t (level, idx, hashes) VALUES (%s, %s, %s)"
            " ON CONFLICT (level, idx) DO UPDATE SET hashes = t.hashes || EXCLUDED.hashes",
            [(level, idx, b"".join(hashes)) for (level, idx), hashes in grown(finished).items()],
        )
        connection.execute("UPDATE audit.tree_state SET size = %s, stack = %s", [frontier.size, frontier.dump()])
        connection.execute("DELETE FROM audit.pending WHERE ctid = ANY(%s::tid[])", [[row[0] for row in waiting]])
    return len(waiting)


def _held(connection: Connection) -> Frontier:
    """The tree's edge, held until this transaction ends. LogFault when it is not one."""
    try:
        return Frontier.load(_one(connection, "SELECT stack FROM audit.tree_state FOR UPDATE"))
    except (ValueError, TypeError) as wrong:
        raise LogFault("The edge of the log's tree is not as the sequencer left it.") from wrong


def _must_follow(connection: Connection, ring: Ring, before: str, new: Checkpoint) -> None:
    """LogFault unless the tree now holds everything that the checkpoint before held."""
    try:
        old = Checkpoint.read(opened(before, ring.verifiers())[0])
    except ValueError as wrong:
        raise LogFault("The last checkpoint is not signed by this log's key: nothing is signed until somebody has looked.") from wrong
    if old.size > new.size:
        raise LogFault(
            f"A checkpoint of {old.size} entries was signed, and the record has {new.size}: it may have been restored from an older copy."
        )
    try:
        node = tree_node(connection)
        proof = consistency_proof(old.size, new.size, node)
    except KeyError as missing:
        raise LogFault(f"A part of the log's tree is missing: {missing.args[0]}") from missing
    if not verify_consistency(old.size, new.size, old.root, new.root, proof):
        raise LogFault(f"The record is no longer what was signed at {old.size} entries: something before that has been changed.")


def _signers(connection: Connection, ring: Ring, size: int) -> list[Any]:
    """Who signs: the key, and with it the coming one as soon as the event that says so is an entry."""
    if ring.coming is None:
        return [ring.signer]
    found = connection.execute("SELECT FROM audit.leaf WHERE event_id = %s AND leaf_index < %s", [ring.coming.event_id, size]).fetchone()
    return [ring.signer] if found is None else [ring.signer, ring.coming.signer]


def _one(connection: Connection, statement: str) -> Any:
    found = connection.execute(statement).fetchone()
    if found is None:
        raise LogFault("The log has lost its tree.")
    return found[0]
