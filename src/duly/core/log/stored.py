"""The tree as the sequencer reads it from the database, on its own connection."""

from typing import Any

import psycopg

from duly.core.log.tiles import node_reader
from duly.primitives.merkle import Node

Connection = psycopg.Connection[tuple[Any, ...]]


def tree_node(connection: Connection) -> Node:
    """`node(level, index)` of the tree as stored; KeyError, with a sentence, for one that is not there."""

    def tile(level: int, idx: int) -> bytes:
        found = connection.execute("SELECT hashes FROM audit.tile WHERE level = %s AND idx = %s", [level, idx]).fetchone()
        if found is None:
            raise KeyError(f"The log has no tile {idx} at level {level}.")
        return bytes(found[0])

    return node_reader(tile)
