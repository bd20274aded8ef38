"""The demonstration's reviews: what was asked, found and referred, about invented people and bodies."""

from typing import Any

ASKED_BY_THE_COMPLAINANT = (
    ("overlooked", "You did not look at my third letter, in which I told the board that my mother was in hospital."),
    ("method", "Nobody rang me before you decided, though I was told that somebody would."),
)
"""Grounds, each by its code with what she says."""

ISSUES = (
    "Was the third letter before us when we decided?",
    "Would it have changed what we recommended?",
    "What was she told about a call, and was it kept?",
)
FOUND_ON_THE_METHOD = (
    "She was told on the telephone that somebody would ring before the decision. Nobody did, and the file does not say why."
)

SECOND: dict[str, Any] = {
    "kind": "decision",
    "ask": "Uphold the complaint in part",
    "remedy_pence": 20_000,
    "mp_interest": False,
    "paragraphs": (
        "Mr Osei complains that Northmere Council lost the file of his request for a visit, and did not tell him.",
        "The council accepts that the file was lost. It told him so on 2 June, six weeks after it knew.",
        "We do not uphold that the loss changed what he was entitled to: the visit was made on the day it would have been.",
        "The six weeks without word are an injustice at level 2 of our scale.",
        "Recommendation: uphold in part, with a remedy of £200 for the six weeks.",
    ),
}
"""A second case's submission: upheld in part, and counted as upheld until somebody noticed."""

COUNTED_WRONGLY = "One of the two heads of complaint was upheld, not both."
ASKED_BY_THE_BODY = (("facts", "The file was found on 9 June, and Mr Osei was told on the day."),)
REFUSED = "The council told us so before we decided; paragraph 2 deals with it. Nothing in the letter is new."
TO_THE_LAWYERS = "May we tell the member of parliament which of the board's officers wrote the log?"
TO_SOMEBODY_OUTSIDE = "Was the way we weighed the effect on her health in line with the cases of the last two years?"
