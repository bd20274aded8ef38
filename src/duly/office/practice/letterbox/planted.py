"""What is planted in the invented ombudsman's office, and how often: the one table that the generator and the test read."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Office:
    """How large an invented office is: weeks of post, items in them, and of each kind of planting how many.

    `live` cases are those opened from its letters and those taken over; `defects_of_each` is how many papers have each defect of `papers.DEFECTS`.
    """

    weeks: int
    items: int
    triggers: dict[str, int]
    quiet_decoys: int
    false_alarms: int
    before_the_watch: int
    beyond_the_words: int
    live: int
    closed: int
    defects_of_each: int
    sound_papers: int

    @property
    def plain(self) -> int:
        """Letters in which there is nothing to notice."""
        special = (*self.triggers.values(), self.quiet_decoys, self.false_alarms, self.before_the_watch, self.beyond_the_words)
        return self.items - sum(special)


STANDING = "standing-instruction"
"""The kind of a letter of somebody under a standing instruction: it is no rule's flag, and is noticed by who wrote it."""

FULL = Office(
    weeks=8,
    items=320,
    triggers={
        "self-harm": 12,
        "judicial-review": 12,
        "death": 12,
        "mp": 20,
        "press": 10,
        "deadline": 20,
        "about-us": 10,
        "watched": 8,
        STANDING: 10,
    },
    quiet_decoys=40,
    false_alarms=10,
    before_the_watch=4,
    beyond_the_words=4,
    live=400,
    closed=4_000,
    defects_of_each=2,
    sound_papers=30,
)
SMALL = Office(
    weeks=2,
    items=44,
    triggers={
        "self-harm": 2,
        "judicial-review": 2,
        "death": 2,
        "mp": 3,
        "press": 2,
        "deadline": 3,
        "about-us": 2,
        "watched": 2,
        STANDING: 2,
    },
    quiet_decoys=6,
    false_alarms=2,
    before_the_watch=1,
    beyond_the_words=1,
    live=40,
    closed=200,
    defects_of_each=1,
    sound_papers=5,
)
OFFICES = {"small": SMALL, "full": FULL}
"""By the size of the council beside it."""

WATCHED = "Larkfield House"
"""What is put on the watch list after the first week."""

NOT_AS_PLANTED = "not as planted"
"""The figure that is there only when something planted was not found, or something was found that was not planted."""
