"""What a check finds in a paper: a code, how grave it is, a sentence, where, and the words quoted."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from duly.casework.submissions.rules.paper import Paper

Level = Literal["fails", "warns", "passes"]


@dataclass(frozen=True)
class Finding:
    """One thing found. `paragraph` 0 is what is asked, or the whole paper; `quoted` are the words, empty where something is missing."""

    code: str
    level: Level
    says: str
    paragraph: int = 0
    quoted: str = ""


@dataclass(frozen=True)
class Check:
    """One check: what it finds, its heading where it finds something, what to say when it finds nothing, and the reason a paper is returned for."""

    code: str
    heading: str
    find: Callable[[Paper], tuple[Finding, ...]]
    passes: Callable[[Paper], str]
    reason: str


def fails(code: str, says: str, paragraph: int = 0, quoted: str = "") -> Finding:
    """A finding that should be put right."""
    return Finding(code, "fails", says, paragraph, quoted)


def warns(code: str, says: str, paragraph: int = 0, quoted: str = "") -> Finding:
    """A finding that a person should look at."""
    return Finding(code, "warns", says, paragraph, quoted)


def where(paragraph: int) -> str:
    """A place as people say it."""
    return f"paragraph {paragraph}" if paragraph else "what is asked"
