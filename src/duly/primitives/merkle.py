"""The Merkle tree of RFC 6962: hashes of entries and of pairs, a tree that grows at its edge, and proofs about it.

A hash is 32 bytes. A node is named by its level and its place in that level: (0, 5) is the sixth entry, (3, 0) the root of entries 0 to 7.
A node has a name only when it is complete, which is when every entry below it is there; a complete node never changes.
Functions that make a proof take `node(level, index) -> bytes`, which answers for complete nodes only.
"""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence

HASH_BYTES = 32
EMPTY_ROOT = hashlib.sha256(b"").digest()
"""The root of a tree with nothing in it."""

LARGEST = 1 << 62
"""No tree has as many entries as this: a number above it comes from nobody honest."""

Node = Callable[[int, int], bytes]


def leaf_hash(body: bytes) -> bytes:
    """The hash of one entry. The leading zero byte keeps an entry from being passed off as a pair."""
    return hashlib.sha256(b"\x00" + body).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """The hash of a pair."""
    return hashlib.sha256(b"\x01" + left + right).digest()


def root_of(leaf_hashes: Sequence[bytes]) -> bytes:
    """The root of these entries in this order, worked out as RFC 6962 defines it: plain and slow."""
    if not leaf_hashes:
        return EMPTY_ROOT
    if len(leaf_hashes) == 1:
        return leaf_hashes[0]
    half = _left_of(len(leaf_hashes))
    return node_hash(root_of(leaf_hashes[:half]), root_of(leaf_hashes[half:]))


class Frontier:
    """The right edge of a growing tree: the complete subtrees that no other covers, largest first. All that is needed to go on."""

    __slots__ = ("size", "stack")

    def __init__(self, size: int = 0, stack: Iterable[bytes] = ()):
        self.size = size
        self.stack = list(stack)
        if size < 0 or len(self.stack) != size.bit_count() or any(len(one) != HASH_BYTES for one in self.stack):
            raise ValueError(f"A tree of {size} entries has another edge than this.")

    def append(self, leaf: bytes) -> list[tuple[int, int, bytes]]:
        """Add one entry by its hash. Returns the nodes it completes, itself first, as (level, index, hash)."""
        return self.append_subtree(0, leaf)

    def append_subtree(self, level: int, whole: bytes) -> list[tuple[int, int, bytes]]:
        """Add a complete subtree of 2 ** level entries by its root; the tree must end where one may begin. Returns as `append` does."""
        if self.size & ((1 << level) - 1):
            raise ValueError(f"A subtree of {1 << level} entries cannot begin at entry {self.size}.")
        size, stack, current = self.size, self.stack, whole
        index = size >> level
        finished = [(level, index, current)]
        while index & 1:
            current = hashlib.sha256(b"\x01" + stack.pop() + current).digest()
            level, index = level + 1, index >> 1
            finished.append((level, index, current))
        stack.append(current)
        self.size = size + (1 << finished[0][0])
        return finished

    def root(self) -> bytes:
        """The root of everything so far."""
        return _joined(self.stack) if self.stack else EMPTY_ROOT

    def dump(self) -> bytes:
        """The frontier as bytes: the size in eight, then the edge."""
        return self.size.to_bytes(8, "big") + b"".join(self.stack)

    @classmethod
    def load(cls, kept: bytes) -> "Frontier":
        """The frontier that `dump` wrote; ValueError for bytes that are not one."""
        if len(kept) < 8:
            raise ValueError("A frontier begins with its size, in eight bytes.")
        edge = kept[8:]
        return cls(int.from_bytes(kept[:8], "big"), (edge[at : at + HASH_BYTES] for at in range(0, len(edge), HASH_BYTES)))


def inclusion_proof(index: int, size: int, node: Node) -> tuple[bytes, ...]:
    """What shows that entry `index` is in the tree of `size` entries, lowest first. ValueError when there is no such entry."""
    if not 0 <= index < size:
        raise ValueError(f"A tree of {size} entries has no entry {index}.")
    found: list[bytes] = []
    starts, ends = 0, size
    while ends - starts > 1:
        middle = starts + _left_of(ends - starts)
        if index < middle:
            found.append(range_root(middle, ends, node))
            ends = middle
        else:
            found.append(range_root(starts, middle, node))
            starts = middle
    return tuple(reversed(found))


