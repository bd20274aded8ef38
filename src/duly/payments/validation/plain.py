"""What a decision cites, and an invoice's number made plain, so that two ways of writing one can be compared. Pure."""

import re
from collections.abc import Mapping
from unicodedata import normalize

_ZEROS = re.compile(r"(?<![0-9])0+(?=[0-9])")
_NEITHER = re.compile(r"[^A-Z0-9]+")
_CLAUSE = re.compile(r"; ([a-z-]+) (\S+)(?: \(([^;()]*)\))?(?=;|\Z)")

_PLAIN = str.maketrans(";()", ",[]")


def plain_number(number: str) -> str:
    """An invoice's number in capitals, letters and digits only, without the zeros before a number: "inv-0042/a" is "INV42A".

    One without a letter or digit stays as it is, so that two such numbers are the same only when they are.
    """
    capitals = normalize("NFKC", number).upper()
    return _NEITHER.sub("", _ZEROS.sub("", capitals)) or number


def with_clauses(clause: str, numbered: Mapping[str, tuple[str, str]]) -> str:
    """A version's clause and its numbered ones, by what they are about, as one text: "7.2; cancelling 7.9 (Cancelled calls)"."""
    said = (
        f"; {about} {number}" + (f" ({words.translate(_PLAIN)})" if words else "") for about, (number, words) in sorted(numbered.items())
    )
    return clause + "".join(said)


def clauses_in(text: str) -> tuple[str, dict[str, tuple[str, str]]]:
    """The clause of a version and its numbered ones, as `with_clauses` wrote them."""
    found = {about: (number, words) for about, number, words in _CLAUSE.findall(text)}
    return _CLAUSE.sub("", text), found
