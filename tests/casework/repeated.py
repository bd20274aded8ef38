"""The held-out set of repeated letters read from its file, compared as the page of a letter compares it, and counted."""

import re
from dataclasses import dataclass, field
from pathlib import Path

from duly.casework.correspondence.rules.arrival import paragraphs
from duly.casework.instructions.rules.repeats import Before, Said, Sentence, compare

FILE = Path(__file__).parent / "held_out" / "repeated.txt"
_FACT = re.compile(r"\[\[(.+?)\]\]", re.DOTALL)


@dataclass(frozen=True)
class Again:
    """A letter that repeats: the which of its writer's, what was said before it, its words, and where in them each new fact stands."""

    writer: str
    number: int
    open: bool
    before: tuple[Said, ...]
    text: str
    facts: tuple[tuple[int, int], ...]


@dataclass
class Counted:
    """How the comparison did: facts, those brought out, sentences that only repeat, those in which something was marked; how many
    letters of the alphabet they have and how many of these are marked; and what was missed or marked wrongly."""

    facts: int = 0
    found: int = 0
    repeated: int = 0
    marked: int = 0
    letters: int = 0
    letters_marked: int = 0
    missed: list[str] = field(default_factory=list)
    wrongly: list[str] = field(default_factory=list)


def letters() -> list[Again]:
    """Every letter that repeats, in the order of the file."""
    made: list[Again] = []
    text = "".join(line for line in FILE.read_text(encoding="utf-8").splitlines(keepends=True) if not line.startswith("#"))
    for nth, part in enumerate(re.split(r"^== ", text, flags=re.MULTILINE)[1:], start=1):
        writer, _, rest = part.partition("\n")
        before: list[Said] = []
        for n, one in enumerate(re.split(r"^-- ", rest, flags=re.MULTILINE)[1:], start=1):
            kind, _, words = one.partition("\n")
            plain, facts = _plain(words.strip())
            if kind == "again":
                made.append(Again(writer, n, bool(nth % 2), tuple(before), plain, facts))
            before += [
                Said(f"{'L' if kind == 'us' else 'P'}-{n}", m, kind == "us", said) for m, said in enumerate(paragraphs(plain), start=1)
            ]
    return made


def counted(some: list[Again]) -> Counted:
    """Compare these letters. A fact is brought out when a letter of it is marked; a sentence that holds no part of one only repeats."""
    made = Counted()
    for one in some:
        found = compare([(1, 1, one.text)], Before(one.before))
        for a, b in one.facts:
            hit = any(x < b and y > a for s in found for x, y in s.new)
            made.facts, made.found = made.facts + 1, made.found + hit
            made.missed += [] if hit else [f"{one.writer} {one.number}: {one.text[a:b]}"]
        for s in found:
            if s.plain or any(s.start < b and s.end > a for a, b in one.facts):
                continue
            made.repeated, made.marked = made.repeated + 1, made.marked + s.is_new
            made.letters, made.letters_marked = made.letters + s.end - s.start, made.letters_marked + sum(b - a for a, b in s.new)
            made.wrongly += [f"{one.writer} {one.number}: {_shown(s)}"] if s.is_new else []
    return made


def _plain(words: str) -> tuple[str, tuple[tuple[int, int], ...]]:
    """The words without their brackets, and where in them the facts stand."""
    said, facts, last = "", [], 0
    for match in _FACT.finditer(words):
        said += words[last : match.start()]
        facts.append((len(said), len(said) + len(match[1])))
        said, last = said + match[1], match.end()
    return said + words[last:], tuple(facts)


def _shown(s: Sentence) -> str:
    return f"{' '.join(s.words.split())} >> {[s.words[a - s.start : b - s.start] for a, b in s.new]}"
