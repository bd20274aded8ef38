"""Words quoted from the evidence stand where they are said to: on the page that is listed or cited, in the paragraph that is named."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from duly.casework.submissions.rules.findings import Finding, warns, where
from duly.casework.submissions.rules.paper import Evidence, Paper

FEWEST_WORDS = 3
"""A name or a phrase of two words in quotation marks is a word somebody uses, not a quotation."""
_QUOTED = re.compile(r"[“\"](?P<words>[^“”\"]+)[”\"](?P<between>[^“”\"()]{0,120})\((?P<cited>[^()]*\bE\d{1,3}\b[^()]*)\)")
_LABEL = re.compile(r"\bE(\d{1,3})\b")
_PAGE = re.compile(r"\bp(?:age|\.)?\s?(\d{1,5})\b", re.IGNORECASE)
_PARAGRAPH = re.compile(r"\bpara(?:graph|\.)?\s?(\d{1,4})\b", re.IGNORECASE)
_LEFT_OUT = re.compile(r"…|\.\.\.|\[[^\]]*\]")
_PLAIN = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "\u00a0": " ", "\u00ad": ""})


@dataclass(frozen=True)
class Quotation:
    """Words that a paragraph says stand in the evidence of a label: on which page and in which paragraph of it, 0 where it does not say."""

    at: int
    words: str
    label: str
    page: int
    paragraph: int


def find(paper: Paper) -> tuple[Finding, ...]:
    """What is quoted and is not there, as far as the evidence was read. What nobody read says nothing."""
    listed = {one.label: one for one in paper.evidence if any(page.strip() for page in one.says)}
    found = ((one, _misplaced(one, listed[one.label])) for one in _quotations(paper) if one.label in listed)
    return tuple(
        warns("quoted-elsewhere", f"{where(one.at).capitalize()} quotes {_short(one.words)} {why}", one.at, one.words)
        for one, why in found
        if why
    )


def _quotations(paper: Paper) -> Iterator[Quotation]:
    for number, paragraph in paper.numbered:
        for match in _QUOTED.finditer(paragraph):
            labels, cited = _LABEL.findall(match["cited"]), match["cited"]
            if len(labels) != 1 or len(match["words"].split()) < FEWEST_WORDS:
                continue  # of two labels nobody can say which it is quoted from
            yield Quotation(number, match["words"], f"E{int(labels[0])}", _number(_PAGE, cited), _number(_PARAGRAPH, cited))


def _misplaced(one: Quotation, source: Evidence) -> str:
    pages, page = source.says, one.page or source.page
    on = [n for n, words in enumerate(pages, start=1) if _holds(words, one.words)]
    if not on:
        return f"from {one.label}, where those words were not found in what could be read of it."
    if page <= len(pages) and page not in on:
        return f"from page {page} of {one.label}; those words are on page {on[0]}."
    here = [n for n, words in enumerate(_paragraphs(pages[page - 1]), start=1) if _holds(words, one.words)] if page in on else []
    if one.paragraph and here and one.paragraph not in here:
        return f"from paragraph {one.paragraph} of page {page} of {one.label}; those words are in paragraph {here[0]}."
    return ""


def _holds(words: str, quoted: str) -> bool:
    """Whether words hold what is quoted, but for what was left out of it or put into it, and however it is spaced, hyphenated and cased."""
    there = _plain(words)
    parts = [part for part in (_plain(part).strip(" .,;:'") for part in _LEFT_OUT.split(quoted)) if part]
    return all(part in there for part in parts)


def _plain(words: str) -> str:
    joined = re.sub(r"(\w)-\s*\n\s*(\w)", r"\1\2", words.translate(_PLAIN))
    return " ".join(joined.split()).casefold()


def _paragraphs(page: str) -> list[str]:
    return [part for part in re.split(r"\n\s*\n", page) if part.strip()]


def _number(pattern: re.Pattern[str], words: str) -> int:
    found = pattern.search(words)
    return int(found[1]) if found else 0


def _short(words: str) -> str:
    return f"“{words}”" if len(words) <= 80 else f"“{words[:78].rsplit(' ', 1)[0]} …”"
