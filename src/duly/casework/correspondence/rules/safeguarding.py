"""What breaks through every standing instruction, whatever rules an office has adopted: danger to somebody, a death, a threat of judicial review.

The phrases are ours, to begin from: an office adds its own to its triage rules, where any flag that is urgent breaks through too.
"""

from duly.casework.correspondence.rules.first import RULES
from duly.casework.correspondence.rules.watching import Rule

SAFEGUARDING = Rule(
    "safeguarding",
    "Safeguarding",
    "red",
    phrases=(
        *("safeguarding", "child protection", "social services ~ child*", "at risk of harm", "in danger", "not safe", "unsafe at home"),
        *("abuse*", "abusing", "neglected", "neglecting her", "neglecting him", "starv*", "without food", "no food", "nothing to eat"),
        *(
            "hit me",
            "hits me",
            "hitting me",
            "beat me",
            "beats me",
            "beaten",
            "hurts me",
            "hurt her",
            "hurt him",
            "strangl*",
            "raped",
            "rape",
        ),
        *(
            "sexual* assault*",
            "assaulted",
            "domestic violence",
            "stabbed",
            "a knife",
            "threaten* to kill",
            "going to kill",
            "kill him",
            "kill her",
        ),
        *("no heating", "no insulin", "without insulin", "without ~ medication", "stopped ~ medication", "cannot breathe", "can't breathe"),
        *("sleeping rough", "on the street", "locked in", "locked me in", "held against", "forced marriage", "afraid for my life"),
        *("frightened for", "scared for my", "fear for my", "do not want to wake up", "don't want to wake up", "end things", "say goodbye"),
    ),
    urgent=True,
)
ALWAYS = (*(rule for rule in RULES if rule.code in ("self-harm", "death", "judicial-review")), SAFEGUARDING)
