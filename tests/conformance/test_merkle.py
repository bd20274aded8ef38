"""Published proofs about Merkle trees are believed, and none of them with any byte, place or size changed."""

import base64
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from duly.primitives.merkle import verify_consistency, verify_inclusion

pytestmark = pytest.mark.conformance
NAMES = [f"{kind}-{n}" for kind in ("inclusion", "consistency") for n in range(5)]


@pytest.fixture
def told(cases: Path, request) -> dict:
    return json.loads((cases / "merkle-happy" / f"{request.param}.json").read_text(encoding="utf-8"))


def arguments(told: dict) -> tuple:
    """What the published case says, as our verifier takes it."""
    proof = tuple(base64.b64decode(one) for one in told["proof"] or ())
    if "leafIdx" in told:
        return base64.b64decode(told["leafHash"]), told["leafIdx"], told["treeSize"], proof, base64.b64decode(told["root"])
    return told["size1"], told["size2"], base64.b64decode(told["root1"]), base64.b64decode(told["root2"]), proof


def corrupted(given: tuple) -> Iterator[tuple]:
    """The same with one thing changed: a bit of any byte of any hash, a number, or how many hashes the proof has."""
    for place, one in enumerate(given):
        if isinstance(one, bytes):
            yield from (_with(given, place, changed) for changed in _bytes_changed(one))
        elif isinstance(one, tuple):
            for n, beside in enumerate(one):
                yield from (_with(given, place, (*one[:n], changed, *one[n + 1 :])) for changed in _bytes_changed(beside))
                yield _with(given, place, one[:n] + one[n + 1 :])
                yield _with(given, place, (*one[:n], beside, *one[n:]))
            yield _with(given, place, (*one, bytes(32)))
            if len(one) > 1:
                yield _with(given, place, tuple(reversed(one)))
    yield _with(given, 0, given[1]) if isinstance(given[0], int) and given[0] != given[1] else _with(given, 1, given[1] + 1000)


def _bytes_changed(one: bytes) -> list[bytes]:
    return [one[:at] + bytes([one[at] ^ 1 << at % 8]) + one[at + 1 :] for at in range(len(one))] + [one[:-1], one + b"\x00", b""]


def _with(given: tuple, place: int, changed: object) -> tuple:
    return (*given[:place], changed, *given[place + 1 :])


@pytest.mark.parametrize("told", NAMES, indirect=True)
def test_a_published_proof_is_believed(told):
    believe = verify_inclusion if "leafIdx" in told else verify_consistency

    assert told["wantErr"] is False
    assert believe(*arguments(told))


@pytest.mark.parametrize("told", NAMES, indirect=True)
def test_a_published_proof_with_anything_changed_is_refused(told):
    believe = verify_inclusion if "leafIdx" in told else verify_consistency
    changed = list(corrupted(arguments(told)))

    assert len(changed) > 60
    assert [one for one in changed if believe(*one)] == []


def test_every_published_case_is_read(cases):
    assert sorted(path.stem for path in (cases / "merkle-happy").glob("*.json")) == sorted(NAMES)
