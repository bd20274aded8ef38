"""What letters can be made in, how they go, and the mark that a printed copy carries. Pure."""

import re
from difflib import SequenceMatcher

FORMATS = ("", "large print")
"""What a letter can be made in here: nothing is a standard letter. The others are commissioned (`ELSEWHERE`)."""

ELSEWHERE = ("large print", "audio", "easy read", "braille", "Welsh", "another language")
"""Formats in which a letter can be had beside its standard print. Large print is made here; the rest by a supplier. The directory's words."""

CHANNELS = ("e-mail", "post")
"""How a letter goes."""

PROOFS = {
    "signed for": "Signed for",
    "tracked": "Tracked as delivered",
    "handed over": "Handed over",
    "receipt": "Receipt for an e-mail",
    "returned": "Came back undelivered",
}
"""What shows that a letter arrived, or that it did not."""

DAYS_TO_MAKE = {"audio": 10, "easy read": 15, "braille": 10, "Welsh": 5, "another language": 7}
"""Days a supplier is given when nobody says otherwise. Our own defaults, for the office to check against its contracts."""

_MARK = re.compile(r"\b(L-\d\d-\d{5}) ?[/|] ?(\d{1,3}) ?[/|] ?([0-9A-F]{4}) ?-? ?([0-9A-F]{4}) ?-? ?([0-9A-F]{4})\b")


def mark_of(letter_ref: str, number: int, content_sha256: str) -> str:
    """The mark of one version of a letter: its reference, the number of its draft, and the beginning of the digest of its bytes."""
    code = content_sha256[:12].upper()
    return f"{letter_ref}/{number}/{code[:4]}-{code[4:8]}-{code[8:]}"


def marks_in(words: str) -> tuple[str, ...]:
    """Every mark that stands in some words, as `mark_of` writes it, each once."""
    found = (f"{m[1]}/{int(m[2])}/{m[3]}-{m[4]}-{m[5]}" for m in _MARK.finditer(words.upper()))
    return tuple(dict.fromkeys(found))


def compared(before: str, after: str) -> tuple[tuple[str, str], ...]:
    """What became of each paragraph of a text: ("same" or "gone" or "new", the paragraph), in reading order."""
    old, new = before.split("\n\n"), after.split("\n\n")
    found: list[tuple[str, str]] = []
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            found += [("same", one) for one in new[c:d]]
        else:
            found += [("gone", one) for one in old[a:b]] + [("new", one) for one in new[c:d]]
    return tuple(found)
