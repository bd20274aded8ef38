"""What the record says of compliance. Why may tell of people, and is private."""

from dataclasses import dataclass
from datetime import date

from duly.primitives.event import Event, private


@dataclass(frozen=True)
class ComplianceFollowed(Event):
    code = "compliance.followed"
    subject = "compliance"
    says = "{ref} follows {recommendation_ref} of {case_ref}, for {body}, due on {due:day}."
    ref: str
    version: int
    recommendation_ref: str
    case_ref: str
    body: str
    due: date


@dataclass(frozen=True)
class CompliancePutRight(Event):
    """What was said of it is not so. `source_ref` and `sha256` are of the paper that shows it; what proved it before proves nothing now."""

    code = "compliance.put-right"
    subject = "compliance"
    says = "{ref} is {state}, on {on:day}, and not {was}. {because} {source_ref}"
    ref: str
    version: int
    was: str
    state: str
    on: date
    source_ref: str
    sha256: str
    because: str = private()


@dataclass(frozen=True)
class ComplianceJudged(Event):
    """`source_ref` and `sha256` are of the paper that proves it, where one came."""

    code = "compliance.judged"
    subject = "compliance"
    says = "{ref} is {state}, on {on:day}. {words} {source_ref}"
    ref: str
    version: int
    state: str
    on: date
    source_ref: str
    sha256: str
    words: str = private()
