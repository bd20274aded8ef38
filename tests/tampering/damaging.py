"""Random damage to an export, line by line. Where a line is changed the last line's count and hash are set right again, as a forger would: only
the two operators that damage the file itself leave them."""

import base64
import hashlib
import random
from collections.abc import Callable

Lines = list[list[bytes]]
"""An export as its lines, each as its words."""

Damage = Callable[[Lines, random.Random], bool]


def parsed(export: bytes) -> Lines:
    """The lines of an export, without the last line's end."""
    return [line.split(b" ") for line in export.rstrip(b"\n").split(b"\n")]


def written(lines: Lines, *, right: bool = True) -> bytes:
    """The file again; with `right` its last line counts and hashes the others."""
    if right:
        body = b"".join(b" ".join(line) + b"\n" for line in lines[1:-1])
        lines = [*lines[:-1], [b"end", b"%d" % len(lines), hashlib.sha256(body).hexdigest().encode()]]
    return b"".join(b" ".join(line) + b"\n" for line in lines)


def _of(lines: Lines, *words: bytes) -> list[int]:
    return [n for n, line in enumerate(lines) if line[0] in words]


def bit(kind: bytes, at: int) -> Damage:
    """One bit of what a word of such a line holds."""

    def damage(lines: Lines, draw: random.Random) -> bool:
        places = [n for n in _of(lines, kind) if len(lines[n]) > at and lines[n][at] not in (b"-", b"")]
        if not places:
            return False
        line = lines[draw.choice(places)]
        held = bytearray(base64.b64decode(line[at]))
        held[draw.randrange(len(held))] ^= 1 << draw.randrange(8)
        line[at] = base64.b64encode(bytes(held))
        return True

    return damage


def cosignature(lines: Lines, draw: random.Random) -> bool:
    """One bit of a witness's signature. (A line under another name is passed over as a stranger's, and is as good as none.)"""
    line = lines[draw.choice([n for n in _of(lines, b"checkpoint") if len(lines[n]) > 4])]
    dash, name, signed = base64.b64decode(line[4]).rstrip(b"\n").split(b" ")
    held = bytearray(base64.b64decode(signed))
    held[draw.randrange(len(held))] ^= 1 << draw.randrange(8)
    line[4] = base64.b64encode(b" ".join([dash, name, base64.b64encode(bytes(held))]) + b"\n")
    return True


def gone(kind: bytes) -> Damage:
    """Such a line is not there."""

    def damage(lines: Lines, draw: random.Random) -> bool:
        places = _of(lines, kind)
        if places:
            del lines[draw.choice(places)]
        return bool(places)

    return damage


def twice(kind: bytes) -> Damage:
    """Such a line is there twice."""

    def damage(lines: Lines, draw: random.Random) -> bool:
        places = _of(lines, kind)
        if places:
            at = draw.choice(places)
            lines.insert(at, list(lines[at]))
        return bool(places)

    return damage


def number(kind: bytes, at: int) -> Damage:
    """A number of such a line is another."""

    def damage(lines: Lines, draw: random.Random) -> bool:
        line = lines[draw.choice(_of(lines, kind))]
        line[at] = b"%d" % (int(line[at]) + draw.choice((-1, 1, 7, 10**30)))
        return True

    return damage


def swapped(lines: Lines, draw: random.Random) -> bool:
    """Two entries stand in each other's place, each numbered for where it stands."""
    one, other = draw.sample(_of(lines, b"event"), 2)
    lines[one], lines[other] = [b"event", lines[one][1], *lines[other][2:]], [b"event", lines[other][1], *lines[one][2:]]
    return True


def words_gone(lines: Lines, draw: random.Random) -> bool:
    """An event's private words are taken out."""
    line = lines[draw.choice([n for n in _of(lines, b"event") if lines[n][5] != b"-"])]
    line[4:6] = [b"-", b"-"]
    return True


def words_put_in(lines: Lines, draw: random.Random) -> bool:
    """An event has private words it never had, or that were erased."""
    line = lines[draw.choice([n for n in _of(lines, b"event") if lines[n][5] == b"-"])]
    line[4:6] = [base64.b64encode(draw.randbytes(32)), base64.b64encode(b'{"name":"x"}')]
    return True


def erased_too(lines: Lines, draw: random.Random) -> bool:
    """One more event on the list of an erasure."""
    at = _of(lines, b"erased")[0]
    lines.insert(at, [b"erased", lines[at][1], b"00000000-0000-7000-8000-%012x" % draw.randrange(1 << 48)])
    return True


def body_and_hash(lines: Lines, draw: random.Random) -> bool:
    """An event is another, and its kept hash agrees with it."""
    line = lines[draw.choice(_of(lines, b"event", b"waiting"))]
    at = 3 if line[0] == b"event" else 2
    body = base64.b64decode(line[at])
    other = draw.choice(
        [body.replace(b'"v":1', b'"v":2'), b"", b"[" * 3000, b"null", b"1" * 5000, b'{"id":"\\ud800"}', draw.randbytes(100)]
    )
    line[at], line[at - 1] = base64.b64encode(other), base64.b64encode(hashlib.sha256(b"\x00" + other).digest())
    return (
        line[0] == b"event" or b'"v":2' not in other
    )  # nothing but its own hash speaks for what waits, so that a sound one could be put there


def nonsense(lines: Lines, draw: random.Random) -> bool:
    """A line of no known kind, or without its words."""
    lines.insert(draw.randrange(1, len(lines)), draw.choice([[b"event"], [b"rubbish", b"1"], [b""], [b"row", b"x", b"y", b"z"], [b"read"]]))
    return True


RIGHTED: dict[str, Damage] = {
    "a bit of a body": bit(b"event", 3),
    "a bit of a kept hash": bit(b"event", 2),
    "a bit of a salt": bit(b"event", 4),
    "a bit of private words": bit(b"event", 5),
    "another body, and its hash": body_and_hash,
    "an entry gone": gone(b"event"),
    "an entry twice": twice(b"event"),
    "an entry's number": number(b"event", 1),
    "two entries swapped": swapped,
    "a bit of a waiting body": bit(b"waiting", 2),
    "a bit of a waiting hash": bit(b"waiting", 1),
    "a waiting event twice": twice(b"waiting"),
    "a bit of a root": bit(b"checkpoint", 2),
    "a bit of a note": bit(b"checkpoint", 3),
    "a bit of a cosignature": cosignature,
    "a checkpoint's size": number(b"checkpoint", 1),
    "a checkpoint moved": lambda lines, draw: lines.insert(2, lines.pop(_of(lines, b"checkpoint")[-1])) is None,
    "private words gone": words_gone,
    "private words put in": words_put_in,
    "a list of erasures gone": gone(b"erased"),
    "a list of erasures longer": erased_too,
    "a row's version": number(b"row", 3),
    "a row gone": gone(b"row"),
    "a bit of a row's name": bit(b"row", 2),
    "the end gone": gone(b"end"),
    "a line of nonsense": nonsense,
    "a bit of a key": lambda lines, draw: lines.__setitem__(1, [b"key", lines[1][1].replace(b"+", b"-", 1)]) is None,
}
"""Every way a line is damaged here, the end set right again."""


def any_bit(export: bytes, draw: random.Random) -> bytes:
    """One bit anywhere."""
    held = bytearray(export)
    held[draw.randrange(len(held))] ^= 1 << draw.randrange(8)
    return bytes(held)


def cut_off(export: bytes, draw: random.Random) -> bytes:
    """The file ends too soon."""
    return export[: draw.randrange(len(export) - 1)]


AS_A_FILE = {"any bit": any_bit, "cut off": cut_off}
