"""How post and cases may end, and the Ombudsman's principles, of which whoever closes something says which were met."""

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

CASE_OUTCOMES = (
    ("upheld", "Every part of the complaint was upheld"),
    ("partly upheld", "Some of the complaint was upheld, and not all"),
    ("not upheld", "None of the complaint was upheld"),
    ("resolved", "It was put right without a finding"),
    ("withdrawn", "Whoever complained took it back"),
    ("nobody carries on", "The complainant died, and nobody carries the complaint on"),
    ("not in jurisdiction", "It is not for the Ombudsman to look into"),
    ("not properly made", "It was not in writing, or no Member of Parliament referred it"),
    ("premature", "The body had not had its chance to answer it"),
    ("out of time", "It came too late, and nothing excuses that"),
    ("another remedy", "There is a remedy at law that it is fair to expect them to use"),
    ("discretion", "The Ombudsman chose not to go on, for the reasons given"),
)
"""A default, (code, words), after the closure reasons and outcomes that ombudsmen publish: an office adopts its own with its triage rules (`case_outcomes`)."""

MUST_HAVE = ("upheld", "partly upheld", "not upheld", "withdrawn", "nobody carries on")
"""Codes of which the program knows what they mean, and which every list of outcomes has."""

MOST_PRINCIPLES = 20
MOST_OUTCOMES = 40


@dataclass(frozen=True)
class Ended:
    """What became of an item, which principles were met, and when."""

    outcome: str
    principles: tuple[str, ...]
    closed_on: date
