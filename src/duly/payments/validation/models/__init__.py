"""What was judged, what was decided of it, and what was let through."""

from duly.payments.validation.models.judging import (
    CHOICES,
    DUE,
    HOLD,
    PAY_CLAIMED,
    PAY_DELIVERED,
    PAY_ENTITLED,
    PAY_OTHER,
    AssessedLine,
    ExceptionDecision,
    ExceptionRaised,
    Judgement,
    VisitAssessed,
)
from duly.payments.validation.models.letting import FAIR, FINDINGS, NOT_FAIR, Letting, LettingDraw, LettingLookedAt

__all__ = [
    "CHOICES",
    "DUE",
    "FAIR",
    "FINDINGS",
    "HOLD",
    "NOT_FAIR",
    "PAY_CLAIMED",
    "PAY_DELIVERED",
    "PAY_ENTITLED",
    "PAY_OTHER",
    "AssessedLine",
    "ExceptionDecision",
    "ExceptionRaised",
    "Judgement",
    "Letting",
    "LettingDraw",
    "LettingLookedAt",
    "VisitAssessed",
]
