"""What the first of two people said: whoever does the second half reads the reason before doing it."""

from duly.core.record.queries import history


def as_asked(subject: str, ref: str, action: str) -> str:
    """The record's newest sentence of this kind about a subject; empty where there is none."""
    return next((entry.sentence for entry in reversed(history(subject, ref)) if entry.action == action), "")
