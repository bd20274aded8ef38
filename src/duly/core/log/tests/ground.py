"""What the log's tests write and read back."""

import itertools
import uuid

from django.db import connection

from duly.core.log.queries import node
from duly.core.log.ring import Ring
from duly.core.people.events import PostMade
from duly.core.record.actions import new_event_id, unit_of_work
from duly.primitives.actor import SYSTEM
from duly.primitives.merkle import Frontier, inclusion_proof, verify_consistency, verify_inclusion
from duly.primitives.note import Checkpoint, opened


def write(many: int = 1) -> list[uuid.UUID]:
    """So many events, each in a transaction of its own."""
    return [write_together(1)[0] for _ in range(many)]


def write_together(many: int) -> list[uuid.UUID]:
    """So many events in one transaction."""
    with unit_of_work() as record:
        return [record.write(PostMade(ref=f"post-{new_event_id()}", version=1, title="Tester"), by=SYSTEM) for _ in range(many)]


def rows(statement: str) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return cursor.fetchall()


def log_is_sound(ring: Ring) -> int:
    """Every event has at most one number, numbers have no gap, and every checkpoint is of the entries before it. Returns the size."""
    leaves = rows("SELECT leaf_index, leaf_hash FROM audit.leaf ORDER BY leaf_index")
    assert [number for number, _ in leaves] == list(range(len(leaves)))
    assert rows("SELECT count(*) FROM audit.leaf JOIN audit.event USING (event_id, leaf_hash)") == [(len(leaves),)]
    assert rows("SELECT count(*) FROM audit.event") == [(len(leaves) + rows("SELECT count(*) FROM audit.pending")[0][0],)]
    assert rows("SELECT count(*) FROM audit.pending JOIN audit.leaf USING (event_id)") == [(0,)]
    signed = {size: (bytes(root), note) for size, root, note in rows("SELECT size, root, note FROM audit.checkpoint")}
    frontier = Frontier()
    for number, leaf in leaves:
        frontier.append(bytes(leaf))
        if number + 1 in signed:
            root, note = signed.pop(number + 1)
            assert root == frontier.root()
            assert Checkpoint.read(opened(note, ring.verifiers())[0]) == Checkpoint(ring.origin, frontier.size, root)
    assert not signed
    assert rows("SELECT size, stack FROM audit.tree_state") == [(frontier.size, frontier.dump())]
    for number in {0, len(leaves) // 2, len(leaves) - 1} if leaves else ():
        assert verify_inclusion(
            bytes(leaves[number][1]), number, frontier.size, inclusion_proof(number, frontier.size, node()), frontier.root()
        )
    return frontier.size


def checkpoints_agree() -> None:
    """Each checkpoint begins with the one before it, as its proof shows."""
    from duly.core.log.queries import consistency

    signed = rows("SELECT size, root FROM audit.checkpoint ORDER BY size")
    for (old, before), (new, after) in itertools.pairwise(signed):
        assert verify_consistency(old, new, bytes(before), bytes(after), consistency(old, new))
