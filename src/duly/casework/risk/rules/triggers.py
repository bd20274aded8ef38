"""What forces another assessment, by when, and who is told. A default that an office replaces with its own (`ruleset.py`); days are working days."""

from dataclasses import dataclass

DORMANT_DAYS = 90
"""Days without anything done after which an open case is dormant."""


@dataclass(frozen=True)
class Trigger:
    """One kind of happening. `days` are working days to look again in; `post` is told at once, beside the case's owner; `flag` is of post."""

    code: str
    word: str
    days: int
    post: str
    flag: str = ""


TRIGGERS = (
    Trigger("self-harm", "A threat of self-harm", 1, "casework-manager", "self-harm"),
    Trigger("safeguarding", "Somebody may be at risk", 1, "casework-manager", "safeguarding"),
    Trigger("violence", "Violence, or a threat of it", 1, "casework-manager", "violence"),
    Trigger("judicial-review", "A letter about judicial review", 1, "head-of-casework", "judicial-review"),
    Trigger("death", "A death", 2, "casework-manager", "death"),
    Trigger("mp", "A letter of a Member of Parliament or a peer", 2, "casework-manager", "mp"),
    Trigger("press", "The press", 1, "head-of-casework", "press"),
    Trigger("review", "A review was asked for", 5, "casework-manager"),
    Trigger("dormant", f"Nothing was done for {DORMANT_DAYS} days", 5, "casework-manager"),
    Trigger("review-day", "Its day of review went by", 2, "casework-manager"),
)
BY_CODE = {one.code: one for one in TRIGGERS}
BY_FLAG = {one.flag: one for one in TRIGGERS if one.flag}
OF_FEW = ("dormant", "review-day")
"""Found by looking at the calendar, not at a paper."""
