"""Files only the holder of a key kept elsewhere can open: age v1 (C2SP age), for one X25519 recipient. `age -d` opens them without Duly.

A file gets a key of its own, wrapped for the recipient. Its bytes are sealed in pieces of 64 KiB, each under its number and whether it is the last,
so that nothing can be changed, moved, left out or cut off unseen.
"""

import base64
import hashlib
import hmac
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from duly.machine.fault import MachineFault

PIECE = 64 * 1024
_TAG = 16
_VERSION = b"age-encryption.org/v1\n"
_LABEL = b"age-encryption.org/v1/X25519"
_LETTERS = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
_PUBLIC, _SECRET = "age", "age-secret-key-"


class CannotOpen(MachineFault):
    """A sealed file is not for this key, or is not as it was sealed."""


def new_key() -> tuple[str, str]:
    """A secret key and its public key, in age's words. The secret is for somewhere else than this machine."""
    secret = X25519PrivateKey.generate()
    return _encoded(_SECRET, secret.private_bytes_raw()).upper(), _encoded(_PUBLIC, secret.public_key().public_bytes_raw())


def public_key_in(path: Path) -> str:
    """The public key in a file, such as age-keygen prints. MachineFault for a file with none, or with a secret key, which must not be here."""
    text = path.read_text(encoding="utf-8")
    if re.search(r"AGE-SECRET-KEY-1", text):
        raise MachineFault(
            f"{path} holds a secret key: whoever reads this machine could open the backups. Keep it elsewhere, and name the public key."
        )
    found = re.search(r"\bage1[a-z0-9]{58}\b", text)
    if found is None:
        raise MachineFault(f"{path} holds no public key: one begins with age1.")
    _decoded(_PUBLIC, found[0])
    return found[0]


def secret_key_in(path: Path) -> str:
    """The secret key in a file. MachineFault where there is none."""
    found = re.search(r"\bAGE-SECRET-KEY-1[A-Z0-9]{58}\b", path.read_text(encoding="utf-8"))
    if found is None:
        raise MachineFault(f"{path} holds no secret key: one begins with AGE-SECRET-KEY-1.")
    return found[0]


class Sealing:
    """A writer that seals what is written to it. Close it, or what was written cannot be opened."""

    def __init__(self, into: IO[bytes], public_key: str) -> None:
        file_key, own = os.urandom(16), X25519PrivateKey.generate()
        recipient = _decoded(_PUBLIC, public_key)
        shared = own.exchange(X25519PublicKey.from_public_bytes(recipient))
        share = own.public_key().public_bytes_raw()
        wrapped = ChaCha20Poly1305(_derived(shared, share + recipient, _LABEL)).encrypt(bytes(12), file_key, None)
        header = _VERSION + b"-> X25519 " + _b64(share) + b"\n" + _b64(wrapped) + b"\n---"
        nonce = os.urandom(16)
        into.write(header + b" " + _b64(_mac(file_key, header)) + b"\n" + nonce)
        self._into, self._cipher = into, ChaCha20Poly1305(_derived(file_key, nonce, b"payload"))
        self._waiting, self._count = bytearray(), 0

    def write(self, data: bytes) -> int:
        """Seal more. The last piece waits, for it is sealed as the last."""
        self._waiting += data
        while len(self._waiting) > PIECE:
            self._seal(bytes(self._waiting[:PIECE]), last=False)
            del self._waiting[:PIECE]
        return len(data)

    def close(self) -> None:
        """Seal the last piece."""
        self._seal(bytes(self._waiting), last=True)

    def _seal(self, piece: bytes, *, last: bool) -> None:
        self._into.write(self._cipher.encrypt(_number(self._count, last), piece, None))
        self._count += 1


