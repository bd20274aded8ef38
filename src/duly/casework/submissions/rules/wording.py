"""Nothing is left to fill in, no sentence is too long to follow, and the paper goes to somebody who may sign it."""

import re

from duly.casework.submissions.rules.findings import Check, Finding, fails, warns, where
from duly.casework.submissions.rules.paper import Paper
from duly.casework.submissions.rules.reading import sentences, words_in

_LEFT = re.compile(
    r"\[(?!(?:\d{4}|sic|\.\.\.|…)\])[^\[\]]{0,80}\]|\bTB[CAD]\b|(?<!Part )(?<!Chapter )(?<!Schedule )(?<!Article )\bX{2,}\b|£\s?X+\b|\?{2,}|_{3,}"
    r"|\b(?:insert|add) (?:name|date|amount|reference|wording|text) here\b|\blorem ipsum\b",
)
_QUOTED = re.compile(r"[“\"][^”\"]*[”\"]")
_SIGNS = re.compile(
    r"\b(?:for|to) (?:signature|sign-off|decision|signing) by the ([A-Z][\w ]+?)(?=[.,;)]|$)|\b[Tt]he ([A-Z][\w ]+?) (?:is to|should|will|can|may) sign\b"
)


def _placeholders(paper: Paper) -> tuple[Finding, ...]:
    found = []
    for number, paragraph in paper.numbered:
        quoted = [(one.start(), one.end()) for one in _QUOTED.finditer(paragraph)]
        for one in _LEFT.finditer(paragraph):
            inside = any(start < one.start() and one.end() < end for start, end in quoted)
            if inside and one[0].startswith("[") and one[0][1:2].islower():
                continue  # a word put into a quotation, as "[she] was told"
            found.append(fails("placeholder", f"“{one[0]}” at {where(number)} is still to be filled in.", number, one[0]))
    return tuple(found)


def _sentences(paper: Paper) -> tuple[Finding, ...]:
    return tuple(
        warns("long", f"A {words_in(one)}-word sentence at {where(number)}.", number, " ".join(one.split()[:10]))
        for number, paragraph in paper.numbered
        for one in sentences(paragraph)
        if words_in(one) > paper.limits.most_words_in_a_sentence
    )


def _authority(paper: Paper) -> tuple[Finding, ...]:
    if not paper.signers:
        return (fails("nobody", "Under the scheme in force nobody in post may sign this as it stands."),)
    found = []
    for number, paragraph in paper.numbered:
        for one in _SIGNS.finditer(paragraph):
            named = (one[1] or one[2]).strip()
            if named in paper.titles and named not in paper.signers:
                says = f"The {named} may not sign this ({where(number)}); the {' or the '.join(paper.signers)} may."
                found.append(fails("wrong-signer", says, number, one[0]))
    return tuple(found)


PLACEHOLDERS = Check("placeholders", "Something is left to fill in", _placeholders, lambda paper: "Nothing is left to fill in", "clarity")
SENTENCES = Check(
    "sentences",
    "A long sentence",
    _sentences,
    lambda paper: f"No sentence is over {paper.limits.most_words_in_a_sentence} words",
    "clarity",
)
AUTHORITY = Check(
    "authority",
    "Nobody may sign this, or it names somebody who may not",
    _authority,
    lambda paper: f"The {' or the '.join(paper.signers)} may sign this",
    "authority",
)
