"""The demonstration's principals, and a paper for the Ombudsman's box."""

from typing import Any

from duly.casework.boxes.rules import Rates

PRINCIPALS = (("ombudsman", 1, Rates(minutes_per_week=240)), ("deputy-ombudsman", 2, Rates()))
"""Post, place among the principals, and how each reads: defaults, to be verified."""

FOR_THE_OMBUDSMAN: dict[str, Any] = {
    "kind": "remedy",
    "ask": "Agree the remedy offered for the second delay",
    "remedy_pence": 120_000,
    "mp_interest": False,
    "paragraphs": (
        "Summary: the board offers £1,200 for a second delay of four months, and we think that is right.",
        "The injustice falls in level 4 of our scale, for prolonged distress.",
        "We recommend that Marlbrook Integrated Care Board pays Mrs Hartley £1,200 within four weeks of our decision.",
        "Recommendation: agree a remedy of £1,200 (paragraph 3).",
    ),
}
QUESTION = "Has the board said when it will have cleared what is waiting?"
WHY_PASSED = "The board's letter says the rest, and is with the papers."
LESSON = "Name the level of injustice where the sum is first recommended."
