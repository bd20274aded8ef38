"""A log that grows, for tests: what a client of the witness sends."""

import base64
import hashlib

from duly.primitives.merkle import Frontier, consistency_proof, leaf_hash
from duly.primitives.note import Checkpoint, Signer, sign


class Log:
    """A log in memory. `grow` adds entries; `asks` is an add-checkpoint request."""

    def __init__(self, origin: str = "test/log", *, salt: str = ""):
        self.signer = Signer.new(origin)
        self.origin = origin
        self._salt = salt
        self._frontier = Frontier()
        self._nodes: dict[tuple[int, int], bytes] = {}
        self._roots = [self._frontier.root()]

    @property
    def size(self) -> int:
        return self._frontier.size

    def grow(self, by: int = 1) -> "Log":
        for _ in range(by):
            body = f"{self._salt}entry {self.size}".encode()
            for level, index, found in self._frontier.append(leaf_hash(body)):
                self._nodes[level, index] = found
            self._roots.append(self._frontier.root())
        return self

    def note(self, size: int | None = None, *signers: Signer) -> str:
        size = self.size if size is None else size
        return sign(Checkpoint(self.origin, size, self._roots[size]).text(), *(signers or (self.signer,)))

    def proof(self, old: int, size: int | None = None) -> tuple[bytes, ...]:
        return consistency_proof(old, self.size if size is None else size, lambda level, index: self._nodes[level, index])

    def asks(self, old: int, size: int | None = None, *, note: str = "", proof: tuple[bytes, ...] | None = None) -> bytes:
        found = self.proof(old, size) if proof is None else proof
        lines = "".join(base64.b64encode(one).decode() + "\n" for one in found)
        return f"old {old}\n{lines}\n{note or self.note(size)}".encode()

    def mark(self, number: int, *, what: str = "file", pence: int = 12_345, name: str = "bank file", signer: Signer | None = None) -> str:
        sha256 = hashlib.sha256(f"{what} {number}".encode()).hexdigest()
        return sign(f"duly mark v1\n{self.origin}\n{name}\n{number}\n{sha256}\n{pence}\n", signer or self.signer)

    def hands_over_to(self, new: Signer, *signers: Signer) -> str:
        return sign(f"duly key v1\n{self.origin}\n{new.verifier_key()}\n", *(signers or (self.signer, new)))
