"""Reading a paragraph: its sentences, the sums and days in it, and how near two names are."""

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december")
DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_SHORT = r"(?:Mr|Mrs|Ms|Dr|Prof|Rev|St|No|Nos|e\.g|i\.e|cf|para|paras|pp|p|v|vs|Ltd|Co|etc|approx)"
_STOP = re.compile(r"(?<=[.!?;])[\"'”’)]*\s+(?=[\"'“‘(]?[A-Z0-9£(\[])|\s+(?=\([a-z]\)\s)")
_ENDS_SHORT = re.compile(rf"(?:^|[\s(]){_SHORT}\.$|(?:^|\s)[A-Z]\.$")
_MONEY = re.compile(r"£\s?(\d[\d,]*(?:\.\d{1,2})?)(?:\s?(million|m|k)\b)?(?!\d)")
_MONTH = "|".join(f"{name}|{name[:3]}" for name in MONTHS) + "|sept"
_DAY_NAME = "|".join(f"{name}|{name[:3]}" for name in DAYS) + "|tues|thur|thurs"
_WRITTEN = re.compile(
    rf"(?:\b({_DAY_NAME})\.?,?\s+(?:the\s+)?)?\b(\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?({_MONTH})\b\.?,?(?:\s+(\d{{4}})\b)?", re.IGNORECASE
)
_NUMBERS = re.compile(r"(?<![\d/.-])(\d{1,2})[/.](\d{1,2})[/.](\d{4}|\d{2})(?![\d/.-])")
_ISO = re.compile(r"(?<![\d-])(\d{4})-(\d{2})-(\d{2})(?![\d-])")


@dataclass(frozen=True)
class Sum:
    """An amount of money in a sentence, where it begins in it, and the words it was written in."""

    pence: int
    start: int
    quoted: str


@dataclass(frozen=True)
class Written:
    """A day as it is written: `day` is None where there is no such day. `year` is None where it was left out, and `weekday` 0 for Monday."""

    quoted: str
    start: int
    number: int
    month: int
    year: int | None
    weekday: int | None

    def on(self, year: int) -> date | None:
        """The day in a year, or None where there is none."""
        try:
            return date(year, self.month, self.number)
        except ValueError:
            return None

    @property
    def day(self) -> date | None:
        """The day, where its year was written and there is such a day."""
        return self.on(self.year) if self.year else None


@lru_cache(maxsize=2048)
def sentences(paragraph: str) -> tuple[str, ...]:
    """A paragraph in sentences; each part of a lettered list is one."""
    found: list[str] = []
    for piece in _STOP.split(paragraph):
        if found and _ENDS_SHORT.search(found[-1]):
            found[-1] = f"{found[-1]} {piece}"
        elif piece.strip():
            found.append(piece.strip())
    return tuple(found)


def words_in(sentence: str) -> int:
    """How many words a sentence has: what stands between spaces and has a letter or a number in it."""
    return sum(any(c.isalnum() for c in word) for word in sentence.split())


def sums(sentence: str) -> tuple[Sum, ...]:
    """Every amount in pounds, in order."""
    found = []
    for one in _MONEY.finditer(sentence):
        pounds, _, pence = one[1].replace(",", "").partition(".")
        times = {"million": 1_000_000, "m": 1_000_000, "k": 1_000}.get(one[2] or "", 1)
        found.append(Sum((int(pounds) * 100 + int(pence.ljust(2, "0") or 0)) * times, one.start(), one[0]))
    return tuple(found)


def days(sentence: str) -> tuple[Written, ...]:
    """Every day written out, in order: "Wed 11 November 2026", "11/11/2026", "2026-11-11"."""
    found = [
        Written(
            one[0].strip(" ,."),
            one.start(),
            int(one[2]),
            next(n for n, name in enumerate(MONTHS, start=1) if name.startswith(one[3].lower()[:3])),
            int(one[4]) if one[4] else None,
            next((n for n, name in enumerate(DAYS) if one[1] and name.startswith(one[1].lower()[:3])), None),
        )
        for one in _WRITTEN.finditer(sentence)
        if one[4] or one[3].lower() not in ("may", "mar") or one[3][0].isupper()
    ]
    for one in _NUMBERS.finditer(sentence):
        year = int(one[3]) + (2000 if len(one[3]) == 2 else 0)
        found.append(Written(one[0], one.start(), int(one[1]), int(one[2]), year, None))
    for one in _ISO.finditer(sentence):
        found.append(Written(one[0], one.start(), int(one[3]), int(one[2]), int(one[1]), None))
    return tuple(sorted(found, key=lambda one: one.start))


def nearest_before(sentence: str, at: int, **cues: re.Pattern) -> str:
    """Which of several kinds of words stands nearest before a place; where none does, nearest after it; "" where there is none at all."""
    before = [(one.end(), kind) for kind, words in cues.items() for one in words.finditer(sentence, 0, at)]
    if before:
        return max(before)[1]
    after = [(one.start(), kind) for kind, words in cues.items() for one in words.finditer(sentence, at)]
    return min(after)[1] if after else ""


def edits(one: str, other: str, most: int) -> int:
    """How many letters were changed, left out, put in or swapped with their neighbour between two words; `most` + 1 where more than `most`."""
    if abs(len(one) - len(other)) > most:
        return most + 1
    two_back: list[int] = []
    back = list(range(len(other) + 1))
    for i, a in enumerate(one, start=1):
        here = [i]
        for j, b in enumerate(other, start=1):
            cost = min(back[j] + 1, here[j - 1] + 1, back[j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                cost = min(cost, two_back[j - 2] + 1)
            here.append(cost)
        two_back, back = back, here
    return min(back[-1], most + 1)
