"""What somebody can do who owns the database and has stolen the log's key: change things, and make the log agree with them again."""

import json
from collections.abc import Callable

import psycopg

from duly.core.log.tiles import grown
from duly.primitives.digest import canonical
from duly.primitives.merkle import Frontier
from duly.primitives.note import Checkpoint, Signer, sign

Forger = Callable[[psycopg.Connection, Signer], None]


def rebuild(connection: psycopg.Connection, signer: Signer) -> None:
    """Number the entries again, make the leaves, tiles and edge of the events as they now are, and sign every checkpoint anew.

    The witness's signatures cannot be forged: they are taken away.
    """
    kept = connection.execute(
        "SELECT e.event_id, e.leaf_hash FROM audit.leaf l JOIN audit.event e USING (event_id) ORDER BY l.leaf_index"
    ).fetchall()
    sizes = [size for (size,) in connection.execute("SELECT size FROM audit.checkpoint ORDER BY size")]
    frontier, finished, roots = Frontier(), [], {}
    for _, leaf_hash in kept:
        finished += frontier.append(bytes(leaf_hash))
        roots[frontier.size] = frontier.root()
    for table in ("leaf", "tile", "cosignature", "checkpoint"):
        connection.execute(f"DELETE FROM audit.{table}")
    cursor = connection.cursor()
    cursor.executemany("INSERT INTO audit.leaf VALUES (%s, %s, %s)", [(n, *one) for n, one in enumerate(kept)])
    cursor.executemany(
        "INSERT INTO audit.tile VALUES (%s, %s, %s)", [(level, idx, b"".join(hashes)) for (level, idx), hashes in grown(finished).items()]
    )
    connection.execute("UPDATE audit.tree_state SET size = %s, stack = %s", [frontier.size, frontier.dump()])
    for size in {min(size, frontier.size) for size in sizes} - {0}:
        text = Checkpoint(signer.name, size, roots[size]).text()
        connection.execute("INSERT INTO audit.checkpoint (size, root, note) VALUES (%s, %s, %s)", [size, roots[size], sign(text, signer)])


def rewrite(connection: psycopg.Connection, where: str, **facts: object) -> int:
    """Change facts of events, each body written again as Duly itself would write it. Returns how many."""
    found = connection.execute(f"SELECT event_id, body FROM audit.event WHERE {where}").fetchall()
    for event_id, body in found:
        told = json.loads(bytes(body))
        told["facts"] |= facts
        connection.execute("UPDATE audit.event SET body = %s WHERE event_id = %s", [canonical(told), event_id])
    return len(found)


def do(connection: psycopg.Connection, *statements: str) -> None:
    """Run statements; each must change something."""
    for statement in statements:
        assert connection.execute(statement).rowcount > 0, statement


LAST = "(SELECT event_id FROM audit.leaf ORDER BY leaf_index DESC LIMIT 1)"
A_HOLD = "(SELECT event_id FROM audit.event WHERE action = 'hold.placed' ORDER BY recorded_at LIMIT 1)"
WAITING = "(SELECT e.event_id FROM audit.pending q JOIN audit.event e USING (event_id) WHERE e.action = 'hold.placed')"


def edit_body(c: psycopg.Connection, signer: Signer) -> None:
    assert rewrite(c, "action = 'test.file-made'", total_pence=1)


def edit_body_and_leaf(c: psycopg.Connection, signer: Signer) -> None:
    edit_body(c, signer)
    do(c, "UPDATE audit.leaf l SET leaf_hash = e.leaf_hash FROM audit.event e WHERE e.event_id = l.event_id AND e.leaf_hash <> l.leaf_hash")


def delete_event(c: psycopg.Connection, signer: Signer) -> None:
    do(c, f"DELETE FROM audit.payload WHERE event_id = {A_HOLD}", f"DELETE FROM audit.event WHERE event_id = {A_HOLD}")


def delete_event_and_leaf(c: psycopg.Connection, signer: Signer) -> None:
    do(c, f"DELETE FROM audit.leaf WHERE event_id = {A_HOLD}")
    delete_event(c, signer)


def swap_leaves(c: psycopg.Connection, signer: Signer) -> None:
    do(c, "UPDATE audit.leaf SET leaf_index = 5 - leaf_index WHERE leaf_index IN (2, 3)")


def cut_tail(c: psycopg.Connection, signer: Signer) -> None:
    size = c.execute("SELECT max(leaf_index) + 1 FROM audit.leaf").fetchone()[0]
    kept = size - 3
    gone = f"(SELECT event_id FROM audit.leaf WHERE leaf_index >= {kept})"
    c.execute(f"DELETE FROM audit.erased WHERE erased_by IN {gone}")
    c.execute(f"DELETE FROM audit.mark WHERE event_id IN {gone}")
    c.execute("DELETE FROM audit.mark_kept k WHERE NOT EXISTS (SELECT FROM audit.mark m WHERE (m.name, m.number) = (k.name, k.number))")
    c.execute(f"DELETE FROM audit.payload WHERE event_id IN {gone}")
    do(c, f"DELETE FROM audit.event WHERE event_id IN {gone}", f"DELETE FROM audit.leaf WHERE leaf_index >= {kept}")


