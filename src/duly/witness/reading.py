"""Reading what clients send. Everything here raises ValueError for what is not as it should be, and nothing else."""

import base64
import re
from dataclasses import dataclass

from duly.primitives.note import Checkpoint, Verifier
from duly.witness.store import Kept

MOST_PROOF_LINES = 63
LARGEST = (1 << 62) - 1

_NUMBER = re.compile("0|[1-9][0-9]{0,18}")
_PENCE = re.compile("0|-?[1-9][0-9]{0,17}")
_SHA256 = re.compile("[0-9a-f]{64}")
_TOKEN = re.compile("[A-Za-z0-9-]{0,100}")
_NAME = re.compile("[A-Za-z0-9][A-Za-z0-9 ._/-]{0,99}")


@dataclass(frozen=True)
class Growth:
    """A request to cosign: the size the client believes we have, the proof from there, and the checkpoint with its signed note."""

    old: int
    proof: tuple[bytes, ...]
    note: str
    checkpoint: Checkpoint


@dataclass(frozen=True)
class Marking:
    """A request to keep a mark: of which log, under which name, what."""

    origin: str
    name: str
    mark: Kept


def growth(body: str) -> Growth:
    """An add-checkpoint request, as C2SP tlog-witness writes it."""
    head, between, note = body.partition("\n\n")
    first, *proof = head.split("\n")
    word, _, old = first.partition(" ")
    if word != "old" or not between:
        raise ValueError("The first line must be the word old and a size, and an empty line must end the proof.")
    if len(proof) > MOST_PROOF_LINES:
        raise ValueError(f"A proof has at most {MOST_PROOF_LINES} lines.")
    asked = Growth(number(old), tuple(_hash(line) for line in proof), note, Checkpoint.read(note))
    if max(asked.old, asked.checkpoint.size) > LARGEST or asked.old > asked.checkpoint.size:
        raise ValueError("The old size must not be more than the checkpoint's.")
    return asked


def marking(text: str) -> Marking:
    """The text of a mark: "duly mark v1", the log, the name, the number, sha256 and pence, a line each."""
    lines = text.split("\n")
    if len(lines) != 7 or lines[0] != "duly mark v1" or lines[6]:
        raise ValueError("A mark is six lines, of which the first is: duly mark v1.")
    _, origin, called, counted, sha256, pence, _ = lines
    if not _SHA256.fullmatch(sha256) or not _PENCE.fullmatch(pence):
        raise ValueError("A mark has a sha256 in 64 small letters and digits, and a total in whole pence.")
    return Marking(origin, name(called), Kept(number(counted), sha256, int(pence)))


def handover(text: str) -> tuple[str, Verifier]:
    """The text of a handing over: "duly key v1", the log, and the verifier key that is believed from now on, a line each."""
    lines = text.split("\n")
    if len(lines) != 4 or lines[0] != "duly key v1" or lines[3]:
        raise ValueError("A handing over is three lines, of which the first is: duly key v1.")
    return lines[1], Verifier.read(lines[2])


def number(text: str) -> int:
    """A whole number, not negative, without leading zeroes."""
    if not _NUMBER.fullmatch(text) or int(text) > LARGEST:
        raise ValueError("A number is written in digits, without leading zeroes.")
    return int(text)


def name(text: str) -> str:
    """The name of a row of marks, such as: bank file."""
    if not _NAME.fullmatch(text):
        raise ValueError("A name is of letters, digits, spaces and . _ / - only.")
    return text


def token(text: str) -> str:
    """What a client makes up so as to know an answer for its own; it may be empty."""
    if not _TOKEN.fullmatch(text):
        raise ValueError("What was asked is up to a hundred letters and digits.")
    return text


def _hash(line: str) -> bytes:
    found = base64.b64decode(line.encode("ascii"), validate=True)
    if len(found) != 32 or base64.b64encode(found).decode() != line:
        raise ValueError("Each line of a proof is one hash of 32 bytes in base64.")
    return found
