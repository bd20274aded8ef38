"""Whether a person a file is about is one we know, and by the name it gives."""

import re
import unicodedata
from collections.abc import Mapping

UNKNOWN, NAME_DIFFERS = "unknown", "name differs"
PERSON_CHECKS = ("", UNKNOWN, NAME_DIFFERS)
"""What comes of looking: "" is that the person is known, under the name given if one was."""


def check_person(person_ref: str, given_name: str | None, known: Mapping[str, str]) -> str:
    """One of `PERSON_CHECKS`, from the names known by reference.

    Names are compared without accents, capitals, hyphens, apostrophes, full stops and double spaces; otherwise letter by letter.
    """
    if person_ref not in known:
        return UNKNOWN
    return NAME_DIFFERS if given_name and _plain(given_name) != _plain(known[person_ref]) else ""


def _plain(name: str) -> str:
    bare = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return " ".join(re.sub(r"[-'’.]", " ", bare).casefold().split())
