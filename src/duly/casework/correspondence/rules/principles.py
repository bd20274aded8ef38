"""How post may end, and the Ombudsman's principles, of which whoever closes something says which were met."""

from dataclasses import dataclass
from datetime import date

OUTCOMES = {
    "reply": "A reply was sent",
    "forward": "It was sent on to whom it is for",
    "file": "It was put on file",
    "no reply": "No reply is called for",
    "escalate": "It was taken to somebody above",
}
"""Every way an item of post ends."""

PRINCIPLES = (
    "getting it right",
    "customer focus",
    "open and accountable",
    "fair and proportionate",
    "putting things right",
    "continuous improvement",
)
"""A default, after the published Principles of Good Administration: an office adopts its own with its triage rules (`principles`), dated as they are."""

MOST_PRINCIPLES = 20


@dataclass(frozen=True)
class Ended:
    """What became of an item, which principles were met, and when."""

    outcome: str
    principles: tuple[str, ...]
    closed_on: date
