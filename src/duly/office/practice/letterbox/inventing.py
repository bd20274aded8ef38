"""Weeks of invented post: the same seed, size and day give the same letters."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from duly.office.practice.invented.names import person_name
from duly.office.practice.letterbox.planted import STANDING, Office
from duly.office.practice.letterbox.words import (
    BEYOND,
    BODIES,
    CLOSINGS,
    FIRES,
    MPS,
    OPENINGS,
    PLAIN,
    QUIET,
    REPEATED,
    TITLES,
    TRIGGERS,
    Said,
)
from duly.primitives.period import say_day

SEED = 2026
SIMON = ("Simon Hartley", "simon.hartley@post.example")
"""He is under a standing instruction in the invented office."""
WAYS = ("e-mail",) * 9 + ("mailbox",) * 3 + ("letter",) * 4 + ("portal",) * 2 + ("phone", "hand")
"""How post comes, as often as it comes so. What is scanned is said apart: it has no sender that a machine reads."""


@dataclass(frozen=True)
class Letter:
    """One letter as it is invented. `kind` is what was planted; `flags` what a careful reader would raise; `ahead` the days after it came that must be read in it."""

    number: int
    received_on: date
    way: str
    sender_name: str
    sender_address: str
    subject: str
    paragraphs: tuple[str, ...]
    kind: str
    flags: tuple[str, ...]
    ahead: int
    title: str
    body: str

    @property
    def key(self) -> tuple[str, str]:
        """What it is found again by once it is registered: who it is from and about what; a scan by the name of its file."""
        return ("", self.file_name) if self.way in ("scan", "picture") else (self.sender_name, self.subject)

    @property
    def file_name(self) -> str:
        """The name of its file."""
        return f"post-{self.number:04d}.{ {'scan': 'pdf', 'picture': 'png'}.get(self.way, 'eml') }"

    @property
    def text(self) -> str:
        """Its words."""
        return "\n\n".join(("Dear Ombudsman", *self.paragraphs, self.sender_name)) + "\n"


def invent(office: Office, *, today: date, seed: int = SEED) -> tuple[Letter, ...]:
    """The post of an office's weeks up to today, in the order it came."""
    rng = Random(f"{seed} {office.weeks} {office.items}")
    kinds = _kinds(office, rng)
    days = _days(office.weeks, today)
    early = [n for n, kind in enumerate(kinds) if kind == "before the watch"]
    for place, n in enumerate(early):  # these must have come before the watch began
        kinds[n], kinds[place] = kinds[place], kinds[n]
    names = _names(rng, len(kinds))
    used: dict[str, int] = {}
    made = []
    for n, kind in enumerate(kinds):
        received = days[n * len(days) // len(kinds)]
        used[kind] = used.get(kind, 0) + 1
        made.append(_letter(n + 1, kind, used[kind] - 1, received, names[n], rng))
    return tuple(made)


def watch_begins(letters: tuple[Letter, ...], office: Office) -> int:
    """How many of the letters came before the watch list was begun: the first week's, at most, and none that must be noticed by it."""
    first = next((n for n, one in enumerate(letters) if one.kind == "watched"), len(letters))
    return max(office.before_the_watch, min(first, len(letters) // office.weeks))


def _kinds(office: Office, rng: Random) -> list[str]:
    kinds = [kind for kind, many in office.triggers.items() for _ in range(many)]
    kinds += ["quiet"] * office.quiet_decoys + ["false alarm"] * office.false_alarms + ["beyond the words"] * office.beyond_the_words
    kinds += ["plain"] * office.plain
    rng.shuffle(kinds)
    later = kinds.index("watched") if "watched" in kinds else len(kinds)
    least = office.before_the_watch + 2
    if later < least:  # the first of the watched comes once the watch is on
        kinds.append(kinds.pop(later))
    return ["before the watch"] * office.before_the_watch + kinds


def _days(weeks: int, today: date) -> list[date]:
    """The working days of so many weeks up to today, which is among them whatever day it is."""
    every = [today - timedelta(days=n) for n in range(weeks * 7 - 1, -1, -1)]
    return [day for day in every if day.weekday() < 5 or day == today]


def _names(rng: Random, many: int) -> list[str]:
    found: dict[str, None] = {}
    while len(found) < many:
        found.setdefault(f"{rng.choice(('Mr', 'Mrs', 'Ms', 'Dr'))} {person_name(rng)}")
    return list(found)


def _letter(number: int, kind: str, nth: int, received: date, name: str, rng: Random) -> Letter:
    body, title = rng.choice(BODIES), rng.choice(TITLES)
    way = rng.choice(WAYS)
    address = f"{'.'.join(name.split()[1:]).lower()}@post.example"
    planted = _planted(kind, nth)
    if planted.sender:
        name, address = MPS[nth % len(MPS)]
        way = "e-mail"
    subject = f"{planted.subject}: {title}, {number}" if planted.subject else f"{title}, {number}"
    paragraphs = [
        rng.choice(OPENINGS).format(body=body),
        " ".join(rng.sample(PLAIN, 2)),
        planted.words.format(day=say_day(received + timedelta(days=planted.ahead))),
        rng.choice(CLOSINGS),
    ]
    if kind == STANDING:
        (name, address), way = SIMON, "e-mail"
        subject = f"My mother's case, again ({number})"
        paragraphs = [" ".join(REPEATED), *([planted.words] if planted.words else [])]
    elif kind in ("death", "judicial-review") and nth % 6 == 1:
        way = "scan"
    elif kind == "before the watch":  # a mailbox is taken in at the end of its week, when the watch is on
        way = "e-mail"
    elif kind == "plain" and nth % 60 == 3:
        way = "picture"
    said = tuple(one for one in paragraphs if one.strip())
    return Letter(number, received, way, name, address, subject, said, kind, planted.flags, planted.ahead, title, body)


def _planted(kind: str, nth: int) -> Said:
    """The words of a kind's nth letter: each is used in turn."""
    if kind in TRIGGERS:
        return TRIGGERS[kind][nth % len(TRIGGERS[kind])]
    if kind == "quiet":
        return Said(QUIET[nth % len(QUIET)])
    if kind == "false alarm":
        return Said(FIRES[nth % len(FIRES)][0])
    if kind == "beyond the words":
        return Said(BEYOND[nth % len(BEYOND)][0], (BEYOND[nth % len(BEYOND)][1],))
    if kind == "before the watch":
        return Said(TRIGGERS["watched"][nth % 3].words, ("watched",))
    if kind == STANDING and nth % 5 == 1:  # safeguarding breaks through, whatever the instruction says
        return Said("I do not know how much longer I can go on with this.", ("self-harm",))
    return Said("")
