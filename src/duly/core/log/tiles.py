"""The tree as it is stored: which tile holds a node, and a node from its tile."""

from collections.abc import Callable, Iterable

from duly.primitives.merkle import HASH_BYTES, Node, root_of

TILE_LEVELS, TILE_WIDTH = 8, 256
"""A tile spans eight levels of the tree, so it is 256 nodes wide at its foot."""

Tile = Callable[[int, int], bytes]
"""`tile(level, idx)`: the hashes of a stored tile, one after the other; as many as there are."""


def node_reader(tile: Tile) -> Node:
    """`node(level, index)` from the tiles; each tile is read once. KeyError for a node that is in no tile."""
    read: dict[tuple[int, int], bytes] = {}

    def node(level: int, index: int) -> bytes:
        up, above = divmod(level, TILE_LEVELS)
        first = index << above
        name = (up, first // TILE_WIDTH)
        if name not in read:
            read[name] = tile(*name)
        at = first % TILE_WIDTH
        hashes = read[name][at * HASH_BYTES : (at + (1 << above)) * HASH_BYTES]
        if len(hashes) != HASH_BYTES << above:
            raise KeyError(f"The log has no node {index} at level {level}.")
        return root_of([hashes[n : n + HASH_BYTES] for n in range(0, len(hashes), HASH_BYTES)])

    return node


def grown(finished: Iterable[tuple[int, int, bytes]]) -> dict[tuple[int, int], list[bytes]]:
    """The nodes a growing tree finished that are kept in tiles, by tile, in their order within it."""
    found: dict[tuple[int, int], list[bytes]] = {}
    for level, index, one in finished:
        if level % TILE_LEVELS == 0:
            found.setdefault((level // TILE_LEVELS, index // TILE_WIDTH), []).append(one)
    return found
