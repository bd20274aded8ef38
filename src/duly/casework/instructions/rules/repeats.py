"""What in a letter is new beside everything said before: each word must be found again, near the words it stands near here.

A date, a sum, a name or a "no" is new unless an earlier sentence has the same one in like company. Wording may differ; facts may not. A sentence in
which only words of feeling, or of the writing itself, are new says nothing new.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import log

from duly.casework.instructions.rules.words import Token, group_of, light, same, tokens

_END = re.compile(r"(?<=[.!?;])[\"'’”)]*\s+(?=[\"'“‘(]?[A-Z0-9£])|\n(?=\s*(?:[-•*]|\d{1,2}[.)])\s)")
_SHORT = re.compile(
    r"\b(?:Mr|Mrs|Ms|Miss|Dr|Prof|Rev|St|Rd|Ave|No|Nos|e\.g|i\.e|etc|vs|a\.m|p\.m|para|paras|approx|Ltd|Co|[A-Z])\.[\"'’”)]*$"
)
NEAR = 4
"""Words on each side that are a word's company."""
COMPANY_OF_FACTS = 0.67
"""The part of its company that must be found with a date, a sum or a name in one earlier sentence. Of any other word one is enough, there or beside it."""
COMPANY_OF_NO = 0.34
"""The same of a "no", which must also be said of the same word, and of a year, a sum or a number of three figures or more: it stands for itself."""
LONG_FIGURE = 3
CANDIDATES = 12
LIKE_ANSWER = 0.34
"""The part of a sentence's weight that a paragraph of ours must have for it to be offered as the answer."""
OPPOSITE = 0.8


@dataclass(frozen=True)
class Said:
    """A paragraph said before: in which paper (its reference), which paragraph of it, and whether it is ours to them."""

    ref: str
    paragraph: int
    ours: bool
    words: str


@dataclass(frozen=True)
class Sentence:
    """A sentence of the letter: its number in the letter, where it stands, and which of its letters are new. `earlier` and `answered` say where."""

    number: int
    page: int
    paragraph: int
    start: int
    end: int
    words: str
    new: tuple[tuple[int, int], ...]
    earlier: str
    earlier_paragraph: int
    answered: str
    answered_paragraph: int
    plain: bool = False

    @property
    def is_new(self) -> bool:
        """Whether anything in it is new."""
        return bool(self.new)


@dataclass(frozen=True)
class Block:
    """Sentences that follow each other and are alike: new, or repeated and answered in one place."""

    first: int
    last: int
    new: bool
    answered: str
    answered_paragraph: int
    words: str


def sentences(paragraph: str) -> tuple[tuple[int, int], ...]:
    """Where each sentence of a paragraph begins and ends."""
    found, begin = [], 0
    for match in _END.finditer(paragraph):
        if _SHORT.search(paragraph[begin : match.start()]):
            continue
        found.append((begin, match.start()))
        begin = match.end()
    found.append((begin, len(paragraph)))
    return tuple((a, b) for a, b in found if paragraph[a:b].strip())


class Before:
    """Everything said before, made ready to be compared with."""

    def __init__(self, said: Iterable[Said]):
        self.places: list[tuple[Said, tuple[Token, ...]]] = []
        self.around: list[tuple[Token, ...]] = []
        """The words of each with those of the sentences beside it: what one letter says in one sentence the next says in two."""
        for one in said:
            parts = [tokens(one.words[start:end]) for start, end in sentences(one.words)]
            self.places += [(one, part) for part in parts]
            self.around += [tuple(word for part in parts[max(0, n - 1) : n + 2] for word in part) for n in range(len(parts))]
        self.index: dict[str, list[int]] = defaultdict(list)
        for n, (_, words) in enumerate(self.places):
            for word in {key for token in words for key in _keys(token)}:
                self.index[word].append(n)

    @cached_property
    def paragraphs_of_ours(self) -> tuple[tuple[Said, frozenset[str]], ...]:
        """What we wrote, by the paragraph."""
        made: dict[tuple[str, int], tuple[Said, set[str]]] = {}
        for one, words in self.places:
            if one.ours:
                made.setdefault((one.ref, one.paragraph), (one, set()))[1].update(key for token in words for key in _keys(token))
        return tuple((one, frozenset(words)) for one, words in made.values())

    def weight(self, token: Token) -> float:
        """How much a word tells: the rarer the more."""
        found = max((len(self.index.get(key, ())) for key in _keys(token)), default=0)
        return log((2 + len(self.places)) / (1 + found))

    def candidates(self, words: Sequence[Token]) -> list[int]:
        """The earlier sentences that share most with this one, the likest first."""
        score: Counter[int] = Counter()
        for token in words:
            for key in _keys(token):
                for n in self.index.get(key, ())[:400]:
                    score[n] += self.weight(token)  # type: ignore[assignment]  # a Counter of weights
        return [n for n, _ in sorted(score.items(), key=lambda pair: (-pair[1], pair[0]))[:CANDIDATES]]


def compare(letter: Iterable[tuple[int, int, str]], before: Before) -> tuple[Sentence, ...]:
    """Every sentence of a letter, given as (page, paragraph, words), with what is new in it and where the rest was said and answered."""
    found: list[Sentence] = []
    for page, paragraph, words in letter:
        for start, end in sentences(words):
            found.append(_sentence(len(found) + 1, page, paragraph, start, end, words[start:end], before))
    return tuple(found)


