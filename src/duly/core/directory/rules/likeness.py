"""How two names may be of one person or one body: in which order they are written, what is left out of them, and a slip of one letter.

The words that make a body's name up without telling it from another (Council, Trust, Ltd), the letters after a person's name and the given names a letter apart that are two
names are the usual ones: what stands here finds more or fewer to ask about, and never enters or refuses anybody by itself.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

from rapidfuzz.distance import OSA

TITLES = frozenset(
    ("mr", "mrs", "ms", "miss", "mx", "dr", "prof", "professor", "sir", "dame", "lord", "lady", "rev", "cllr", "councillor", "mp", "the")
)
_HONOURS = frozenset(("obe", "mbe", "cbe", "kbe", "dbe", "kc", "qc", "jp", "phd", "dphil", "bsc", "msc", "frcs", "msp", "mla", "esq"))
_LETTERS = str.maketrans({"ß": "ss", "ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "þ": "th", "ı": "i"})
_SHORT = {"saint": "st", "dept": "department", "hosp": "hospital", "univ": "university", "assoc": "association", "govt": "government"}
_NO_WORDS = frozenset(("and", "of", "for", "the"))
_ABBREVIATED = {
    "cc": ("county", "council"),
    "dc": ("district", "council"),
    "bc": ("borough", "council"),
    "pc": ("parish", "council"),
    "tc": ("town", "council"),
    "mbc": ("metropolitan", "borough", "council"),
    "lbc": ("london", "borough", "council"),
}
_TIERS = {"county": "county", "parish": "parish", "town": "parish", "community": "parish"} | dict.fromkeys(
    ("borough", "district", "city", "metropolitan", "unitary"), "principal"
)
_COUNCIL = frozenset((*_TIERS, "council", "corporation"))
_TRUST = frozenset(("nhs", "trust", "foundation"))
_COMPANY = frozenset(("ltd", "limited", "plc", "llp", "cic", "inc", "company", "co"))
_OF_A_BODY = frozenset(
    (
        *("council", "borough", "nhs", "trust", "department", "ministry", "office", "agency", "service", "services", "hospital", "hospitals", "association"),
        *("commission", "authority", "board", "university", "academy", "school", "college", "police", "committee", "society", "tribunal", "tribunals"),
        *(_COMPANY - {"co"}),
    )
)  # fmt: skip
_TWO_NAMES = frozenset(
    frozenset(pair.split())
    for pair in (
        *("francis frances", "christian christina", "andrea andrew", "andrea andreas", "nicola nicolas", "gerald gerard", "ronald donald"),
        *("martin marvin", "kevin devin", "jason mason", "molly polly", "molly holly", "polly holly", "billy milly", "billy tilly"),
        *("milly tilly", "jenny penny", "betty hetty", "kelly nelly", "celia delia", "harry barry", "harry larry", "barry larry"),
        *("barry garry", "harry garry", "larry garry", "terry kerry", "terry jerry", "terry perry", "terry gerry", "kerry jerry", "kerry perry"),
    )
)  # fmt: skip
"""Given names a letter apart that are two names, of those long enough for a slip and besides those that end otherwise (Julia and Julie)."""

SLIP, KIND_OF_BODY = "same name but for a letter", "same name but for what kind of body it is"
GUESSED = (SLIP, KIND_OF_BODY)
"""Why two names may be of one that is worth asking somebody about, and not enough to bar anybody by."""

LONG = 5
"""From how many letters on a word that differs by one may be the same word: in a shorter one a letter is another name (John and Joan)."""

HALF = 3
"""How many letters are looked for at least."""


def names_alike(one: str, other: str) -> str:
    """Why two names may be of one, as "same name" or "same name but for a letter"; "" where they are of two."""
    if plain_name(one) == plain_name(other):
        return "same name" if plain_name(one) else ""
    mine, theirs = _words(one), _words(other)
    if not mine or not theirs:
        return ""
    if _is_body(one) or _is_body(other):
        return _bodies(mine, theirs)
    return _persons(_person(one), _person(other))


def plain_name(name: str) -> str:
    """A name as it is compared: "Mrs Zoë O'Brien-Hall MP" and "zoe obrien hall" are one."""
    bare = unicodedata.normalize("NFKD", name.casefold())
    bare = "".join(c for c in bare if not unicodedata.combining(c) and c not in "'’.")
    words = re.sub(r"[^\w]+", " ", bare).split()
    kept = [word for word in words if word not in TITLES]
    return " ".join(kept or words)


def to_look_for(name: str) -> tuple[str, ...]:
    """The words of a name by which entries alike are looked for: none that many bodies have, and no initials unless there is nothing else."""
    words = plain_name(name).split()
    own = [word for word in _words(name) if word not in _COUNCIL | _TRUST | _COMPANY | _OF_A_BODY | _NO_WORDS and len(word) > 1]
    return tuple(dict.fromkeys(own)) or tuple(words)


def to_look_within(name: str) -> tuple[str, ...]:
    """The halves of the one word by which entries alike are looked for, where there is one alone and it is long: a slip leaves one of them whole."""
    (word, *more) = to_look_for(name) or ("",)
    return () if more or len(word) < 2 * HALF else (word[: len(word) // 2], word[len(word) // 2 :])


@lru_cache(maxsize=50_000)
def _words(name: str) -> tuple[str, ...]:
    """Every word of a name in order, without accents and stops, titles left out; letters with a stop or a space between them one word ("d.c." is dc)."""
    bare = unicodedata.normalize("NFKD", name.casefold().translate(_LETTERS).replace("&", " and "))
    bare = "".join(c for c in bare if not unicodedata.combining(c) and c not in "'’`")
    bare = re.sub(r"\b(his|her) majestys\b", "hm", re.sub(r"\b(\w)\.\s*(?=\w\b)", r"\1", bare))
    words = [_SHORT.get(word, word) for word in re.sub(r"[\W_]+", " ", bare).split()]
    return tuple([word for word in words if word not in TITLES] or words)


@lru_cache(maxsize=50_000)
def _person(name: str) -> tuple[str, ...]:
    """The names of a person, the family name last: "Okonkwo, Mrs A. B." is a, b, okonkwo. Letters after the name are left out."""
    family, comma, given = name.partition(",")
    if comma and given.strip() and not set(_words(given)) <= _HONOURS:
        name = f"{given} {family}"
    words = [word for word in _words(name.replace(".", " ")) if word != "and"]
    while len(words) > 2 and words[-1] in _HONOURS:
        words.pop()
    if len(words) > 1 and len(words[0]) == 2 and not set(words[0]) & set("aeiouy"):
        words[:1] = words[0]  # JP Harris
    return tuple(words)


def _persons(mine: Sequence[str], theirs: Sequence[str]) -> str:
    if len(mine) < 2 or len(theirs) < 2:
        return "same name" if mine == theirs else ""
    if mine == theirs:
        return "same name"
    if sorted(mine) == sorted(theirs):
        return "same name in another order"
    fits = [_fits(one, other) for one, other in ((mine[0], theirs[0]), (mine[-1], theirs[-1]))]
    between = _between(mine[1:-1], theirs[1:-1])
    if not between or "" in fits or ("slip" in fits and fits != ["slip", "same"] and fits != ["same", "slip"]):
        return _parted(mine, theirs)
    if "initial" in fits[1:] or ("slip" in fits and _two_names(mine, theirs, given=fits[0] == "slip")):
        return ""
    if "slip" in fits:
        return SLIP
    return "same last name and initial" if "initial" in fits or between == "initial" else "same name but for a middle name"


def _fits(one: str, other: str) -> str:
    """How two words may be one: "same", "initial" or "slip"; "" where they are two."""
    if one == other:
        return "same"
    if 1 in (len(one), len(other)):
        return "initial" if one[0] == other[0] else ""
    if max(len(one), len(other)) < LONG:
        return ""
    return "slip" if OSA.distance(one, other, score_cutoff=1) <= 1 or _single(one) == _single(other) else ""


def _single(word: str) -> str:
    """A word with every doubled letter once: Rebecca and Rebbeca."""
    return re.sub(r"(.)\1", r"\1", word)


def _between(mine: Sequence[str], theirs: Sequence[str]) -> str:
    """Whether the names between fit: those of the shorter stand in the longer, in order. "" where they are others."""
    few, many = sorted((list(mine), list(theirs)), key=len)
    found, left = "same", iter(many)
    for word in few:
        how = next((how for one in left if (how := _fits(word, one)) in ("same", "initial")), "")
        if not how:
            return ""
        found = how if how == "initial" else found
    return found


def _parted(mine: Sequence[str], theirs: Sequence[str]) -> str:
    """One name written in one word and in two: Anne Marie and Annemarie."""
    return "same name" if "".join(mine) == "".join(theirs) else ""


def _two_names(mine: Sequence[str], theirs: Sequence[str], *, given: bool) -> bool:
    """Whether a letter makes another given name of one: Paul and Paula, Francis and Frances."""
    if not given:
        return False
    short, long = sorted((mine[0], theirs[0]), key=len)
    ends_otherwise = short[:-1] == long[:-1] and {short[-1], long[-1]} <= set("aeioy")
    return ends_otherwise or long in (short + "a", short + "e") or frozenset((short, long)) in _TWO_NAMES


def _is_body(name: str) -> bool:
    words = _words(name)
    return any(word in _OF_A_BODY for word in words) or (words[-1] in _ABBREVIATED and len(words) > 1 and "," not in name)


def _bodies(mine: Sequence[str], theirs: Sequence[str]) -> str:
    mine, theirs = ([*words[:-1], *_ABBREVIATED.get(words[-1], words[-1:])] for words in (mine, theirs))
    if _sort_of(mine) and _sort_of(theirs) and _sort_of(mine) != _sort_of(theirs):
        return ""
    if len({_TIERS[word] for word in (*mine, *theirs) if word in _TIERS and _sort_of(mine) == _sort_of(theirs) == "council"}) > 1:
        return ""
    here, there = _core(mine), _core(theirs)
    if here == there:
        return KIND_OF_BODY
    gone, come = list((Counter(here) - Counter(there)).elements()), list((Counter(there) - Counter(here)).elements())
    if len(gone) == len(come) == 1 and _fits(gone[0], come[0]) == "slip":
        return SLIP
    return "same name" if "".join(here) == "".join(there) else ""


def _sort_of(words: Sequence[str]) -> str:
    if "council" in words or "borough" in words:
        return "council"
    return "trust" if "nhs" in words or "trust" in words else "company" if _COMPANY & set(words) else ""


def _core(words: Sequence[str]) -> list[str]:
    """The words that tell a body from others of its kind, in the order of the alphabet."""
    common = {"council": _COUNCIL | {"royal"}, "trust": _TRUST, "company": _COMPANY}.get(_sort_of(words), frozenset()) | _NO_WORDS
    common = common | {"london"} if "borough" in words else common
    return sorted(word for word in words if word not in common) or sorted(words)
