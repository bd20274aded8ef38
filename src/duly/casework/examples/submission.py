"""The demonstration's submission, as first put up with faults planted in it, and as put right."""

from datetime import date, timedelta
from typing import Any

from duly.primitives.period import say_day

_ASK = "Uphold the complaint and recommend a remedy"
_OPENING = (
    "Mrs Hartley complains that Marlbrook Integrated Care Board took nine months to decide whether her mother is entitled to continuing "
    "healthcare, and did not tell her why.",
    "The board's standard is 28 days. Its own log shows that the request was opened on 12 March and not allocated until 9 November (E1).",
    "The board accepts that the standard was missed and that it did not write to her in that time. It told us that it would accept a payment "
    "in the region of £1,000.",
)
_MP = "Delyth Hallam MP has asked to be told the outcome on the day it is issued."

FIRST: dict[str, Any] = {
    "ask": _ASK,
    "outcome": "upheld",
    "remedy_pence": 125_000,
    "mp_interest": True,
    "paragraphs": (
        *_OPENING,
        "We recommend that the board apologises in writing and pays Mrs Hartly £1,500. The effect on her health is in E3.",
        _MP,
        "Recommendation: uphold, with a remedy of £1,250 by [date] (paragraph 4).",
    ),
}
"""Planted: the remedy in two sums, no level, no date, a name misspelt, evidence that is not in the list, a gap to fill in, a comment unanswered, and no word of whether she saw the draft."""

EVIDENCE = (("The board's log of the request", 0), ("Mrs Hartley's second letter", 1))
"""What each is, and which of the case's papers, by place."""

COMMENTS = (
    ("Marlbrook Integrated Care Board", "Our log was kept late in March, and the request may have come a week after the day it shows."),
)

WHAT_WAS_WRONG = "Clear and fair. Three things before it can go to the Ombudsman."
POINTS = (
    (
        "remedy",
        4,
        "Say which level of our scale this is and why. Nine months with an effect on her own health looks like more than £1,250.",
    ),
    ("facts", 4, "It is Mrs Hartley. And the remedy must be the same at 4 and in the summary."),
    ("comments", 2, "Answer what the board says of its log."),
)
"""The reason, the paragraph, and the words of each point of the return."""

ANSWERS = (
    ("Level 4, because of her health.", 4),
    ("Both put right: £1,500 in each place.", 5),
    ("A week later it is still nine months. Said at 2.", 2),
)
TO_COMMENTS = (("A week makes no difference to the finding; said at 2.", 2),)


def second(today: date) -> dict[str, Any]:
    """The same put right. `today` is the day it is written, from which the date to comply by is counted."""
    by = say_day(today + timedelta(days=42))
    return FIRST | {
        "remedy_pence": 150_000,
        "paragraphs": (
            _OPENING[0],
            f"{_OPENING[1]} The board says that the request may have come a week later, which makes no difference. Mrs Hartley was sent the draft and had nothing to add.",
            _OPENING[2],
            "We have considered our scale of financial remedy. The injustice falls in level 4: prolonged distress and inconvenience, with an "
            "effect on her own health that her letter describes (E2).",
            f"We recommend that the board apologises in writing and pays Mrs Hartley £1,500, both by {by}.",
            _MP,
            "Issue: nine months without a decision, and no word why (paragraphs 1 and 2).",
            "Recommendation: uphold, at level 4, with a remedy of £1,500 (paragraphs 4 and 5).",
            "Handling: Delyth Hallam MP is told on the day (paragraph 6).",
        ),
    }


WAITING: dict[str, Any] = {
    "kind": "report",
    "ask": "Issue the report and recommend a remedy",
    "remedy_pence": 150_000,
    "mp_interest": True,
    "paragraphs": (
        *_OPENING,
        "The injustice falls in level 4 of our scale, for the effect on her own health.",
        "We recommend that within four weeks of our report Marlbrook Integrated Care Board pays Mrs Hartley £1,500, and that an apology is sent.",
        "Ms Hallam MP asked for the outcome on 31 November. It is for signature by the Deputy Ombudsman.",
        "Recommendation: publish, with a remedy of £1,250 (paragraph 5).",
    ),
}
"""A second paper left to be reviewed. Planted: another sum in the summary, a day there is not, a signer who may not, evidence not listed."""

REASONS_FOR_THE_LETTER = (
    "The board's own standard is 28 days. It took nine months, and did not tell you why. That was wrong, and it caused you distress for a "
    "long time and affected your own health."
)
