"""Reading the whole record back and holding it to what must be true. Bytes are hashed before anything in them is believed, and whatever goes wrong
on the way is an alarm: a verifier that stops is what a forger would wish for.

A record rewritten whole by somebody with the database and the log's key agrees with itself. Only a checkpoint that was kept elsewhere shows it:
give one as `outside`, from paper or from a witness.
"""

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from multiprocessing import get_context
from typing import Any

import psycopg
from django.apps import apps
from psycopg import sql

from duly.core.log import agreeing
from duly.core.log.alarms import Alarm, Alarms
from duly.core.log.rereading import STRETCH, Stretch, hold_tiles, joined, levels_over, read_stretch, read_waiting
from duly.core.log.signatures import Keys, check_signatures
from duly.core.log.tiles import TILE_LEVELS, TILE_WIDTH
from duly.core.record.guards import guard_of
from duly.primitives.merkle import EMPTY_ROOT, Frontier
from duly.primitives.note import Checkpoint

__all__ = ["Alarm", "Keys", "Verdict", "kinds_kept", "verify"]

Connection = psycopg.Connection[tuple[Any, ...]]
Progress = Callable[[int, int], None]

_SETTINGS = "SELECT set_config('jit', 'off', true), set_config('work_mem', '64MB', true)"
"""Long statements over little: compiling them costs more than it saves. And a stretch is sorted in memory, not on disk."""


@dataclass(frozen=True)
class Verdict:
    """How many events were read, how many of them are in the log, of how many subjects, the log's root (hexadecimal), and what is wrong.

    The first alarms are told; `alarm_count` is of all. `outside` says that the log was held to a checkpoint kept elsewhere.
    """

    events: int
    entries: int
    subjects: int
    root: str
    alarms: tuple[Alarm, ...]
    alarm_count: int
    outside: bool

    @property
    def sound(self) -> bool:
        """Whether nothing is wrong."""
        return not self.alarm_count


@dataclass(frozen=True)
class Apart:
    """How other processes read the same moment: where, which snapshot, and how many at once. Without a snapshot they do not."""

    dsn: str
    snapshot: str
    workers: int


@dataclass
class Summary:
    """What is kept of a stretch once it has been read: its upper nodes, and what covers each size at which the root must be known."""

    starts: int
    ends: int
    events: int
    tops: list[bytes]
    covers: dict[int, list[bytes]]
    checkpoints: list[tuple[int, bytes]]
    alarms: Alarms


@dataclass
class _Tree:
    """The log's tree as it was worked out from the events: its roots at the sizes that matter."""

    size: int = 0
    events: int = 0
    tops: list[bytes] = field(default_factory=list)
    left: list[bytes] = field(default_factory=list)
    roots: dict[int, bytes] = field(default_factory=dict)


def verify(
    connection: Connection,
    *,
    outside: Sequence[tuple[str, Checkpoint]] = (),
    keys: Keys | None = None,
    progress: Progress = lambda done, total: None,
    dsn: str = "",
    workers: int = 1,
) -> Verdict:
    """Read every event back: hashes, private words, columns, the tree with its tiles and checkpoints, numbering, and every kept row's version.

    `outside` are checkpoints kept elsewhere, each with where it was. `keys` are those signatures are held to; None leaves signatures unread. With
    `dsn`, several processes read stretches of 2 ** 17 entries at once, all of one moment. Everything is read in one transaction of `connection`.
    """
    alarms, tree = Alarms(), _Tree()
    waiting, subjects = [0], [0]
    with one_moment(connection):
        lawful: set[bytes] = set()
        total = [0]
        for found in look_at(
            connection,
            {
                "the size of the log": lambda found: setattr(
                    tree, "size", _number(connection, "SELECT coalesce(max(leaf_index) + 1, 0) FROM audit.leaf")
                ),
                "the record": lambda found: total.append(_number(connection, "SELECT count(*) FROM audit.event")),
                "the erasures": lambda found: lawful.update(agreeing.erasures(connection, found)),
            },
        ):
            alarms.take(found)
        apart = Apart(dsn, _snapshot(connection) if dsn and workers > 1 and tree.size > STRETCH else "", workers)
        sizes = tuple(sorted({one.size for _, one in outside}))
        done = 0

        def more(count: int) -> None:
            nonlocal done
            done += count
            progress(done, max(total[-1], done))

        def read(found: Alarms) -> None:
            for summary in _summaries(connection, tree.size, lawful, keys, sizes, more, apart):
                _take_in(tree, summary, sizes, found)

        for found in look_at(connection, {"the log": read}):
            alarms.take(found)
        for found in look_at(
            connection,
            {
                "the tree": lambda found: _hold_tree(connection, tree, found),
                "what waits": lambda found: waiting.append(read_waiting(connection, lawful, found)),
                "the queue": lambda found: agreeing.queue(connection, found),
                "the events": lambda found: agreeing.counts(connection, tree.events + waiting[-1], found),
                "the rows": lambda found: agreeing.rows(connection, kinds_kept(), found),
                "the marks": lambda found: agreeing.marks(connection, found),
                "the sequencer": lambda found: agreeing.of_the_sequencer(connection, found),
                "the numbering": lambda found: subjects.append(agreeing.numbers(connection, found)),
            },
        ):
            alarms.take(found)
    for where, checkpoint in outside:
        hold_to(checkpoint, where, tree.size, tree.roots, alarms)
    tree.events += waiting[-1]
    progress(tree.events, tree.events)
    root = tree.roots.get(tree.size, EMPTY_ROOT)
    return Verdict(tree.events, tree.size, subjects[-1], root.hex(), tuple(alarms.kept), alarms.count, bool(outside))


