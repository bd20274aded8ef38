"""Signed notes, checkpoints and cosignatures, as C2SP signed-note, tlog-checkpoint and tlog-cosignature have them.

A note is a text that ends with a line's end, an empty line, and signature lines. A verifier key is "name+key id+base64". The first byte
under the base64 says what the key signs: 1 a note itself (a log's key), 4 a checkpoint as seen at a time (a witness's key).
"""

import base64
import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

LOG, WITNESS = 0x01, 0x04
"""What a key signs: notes, or checkpoints at a time."""

KEY_ID_BYTES, KEY_BYTES, SIGNATURE_BYTES, TIME_BYTES = 4, 32, 64, 8
LONGEST_NOTE, MOST_SIGNATURES = 1_000_000, 100

_SIGNATURE = re.compile("— ([^ ]+) ([A-Za-z0-9+/=]+)")
_KEY = re.compile("([^+]+)[+]([0-9a-f]{8})[+]([A-Za-z0-9+/=]+)")
_NUMBER = re.compile("0|[1-9][0-9]{0,18}")


@dataclass(frozen=True)
class Checkpoint:
    """What a log says of itself: that of this name, with this many entries, the root was this (32 bytes)."""

    origin: str
    size: int
    root: bytes

    def text(self) -> str:
        """The text that is signed."""
        return f"{self.origin}\n{self.size}\n{base64.b64encode(self.root).decode()}\n"

    @classmethod
    def read(cls, text: str) -> "Checkpoint":
        """The checkpoint a text says, with or without its signatures; further lines are allowed and not kept. ValueError for any other text."""
        body = text.rpartition("\n\n")[0] + "\n" if "\n\n" in text else text
        lines = body.split("\n")
        if len(lines) < 4 or lines[-1] or not all(lines[:-1]):
            raise ValueError("A checkpoint is a name, a size and a root, each on a line of its own.")
        if not _NUMBER.fullmatch(lines[1]):
            raise ValueError("The second line of a checkpoint is its size.")
        root = _decoded(lines[2])
        if len(root) != hashlib.sha256().digest_size:
            raise ValueError("The third line of a checkpoint is a root of 32 bytes.")
        return cls(lines[0], int(lines[1]), root)


@dataclass(frozen=True)
class Verifier:
    """A public key by name, and what it signs (`LOG` or `WITNESS`)."""

    name: str
    public: bytes
    signs: int = LOG

    @property
    def key_id(self) -> bytes:
        """Four bytes that tell this key from another of the same name."""
        return hashlib.sha256(self.name.encode() + b"\n" + bytes([self.signs]) + self.public).digest()[:KEY_ID_BYTES]

    def __str__(self) -> str:
        return f"{self.name}+{self.key_id.hex()}+{base64.b64encode(bytes([self.signs]) + self.public).decode()}"

    @classmethod
    def read(cls, key: str) -> "Verifier":
        """The verifier a key says; ValueError when it is not one, or its key id is another's."""
        parts = _KEY.fullmatch(key)
        if parts is None:
            raise ValueError("A verifier key is a name, a key id and base64, with plus signs between.")
        name, key_id, told = parts[1], parts[2], _decoded(parts[3])
        if not _good_name(name) or len(told) != 1 + KEY_BYTES or told[0] not in (LOG, WITNESS):
            raise ValueError("This is not the verifier key of an Ed25519 log or witness.")
        found = cls(name, told[1:], told[0])
        if found.key_id.hex() != key_id:
            raise ValueError("The key id is not of this name and key.")
        return found

    def accepts(self, text: str, signature: bytes) -> bool:
        """Whether what follows the key id on a signature line is this key's, over this text."""
        message, lead = text.encode(), b""
        if self.signs == WITNESS:
            lead, signature = signature[:TIME_BYTES], signature[TIME_BYTES:]
            message = _seen_at(int.from_bytes(lead, "big"), text)
        if len(signature) != SIGNATURE_BYTES:
            return False
        try:
            Ed25519PublicKey.from_public_bytes(self.public).verify(signature, message)
        except (InvalidSignature, ValueError):
            return False
        return True


@dataclass(frozen=True)
class Signer:
    """A private key (32 bytes) by name. The same key never serves a log and a witness."""

    name: str
    private: bytes = field(repr=False)

    def __post_init__(self) -> None:
        if not _good_name(self.name):
            raise ValueError("A key's name has no space and no plus sign in it.")
        if len(self.private) != KEY_BYTES:
            raise ValueError("A private key is 32 bytes.")

    @classmethod
    def new(cls, name: str) -> "Signer":
        """A new key, from the system's own randomness."""
        return cls(name, Ed25519PrivateKey.generate().private_bytes_raw())

    def verifier(self) -> Verifier:
        """The public half, as a log's."""
        return Verifier(self.name, self._public(), LOG)

    def verifier_key(self) -> str:
        """The public half in words, as a log's."""
        return str(self.verifier())

    def witness(self) -> Verifier:
        """The public half, as a witness's."""
        return Verifier(self.name, self._public(), WITNESS)

    def witness_key(self) -> str:
        """The public half in words, as a witness's."""
        return str(self.witness())

    def signature(self, message: bytes) -> bytes:
        """The bare signature, 64 bytes."""
        return Ed25519PrivateKey.from_private_bytes(self.private).sign(message)

    def _public(self) -> bytes:
        return Ed25519PrivateKey.from_private_bytes(self.private).public_key().public_bytes_raw()


