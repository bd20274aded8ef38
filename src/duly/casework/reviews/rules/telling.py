"""Who must be told what of a review, and by when. Pure."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

TOLD_OF = {"acknowledgement": "That we have it", "answer": "What we found", "withdrawn": "That it was withdrawn", "other": "Something else"}
"""What somebody is told of: the acknowledgement and the answer each meet a clock."""
CHOSEN = "other"
"""Of this somebody chose the day."""


@dataclass(frozen=True)
class Tell:
    """One line of the plan to be made."""

    party: str
    kind: str
    what: str
    by_when: date


def on_asking(asker: str, *, by_when: date) -> tuple[Tell, ...]:
    """When it is asked for: whoever asked is told that we have it."""
    return () if asker == "ourselves" else (Tell(asker, "acknowledgement", "We have your request, and what happens next.", by_when),)


def on_refusing(asker: str, *, by_when: date) -> tuple[Tell, ...]:
    """When it is refused: whoever asked is told why."""
    return (
        ()
        if asker == "ourselves"
        else (Tell(asker, "answer", "We will not look at it again, and why; what else you may do, and until when.", by_when),)
    )


def on_withdrawing(asker: str, told: Collection[str], *, by_when: date) -> tuple[Tell, ...]:
    """When whoever asked withdraws it: they are told that it is noted, and everybody who was told anything of it (`told`) that it is over."""
    own = () if asker == "ourselves" else (asker,)
    words = "You withdrew your request to look at our decision again. We do nothing more on it, and the decision stays as it is."
    others = "The request to look at our decision again was withdrawn. We do nothing more on it, and the decision stays as it is."
    parties = dict.fromkeys((*own, *told))
    return tuple(Tell(party, "withdrawn", words if party in own else others, by_when) for party in parties)


def on_concluding(asker: str, *, by_when: date) -> tuple[Tell, ...]:
    """When it is concluded: whoever asked, the complainant and the body are each told what was found and what happens."""
    parties = dict.fromkeys(("complainant" if asker == "ourselves" else asker, "complainant", "body"))
    what = "What the review found, what becomes of the decision, and what you may do."
    return tuple(Tell(party, "answer", what, by_when) for party in parties)
