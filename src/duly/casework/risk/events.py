"""What the record says of risk. What is at risk, and for whom, is private; points, levels, days and references are not."""

from dataclasses import dataclass
from datetime import date

from duly.primitives.event import Event, private


@dataclass(frozen=True)
class RiskAssessed(Event):
    """The subject is the risk of one case. `points`, `papers` and `evidence` are in the order of `dimensions`."""

    code = "risk.assessed"
    subject = "case risk"
    says = "The risk of {ref} was assessed as {level}, {score} points, to be looked at again by {review_on:day}: {mitigation}"
    ref: str
    version: int
    number: int
    scale: str
    dimensions: tuple[str, ...]
    points: tuple[int, ...]
    papers: tuple[str, ...]
    level: str
    score: int
    owner: str
    review_on: date
    evidence: tuple[str, ...] = private()
    mitigation: str = private()


@dataclass(frozen=True)
class RiskConfirmed(Event):
    """Somebody looked again and left the points as they were: another number, with the same points and another day of review."""

    code = "risk.confirmed"
    subject = "case risk"
    says = "The assessment of {ref} was confirmed as {level}, to be looked at again by {review_on:day}: {because}"
    ref: str
    version: int
    number: int
    confirms: int
    level: str
    review_on: date
    because: str = private()


@dataclass(frozen=True)
class RiskDueAgain(Event):
    """Something happened after which the risk must be looked at again. `source` is the paper, or names the day."""

    code = "risk.due-again"
    subject = "case risk"
    says = "The risk of {ref} must be looked at again by {by_day:day}: {trigger} ({source})."
    ref: str
    version: int
    trigger: str
    source: str
    by_day: date
    told_post: str


@dataclass(frozen=True)
class RegisterLookedAt(Event):
    """The subject is one person's looks at the register of risk, numbered."""

    code = "risk-register.looked-at"
    subject = "looks at the risk register"
    says = "{ref} looked at the register of risk, of {how_many} cases."
    ref: str
    version: int
    how_many: int
