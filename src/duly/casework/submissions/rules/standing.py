"""What stands beside the words of a paper: the outcome it proposes goes with its remedy, both sides were heard, and the case's risk was looked at."""

import re

from duly.casework.submissions.rules.findings import Check, Finding, fails, warns
from duly.casework.submissions.rules.naming import _distinctive, _known
from duly.casework.submissions.rules.paper import Paper
from duly.casework.submissions.rules.reading import sentences
from duly.casework.submissions.rules.remedy import sterling

NOTHING_PAID = ("not upheld", "discontinued")
"""Outcomes no remedy goes with: whoever signs is held to the same."""
_BODIES = re.compile(
    r"\b(?:board|council|trust|department|icb|practice|surgery|body|provider|landlord|agency|authority|ministry|hospital|home|association"
    r"|company|school|college|university)\b",
    re.IGNORECASE,
)
_COMPLAINS = re.compile(r"\b(?:complainant|he|she|they|both parties|neither party|both sides|neither side)\b", re.IGNORECASE)
_SILENT = re.compile(
    r"\b(?:(?:did not|has not|have not|had not|never) (?:wish(?:ed)? to )?(?:comment|replied|reply|answer|answered|respond|responded|write|written|commented)"
    r"|(?:had|have|has|made|sent|gave|offered) (?:no|nothing|none)\b[^.]*\b(?:comments?|say|add|reply|observations?|views?)"
    r"|(?:was|were|has been|have been|had been) (?:asked|invited|given the (?:chance|opportunity)) to (?:comment|respond|reply)"
    r"|no (?:comments?|reply|observations?) (?:came|was|were|has|have)|nothing (?:further )?to (?:say|add))",
    re.IGNORECASE,
)


def _outcome(paper: Paper) -> tuple[Finding, ...]:
    if paper.outcome in NOTHING_PAID and paper.remedy_pence:
        says = f"The outcome proposed is {paper.outcome}, and a remedy of {sterling(paper.remedy_pence)} is put up with it."
        return (fails("pays-though-not-upheld", says),)
    return ()


def _heard(paper: Paper) -> tuple[Finding, ...]:
    """Once the draft went to one side it went to both: whoever said nothing of it is said to have been asked."""
    if not (paper.commented or paper.kind in paper.limits.shown_to_both_sides):
        return ()
    said_of = [one for _, text in paper.numbered for one in sentences(text) if _SILENT.search(one)]
    unheard = [
        name
        for name, is_it in ((paper.complainant, _is_complainant), (paper.body, _is_body))
        if name and not any(is_it(paper, one) for one in (*paper.commented, *said_of))
    ]
    tell = fails if paper.kind in paper.limits.shown_to_both_sides else warns
    says = "{} has said nothing of the draft, and the paper does not say that they were asked."
    return tuple(tell("not-heard", says.format(name)) for name in unheard)


def _is_complainant(paper: Paper, words: str) -> bool:
    _, names = _known(paper.complainant)
    return bool(names and re.search(rf"\b{re.escape(names[-1])}\b", words, re.IGNORECASE)) or bool(_COMPLAINS.search(words))


def _is_body(paper: Paper, words: str) -> bool:
    telling = "|".join(re.escape(one) for one in _distinctive(paper.body))
    known = telling and re.search(rf"\b(?:{telling})\b", words, re.IGNORECASE)
    return bool(known or _BODIES.search(words) or re.search(r"\b(?:both|neither) (?:parties|party|sides?)\b", words, re.IGNORECASE))


def _risk(paper: Paper) -> tuple[Finding, ...]:
    return tuple(fails("risk-not-looked-at", one) for one in paper.risk)


OUTCOME = Check(
    "outcome",
    "The outcome and the remedy do not go together",
    _outcome,
    lambda paper: (
        "The outcome proposed goes with the remedy" if paper.outcome else "No outcome is proposed that the remedy could contradict"
    ),
    "remedy",
)
HEARD = Check(
    "heard",
    "A side was not heard on the draft",
    _heard,
    lambda paper: (
        "Both sides were heard on the draft"
        if paper.commented or paper.kind in paper.limits.shown_to_both_sides
        else "The draft was shown to nobody outside"
    ),
    "comments",
)
RISK = Check(
    "risk",
    "The risk of the case must be looked at",
    _risk,
    lambda paper: "Nothing of the case's risk waits to be looked at",
    "facts",
)
