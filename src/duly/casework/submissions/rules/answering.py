"""What is cited is in the evidence list and opens; what was said about the draft has an answer."""

import re

from duly.casework.submissions.rules import quoting, summary
from duly.casework.submissions.rules.findings import Check, Finding, fails, warns, where
from duly.casework.submissions.rules.paper import Paper

CITED = re.compile(r"\bE(\d{1,3})\b(?!\s\d[A-Z]{2}\b)")
"""E2, but not the E1 of a postcode such as E1 6AN."""


def _evidence(paper: Paper) -> tuple[Finding, ...]:
    listed = {one.label for one in paper.evidence}
    found, cited = [], set()
    for number, paragraph in paper.numbered:
        for one in CITED.finditer(paragraph):
            label = f"E{int(one[1])}"
            if label not in listed and label not in cited:
                found.append(fails("not-listed", f"{label} is cited at {where(number)} and is not in the evidence list.", number, one[0]))
            cited.add(label)
    for item in paper.evidence:
        if not item.opens:
            says = f"{item.label} does not open: {item.where}, is not among the papers of this case."
            found.append(fails("does-not-open", says, 0, item.title))
        elif item.label not in cited:
            found.append(warns("not-cited", f"{item.label} ({item.title}) is listed and never cited.", 0, item.title))
        if item.withdrawn:
            says = f"{item.label} ({item.title}) is {item.where}, which as evidence ({item.withdrawn}) was withdrawn. See whether it still shows that."
            found.append(warns("withdrawn-listed", says, 0, item.title))
    found += _withdrawn(paper)
    if not cited and not listed:
        found.append(warns("no-evidence", "No evidence is listed or cited."))
    return (*found, *quoting.find(paper), *summary.find(paper))


def _withdrawn(paper: Paper) -> list[Finding]:
    found = []
    for one in paper.withdrawn:
        told = f"{one.ref} was withdrawn ({one.because.rstrip('.')})"
        cited = [number for number, paragraph in paper.numbered if re.search(rf"\b{re.escape(one.ref)}\b", paragraph)]
        found += [fails("withdrawn-cited", f"{told}, and is cited at {where(number)}.", number, one.ref) for number in cited]
        found += [
            fails("rests-on-withdrawn", f"{told}, and what was found on {issue} rests on it. Find on it again.") for issue in one.found_on
        ]
    return found


def _answers(paper: Paper) -> tuple[Finding, ...]:
    return tuple(
        fails(code, f"{one.what} has no answer: “{_short(one.words)}”", one.paragraph, one.words)
        for code, asked in (("comment", paper.comments), ("point", paper.points))
        for one in asked
        if not one.answer.strip()
    )


def _short(words: str) -> str:
    return words if len(words) <= 90 else f"{words[:88].rsplit(' ', 1)[0]} …"


def _all_answered(paper: Paper) -> str:
    comments, points = len(paper.comments), len(paper.points)
    if not comments and not points:
        return "Nobody has commented on the draft, and nothing was returned"
    said = [f"{n} {word if n == 1 else word + 's'}" for n, word in ((comments, "comment"), (points, "point")) if n]
    return f"Each of the {' and '.join(said)} has an answer" if comments + points > 1 else f"The {said[0]} has an answer"


def _all_open(paper: Paper) -> str:
    how_many = len(paper.evidence)
    return f"All {how_many} evidence references open and are cited" if how_many > 1 else "The evidence reference opens and is cited"


EVIDENCE = Check("evidence", "Evidence, or the summary, is not as cited", _evidence, _all_open, "evidence")
ANSWERS = Check("answers", "Something is not answered", _answers, _all_answered, "comments")