def cut_tail_and_resign(c: psycopg.Connection, signer: Signer) -> None:
    cut_tail(c, signer)
    rebuild(c, signer)


def keep_out_of_the_log(c: psycopg.Connection, signer: Signer) -> None:
    do(c, f"DELETE FROM audit.pending WHERE event_id = {WAITING}")


def edit_checkpoint_root(c: psycopg.Connection, signer: Signer) -> None:
    do(c, "UPDATE audit.checkpoint SET root = sha256(root) WHERE size = (SELECT max(size) FROM audit.checkpoint)")


def forge_note(c: psycopg.Connection, signer: Signer) -> None:
    size, root = c.execute("SELECT size, root FROM audit.checkpoint ORDER BY size DESC LIMIT 1").fetchone()
    note = sign(Checkpoint(signer.name, size, bytes(root)).text(), Signer.new(signer.name))
    c.execute("UPDATE audit.checkpoint SET note = %s WHERE size = %s", [note, size])


def edit_tile(c: psycopg.Connection, signer: Signer) -> None:
    do(c, "UPDATE audit.tile SET hashes = set_byte(hashes, 40, get_byte(hashes, 40) # 1) WHERE level = 0 AND idx = 0")


def change_payload(c: psycopg.Connection, signer: Signer) -> None:
    do(c, f"UPDATE audit.payload SET content = convert_to('{{\"because\":\"No reason.\"}}', 'UTF8') WHERE event_id = {A_HOLD}")


def remove_payload(c: psycopg.Connection, signer: Signer) -> None:
    do(c, f"DELETE FROM audit.payload WHERE event_id = {A_HOLD}")


def delete_before_sequencing(c: psycopg.Connection, signer: Signer) -> None:
    waiting = c.execute(f"SELECT event_id FROM audit.event WHERE event_id = {WAITING}").fetchone()[0]
    for table in ("pending", "payload", "event"):
        assert c.execute(f"DELETE FROM audit.{table} WHERE event_id = %s", [waiting]).rowcount == 1


def rewrite_history(c: psycopg.Connection, signer: Signer) -> None:
    assert rewrite(c, "action = 'test.file-made'", total_pence=99) == 2
    c.execute("UPDATE audit.mark SET pence = 99")
    assert rewrite(c, "action = 'post.made'", title="Somebody else")
    c.execute("UPDATE audit.pending q SET leaf_hash = e.leaf_hash FROM audit.event e WHERE e.event_id = q.event_id")
    rebuild(c, signer)


def insert_in_the_past(c: psycopg.Connection, signer: Signer) -> None:
    """An event about a post nobody made, in the middle of the log, exactly as Duly would have written it then."""
    from duly.core.record.actions import new_event_id

    event_id = new_event_id()
    body = json.loads(bytes(c.execute("SELECT body FROM audit.event WHERE action = 'post.made' LIMIT 1").fetchone()[0]))
    body |= {"id": str(event_id), "subject": {"type": "post", "ref": "invented", "version": 1}}
    c.execute(
        "INSERT INTO audit.event (event_id, recorded_at, xid, db_role, action, subject_type, subject_ref, subject_version, body)"
        " SELECT %s, recorded_at, xid, db_role, 'post.made', 'post', 'invented', 1, %s FROM audit.event ORDER BY recorded_at LIMIT 1",
        [event_id, canonical(body)],
    )
    do(c, "UPDATE audit.leaf SET leaf_index = leaf_index + 1 WHERE leaf_index >= 4")
    c.execute("INSERT INTO audit.leaf SELECT 4, event_id, leaf_hash FROM audit.event WHERE event_id = %s", [event_id])
    rebuild(c, signer)


SEEN_ALONE: dict[str, Forger] = {
    "the body edited": edit_body,
    "the body and its leaf edited": edit_body_and_leaf,
    "an event deleted": delete_event,
    "an event and its leaf deleted": delete_event_and_leaf,
    "two leaves swapped": swap_leaves,
    "the tail cut": cut_tail,
    "the tail cut, rebuilt and signed again": cut_tail_and_resign,
    "an event kept out of the log": keep_out_of_the_log,
    "a checkpoint's root edited": edit_checkpoint_root,
    "a note forged": forge_note,
    "a tile edited": edit_tile,
    "private words changed": change_payload,
    "private words removed silently": remove_payload,
    "an event deleted before it was sequenced": delete_before_sequencing,
}
"""Fourteen cases that the database itself gives away."""

SEEN_FROM_OUTSIDE: dict[str, Forger] = {
    "the whole history rewritten and signed again": rewrite_history,
    "an event inserted in the past, rebuilt and signed again": insert_in_the_past,
}
"""Two of the three cases that only a checkpoint kept elsewhere gives away. The third, a database put back to an older day, is a database of its own."""