def verify_inclusion(leaf: bytes, index: int, size: int, proof: Sequence[bytes], root: bytes) -> bool:
    """Whether the proof shows the entry at `index` of the tree with this size and root. False, never an exception, for anything else."""
    if not (_number(index) and _number(size) and index < size and _hash(leaf) and _hash(root) and _hashes(proof)):
        return False
    place, last, found = index, size - 1, leaf
    for beside in proof:
        if last == 0:
            return False
        if place & 1 or place == last:
            found = node_hash(beside, found)
            while not place & 1 and place:
                place, last = place >> 1, last >> 1
        else:
            found = node_hash(found, beside)
        place, last = place >> 1, last >> 1
    return last == 0 and found == root


def consistency_proof(old: int, new: int, node: Node) -> tuple[bytes, ...]:
    """What shows that the tree of `new` entries begins with the tree of `old`. Empty when there is nothing to show (old is 0 or new)."""
    if not 0 <= old <= new:
        raise ValueError(f"A tree of {new} entries does not begin with one of {old}.")
    if old in (0, new):
        return ()
    found: list[bytes] = []
    starts, ends, whole = 0, new, True
    while ends != old:
        middle = starts + _left_of(ends - starts)
        if old <= middle:
            found.append(range_root(middle, ends, node))
            ends = middle
        else:
            found.append(range_root(starts, middle, node))
            starts, whole = middle, False
    if not whole:
        found.append(range_root(starts, ends, node))
    return tuple(reversed(found))


def verify_consistency(old: int, new: int, old_root: bytes, new_root: bytes, proof: Sequence[bytes]) -> bool:
    """Whether the proof shows that the new tree begins with the old one. False, never an exception, for anything else."""
    if not (_number(old) and _number(new) and old <= new and _hash(old_root) and _hash(new_root) and _hashes(proof)):
        return False
    if old == new:
        return not proof and old_root == new_root and (old > 0 or old_root == EMPTY_ROOT)
    if old == 0:
        return not proof and old_root == EMPTY_ROOT
    if not proof:
        return False
    steps = iter(proof)
    place, last = old - 1, new - 1
    while place & 1:
        place, last = place >> 1, last >> 1
    begun = next(steps) if place else old_root
    before = after = begun
    for beside in steps:
        if last == 0:
            return False
        if place & 1 or place == last:
            before, after = node_hash(beside, before), node_hash(beside, after)
            while not place & 1 and place:
                place, last = place >> 1, last >> 1
        else:
            after = node_hash(after, beside)
        place, last = place >> 1, last >> 1
    return last == 0 and before == old_root and after == new_root


def range_root(starts: int, ends: int, node: Node) -> bytes:
    """The root of the entries from `starts` up to but not `ends`, where that is a branch of a tree: `starts` is a multiple of a power of two
    that is no smaller than the range."""
    return _joined([node(level, index) for level, index in _complete(starts, ends)])


def _complete(starts: int, ends: int) -> Iterator[tuple[int, int]]:
    """The names of the largest complete nodes that together cover a branch, from the left."""
    while starts < ends:
        level = (ends - starts).bit_length() - 1
        yield level, starts >> level
        starts += 1 << level


def _joined(edge: Sequence[bytes]) -> bytes:
    found = edge[-1]
    for left in reversed(edge[:-1]):
        found = node_hash(left, found)
    return found


def _left_of(size: int) -> int:
    """How many of `size` entries are in the left branch: the largest power of two below it."""
    return 1 << ((size - 1).bit_length() - 1)


def _number(given: object) -> bool:
    return type(given) is int and 0 <= given < LARGEST


def _hash(given: object) -> bool:
    return isinstance(given, bytes) and len(given) == HASH_BYTES


def _hashes(given: object) -> bool:
    return isinstance(given, tuple | list) and len(given) <= 2 * LARGEST.bit_length() and all(_hash(one) for one in given)
