"""What the record says of submissions."""

from dataclasses import dataclass
from datetime import date

from duly.primitives.event import Event, private


@dataclass(frozen=True)
class SubmissionDrafted(Event):
    code = "submission.drafted"
    subject = "submission"
    says = "{ref} was drafted for {case_ref}, remedy {remedy_pence:pounds}: {ask}"
    ref: str
    version: int
    case_ref: str
    kind: str
    remedy_pence: int
    mp_interest: bool
    content_sha256: str
    ask: str = private()


@dataclass(frozen=True)
class SubmissionRevised(Event):
    code = "submission.revised"
    subject = "submission"
    says = "Version {number} of {ref} was written, remedy {remedy_pence:pounds}: {ask}"
    ref: str
    version: int
    number: int
    remedy_pence: int
    mp_interest: bool
    content_sha256: str
    ask: str = private()


@dataclass(frozen=True)
class SubmissionPutUp(Event):
    code = "submission.put-up"
    subject = "submission"
    says = "Version {number} of {ref} was put up."
    ref: str
    version: int
    number: int
    content_sha256: str


@dataclass(frozen=True)
class SubmissionReturned(Event):
    code = "submission.returned"
    subject = "submission"
    says = "Version {number} of {ref} was returned ({reason}) to {who_fixes}, by {fix_by:day}: {words}"
    ref: str
    version: int
    number: int
    reason: str
    who_fixes: str
    fix_by: date
    words: str = private()


@dataclass(frozen=True)
class SubmissionPassed(Event):
    code = "submission.passed"
    subject = "submission"
    says = "Version {number} of {ref} was passed as ready to sign."
    ref: str
    version: int
    number: int
    content_sha256: str


@dataclass(frozen=True)
class SubmissionDecided(Event):
    code = "submission.decided"
    subject = "submission"
    says = "{ref} was decided by {decision_ref}."
    ref: str
    version: int
    decision_ref: str
