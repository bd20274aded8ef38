"""Words as two tellings of one thing are compared: dates, sums and names as themselves, the rest by their stem, slips of a scanner forgiven.

The lists here are of English, ours, and small; a word that is in none of them is compared as it stands.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import OSA

from duly.casework.instructions.rules.lists import CONTRACTED, LIGHT, LIKE_WORDS, MONTHS, NEGATIONS, NUMBERS, REAL_WORDS, STOP

_MONTH = {name: name[:3] for name in MONTHS} | {name[:3]: name[:3] for name in MONTHS} | {"sept": "sep"}
_MONTH_WORDS = "|".join(sorted(_MONTH, key=len, reverse=True))
_ORDER = r"(?:st|nd|rd|th)?"
_DAY_MONTH = rf"(?P<day>\d[\dOolI]?|[OolI]\d){_ORDER}(?:\s+of)?[\s.-]+(?P<month>{_MONTH_WORDS})\b\.?"
_MONTH_DAY = rf"\b(?P<month2>{_MONTH_WORDS})\b\.?\s+(?:the\s+)?(?P<day2>\d[\dOolI]?|[OolI]\d){_ORDER}\b(?![\d:.,]\d)"
_FIGURES = r"(?P<d>\d{1,2})[/.](?P<m>\d{1,2})(?:[/.](?P<y>\d{4}|\d{2}))?(?![\d.,])"
_ISO = r"(?P<iy>\d{4})-(?P<im>\d{2})-(?P<id>\d{2})"
_SUM = r"£\s?(?P<sum>[\dOolI][\dOolI,]*(?:\.\d{1,2})?)(?P<thousand>k\b)?"
_WORD = r"[^\W_]+(?:['’\-/:.,][^\W_]+)*"
TOKEN = re.compile(
    f"(?:{_ISO})|(?:(?<![\\w/.]){_DAY_MONTH})|(?:{_MONTH_DAY})|(?:(?<![\\w/.]){_FIGURES})|(?:{_SUM})|(?:{_WORD})", re.IGNORECASE
)

_CONTRACTED = re.compile(r"n['’]?t$")
_SLIPS = str.maketrans({"0": "o", "1": "i", "l": "i", "|": "i", "5": "s", "8": "b", "j": "i"})
_FIGURE = str.maketrans({"O": "0", "o": "0", "l": "1", "I": "1", "|": "1"})
LONG, VERY_LONG, TURNED = 6, 9, 4
MOSTLY_LETTERS = 3
_MISREAD = (("h", "b"), ("e", "c"), ("u", "n"), ("l", "i"), ("i", "l"), ("i", "1"), ("l", "1"), ("o", "0"))


def _slips_of(word: str) -> set[str]:
    """How a short word comes out when a typist turns two letters round, or a scanner misreads one."""
    turned = {word[:n] + word[n + 1] + word[n] + word[n + 2 :] for n in range(len(word) - 1)}
    misread = {word.replace(right, wrong, 1) for right, wrong in _MISREAD if right in word}
    return turned | misread


_SLIPPED_STOP = frozenset(slip for word in STOP for slip in _slips_of(word)) - STOP - NEGATIONS - REAL_WORDS - set(NUMBERS) - set(_MONTH)
"""What common words look like mistyped or misread, but for those that are words themselves."""


@dataclass(frozen=True)
class Token:
    """A word that says something: what it is compared as, from which letter to which, and whether it must be met exactly (a date, a sum, a name, a no)."""

    said: str
    start: int
    end: int
    kind: str

    @property
    def hard(self) -> bool:
        """Whether it is a fact in itself."""
        return self.kind != "word"


def tokens(text: str) -> tuple[Token, ...]:
    """The words of a sentence that say something, in order."""
    found: list[Token] = []
    first = True
    for match in TOKEN.finditer(text):
        for said, kind in _said(match, first=first):
            found.append(Token(said, match.start(), match.end(), kind))
        first = False
    return tuple(found)


def same(one: Token, other: Token) -> bool:
    """Whether two words say the same: alike as they stand, by their stem or by the lists here, or but for a slip that scanners and typists make."""
    if one.said == other.said:
        return True
    if one.kind in ("figure", "date", "no") or other.kind in ("figure", "date", "no"):
        return False
    return _like(one.said, other.said)


@lru_cache(maxsize=200_000)
def _like(a: str, b: str) -> bool:
    if _GROUP.get(a, a) == _GROUP.get(b, b):
        return True
    if a.translate(_SLIPS).replace("rn", "m").replace("vv", "w").replace("ci", "d") == b.translate(_SLIPS).replace("rn", "m").replace(
        "vv", "w"
    ).replace("ci", "d"):
        return True
    shortest = min(len(a), len(b))
    if shortest >= TURNED and len(a) == len(b) and sorted(a) == sorted(b) and OSA.distance(a, b) == 1:
        return True
    allowed = 2 if shortest >= VERY_LONG else 1 if shortest >= LONG else 0
    return bool(allowed) and OSA.distance(a, b, score_cutoff=allowed) <= allowed


def _said(match: re.Match[str], *, first: bool) -> list[tuple[str, str]]:
    got = match.groupdict()
    if got["iy"]:
        return [*_date(got["id"], int(got["im"])), (got["iy"], "figure")]
    if got["month"] or got["month2"]:
        word = (got["month"] or got["month2"]).lower()
        day = (got["day"] or got["day2"]).translate(_FIGURE)
        return [(f"{int(day)} {_MONTH[word]}", "date")]
    if got["m"]:
        if 1 <= int(got["m"]) <= 12 and 1 <= int(got["d"]) <= 31:
            year = [(f"20{got['y']}" if len(got["y"]) == 2 else got["y"], "figure")] if got["y"] else []
            return _date(got["d"], int(got["m"])) + year
        return [(match[0], "figure")]
    if got["sum"]:
        return [(_sum(got["sum"], got["thousand"]), "figure")]
    return _word(match[0], first=first)


def _date(day: str, month: int) -> list[tuple[str, str]]:
    return [(f"{int(day)} {MONTHS[month - 1][:3]}", "date")] if 1 <= month <= 12 else [(day, "figure")]


def _sum(figures: str, thousand: str | None) -> str:
    plain = figures.translate(_FIGURE).replace(",", "").removesuffix(".00")
    return f"£{plain}{'000' if thousand else ''}"


@lru_cache(maxsize=100_000)
def _word(word: str, *, first: bool) -> list[tuple[str, str]]:
    plain = unicodedata.normalize("NFKD", word.replace("-\n", "")).encode("ascii", "ignore").decode() or word
    low = plain.casefold()
    if any(c.isdigit() for c in plain):
        if low in _SLIPPED_STOP:
            return []
        if sum(c.isalpha() for c in plain) < MOSTLY_LETTERS * sum(c.isdigit() for c in plain):
            return _figure(plain)
        plain = plain.replace("0", "o").replace("1", "l").replace("5", "s")
        low = plain.casefold()
    no = _CONTRACTED.search(low.replace("’", "'"))
    if low == "cannot" or (no and low[: no.start()].rstrip("'") + "n" in CONTRACTED | {"can", "won"}) or (no and "'" in low):
        return [("no", "no")]
    if low in NEGATIONS:
        return [("no", "no")]
    if low in NUMBERS:
        return [(NUMBERS[low], "figure")]
    if low in _MONTH and len(low) > 3 and (plain[0].isupper() or low not in ("may", "march")):
        return [(_MONTH[low], "date")]
    bare = low.removesuffix("'s").replace("'", "")
    if bare in STOP or bare in _SLIPPED_STOP or len(bare) < 2:
        return []
    if "-" in bare or "/" in bare:
        return [part for piece in re.split(r"[-/]", plain) if piece for part in _word(piece, first=first)]
    named = plain[0].isupper() and not first and not plain.isupper()
    return [(stem(bare), "name" if named else "word")]


def _figure(plain: str) -> list[tuple[str, str]]:
    low = plain.translate(_FIGURE).casefold()
    if re.fullmatch(r"\d+(?:st|nd|rd|th)", low):
        low = low[:-2]
    if re.fullmatch(r"[\d,]+(?:\.\d+)?", low):
        return [(low.replace(",", "").lstrip("0") or "0", "figure")]
    return [(low.replace(":", ".").replace(",", ""), "figure")]


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """A word without its common endings."""
    for ending, instead in (("ies", "y"), ("sses", "ss"), ("ing", ""), ("edly", ""), ("ed", ""), ("ly", ""), ("es", "e"), ("s", "")):
        if word.endswith(ending) and len(word) - len(ending) >= 3 and not word.endswith("ss"):
            cut = word[: -len(ending)] + instead
            return cut[:-1] if len(cut) > 3 and cut[-1] == cut[-2] and cut[-1] not in "lse" else cut.rstrip("e") if len(cut) > 4 else cut
    return word.rstrip("e") if len(word) > 4 else word


_GROUP = {stem(word): f"={n}" for n, group in enumerate(LIKE_WORDS) for word in group.split()}


def group_of(word: str) -> str:
    """The group of like words that a stem is in, or nothing."""
    return _GROUP.get(word, "")


_LIGHT = frozenset(stem(word) for word in LIGHT)


def light(token: Token) -> bool:
    """Whether a word is of feeling or of the writing itself, and no fact."""
    return token.kind == "word" and token.said in _LIGHT
