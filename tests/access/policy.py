"""The policy table, read: who may look at an address and who may send to it, as sets of posts."""

from dataclasses import dataclass
from pathlib import Path

from duly.office.practice.people import DESKS

POSTS = tuple(desk[2] for desk in DESKS)
NOBODY = "somebody not signed in"
WHO = (NOBODY, *POSTS)
TABLE = Path(__file__).with_name("policy.txt")


@dataclass(frozen=True)
class Line:
    """One address. `look` and `send` hold posts, and `NOBODY` where one need not be signed in; `shows` is whether sending only shows the page."""

    address: str
    look: frozenset[str]
    send: frozenset[str]
    shows: bool


def read(text: str) -> list[Line]:
    """The lines of a table. What does not read is an error of ours, and falls."""
    groups: dict[str, frozenset[str]] = {"everyone": frozenset(POSTS), "anybody": frozenset(WHO), "-": frozenset()}
    found = []
    for line in text.splitlines():
        if line.startswith("="):
            name, _, members = line[1:].partition(":")
            groups[name.strip()] = frozenset(members.split())
        elif line and not line.startswith("#"):
            address, look, send = (part.strip() for part in line.split("|"))
            looking = _posts(look, groups)
            found.append(Line(address, looking, looking if send == "looks" else _posts(send, groups), send == "looks"))
    return found


def _posts(words: str, groups: dict[str, frozenset[str]]) -> frozenset[str]:
    named = frozenset().union(*(groups.get(word, frozenset([word])) for word in words.split()))
    assert named <= set(WHO), f"no such post: {sorted(named - set(WHO))}"
    return named
