"""What is worth noticing in a letter when it arrives, and how its reference reads."""

import re
from dataclasses import dataclass

_CASE = re.compile(r"\bPSO-\d{4}-\d{5}\b")

WORTH_NOTICING: tuple[tuple[str, str, re.Pattern[str]], ...] = (
    ("Judicial review", "red", re.compile(r"judicial review|pre-action protocol|letter before (?:claim|action)", re.IGNORECASE)),
    ("Distress", "red", re.compile(r"how much longer I can go on|end(?:ing)? my life|suicid|self-harm|cannot go on", re.IGNORECASE)),
    ("MP", "violet", re.compile(r"\bM\.?P\.?\b|Member of Parliament")),
    ("Press", "amber", re.compile(r"\bjournalist\b|request for comment|before publication|\bnewspaper\b|\bnewsdesk\b", re.IGNORECASE)),
    ("Complaint about us", "blue", re.compile(r"complain(?:t|ing)? about (?:you\b|your office)", re.IGNORECASE)),
)
"""Word shown, tone, and the pattern looked for. A person decides; these only bring it to the eye."""


@dataclass(frozen=True)
class Flag:
    """Something noticed: what, and in which paragraph (0 is the subject)."""

    word: str
    tone: str
    paragraph: int
    found: str


def flags(subject: str, text: str) -> tuple[Flag, ...]:
    """What is noticed in a letter, each kind once, where it is first said."""
    places = [subject, *paragraphs(text)]
    found = []
    for word, tone, pattern in WORTH_NOTICING:
        for number, place in enumerate(places):
            match = pattern.search(place)
            if match:
                found.append(Flag(word, tone, number, match.group()))
                break
    return tuple(found)


def paragraphs(text: str) -> tuple[str, ...]:
    """A text in paragraphs: parted by empty lines."""
    return tuple(part.strip() for part in re.split(r"\n\s*\n", text.replace("\r\n", "\n")) if part.strip())


def case_refs_in(*texts: str) -> tuple[str, ...]:
    """Case references people wrote, in order, each once."""
    return tuple(dict.fromkeys(ref for text in texts for ref in _CASE.findall(text)))
