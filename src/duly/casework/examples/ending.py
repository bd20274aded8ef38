"""The demonstration's complaints that end, or may not go on, about invented people and bodies: one taken back, one whose complainant died, one of two together."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Told:
    """What somebody rang about, keyed in by hand, and the case opened from it. `people` complain: more than one of them together."""

    people: tuple[str, ...]
    title: str
    body: str
    words: str


TAKEN_BACK = Told(
    ("Agnes Thornbury",), "A refund for a blue badge", "Northmere Council", "The council keeps the £10 it took for a badge it refused."
)
WITHDREW = "The council has sent the £10 back, with a letter she is content with. She wants no decision."

DIED = Told(
    ("Edwin Marsh",),
    "Notice of a change of carer",
    "Marlbrook Integrated Care Board",
    "His carers changed four times in a month, and nobody told him before.",
)
DAUGHTER = "Philippa Marsh"
DIED_FROM = "His daughter rang, and the registrar's certificate came the day after."
CARRIES_ON = "She cared for him and was there each time. Nobody else asks to, and there is no estate that needs a grant."

TOGETHER = Told(
    ("Leonie Abara", "Marcus Abara"),
    "A school place refused",
    "Northmere Council",
    "Both parents complain that the appeal was heard without them.",
)
AGREED = "She rang, and wrote the same day: he may not decide it for her."

ENDED = Told(("Hugh Penhale",), "A wrong council tax bill", "Northmere Council", "He was billed for a flat he had left.")
ENDED_BECAUSE = "The council took the bill back and said sorry, before anybody had to find anything."
TOO_SOON = Told(("Winifred Ashe",), "Bins not collected", "Northmere Council", "Her bins were left twice this month.")
TOO_SOON_BECAUSE = "She has not complained to the council yet. She was told how, and that she may come back."
