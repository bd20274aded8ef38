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


@dataclass(frozen=True)
class HigherAsked(Event):
    """Somebody higher was brought into a case. `rung` is of the ladder; `acknowledge_by` the day they say they have seen it by."""

    code = "involvement.asked"
    subject = "involvement"
    says = "{asked_of} was asked about {case_ref} ({rung}), to be answered by {by_day:day}: {asks}"
    ref: str
    version: int
    case_ref: str
    rung: str
    asked_of: str
    asked_post: str
    acknowledge_by: date
    by_day: date
    asks: str = private()


@dataclass(frozen=True)
class HigherAcknowledged(Event):
    code = "involvement.acknowledged"
    subject = "involvement"
    says = "{ref} was acknowledged{instead}."
    ref: str
    version: int
    instead: str = ""


@dataclass(frozen=True)
class HigherAnswered(Event):
    """`asked_by` is told. `answer` says what kind of answer it is."""

    code = "involvement.answered"
    subject = "involvement"
    says = "{ref} was answered ({answer}){instead}: {words}"
    ref: str
    version: int
    case_ref: str
    answer: str
    asked_by: str
    words: str = private()
    instead: str = ""


@dataclass(frozen=True)
class HigherTookOver(Event):
    """The case became theirs: the case's own history says so too."""

    code = "involvement.taken-over"
    subject = "involvement"
    says = "{case_ref} was taken over{instead}: {words}"
    ref: str
    version: int
    case_ref: str
    asked_by: str
    words: str = private()
    instead: str = ""


@dataclass(frozen=True)
class HigherWithdrawn(Event):
    code = "involvement.withdrawn"
    subject = "involvement"
    says = "{ref} was withdrawn: {words}"
    ref: str
    version: int
    words: str = private()


@dataclass(frozen=True)
class WorkCommissioned(Event):
    """A specific piece of work on a case, with whose it is, by when and what exactly is asked for."""

    code = "work.commissioned"
    subject = "commissioned work"
    says = "{ref} was commissioned on {case_ref} from {owner}, by {due_on:day}: {terms}"
    ref: str
    version: int
    case_ref: str
    owner: str
    due_on: date
    terms: str = private()


@dataclass(frozen=True)
class CommissionDone(Event):
    """`set_by` is told."""

    code = "work.commission-done"
    subject = "commissioned work"
    says = "{ref} is done: {words}"
    ref: str
    version: int
    set_by: str
    words: str = private()


@dataclass(frozen=True)
class CommissionWithdrawn(Event):
    code = "work.commission-withdrawn"
    subject = "commissioned work"
    says = "{ref} was withdrawn: {words}"
    ref: str
    version: int
    words: str = private()


@dataclass(frozen=True)
class RiskRulesAdopted(Event):
    """Rules of risk for what is done from a day on; `sha256` is of their content."""

    code = "risk-rules.adopted"
    subject = "risk rules"
    says = "Rules {number} of risk were adopted, from {starts:day}. {because}"
    ref: str
    version: int
    number: int
    starts: date
    sha256: str
    because: str = private()