def sign(text: str, *signers: Signer) -> str:
    """The whole signed note: the text, an empty line, and a line for each signer. ValueError for a text that cannot be a note."""
    _check(text)
    if not text.endswith("\n") or not signers:
        raise ValueError("A note's text ends with a line's end, and somebody signs it.")
    return text + "\n" + "".join(_line(s.name, s.verifier().key_id + s.signature(text.encode())) for s in signers)


def opened(note: str, verifiers: Iterable[Verifier]) -> tuple[str, tuple[str, ...]]:
    """The text of a note and the names of those of `verifiers` who signed it, in their order.

    Signatures of others are passed over. ValueError when it is no note, when none of `verifiers` signed it, or when a line that says it is by
    one of them is not.
    """
    text, lines = _parted(note)
    by_key = {(one.name, one.key_id): one for one in verifiers}
    signed: set[tuple[str, bytes]] = set()
    for name, key_id, signature in lines:
        known = by_key.get((name, key_id))
        if known is None:
            continue
        if not known.accepts(text, signature):
            raise ValueError(f"The note says it is signed by {name}, and it is not.")
        signed.add((name, key_id))
    if not signed:
        raise ValueError("Nobody known has signed this note.")
    return text, tuple(dict.fromkeys(one.name for key, one in by_key.items() if key in signed))


def cosign(checkpoint_note: str, witness: Signer, at: int) -> str:
    """One signature line, with its line's end: the witness has seen this checkpoint, at this time in seconds since 1970.

    ValueError when the note does not hold a checkpoint. That its log signed it, and that it follows on from the last, is for the caller.
    """
    text, _ = _parted(checkpoint_note)
    Checkpoint.read(text)
    if not 0 < at < 1 << 63:
        raise ValueError("A time is in seconds since 1970.")
    return _line(witness.name, witness.witness().key_id + at.to_bytes(TIME_BYTES, "big") + witness.signature(_seen_at(at, text)))


def cosigned_at(note: str, verifier: Verifier) -> int | None:
    """When this witness cosigned the checkpoint in a note, in seconds since 1970; the latest if more than once; None if it did not."""
    try:
        text, lines = _parted(note)
        Checkpoint.read(text)
    except ValueError:
        return None
    if verifier.signs != WITNESS:
        return None
    mine = [sig for name, key_id, sig in lines if (name, key_id) == (verifier.name, verifier.key_id) and verifier.accepts(text, sig)]
    return max((int.from_bytes(sig[:TIME_BYTES], "big") for sig in mine), default=None)


def _seen_at(at: int, text: str) -> bytes:
    return f"cosignature/v1\ntime {at}\n{text}".encode()


def _line(name: str, signed: bytes) -> str:
    return f"— {name} {base64.b64encode(signed).decode()}\n"


def _parted(note: str) -> tuple[str, list[tuple[str, bytes, bytes]]]:
    """The text, and of each signature line the name, the key id and what follows it."""
    _check(note)
    text, between, below = note.rpartition("\n\n")
    if not between or not text or not below.endswith("\n"):
        raise ValueError("A note is a text, an empty line, and signature lines.")
    found = []
    for line in below[:-1].split("\n"):
        parts = _SIGNATURE.fullmatch(line)
        signed = _decoded(parts[2]) if parts else b""
        if parts is None or not _good_name(parts[1]) or len(signed) <= KEY_ID_BYTES:
            raise ValueError("Below a note's empty line are signature lines only.")
        found.append((parts[1], signed[:KEY_ID_BYTES], signed[KEY_ID_BYTES:]))
    if len(found) > MOST_SIGNATURES:
        raise ValueError("A note has a hundred signatures at most.")
    return text + "\n", found


def _check(text: str) -> None:
    if len(text) > LONGEST_NOTE:
        raise ValueError("A note is no longer than a million letters.")
    if any((one < " " and one != "\n") or one == "\x7f" or "\ud800" <= one <= "\udfff" for one in text):
        raise ValueError("A note has no control letters in it but line ends.")


def _good_name(name: str) -> bool:
    return bool(name) and "+" not in name and not any(one.isspace() or one < " " for one in name)


def _decoded(text: str) -> bytes:
    """Base64, in the one way of writing it."""
    try:
        found = base64.b64decode(text, validate=True)
    except ValueError as error:
        raise ValueError("This is not base64.") from error
    if base64.b64encode(found).decode() != text:
        raise ValueError("This is not how these bytes are written in base64.")
    return found
