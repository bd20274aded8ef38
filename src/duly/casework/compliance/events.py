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
