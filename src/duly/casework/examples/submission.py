"""The demonstration's submission, as first put up and as put right."""

from typing import Any

_ASK = "Uphold the complaint and recommend a remedy"
_OPENING = (
    "Mrs Hartley complains that Marlbrook Integrated Care Board took nine months to decide whether her mother is entitled to continuing "
    "healthcare, and did not tell her why.",
    "The board's standard is 28 days. Its own log shows that the request was opened on 12 March and not allocated until 9 November.",
    "The board accepts that the standard was missed and that it did not write to her in that time.",
)

FIRST: dict[str, Any] = {
    "ask": _ASK,
    "remedy_pence": 125_000,
    "mp_interest": True,
    "paragraphs": (
        *_OPENING,
        "We recommend that the board apologises in writing and pays Mrs Hartley £1,250.",
        "Delyth Hallam MP has asked to be told the outcome on the day it is issued.",
    ),
}

WHAT_WAS_WRONG = "Say which level of our scale this is and why. Nine months with an effect on her own health looks like more than £1,250."

SECOND: dict[str, Any] = FIRST | {
    "remedy_pence": 150_000,
    "paragraphs": (
        *_OPENING,
        "We have considered our scale of financial remedy. The injustice falls in level 4: prolonged distress and inconvenience, with an "
        "effect on her own health that her GP's records confirm.",
        "We recommend that the board apologises in writing and pays Mrs Hartley £1,500.",
        "Delyth Hallam MP has asked to be told the outcome on the day it is issued.",
    ),
}

REASONS_FOR_THE_LETTER = (
    "The board's own standard is 28 days. It took nine months, and did not tell you why. That was wrong, and it caused you distress for a "
    "long time and affected your own health."
)
