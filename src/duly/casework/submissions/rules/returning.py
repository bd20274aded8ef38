"""The points of a return, and which of them a new version misses."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Point:
    """One thing to put right: a coded reason (`REASONS`), words, where, who is to do it and by when. `paragraph` 0 is the whole paper."""

    reason: str
    words: str
    who_fixes: str
    fix_by: date
    paragraph: int = 0


@dataclass(frozen=True)
class Given:
    """An answer as given: its words, and the paragraph where it was dealt with, 0 for none."""

    words: str
    paragraph: int = 0


def missed(answer: Given | None, *, before: Sequence[str], now: Sequence[str]) -> str:
    """Why a point counts as missed, or nothing: it has no answer, or its answer names a paragraph that is as it was when the paper was returned."""
    if answer is None or not answer.words.strip():
        return "not answered"
    if not answer.paragraph:
        return ""
    if answer.paragraph > len(now):
        return f"said to be at paragraph {answer.paragraph}, and there is none"
    if now[answer.paragraph - 1] in before:
        return f"said to be at paragraph {answer.paragraph}, which is as it was"
    return ""
