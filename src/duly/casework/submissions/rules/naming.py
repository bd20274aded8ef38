"""References are of this case or a linked one; people and the body are named as the case names them."""

import re
from collections.abc import Iterable

from duly.casework.submissions.rules.findings import Check, Finding, fails, warns, where
from duly.casework.submissions.rules.paper import Paper
from duly.casework.submissions.rules.reading import DAYS, MONTHS, edits

_TITLES = ("mr", "mrs", "ms", "miss", "mx", "dr", "prof", "professor", "sir", "dame", "lady", "lord", "rev")
_GENERIC = frozenset(
    [
        "council",
        "borough",
        "county",
        "city",
        "district",
        "trust",
        "nhs",
        "foundation",
        "integrated",
        "care",
        "board",
        "department",
        "for",
        "of",
        "and",
        "the",
        "service",
        "services",
        "authority",
        "group",
        "practice",
        "surgery",
        "hospital",
        "hospitals",
        "university",
        "partnership",
        "london",
        "royal",
        "healthcare",
        "health",
        "home",
        "homes",
        "ltd",
        "limited",
        "agency",
        "office",
        "commission",
        "university",
        "north",
        "south",
        "east",
        "west",
        "northern",
        "southern",
        "eastern",
        "western",
        "upper",
        "lower",
        "great",
        "new",
    ]
)
_COMMON = frozenset(("may", *MONTHS, *DAYS))
_NAME = re.compile(r"\b[A-Z][a-z]+(?:[-'’][A-Z]?[a-z]+)*")
_TITLED = re.compile(rf"\b({'|'.join(_TITLES)})\.?\s+((?:[A-Z][\w'’-]*\s+)*?)([A-Z][a-z]+(?:[-'’][A-Z]?[a-z]+)*)\b", re.IGNORECASE)
_RELATION = re.compile(r"\b(?:husband|wife|partner|son|daughter|father|mother|brother|sister|late|deceased|estate)\b", re.IGNORECASE)
_STARTS = re.compile(r"(?:^|[.!?:;]\s+[\"“'(]?|^[\"“'(])$")


def reference_pattern(case_ref: str) -> re.Pattern:
    """References of cases as this office writes them, and the ways they are written wrongly."""
    prefix = re.match(r"[A-Za-z]+", case_ref)
    return re.compile(rf"\b{prefix[0] if prefix else 'PSO'}[\s/._–-]?(\d{{2,4}})[\s/._–-](\d{{1,7}})\b", re.IGNORECASE)


def _references(paper: Paper) -> tuple[Finding, ...]:
    known = {paper.case_ref, *paper.linked}
    found = []
    for number, paragraph in paper.numbered:
        for one in reference_pattern(paper.case_ref).finditer(paragraph):
            if one[0] not in known:
                says = f"{one[0]} at {where(number)} is neither this case, {paper.case_ref}, nor one linked to it."
                found.append(fails("reference", says, number, one[0]))
    return tuple(found)


def _names(paper: Paper) -> tuple[Finding, ...]:
    title, known = _known(paper.complainant)
    body = _distinctive(paper.body)
    listed = {
        word.casefold() for text in (paper.complainant, paper.body, *(one.title for one in paper.evidence)) for word in _NAME.findall(text)
    }
    found, seen = [], set()
    for number, paragraph in paper.numbered:
        for one in _NAME.finditer(paragraph):
            word = re.sub(r"['’]s?$", "", one[0])
            if word.casefold() in listed or word.casefold() in _COMMON or (number, word) in seen:
                continue
            near = _near(word, (*known, *body), starts=bool(_STARTS.search(paragraph[: one.start()])))
            if near:
                seen.add((number, word))
                found.append(fails("name", f"{word} at {where(number)}; the case says {near}.", number, word))
        for one in _TITLED.finditer(paragraph) if title and known else ():
            said = one[1].casefold().rstrip(".")
            if one[3] == known[-1] and said != title and not one[2].strip() and not _RELATION.search(paragraph):
                found.append(warns("title", f"{one[1]} {one[3]} at {where(number)}; the case says {paper.complainant}.", number, one[0]))
    text = " ".join(text for _, text in paper.numbered)
    misspelt = {one.says.rsplit("says ", 1)[1].rstrip(".") for one in found if one.code == "name"}
    if body and not misspelt & set(body) and not any(re.search(rf"\b{re.escape(word)}\b", text) for word in body):
        found.append(fails("body-not-named", f"The paper never names the body complained about, {paper.body}."))
    if known and known[-1] not in misspelt and not re.search(rf"\b{re.escape(known[-1])}\b", text):
        found.append(fails("complainant-not-named", f"The paper never names the complainant, {paper.complainant}."))
    return tuple(found)


def _near(word: str, names: Iterable[str], *, starts: bool) -> str:
    """The name that a word is nearly, or nothing. At the start of a sentence any word has a capital, so only one letter may differ there."""
    for name in names:
        if len(name) < 4 or word == name or word[:1].casefold() != name[:1].casefold():
            continue
        if word.casefold() in (f"{name}s".casefold(), f"{name}es".casefold()):
            continue  # the family, or more than one
        most = 2 if len(name) >= 7 and not starts else 1
        if edits(word.casefold(), name.casefold(), most) <= most:
            return name
    return ""


def _known(complainant: str) -> tuple[str, tuple[str, ...]]:
    """The title, and the names of the person with the surname last."""
    words = complainant.replace(".", " ").split()
    title = words[0].casefold() if words and words[0].casefold() in _TITLES else ""
    return title, tuple(word for word in words[1 if title else 0 :] if word[:1].isupper())


def _distinctive(body: str) -> tuple[str, ...]:
    """Words of a body's name that tell it from other bodies."""
    return tuple(
        re.sub(r"['’]s?$", "", word) for word in re.findall(r"[\w'’-]+", body) if word.casefold() not in _GENERIC and word[:1].isupper()
    )


REFERENCES = Check(
    "references",
    "A case is named that is not this one",
    _references,
    lambda paper: "Case references are of this case or one linked to it",
    "facts",
)
NAMES = Check("names", "A name is not as the case has it", _names, lambda paper: "Names match the case record", "facts")
