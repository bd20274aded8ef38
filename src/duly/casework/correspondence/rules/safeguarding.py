"""What breaks through every standing instruction, whatever rules an office has adopted: danger to somebody, a death, a threat of judicial review.

The phrases are ours, to begin from: an office adds its own to its triage rules, where any flag that is urgent breaks through too.
"""

from duly.casework.correspondence.rules.first import RULES
from duly.casework.correspondence.rules.watching import Rule

HARDSHIP = Rule(
    "hardship",
    "Hardship",
    "red",
    phrases=(
        *(
            "no heating",
            "no insulin",
            "without insulin",
            "without ~ medication",
            "stopped ~ medication",
            "cannot breathe",
            "can't breathe",
            "without food",
            "no food",
        ),
        *("sleeping rough", "on the street", "on the streets", "not safe", "end things", "say goodbye", "a knife"),
    ),
    urgent=True,
)
"""What is not flagged at triage, where it mostly speaks of houses, and yet breaks through an instruction that nothing is to be acknowledged."""
ALWAYS = (*(rule for rule in RULES if rule.code in ("self-harm", "safeguarding", "violence", "death", "judicial-review")), HARDSHIP)
