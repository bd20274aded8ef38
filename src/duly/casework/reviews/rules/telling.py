"""Who must be told what of a review, and by when. Pure."""

from dataclasses import dataclass
from datetime import date

TOLD_OF = {"acknowledgement": "That we have it", "answer": "What we found", "other": "Something else"}
"""What somebody is told of: the acknowledgement and the answer each meet a clock."""


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


def on_concluding(asker: str, *, by_when: date) -> tuple[Tell, ...]:
    """When it is concluded: whoever asked, the complainant and the body are each told what was found and what happens."""
    parties = dict.fromkeys(("complainant" if asker == "ourselves" else asker, "complainant", "body"))
    what = "What the review found, what becomes of the decision, and what you may do."
    return tuple(Tell(party, "answer", what, by_when) for party in parties)
