"""The tree is RFC 6962's: its published roots, its proofs at every small size, and nothing corrupted is believed."""

import random

import pytest

from duly.primitives.merkle import (
    EMPTY_ROOT,
    Frontier,
    consistency_proof,
    inclusion_proof,
    leaf_hash,
    node_hash,
    range_root,
    root_of,
    verify_consistency,
    verify_inclusion,
)

PUBLISHED_ENTRIES = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"]
PUBLISHED_ROOTS = [
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
MOST = 64


class Tree:
    """A tree of numbered entries, with every node it completed and every root it had."""

    def __init__(self, size: int):
        self.leaves = [leaf_hash(b"entry %d" % n) for n in range(size)]
        self.frontier, self.nodes = Frontier(), {}
        self.roots = [self.frontier.root()]
        for leaf in self.leaves:
            self.nodes.update({(level, index): one for level, index, one in self.frontier.append(leaf)})
            self.roots.append(self.frontier.root())

    def node(self, level: int, index: int) -> bytes:
        return self.nodes[level, index]


@pytest.fixture(scope="module")
def tree() -> Tree:
    return Tree(MOST)


@pytest.mark.parametrize("size", range(9))
def test_the_published_roots_are_found(size):
    leaves = [leaf_hash(bytes.fromhex(entry)) for entry in PUBLISHED_ENTRIES[:size]]
    frontier = Frontier()
    for leaf in leaves:
        frontier.append(leaf)

    assert root_of(leaves).hex() == frontier.root().hex() == PUBLISHED_ROOTS[size]


def test_an_empty_tree_has_the_hash_of_nothing():
    assert root_of([]) == EMPTY_ROOT == Frontier().root() == bytes.fromhex(PUBLISHED_ROOTS[0])


def test_a_growing_tree_has_the_root_of_its_entries_at_every_size(tree):
    assert tree.roots == [root_of(tree.leaves[:size]) for size in range(MOST + 1)]


def test_every_complete_node_is_named_once_and_is_the_root_of_what_is_below_it(tree):
    assert len(tree.nodes) == sum(MOST >> level for level in range(7))
    for (level, index), found in tree.nodes.items():
        assert found == root_of(tree.leaves[index << level : (index + 1) << level])


@pytest.mark.parametrize("size", [0, 1, 7, 8, 63, 64])
def test_a_frontier_is_kept_as_bytes_and_goes_on_from_there(size):
    tree, whole = Tree(size), Tree(size + 3)

    loaded = Frontier.load(tree.frontier.dump())
    for leaf in whole.leaves[size:]:
        loaded.append(leaf)

    assert (loaded.size, loaded.root()) == (size + 3, whole.roots[-1])


@pytest.mark.parametrize("kept", [b"", b"\x00" * 7, b"\x00" * 7 + b"\x01", b"\x00" * 40, b"\x00" * 7 + b"\x01" + b"x" * 31])
def test_bytes_that_are_no_frontier_are_refused(kept):
    with pytest.raises(ValueError):
        Frontier.load(kept)


def test_whole_subtrees_are_joined_to_the_same_root(tree):
    joined = Frontier()
    for level, starts in ((4, 0), (4, 16), (3, 32), (0, 40)):
        joined.append_subtree(level, range_root(starts, starts + (1 << level), tree.node))

    assert (joined.size, joined.root()) == (41, tree.roots[41])
    with pytest.raises(ValueError):
        joined.append_subtree(1, tree.leaves[0])


def test_every_proof_of_inclusion_is_believed_and_none_that_was_changed(tree):
    for size in range(1, MOST + 1):
        for index in range(size):
            leaf, root = tree.leaves[index], tree.roots[size]
            proof = inclusion_proof(index, size, tree.node)

            assert verify_inclusion(leaf, index, size, proof, root)
            assert not any(
                verify_inclusion(*changed)
                for changed in (
                    (tree.leaves[index - 1], index, size, proof, root) if size > 1 else (root_of([]), index, size, proof, root),
                    (leaf, index, size, (*proof, leaf), root),
                    (leaf, index, size, proof, tree.roots[size - 1]),
                    *(((leaf, index, size, proof[:-1], root), (leaf, index ^ 1, size, proof, root)) if proof else ()),
                    *((leaf, index, size, _flipped(proof, n), root) for n in range(len(proof))),
                    *(((leaf, index, size, tuple(reversed(proof)), root),) if len(set(proof)) > 1 else ()),
                )
            )


def test_every_proof_of_consistency_is_believed_and_none_that_was_changed(tree):
    for new in range(MOST + 1):
        for old in range(new + 1):
            before, after = tree.roots[old], tree.roots[new]
            proof = consistency_proof(old, new, tree.node)

            assert verify_consistency(old, new, before, after, proof)
            assert not any(
                verify_consistency(*changed)
                for changed in (
                    (old, new, _turned(before), after, proof),
                    *(((old, new, before, _turned(after), proof),) if old else ()),
                    (old, new, before, after, (*proof, before)),
                    *(((old, new, before, after, proof[1:]), (old, new, before, after, proof[:-1])) if proof else ()),
                    *((old, new, before, after, _flipped(proof, n)) for n in range(len(proof))),
                    *(((old - 1, new, before, after, proof),) if old > 1 else ()),
                )
            )


def test_a_proof_of_another_entry_or_size_is_not_made(tree):
    for index, size in ((0, 0), (5, 5), (-1, 5)):
        with pytest.raises(ValueError):
            inclusion_proof(index, size, tree.node)
    for old, new in ((-1, 4), (5, 4)):
        with pytest.raises(ValueError):
            consistency_proof(old, new, tree.node)


def test_hostile_input_is_answered_with_no_and_never_with_an_exception(tree):
    dice = random.Random(6962)
    odd = [None, -1, True, 1 << 80, 1.5, "1", b"", b"x" * 31, b"x" * 33, "x" * 32, [], (), {}, [None], ["x"], (b"x" * 32,) * 1000, object()]
    sound = (tree.leaves[5], 5, 64, inclusion_proof(5, 64, tree.node), tree.roots[64])
    linked = (6, 64, tree.roots[6], tree.roots[64], consistency_proof(6, 64, tree.node))

    for believe, told in ((verify_inclusion, sound), (verify_consistency, linked)):
        for _ in range(2000):
            given = list(told)
            for place in dice.sample(range(5), dice.randint(1, 5)):
                given[place] = dice.choice(odd)
            assert believe(*given) is False


def test_an_entry_cannot_pass_for_a_pair():
    left, right = leaf_hash(b"a"), leaf_hash(b"b")

    assert leaf_hash(left + right) != node_hash(left, right)


def _flipped(proof, at):
    return tuple(_turned(one) if n == at else one for n, one in enumerate(proof))


def _turned(one):
    return bytes([one[0] ^ 1]) + one[1:]
