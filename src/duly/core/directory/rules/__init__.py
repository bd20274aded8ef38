"""What makes two entries alike, and the words that the directory chooses from. All on values.

The lists of words (formats, channels, scopes of consent, kinds of marker) are the usual ones of an ombudsman's office: defaults to be checked by
the office that adopts them.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from duly.core.directory.rules.likeness import GUESSED as GUESSED
from duly.core.directory.rules.likeness import names_alike, plain_name
from duly.core.directory.rules.likeness import to_look_for as to_look_for
from duly.core.directory.rules.likeness import to_look_within as to_look_within

KINDS = ("person", "body", "committee")
"""What an entry is."""

REACHES = {"email": "E-mail", "phone": "Telephone", "post": "Postal address"}
"""Ways to reach somebody, as people call them."""

FORMATS = ("large print", "audio", "easy read", "braille", "Welsh", "another language")
"""Formats that somebody may need instead of a standard letter."""

CHANNELS = ("letter", "e-mail", "telephone", "text message", "through a representative")
NEEDS = {
    "format": "Letters in",
    "channel": "Prefers",
    "hours": "Do not contact",
    "adjustment": "Reasonable adjustment",
}
"""What somebody needs of us, as it is headed."""

DETAILS = {"name": "Name", **REACHES, **NEEDS}
"""Everything of a person or body that is dated and may be erased."""

ONE_AT_A_TIME = ("name", "post", "format", "channel")
"""Details of which one alone is in force on a day."""

ROLES = {
    "represented by": "speaks for",
    "member of parliament": "",
    "in jurisdiction": "",
    "succeeded by": "took over from",
    "link officer": "has as link officer",
    "member": "has as member",
    "adviser": "",
    "related to": "related to",
}
"""Dated roles, and how each reads from the other side. A role with no other side is of a place, or of nothing."""

OF_ANOTHER = ("represented by", "succeeded by", "link officer", "member", "related to")
"""Roles that are of another entry."""

WHO_MAY_BE = {
    "represented by": (("person", "body"), ("person", "body")),
    "member of parliament": (("person",), ()),
    "in jurisdiction": (("body",), ()),
    "succeeded by": (("body", "committee"), ("body", "committee")),
    "link officer": (("person",), ("body",)),
    "member": (("person",), ("committee", "body")),
    "adviser": (("person", "body"), ()),
    "related to": (("person", "body"), ("person", "body")),
}
"""Which kinds of entry may have each role, and of which kinds of entry. `sql/roles_fit.sql` says the same to the database."""

SCOPES = ("everything", "one complaint", "letters only", "calls only")
"""What somebody has agreed that a representative may do."""

MARKERS = ("violence or threats", "safety of staff", "distress", "risk of self-harm", "safeguarding")
"""Kinds of marker, shown before anybody makes contact."""

_POSTCODE = re.compile(r"\b([A-Za-z]{1,2}\d[A-Za-z\d]?)\s*(\d[A-Za-z]{2})\b")


@dataclass(frozen=True)
class Alike:
    """An entry that may be the one that is being entered, with why: "same telephone number"."""

    ref: str
    because: tuple[str, ...]


def plain_phone(phone: str) -> str:
    """The last ten digits: +44 1632 960 001 and 01632 960001 are one number."""
    return re.sub(r"\D", "", phone)[-10:]


def plain_post(address: str) -> str:
    """The postcode in an address, as "NM1 2AB"; with none, the address without its spaces and stops."""
    found = _POSTCODE.findall(address)
    return " ".join(found[-1]).upper() if found else re.sub(r"[\W_]+", " ", address.casefold()).strip()


def plain(kind: str, text: str) -> str:
    """A detail as it is compared."""
    ways = {"name": plain_name, "phone": plain_phone, "post": plain_post}
    return ways.get(kind, lambda said: " ".join(said.casefold().split()))(text)


def alike(told: Mapping[str, str], known: Iterable[tuple[str, str, str]]) -> tuple[Alike, ...]:
    """Those of the known (reference, kind of detail, its words) that what is told may be about, the surest first.

    One is alike that has the same e-mail address or telephone number; a name that may be the same (`names_alike`); or the same postcode and last name.
    """
    said = {kind: text for kind, text in told.items() if text.strip()}
    by_ref: dict[str, dict[str, set[str]]] = {}
    for ref, kind, words in known:
        by_ref.setdefault(ref, {}).setdefault(kind, set()).add(words if kind == "name" else plain(kind, words))
    found = [Alike(ref, why) for ref, has in by_ref.items() if (why := tuple(_reasons(said, has)))]
    return tuple(sorted(found, key=lambda one: (-len(one.because), one.ref)))


def _reasons(said: Mapping[str, str], has: Mapping[str, set[str]]) -> Iterable[str]:
    told, name = {kind: plain(kind, text) for kind, text in said.items()}, said.get("name", "")
    names = sorted(has.get("name", ()))
    ways = {why for one in names if (why := names_alike(name, one))} if told.get("name") else set()
    if ways:
        yield min(ways, key=lambda why: (len(why), why))
    elif told.get("name") and "post" in told and told["post"] in has.get("post", ()) and any(_last(one) == _last(name) for one in names):
        yield "same last name and postcode"
    if told.get("email") and told["email"] in has.get("email", ()):
        yield "same e-mail address"
    if len(told.get("phone", "")) > 5 and told["phone"] in has.get("phone", ()):
        yield "same telephone number"


def _last(name: str) -> list[str]:
    return plain_name(name).split()[-1:]


def wrong_format(needed: str, offered: str) -> bool:
    """Whether a letter in the format offered is not what somebody needs. With no need any letter will do."""
    return bool(needed) and needed.casefold() != offered.casefold()


def is_current(starts: date, ends: date, *, on: date) -> bool:
    """Whether something dated [starts, ends) is so on a day."""
    return starts <= on < ends
