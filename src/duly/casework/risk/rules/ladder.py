"""The ladder by which somebody higher is brought into a case, and in how many working days they say that they have seen it.

The days, and the words it is asked in, are a default that an office replaces with its own (`ruleset.py`); what a rung does is not.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Rung:
    """One rung. `answer` is what an answer to it is called; without one, to acknowledge it is all that is asked."""

    code: str
    word: str
    asks: str
    days: int
    answer: str = ""


LADDER = (
    Rung("inform", "Inform", "They need only know.", 2),
    Rung("brief", "Brief", "They want to be told enough to speak of it.", 2, "briefed"),
    Rung("seek view", "Seek a view", "What do they think? It is decided where it is.", 1, "view given"),
    Rung("seek decision", "Seek a decision", "They decide one question of it.", 1, "decision given"),
    Rung("take over", "Ask to take over", "The case becomes theirs.", 1, "left where it is"),
)
BY_RUNG = {one.code: one for one in LADDER}
RUNGS = tuple(BY_RUNG)
ANSWERS = tuple(one.answer for one in LADDER if one.answer)