def blocks(found: Sequence[Sentence]) -> tuple[Block, ...]:
    """Sentences that follow each other and are alike, as one point each. What says nothing (a greeting) goes with what is before it."""
    made: list[list[Sentence]] = []
    for one in found:
        if made and (one.plain or (not one.is_new and not made[-1][0].is_new and _answer(one) == _answer(made[-1][0]))):
            made[-1].append(one)
        else:
            made.append([one])
    return tuple(
        Block(some[0].number, some[-1].number, some[0].is_new, *_answer(some[0]), " ".join(" ".join(one.words.split()) for one in some))
        for some in made
    )


def _answer(one: Sentence) -> tuple[str, int]:
    return one.answered, one.answered_paragraph


def _sentence(number: int, page: int, paragraph: int, start: int, end: int, said: str, before: Before) -> Sentence:
    words = tokens(said)
    near = before.candidates(words)
    unmet = [n for n in range(len(words)) if not any(_met(words, n, before.places[c][1], before.around[c]) for c in near)]
    likest = next((before.places[c][1] for c in near if not before.places[c][0].ours), ())
    if not unmet and _opposite(words, likest):
        unmet = [n for n, one in enumerate(words) if one.kind == "no"] or list(range(len(words)))
    new = () if all(_says_nothing(words, n) for n in unmet) else _spans(words, unmet, start)
    earlier = next((before.places[c][0] for c in near if not before.places[c][0].ours), None) if not new else None
    answered = _answered(words, before) if not new else None
    return Sentence(
        number, page, paragraph, start, end, said, new,
        earlier.ref if earlier else "", earlier.paragraph if earlier else 0,
        answered.ref if answered else "", answered.paragraph if answered else 0, not words,
    )  # fmt: skip


def _met(words: Sequence[Token], n: int, other: Sequence[Token], around: Sequence[Token]) -> bool:
    """Whether a word stands in an earlier sentence in like company. `around` is that sentence with those beside it."""
    token = words[n]
    at = [m for m, one in enumerate(other) if same(token, one)]
    if not at:
        return False
    company = [one for one in (*words[max(0, n - NEAR) : n], *words[n + 1 : n + 1 + NEAR]) if not light(one)]
    if not company:
        return len(other) <= NEAR or not token.hard
    if token.kind == "no" and not any(_beside(words, n, other, m) for m in at):
        return False
    itself = token.kind == "figure" and sum(c.isdigit() for c in token.said) >= LONG_FIGURE
    theirs = around if itself or not token.hard else [one for m in at for one in other[max(0, m - 2 * NEAR) : m + 2 * NEAR + 1]]
    shared = sum(any(same(one, their) for their in theirs) for one in company)
    if not token.hard:
        return shared > 0
    return shared >= (COMPANY_OF_NO if itself or token.kind == "no" else COMPANY_OF_FACTS) * len(company)


def _beside(words: Sequence[Token], n: int, other: Sequence[Token], m: int) -> bool:
    """Whether a "no" is said of the same word in both: the word that follows it here, or that goes before where none follows."""
    of = words[n + 1] if n + 1 < len(words) else words[n - 1]
    return any(same(of, other[m + there]) for there in (-2, -1, 1, 2) if 0 <= m + there < len(other))


def _says_nothing(words: Sequence[Token], n: int) -> bool:
    """Whether a word is of feeling or of the writing itself, or a "no" said of such words alone ("I do not accept your answer")."""
    if words[n].kind != "no":
        return light(words[n])
    return all(light(words[m]) for m in (n - 1, n + 1) if 0 <= m < len(words))


def _opposite(words: Sequence[Token], other: Sequence[Token]) -> bool:
    """Whether the likest earlier sentence of theirs says the same but with a "no" more or less."""
    plain, theirs = [one for one in words if one.kind != "no"], [one for one in other if one.kind != "no"]
    if not plain or not theirs or len(words) - len(plain) == len(other) - len(theirs):
        return False
    here = sum(any(same(one, two) for two in plain) for one in theirs) / len(theirs)
    there = sum(any(same(one, two) for two in theirs) for one in plain) / len(plain)
    return min(here, there) >= OPPOSITE


def _answered(words: Sequence[Token], before: Before) -> Said | None:
    """The paragraph of ours that speaks of most of what a sentence says."""
    whole = sum(before.weight(one) for one in words)
    scored = [
        (sum(before.weight(one) for one in words if any(key in known for key in _keys(one))), one)
        for one, known in before.paragraphs_of_ours
    ]
    best = max(scored, key=lambda pair: pair[0], default=None)
    return best[1] if best and whole and best[0] >= LIKE_ANSWER * whole else None


def _spans(words: Sequence[Token], unmet: Sequence[int], start: int) -> tuple[tuple[int, int], ...]:
    """Letters that are new, words beside each other as one."""
    made: list[tuple[int, int]] = []
    last = -2
    for n in unmet:
        if made and n == last + 1:
            made[-1] = (made[-1][0], start + words[n].end)
        else:
            made.append((start + words[n].start, start + words[n].end))
        last = n
    return tuple(made)


def _keys(token: Token) -> tuple[str, ...]:
    group = group_of(token.said)
    return (token.said, group) if group else (token.said,)
