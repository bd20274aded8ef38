"""A labelled set of repeated letters, made from a seed: told again, reordered, retyped with slips, and in all but some one new fact planted.

The set is ours: who wrote it knew how letters are compared. What it is, and what it cannot show, is written in
docs/specification/repeated-correspondence.md.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass

from duly.casework.instructions.rules.repeats import Said
from duly.casework.instructions.tests import stories
from duly.casework.instructions.tests.stories import Story

MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")
KINDS = ("short", "long", "inside", "one word", "date", "sum", "name", "number", "turned round", "swapped", "none")
SLIPS = (("rn", "m"), ("m", "rn"), ("l", "1"), ("o", "0"), ("i", "l"), ("cl", "d"), ("e", "c"), ("h", "b"), ("u", "n"), ("vv", "w"))


@dataclass(frozen=True)
class Planted:
    """A letter that repeats: what was said before, its words, where in them the new fact stands (nowhere for "none"), and of which kind it is."""

    before: tuple[Said, ...]
    text: str
    start: int
    end: int
    kind: str


def letters(seed: int, many: int, *, bank: str, slips: float = 0.006) -> Iterator[Planted]:
    """So many letters from a seed, of bank "A" or "B". `slips` is the part of letters of the alphabet that a scanner or a typist got wrong."""
    chance = random.Random(f"{seed} {bank}")
    for n in range(many):
        yield _letter(chance, KINDS[n % len(KINDS)], bank, slips)


def _letter(chance: random.Random, kind: str, bank: str, slips: float) -> Planted:
    story = chance.choice(stories.BANK_A if bank == "A" else stories.BANK_B)
    filled = _filled(chance)
    first = [one.format(**filled) for one, _ in story.says]
    opening = [*stories.FILLERS[:2]]
    said = [
        Said("P-26-00001", n, False, one) for n, one in enumerate(_in_paragraphs(chance, [*opening, *first, *stories.FILLERS[2:]]), start=1)
    ]
    said += [Said("L-26-00001", n, True, one.format(**filled)) for n, one in enumerate(story.answers, start=1)]
    for n, other in enumerate(stories.BANK_A + stories.BANK_B, start=2):  # what they wrote of other things, with our answers to that
        of_that, elsewhere = (filled, False) if other is story else (_filled(chance), True)
        told = [chance.choice(one).format(**of_that) for one in other.says]
        said += [Said(f"P-26-{n:05d}", m, False, one) for m, one in enumerate(_in_paragraphs(chance, told), start=1)]
        said += [Said(f"L-26-{n:05d}", m, True, one.format(**of_that)) for m, one in enumerate(other.answers, start=1) if elsewhere]
    kept = [n for n in range(len(story.says)) if chance.random() < 0.85] or [0]
    again = [(chance.choice((first[n], story.says[n][1].format(**filled))), n) for n in kept]
    chance.shuffle(again)
    told = [_reworded(chance, one) for one, _ in again]
    told, at = _plant(chance, kind, bank, told, [n for _, n in again], story, filled)
    return _typed(chance, kind, tuple(said), told, at, slips)


def _plant(chance: random.Random, kind: str, bank: str, told: list[str], which: list[int], story: Story, filled: dict[str, str]):
    """The sentences with the fact in one of them, and (sentence, start, end) of it."""

    def of(name: str) -> tuple[str, ...]:
        return getattr(stories, f"{name}_{bank}")

    if kind == "none":
        return told, None
    if kind in ("short", "long"):
        fact, at = chance.choice(of(kind.upper())), chance.randrange(len(told) + 1)
        told.insert(at, fact)
        return told, (at, 0, len(fact))
    if kind == "turned round":
        at = chance.randrange(len(told))
        told[at], start, end = _turned(told[at])
        return told, (at, start, end)
    if kind in ("inside", "one word"):
        at = chance.randrange(len(told))
        return _put_inside(chance, told, at, chance.choice(of("INSIDE" if kind == "inside" else "ONE_WORD")), one_word=kind == "one word")
    if kind == "swapped":
        return _swapped(chance, told, bank, which, story, filled)
    slots = {"date": ("date1", "date2"), "sum": ("sum1", "sum2"), "name": ("name1", "name2", "name3"), "number": ("n1", "n2")}[kind]
    there = [(n, slot) for n, one in enumerate(told) for slot in slots if filled[slot] in one]
    if not there:
        return _plant(chance, "short", bank, told, which, story, filled)
    at, slot = chance.choice(there)
    other = _filled(chance)[slot]
    while other in filled.values():
        other = _filled(chance)[slot]
    start = told[at].index(filled[slot])
    told[at] = told[at].replace(filled[slot], other, 1)
    return told, (at, start, start + len(other))


def _swapped(chance: random.Random, told: list[str], bank: str, which: list[int], story: Story, filled: dict[str, str]):
    """A date, a sum or a name that was told of one thing, told of another: no word of it is new."""
    pairs = [("date1", "date2"), ("sum1", "sum2"), ("name1", "name2"), ("name2", "name1"), ("date2", "date1"), ("n1", "n2")]
    both = [
        (a, b)
        for a, b in pairs
        if any("{" + a + "}" in one for one, _ in story.says) and any("{" + b + "}" in one for one, _ in story.says)
    ]
    there = [
        (n, a, b) for n, one in enumerate(told) for a, b in both
        if filled[a] in one and filled[b] not in one and filled[a] != filled[b] and f"{{{a}}}" in story.says[which[n]][0]
    ]  # fmt: skip
    if not there:
        return _plant(chance, "date", bank, told, which, story, filled)
    at, a, b = chance.choice(there)
    start = told[at].index(filled[a])
    told[at] = told[at].replace(filled[a], filled[b], 1)
    return told, (at, start, start + len(filled[b]))


def _put_inside(chance: random.Random, told: list[str], at: int, fact: str, *, one_word: bool):
    one = told[at]
    gaps = [n for n, c in enumerate(one) if c == " "]
    gap = chance.choice(gaps[1:] or gaps)
    if one_word:
        nouns = [
            n for n in gaps if one[:n].split()[-1] in ("the", "my", "a", "The", "My", "her", "his", "no") and one[n + 1].islower()
        ] or [gap]
        gap = chance.choice(nouns)
        fact = f" {fact}"
    told[at] = one[:gap] + fact + one[gap:]
    return told, (at, gap, gap + len(fact))


def _turned(one: str) -> tuple[str, int, int]:
    """The same sentence saying the opposite; where it cannot be told by taking a word away, by putting one in."""
    for no, yes in (
        (" not ", " "),
        ("never ", "always "),
        ("Nobody ", "Somebody "),
        ("nobody", "somebody"),
        (" no ", " an "),
        ("No ", "A "),
    ):
        if no in one:
            return one.replace(no, yes, 1), 0, len(one.replace(no, yes, 1))
    for plain in (" was ", " has ", " were ", " had ", " is ", " will "):
        if plain in one:
            at = one.index(plain)
            made = one[:at] + plain + "not " + one[at + len(plain) :]
            return made, at, at + len(plain) + 4
    return f"It is not true that {one[0].lower()}{one[1:]}", 0, 14


def _reworded(chance: random.Random, one: str) -> str:
    words = one.split(" ")
    return " ".join(stories.LIKE[w] if w in stories.LIKE and chance.random() < 0.15 else w for w in words)


def _typed(chance: random.Random, kind: str, before: tuple[Said, ...], told: list[str], at, slips: float) -> Planted:
    """The letter as it was typed and scanned: with slips, but none in the fact itself, with new line ends, and with what every letter says round it."""
    text, start, end = "", -1, -1
    head = [*chance.sample(stories.FILLERS, 2)]
    for n, one in enumerate([*head, *told]):
        mine = at is not None and n - len(head) == at[0]
        if mine:
            parts = (_slipped(chance, one[: at[1]], slips), one[at[1] : at[2]], _slipped(chance, one[at[2] :], slips))
            start = len(text) + len(parts[0])
            end = start + len(parts[1])
            text += "".join(parts)
        else:
            text += _slipped(chance, one, slips)
        text += chance.choice((" ", " ", " ", "\n\n"))
    return Planted(before, "".join("\n" if c == " " and chance.random() < 0.08 else c for c in text), start, end, kind)


def _slipped(chance: random.Random, words: str, slips: float) -> str:
    made, n = "", 0
    while n < len(words):
        if chance.random() < slips and words[n].isalpha():
            found = [pair for pair in SLIPS if words.startswith(pair[0], n)]
            if found and chance.random() < 0.7:
                made, n = made + chance.choice(found)[1], n + len(found[0][0])
                continue
            if n + 1 < len(words) and words[n + 1].isalpha():
                made, n = made + words[n + 1] + words[n], n + 2
                continue
        made, n = made + words[n], n + 1
    return made


def _in_paragraphs(chance: random.Random, said: list[str]) -> list[str]:
    made: list[str] = []
    while said:
        take = chance.randint(1, 3)
        made.append(" ".join(said[:take]))
        said = said[take:]
    return made


def _filled(chance: random.Random) -> dict[str, str]:
    names = chance.sample(stories.NAMES, 3)
    return {
        **{f"name{n}": one for n, one in enumerate(names, start=1)},
        **{f"date{n}": f"{chance.randint(1, 28)} {chance.choice(MONTHS)} {chance.randint(2023, 2026)}" for n in (1, 2)},
        **{
            f"sum{n}": f"£{chance.choice((f'{chance.randint(20, 999)}', f'{chance.randint(1, 9)},{chance.randint(100, 999)}.50'))}"
            for n in (1, 2)
        },
        **{
            f"n{n}": chance.choice(
                [str(chance.randint(22, 90)), *("three", "four", "five", "six", "seven", "eight", "nine", "eleven", "twelve")]
            )
            for n in (1, 2)
        },
        "home": chance.choice(stories.HOMES),
        "place": chance.choice(stories.PLACES),
        "body": chance.choice(stories.BODIES),
    }
