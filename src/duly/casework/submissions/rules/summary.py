"""The one-page summary a paper may begin with: issue, options, recommendation, risk and handling, each sentence pointing at a paragraph.

A paragraph that begins with one of these words and a colon is part of the summary: "Issue: nobody came for five months (paragraph 6)."
"""

import re
from dataclasses import dataclass

from duly.casework.submissions.rules.findings import Finding, fails, warns, where
from duly.casework.submissions.rules.paper import Paper
from duly.casework.submissions.rules.reading import sentences

PARTS = ("Issue", "History", "Options", "Recommendation", "Risk", "Handling")
_PART = re.compile(rf"^({'|'.join(PARTS)}):\s+(.+)$")
POINTS_AT = re.compile(r"\bparagraphs?\s+(\d{1,4})(?:(?:\s+(?:and|to)\s+|,\s*)(\d{1,4}))?")


@dataclass(frozen=True)
class Part:
    """One part of the summary: its name, the number of its paragraph, and what it says."""

    name: str
    number: int
    text: str


def parts(paragraphs: tuple[str, ...]) -> tuple[Part, ...]:
    """The summary of a paper, part by part; nothing where it has none."""
    return tuple(Part(found[1], number, found[2]) for number, text in enumerate(paragraphs, start=1) if (found := _PART.match(text)))


def find(paper: Paper) -> tuple[Finding, ...]:
    """Sentences of the summary that point at no paragraph, and those that point at one there is not, or that is only the summary again."""
    of_summary = {part.number for part in parts(paper.paragraphs)}
    found = []
    for part in parts(paper.paragraphs):
        for sentence in sentences(part.text):
            numbers = [int(n) for one in POINTS_AT.finditer(sentence) for n in one.groups() if n]
            if not numbers:
                says = f"The summary ({part.name.lower()}, {where(part.number)}) says something and points at no paragraph."
                found.append(warns("points-nowhere", says, part.number, sentence[:80]))
            for n in numbers:
                if n in of_summary or not 1 <= n <= len(paper.paragraphs):
                    says = f"The summary ({part.name.lower()}, {where(part.number)}) points at paragraph {n}, which does not bear it out."
                    found.append(fails("points-wrong", says, part.number, sentence[:80]))
    return tuple(found)