def kinds_kept() -> tuple[tuple[str, str], ...]:
    """Every kind of subject whose rows carry a version, with its table."""
    guarded = [(guard, model) for model in apps.get_models() if (guard := guard_of(model)) is not None]
    return tuple((guard.subject, model._meta.db_table) for guard, model in guarded if guard.kind == "lifecycle")


@contextmanager
def one_moment(connection: Connection) -> Iterator[None]:
    """One transaction that reads one moment. Inside another's transaction (a test that tampers and takes it back) it joins."""
    if connection.info.transaction_status == psycopg.pq.TransactionStatus.IDLE:
        with connection.transaction():
            connection.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            connection.execute(_SETTINGS)
            yield
    else:
        connection.execute(_SETTINGS)
        yield


def hold_to(checkpoint: Checkpoint, where: str, size: int, roots: dict[int, bytes], alarms: Alarms) -> None:
    """A checkpoint kept elsewhere is of this very log, as far as it goes."""
    if checkpoint.size > size:
        alarms.add(
            where, f"It covers {checkpoint.size} entries, and the log has {size}: the record was cut short, or put back to an older day."
        )
    elif checkpoint.size and roots.get(checkpoint.size) != checkpoint.root:
        alarms.add(where, f"The log is not the one this checkpoint of {checkpoint.size} entries was made of: its root is another.")


def look_at(connection: Connection, looks: dict[str, Callable[[Alarms], object]]) -> list[Alarms]:
    """Look at each of these. Where all goes well it is done under one savepoint; where something goes wrong, each under its own."""
    try:
        with connection.transaction():
            found = Alarms()
            for look in looks.values():
                look(found)
            return [found]
    except Exception as fault:
        if len(looks) > 1:
            return [one for name, look in looks.items() for one in look_at(connection, {name: look})]
        found, says = Alarms(), str(fault).strip().split("\n")[0][:200]
        found.add(*looks, f"This could not be read to the end ({type(fault).__name__}: {says}).")
        return [found]


def _summaries(
    connection: Connection,
    size: int,
    lawful: set[bytes],
    keys: Keys | None,
    sizes: tuple[int, ...],
    more: Callable[[int], None],
    apart: Apart,
) -> Iterator[Summary]:
    bounds = [(starts, min(starts + STRETCH, size)) for starts in range(0, size, STRETCH)]
    if not apart.snapshot:
        for starts, ends in bounds:
            yield summed_up(connection, starts, ends, lawful, keys, sizes, more)
        return
    # Forked, not spawned: a spawned process runs the command's own file again. None of them touches this one's connection.
    with ProcessPoolExecutor(min(apart.workers, len(bounds)), mp_context=get_context("fork")) as pool:
        asked = [pool.submit(_read_apart, apart, starts, ends, lawful, keys, sizes) for starts, ends in bounds]
        for one in asked:
            summary = one.result()
            more(summary.events)
            yield summary


def _read_apart(apart: Apart, starts: int, ends: int, lawful: set[bytes], keys: Keys | None, sizes: tuple[int, ...]) -> Summary:
    """One stretch, in a process of its own, of the same moment as the others."""
    with psycopg.connect(apart.dsn) as connection:
        connection.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        connection.execute(sql.SQL("SET TRANSACTION SNAPSHOT {}").format(sql.Literal(apart.snapshot)))
        connection.execute(_SETTINGS)
        return summed_up(connection, starts, ends, lawful, keys, sizes, lambda more: None)


