"""The points of a return, and which of them a new version misses."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from duly.casework.submissions.rules.limits import FIRST_LIMITS


@dataclass(frozen=True)
class Point:
    """One thing to put right: a coded reason (of the `returns` in force), words, where, who is to do it and by when. `paragraph` 0 is the whole paper.

    Without `who_fixes` or `fix_by` it is as the reason says.
    """

    reason: str
    words: str
    who_fixes: str = ""
    fix_by: date | None = None
    paragraph: int = 0


@dataclass(frozen=True)
class Given:
    """An answer as given: its words, and the paragraph where it was dealt with, 0 for none."""

    words: str
    paragraph: int = 0


def left_as_it_was(answer: Given | None, *, paragraph: int, before: Sequence[str], now: Sequence[str]) -> bool:
    """Whether a point about a paragraph (counted from 1, of the version returned) was answered without naming another, and the paragraph still stands as it was."""
    told = answer is not None and not answer.paragraph
    return told and 0 < paragraph <= len(before) and before[paragraph - 1] in now


def missed(
    answer: Given | None,
    *,
    paragraph: int = 0,
    before: Sequence[str],
    now: Sequence[str],
    fewest: int = FIRST_LIMITS.fewest_words_of_a_reason,
) -> str:
    """Why a point counts as missed, or nothing: it has no answer; its answer names a paragraph that is as it was when the paper was returned; or it names
    none, the paragraph the point is about (`paragraph`, 0 for the whole) is as it was, and why is not said in the `fewest` words: "Done." says that it was changed."""
    if answer is None or not answer.words.strip():
        return "not answered"
    if left_as_it_was(answer, paragraph=paragraph, before=before, now=now) and len(answer.words.split()) < fewest:
        return f"answered “{answer.words.strip()}”, and the paragraph is as it was: say why, or change it"
    if not answer.paragraph:
        return ""
    if answer.paragraph > len(now):
        return f"said to be at paragraph {answer.paragraph}, and there is none"
    if now[answer.paragraph - 1] in before:
        return f"said to be at paragraph {answer.paragraph}, which is as it was"
    return ""