def opened(sealed: IO[bytes], secret_key: str, name: str) -> Iterator[bytes]:
    """What was sealed, piece by piece. CannotOpen, naming the file, before anything that is not as it was sealed is given out."""
    cipher = ChaCha20Poly1305(_payload_key(sealed, secret_key, name))
    count, piece = 0, sealed.read(PIECE + _TAG)
    while True:
        following = sealed.read(PIECE + _TAG)
        try:
            plain = cipher.decrypt(_number(count, not following), piece, None)
        except (InvalidTag, ValueError) as wrong:
            raise CannotOpen(f"{name} is not as it was sealed: it was changed or cut short.") from wrong
        if not plain and count:
            raise CannotOpen(f"{name} is not as it was sealed: it ends with nothing.")
        yield plain
        if not following:
            return
        count, piece = count + 1, following


def _payload_key(sealed: IO[bytes], secret_key: str, name: str) -> bytes:
    lines = [sealed.readline(200) for _ in range(4)]
    stanza, body, mac = lines[1].split(), lines[2].strip(), lines[3].split()
    if lines[0] != _VERSION or stanza[:2] != [b"->", b"X25519"] or len(stanza) != 3 or len(mac) != 2 or mac[0] != b"---":
        raise CannotOpen(f"{name} was not sealed by Duly for one key.")
    try:
        share, wrapped = _unb64(stanza[2]), _unb64(body)
        secret = X25519PrivateKey.from_private_bytes(_decoded(_SECRET, secret_key.lower()))
        shared = secret.exchange(X25519PublicKey.from_public_bytes(share))
        salt = share + secret.public_key().public_bytes_raw()
        file_key = ChaCha20Poly1305(_derived(shared, salt, _LABEL)).decrypt(bytes(12), wrapped, None)
    except (InvalidTag, ValueError) as wrong:
        raise CannotOpen(f"{name} was sealed for another key.") from wrong
    if not hmac.compare_digest(_b64(_mac(file_key, b"".join(lines[:3]) + b"---")), mac[1]):
        raise CannotOpen(f"{name} is not as it was sealed: its beginning was changed.")
    return _derived(file_key, sealed.read(16), b"payload")


def _mac(file_key: bytes, header: bytes) -> bytes:
    return hmac.digest(_derived(file_key, b"", b"header"), header, hashlib.sha256)


def _derived(secret: bytes, salt: bytes, label: bytes) -> bytes:
    return HKDF(algorithm=SHA256(), length=32, salt=salt or None, info=label).derive(secret)


def _number(count: int, last: bool) -> bytes:
    return count.to_bytes(11, "big") + (b"\x01" if last else b"\x00")


def _b64(data: bytes) -> bytes:
    return base64.b64encode(data).rstrip(b"=")


def _unb64(text: bytes) -> bytes:
    return base64.b64decode(text + b"=" * (-len(text) % 4), validate=True)


def _encoded(prefix: str, data: bytes) -> str:
    """Bech32 (BIP 173), as age writes its keys."""
    bits = int.from_bytes(data, "big") << 4  # 256 bits are 52 letters of 5, with 4 to spare
    values = [(bits >> 5 * (51 - n)) & 31 for n in range(52)]
    check = _polymod([*_expanded(prefix), *values, *[0] * 6]) ^ 1
    return prefix + "1" + "".join(_LETTERS[v] for v in [*values, *((check >> 5 * (5 - n)) & 31 for n in range(6))])


def _decoded(prefix: str, text: str) -> bytes:
    head, _, tail = text.rpartition("1")
    values = [_LETTERS.find(letter) for letter in tail]
    if head != prefix or -1 in values or len(values) != 58 or _polymod([*_expanded(prefix), *values]) != 1:
        raise MachineFault("A key is mistyped: its letters do not agree with each other.")
    bits = 0
    for value in values[:52]:
        bits = bits << 5 | value
    return (bits >> 4).to_bytes(32, "big")


def _expanded(prefix: str) -> list[int]:
    return [ord(letter) >> 5 for letter in prefix] + [0] + [ord(letter) & 31 for letter in prefix]


def _polymod(values: list[int]) -> int:
    found = 1
    for value in values:
        top, found = found >> 25, (found & 0x1FFFFFF) << 5 ^ value
        for n, part in enumerate((0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)):
            found ^= part if top >> n & 1 else 0
    return found
