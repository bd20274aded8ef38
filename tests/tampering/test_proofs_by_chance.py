"""T4: proofs about trees of any size, against what RFC 6962 writes down and against the verifier an auditor has; and none that was changed is believed."""

import random
from functools import cache

import duly_verify
from duly.primitives.merkle import Frontier, consistency_proof, inclusion_proof, leaf_hash, node_hash, verify_consistency, verify_inclusion
from tests.faults.sizes import NIGHTLY, SCALE, SEED, size

PROOFS = size(1_500, 1_000_000)
MOST = 1 << (14 if NIGHTLY else 11)
"""Entries of the largest tree: every size up to it may be asked about."""

LEAVES = [leaf_hash(b"entry %d" % n) for n in range(MOST)]


@cache
def plainly(starts: int, ends: int) -> bytes:
    """MTH(D[starts:ends]) of RFC 6962 section 2.1."""
    if ends - starts == 1:
        return LEAVES[starts]
    middle = starts + divided(ends - starts)
    return node_hash(plainly(starts, middle), plainly(middle, ends))


def divided(entries: int) -> int:
    """The largest power of two smaller than so many entries."""
    found = 1
    while found * 2 < entries:
        found *= 2
    return found


def path(index: int, starts: int, ends: int) -> list[bytes]:
    """PATH(m, D[n]) of RFC 6962 section 2.1.1."""
    if ends - starts == 1:
        return []
    middle = starts + divided(ends - starts)
    if index < middle:
        return [*path(index, starts, middle), plainly(middle, ends)]
    return [*path(index, middle, ends), plainly(starts, middle)]


def subproof(old: int, starts: int, ends: int, whole: bool) -> list[bytes]:
    """SUBPROOF(m, D[n], b) of RFC 6962 section 2.1.2; `old` is where the older tree ends."""
    if old == ends:
        return [] if whole else [plainly(starts, ends)]
    middle = starts + divided(ends - starts)
    if old <= middle:
        return [*subproof(old, starts, middle, whole), plainly(middle, ends)]
    return [*subproof(old, middle, ends, False), plainly(starts, middle)]


def changed(proof: tuple[bytes, ...], dice: random.Random) -> tuple[bytes, ...]:
    """The same with one bit turned, one hash left out, one added or two exchanged."""
    at, how = dice.randrange(len(proof)), dice.randrange(4)
    if how == 0:
        turned = bytearray(proof[at])
        turned[dice.randrange(32)] ^= 1 << dice.randrange(8)
        return (*proof[:at], bytes(turned), *proof[at + 1 :])
    if how == 1:
        return (*proof[:at], *proof[at + 1 :])
    if how == 2 or len(set(proof)) == 1:
        return (*proof[:at], dice.randbytes(32), *proof[at:])
    other = dice.choice([n for n in range(len(proof)) if proof[n] != proof[at]])
    moved = list(proof)
    moved[at], moved[other] = proof[other], proof[at]
    return tuple(moved)


def test_every_proof_is_the_standards_and_none_that_was_changed_is_believed(record_property):
    dice, nodes, roots, edge = random.Random(SEED), {}, [Frontier().root()], Frontier()
    for leaf in LEAVES:
        nodes.update({(level, index): one for level, index, one in edge.append(leaf)})
        roots.append(edge.root())
    believed = refused = 0

    def node(level: int, index: int) -> bytes:
        return nodes[level, index]

    for n in range(PROOFS):
        new = dice.randint(1, MOST)
        if n % 2:
            index = dice.randrange(new)
            proof = inclusion_proof(index, new, node)
            assert proof == tuple(path(index, 0, new)), (SEED, index, new)
            assert verify_inclusion(LEAVES[index], index, new, proof, roots[new])
            assert duly_verify.root_from_inclusion(LEAVES[index], index, new, list(proof)) == roots[new]
            if proof:
                assert not verify_inclusion(LEAVES[index], index, new, changed(proof, dice), roots[new])
        else:
            old = dice.randint(1, new)
            proof = consistency_proof(old, new, node)
            assert proof == tuple(subproof(old, 0, new, True)), (SEED, old, new)
            assert verify_consistency(old, new, roots[old], roots[new], proof)
            assert duly_verify.roots_from_growth(old, new, list(proof), roots[old]) == (roots[old], roots[new])
            if proof:
                assert not verify_consistency(old, new, roots[old], roots[new], changed(proof, dice))
        believed, refused = believed + 1, refused + bool(proof)

    assert believed == PROOFS
    assert refused >= PROOFS * 0.9
    scaled = f", nightly x {SCALE:g}" if NIGHTLY else ""
    record_property(
        "counted",
        f"T4 proofs: {believed:,} about trees of up to {MOST:,} entries as RFC 6962 says, believed by both verifiers, {refused:,} changed and refused;"
        f" seed {SEED}{scaled}",
    )
