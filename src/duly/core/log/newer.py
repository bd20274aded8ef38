"""Reading back only what is new since the record was last found sound, or only what concerns one subject. Quicker than everything; it proves less.

What was found sound before is remembered outside the database, as a size and a root. The stored tree must still have that root; what came since
is read whole; and of what is older a part drawn by lot, one block of 256 entries in a hundred, is read again.
"""

import secrets
from collections.abc import Iterator, Sequence

from duly.core.log import agreeing
from duly.core.log.alarms import Alarms
from duly.core.log.rereading import Connection, hold_tiles, levels_over, read_entries, read_waiting
from duly.core.log.signatures import Keys, check_signatures
from duly.core.log.stored import tree_node
from duly.core.log.tiles import TILE_WIDTH, grown
from duly.core.log.verification import Progress, Verdict, hold_to, kinds_kept, look_at, one_moment
from duly.primitives.merkle import EMPTY_ROOT, HASH_BYTES, Frontier, inclusion_proof, verify_inclusion
from duly.primitives.note import Checkpoint

ONE_IN = 100
"""Of so many older blocks one is read again."""


def verify_newer(
    connection: Connection,
    *,
    size: int,
    root: bytes,
    outside: Sequence[tuple[str, Checkpoint]] = (),
    keys: Keys | None = None,
    one_in: int = ONE_IN,
    progress: Progress = lambda done, total: None,
) -> Verdict:
    """Hold the record to what was found sound before (`size` entries with this root), read what came since, and a part of what is older."""
    alarms = Alarms()
    now, read, subjects, waiting = [0], [0], [0], [0]
    roots: dict[int, bytes] = {}

    def the_log(found: Alarms) -> None:
        lawful = agreeing.erasures(connection, found)
        newest = connection.execute("SELECT coalesce(max(leaf_index) + 1, 0) FROM audit.leaf").fetchone()
        now.append(int(newest[0]) if newest else 0)
        if now[-1] < size:
            found.add("the log", f"It had {size} entries when it was last found sound, and has {now[-1]}: it was cut short or put back.")
            return
        sizes = {one.size for _, one in outside}
        edge = _edge_at(connection, size, sizes, roots)
        if edge.root() != root:
            found.add("the log", f"The first {size} entries are not those that were last found sound.")
        for block in _drawn(size // TILE_WIDTH, one_in):
            read.append(read[-1] + _read_block(connection, block, lawful, found))
        read.append(read[-1] + _read_on(connection, edge, now[-1], lawful, keys, sizes, roots, found))

    def what_waits(found: Alarms) -> None:
        waiting.append(read_waiting(connection, agreeing.erasures(connection, Alarms()), found))
        agreeing.counts(connection, now[-1] + waiting[-1], found)

    with one_moment(connection):
        for found in look_at(
            connection,
            {
                "the log": the_log,
                "what waits": what_waits,
                "the queue": lambda found: agreeing.queue(connection, found),
                "the rows": lambda found: agreeing.rows(connection, kinds_kept(), found),
                "the marks": lambda found: agreeing.marks(connection, found),
                "the sequencer": lambda found: agreeing.of_the_sequencer(connection, found),
                "the numbering": lambda found: subjects.append(agreeing.numbers(connection, found)),
            },
        ):
            alarms.take(found)
    for where, checkpoint in outside:
        hold_to(checkpoint, where, now[-1], roots, alarms)
    events = read[-1] + waiting[-1]
    progress(events, events)
    newest_root = roots.get(now[-1], EMPTY_ROOT).hex()
    return Verdict(events, now[-1], subjects[-1], newest_root, tuple(alarms.kept), alarms.count, bool(outside))


def verify_subject(
    connection: Connection, kind: str, ref: str, *, outside: Sequence[tuple[str, Checkpoint]] = (), keys: Keys | None = None
) -> Verdict:
    """Read back the events of one subject, each proved to be in the newest checkpoint, and hold its numbering and its row to them."""
    alarms, read = Alarms(), [0]
    newest: list[tuple[int, bytes]] = [(0, EMPTY_ROOT)]

    def the_events(found: Alarms) -> None:
        lawful = agreeing.erasures(connection, found)
        row = connection.execute("SELECT size FROM audit.checkpoint ORDER BY size DESC LIMIT 1").fetchone()
        if row:
            newest.extend(check_signatures(connection, row[0] - 1, row[0], keys, found))
        size, root = newest[-1]
        node = tree_node(connection)
        places = connection.execute(
            "SELECT l.leaf_index, e.event_id::text FROM audit.event e LEFT JOIN audit.leaf l ON l.event_id = e.event_id"
            " WHERE e.subject_type = %s AND e.subject_ref = %s ORDER BY e.subject_version",
            [kind, ref],
        ).fetchall()
        for place, event_id in places:
            read.append(read[-1] + 1)
            if place is None:
                continue
            for hashed in read_entries(connection, place, place + 1, lawful, found):
                if place < size and not verify_inclusion(hashed, place, size, inclusion_proof(place, size, node), root):
                    found.add(event_id, f"The event is not in the newest checkpoint, as entry {place}.")
        if not places:
            found.add(f"{kind} {ref}", "Nothing is recorded of it.")

    with one_moment(connection):
        for found in look_at(
            connection,
            {
                "the events": the_events,
                "the waiting": lambda found: read_waiting(connection, agreeing.erasures(connection, Alarms()), found),
                "the numbering": lambda found: agreeing.numbers(connection, found, only=(kind, ref)),
                "the row": lambda found: agreeing.rows(connection, kinds_kept(), found, only=(kind, ref)),
            },
        ):
            alarms.take(found)
    size, root = newest[-1]
    for where, checkpoint in outside:
        hold_to(checkpoint, where, size, {size: root} if checkpoint.size == size else {checkpoint.size: checkpoint.root}, alarms)
    return Verdict(read[-1], size, 1, root.hex(), tuple(alarms.kept), alarms.count, bool(outside))


def _edge_at(connection: Connection, size: int, sizes: set[int], roots: dict[int, bytes]) -> Frontier:
    """The stored tree's edge at a size, worked out from the roots of its blocks; on the way, its roots at these sizes."""
    edge = Frontier()
    for block, whole in enumerate(_blocks(connection, size // TILE_WIDTH)):
        for wanted in (one for one in sizes if block * TILE_WIDTH < one < (block + 1) * TILE_WIDTH):
            roots[wanted] = _grown_by(connection, edge, block, wanted % TILE_WIDTH).root()
        edge.append_subtree(8, whole)
        roots[edge.size] = edge.root()
    for wanted in (one for one in sizes if edge.size < one < size):
        roots[wanted] = _grown_by(connection, edge, size // TILE_WIDTH, wanted % TILE_WIDTH).root()
    found = _grown_by(connection, edge, size // TILE_WIDTH, size % TILE_WIDTH)
    roots.update({found.size: found.root()} if found.size else {})
    return found


def _blocks(connection: Connection, whole: int) -> Iterator[bytes]:
    """The roots of the first so many blocks of 256 entries."""
    for idx in range((whole + TILE_WIDTH - 1) // TILE_WIDTH):
        hashes = _tile(connection, 1, idx)
        for n in range(min(TILE_WIDTH, whole - idx * TILE_WIDTH)):
            yield hashes[n * HASH_BYTES : (n + 1) * HASH_BYTES]


def _grown_by(connection: Connection, edge: Frontier, block: int, more: int) -> Frontier:
    """An edge with the first entries of a block after it, as the stored tree has them."""
    found = Frontier(edge.size, edge.stack)
    hashes = _tile(connection, 0, block) if more else b""
    for n in range(more):
        found.append(hashes[n * HASH_BYTES : (n + 1) * HASH_BYTES])
    return found


def _tile(connection: Connection, level: int, idx: int) -> bytes:
    found = connection.execute("SELECT hashes FROM audit.tile WHERE level = %s AND idx = %s", [level, idx]).fetchone()
    if found is None:
        raise KeyError(f"The log has no tile {idx} at level {level}.")
    return bytes(found[0])


def _drawn(blocks: int, one_in: int) -> list[int]:
    """Which older blocks are read again: at least one, drawn so that nobody can know which."""
    draw = secrets.SystemRandom()
    return sorted(draw.sample(range(blocks), -(-blocks // one_in))) if blocks else []


def _read_block(connection: Connection, block: int, lawful: set[bytes], alarms: Alarms) -> int:
    """Read a whole block again, and hold its tile and its root to it."""
    hashes = read_entries(connection, block * TILE_WIDTH, (block + 1) * TILE_WIDTH, lawful, alarms)
    hold_tiles(connection, 0, {block: b"".join(hashes)}, alarms, first=block, last=block)
    at = block % TILE_WIDTH * HASH_BYTES
    if levels_over(hashes)[-1] != [_tile(connection, 1, block // TILE_WIDTH)[at : at + HASH_BYTES]]:
        alarms.add(f"entries {block * TILE_WIDTH} to {block * TILE_WIDTH + TILE_WIDTH - 1}", "They are not those the tree was made of.")
    return len(hashes)


def _read_on(
    connection: Connection,
    edge: Frontier,
    ends: int,
    lawful: set[bytes],
    keys: Keys | None,
    sizes: set[int],
    roots: dict[int, bytes],
    alarms: Alarms,
) -> int:
    """Read everything after the edge, and hold tiles, checkpoints and the tree's state to it."""
    starts = edge.size
    signed = dict(check_signatures(connection, starts, ends, keys, alarms))
    finished = []
    hashes = read_entries(connection, starts, ends, lawful, alarms)
    for hashed in hashes:
        finished += edge.append(hashed)
        if edge.size in signed and signed[edge.size] != edge.root():
            alarms.add(f"checkpoint {edge.size}", "The checkpoint's root is not the root of the entries it covers.")
        if edge.size in sizes:
            roots[edge.size] = edge.root()
    roots[edge.size] = edge.root()
    for (level, idx), nodes in grown(finished).items():
        whole = min(TILE_WIDTH, (edge.size >> 8 * level) - idx * TILE_WIDTH) * HASH_BYTES
        kept = _tile(connection, level, idx)
        if len(kept) != whole or not kept.endswith(b"".join(nodes)):
            alarms.add(f"tile {level}/{idx}", "This tile of the tree is not of the entries below it.")
    if connection.execute("SELECT size, stack FROM audit.tree_state").fetchall() != [(edge.size, edge.dump())]:
        alarms.add("the tree", "The edge of the log's tree is not that of its entries.")
    beyond = connection.execute("SELECT count(*) FROM audit.checkpoint WHERE size > %s", [edge.size]).fetchone()
    if beyond != (0,):
        alarms.add("the checkpoints", f"A checkpoint covers more than the log's {edge.size} entries: the record was cut short.")
    return len(hashes)
