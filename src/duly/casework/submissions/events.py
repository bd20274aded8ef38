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
    outcome: str = ""


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
    outcome: str = ""


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


@dataclass(frozen=True)
class SubmissionEvidenceListed(Event):
    code = "submission.evidence-listed"
    subject = "submission"
    says = "{label} of {ref} is {source}, page {page}{within:added}: {title}"
    ref: str
    version: int
    label: str
    source: str
    page: int
    part: int
    within: str
    title: str = private()


@dataclass(frozen=True)
class SubmissionRemarked(Event):
    code = "submission.remarked"
    subject = "submission"
    says = "Remark {place} on version {number} of {ref} ({kind}), from {from_whom}: {words}"
    ref: str
    version: int
    number: int
    place: int
    kind: str
    paragraph: int
    from_whom: str = private()
    words: str = private()


@dataclass(frozen=True)
class SubmissionAnswered(Event):
    code = "submission.answered"
    subject = "submission"
    says = "What was said of {ref} was answered, {answered} in all: {words}"
    ref: str
    version: int
    answered: int
    words: str = private()


@dataclass(frozen=True)
class SubmissionRouted(Event):
    code = "submission.routed"
    subject = "submission"
    says = "{ref} is to be reviewed by the post of {post}: {because}"
    ref: str
    version: int
    post: str
    because: str = private()


@dataclass(frozen=True)
class SubmissionWithdrawn(Event):
    code = "submission.withdrawn"
    subject = "submission"
    says = "{ref} was withdrawn before anybody decided it: {because}"
    ref: str
    version: int
    because: str = private()


@dataclass(frozen=True)
class SubmissionPassedDespite(Event):
    """`failing` are codes of the right-first-time checks that failed."""

    code = "submission.passed-despite"
    subject = "submission"
    says = "Version {number} of {ref} was passed as ready to sign although checks fail ({failing:list}): {because}"
    ref: str
    version: int
    number: int
    content_sha256: str
    failing: tuple[str, ...]
    because: str = private()


@dataclass(frozen=True)
class SubmissionCircumstancesSaid(Event):
    """`said` is each circumstance in words, those nobody has said among them."""

    code = "submission.circumstances-said"
    subject = "submission"
    says = "What the scheme asks of {ref} was said: {said:list}."
    ref: str
    version: int
    said: tuple[str, ...]


@dataclass(frozen=True)
class SubmissionAmended(Event):
    """Whoever was to sign it sent it back to be amended."""

    code = "submission.amended"
    subject = "submission"
    says = "Version {number} of {ref} went back from whoever was to sign it ({reason}) to {who_fixes}, by {fix_by:day}: {words}"
    ref: str
    version: int
    number: int
    reason: str
    who_fixes: str
    fix_by: date
    words: str = private()


@dataclass(frozen=True)
class SubmissionRulesAdopted(Event):
    """Rules of one kind for what is done from a day on; `ref` is the kind, and `sha256` is of their content."""

    code = "submission-rules.adopted"
    subject = "submission rules"
    says = "Rules {number} of submissions ({ref}) were adopted, from {starts:day}. {because}"
    ref: str
    version: int
    number: int
    starts: date
    sha256: str
    because: str = private()