def summed_up(
    connection: Connection,
    starts: int,
    ends: int,
    lawful: set[bytes],
    keys: Keys | None,
    sizes: tuple[int, ...],
    more: Callable[[int], None],
) -> Summary:
    """Read a stretch, and the checkpoints whose last entry is in it."""
    read = read_stretch(connection, starts, ends, lawful, more)
    checkpoints = check_signatures(connection, starts, ends, keys, read.alarms)
    wanted = {ends, *(size for size, _ in checkpoints), *(size for size in sizes if starts < size <= ends)}
    reached = starts + len(read.levels[0])
    covers = {size: read.covering(size) for size in wanted if size <= reached}
    return Summary(starts, ends, read.events, _tops(read), covers, checkpoints, read.alarms)


def _tops(read: Stretch) -> list[bytes]:
    height = 2 * TILE_LEVELS
    return read.levels[height] if len(read.levels) > height else []


def _take_in(tree: _Tree, summary: Summary, sizes: tuple[int, ...], alarms: Alarms) -> None:
    """Join a stretch to those before it, and hold its checkpoints to the roots so reached."""
    alarms.take(summary.alarms)
    tree.events += summary.events
    tree.tops += summary.tops
    roots = {size: joined([*tree.left, *cover]) for size, cover in summary.covers.items()}
    for size, root in summary.checkpoints:
        if roots.get(size) != root:
            alarms.add(f"checkpoint {size}", "The checkpoint's root is not the root of the entries it covers.")
    tree.roots |= {size: root for size, root in roots.items() if size in sizes or size == tree.size}
    if summary.ends in summary.covers:
        frontier = Frontier(summary.starts, tree.left)
        for level, whole in _placed(summary.starts, summary.ends, summary.covers[summary.ends]):
            frontier.append_subtree(level, whole)
        tree.left = frontier.stack


def _placed(starts: int, ends: int, cover: Sequence[bytes]) -> Iterator[tuple[int, bytes]]:
    """The nodes of a cover with their levels, from the left."""
    left = ends - starts
    for one in cover:
        level = left.bit_length() - 1
        yield level, one
        left -= 1 << level


def _hold_tree(connection: Connection, tree: _Tree, alarms: Alarms) -> None:
    """The tree's stored edge and upper tiles are those of the entries; no tile and no checkpoint is beyond them."""
    stored = connection.execute("SELECT size, stack FROM audit.tree_state").fetchall()
    wanted = (tree.size, Frontier(tree.size, tree.left).dump()) if tree.size.bit_count() == len(tree.left) else None
    if [(size, bytes(stack)) for size, stack in stored] != [wanted]:
        alarms.add("the tree", "The edge of the log's tree is not that of its entries.")
    level, nodes, lasts = 2, tree.tops, [(n, ((tree.size >> (n * TILE_LEVELS)) - 1) // TILE_WIDTH) for n in range(8)]
    while nodes:
        tiles = [nodes[n : n + TILE_WIDTH] for n in range(0, len(nodes), TILE_WIDTH)]
        hold_tiles(connection, level, {n: b"".join(one) for n, one in enumerate(tiles)}, alarms, first=0, last=len(tiles))
        level, nodes = level + 1, [joined(one) for one in _whole(tiles)]
    agreeing.extra_tiles(connection, lasts, alarms)
    for (size,) in connection.execute("SELECT size FROM audit.cosignature WHERE size NOT IN (SELECT size FROM audit.checkpoint) LIMIT 100"):
        alarms.add(f"checkpoint {size}", "A witness has signed it, and here it is gone.")
    beyond = connection.execute("SELECT size FROM audit.checkpoint WHERE size > %s OR size <= 0 ORDER BY size LIMIT 100", [tree.size])
    for (size,) in beyond.fetchall():
        alarms.add(f"checkpoint {size}", f"It was signed for {size} entries, and the log has {tree.size}: the record was cut short.")


def _whole(tiles: Sequence[list[bytes]]) -> Iterator[list[bytes]]:
    """Each tile that is full, folded to the one node over it."""
    return (levels_over(one)[-1] for one in tiles if len(one) == TILE_WIDTH)


def _snapshot(connection: Connection) -> str:
    found = connection.execute("SELECT pg_export_snapshot()").fetchone()
    return str(found[0]) if found else ""


def _number(connection: Connection, statement: str) -> int:
    found = connection.execute(statement).fetchone()
    return int(found[0]) if found else 0


def cores() -> int:
    """How many processes may read at once here."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
