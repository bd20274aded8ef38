"""What a token may be for, how long it lasts, and how its secret is kept."""

import hashlib
import secrets

SCOPES = {
    "read:payments": "read payments, with the names of those who receive care",
    "write:payments": "take files in, judge weeks, decide exceptions, draft and prepare payment runs",
    "approve:payments": "approve payment runs, and void them",
    "release:payments": "release bank files and take them away",
    "read:casework": "read the ombudsman's casework",
    "write:casework": "do in casework whatever its officer may, but for what is signed",
    "sign:casework": "sign decisions, and approve letters",
    "read:record": "read the record",
    "read:office": "read who holds which post and the delegation scheme",
    "read:desk": "read what its officer is alerted to",
    "write:desk": "acknowledge alerts of its officer",
}
"""Every scope and what it lets a program try, after "may ". Whether its officer may is for the scheme of delegation to say."""

LONGEST_DAYS = 366
BEGINS = "duly_"
"""How every secret begins, so that one left lying in a file or a message is found by looking for it."""


def new_secret() -> str:
    """A secret nobody can guess: 256 bits by the system's own generator."""
    return BEGINS + secrets.token_urlsafe(32)


def kept_as(secret: str) -> str:
    """The only thing kept of a secret: its SHA-256. A secret of 256 random bits needs neither salt nor stretching."""
    return hashlib.sha256(secret.encode()).hexdigest()


def reads_only(scopes: tuple[str, ...]) -> bool:
    """Whether these scopes let a program change nothing."""
    return all(scope.startswith("read:") for scope in scopes)


def say_scopes(scopes: tuple[str, ...]) -> str:
    """Scopes as people read them: "read:payments and read:record"."""
    *most, last = scopes
    return f"{', '.join(most)} and {last}" if most else last
