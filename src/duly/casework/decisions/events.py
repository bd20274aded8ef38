"""What the record says of decisions."""

from dataclasses import dataclass
from datetime import date

from duly.primitives.event import Event, private


@dataclass(frozen=True)
class DecisionMade(Event):
    """`looked_at` is every row of the scheme held against the facts, in words, as it stood when the decision was made."""

    code = "decision.made"
    subject = "decision"
    says = "{ref} decided {submission_ref} on {case_ref}: {outcome}, so {counts_as}, remedy {remedy_pence:pounds}, by rule {rule} of {scheme}. {because}"
    ref: str
    version: int
    submission_ref: str
    case_ref: str
    outcome: str
    counts_as: str
    remedy_pence: int
    seen_sha256: str
    rule: str
    scheme: str
    facts: tuple[str, ...]
    looked_at: tuple[str, ...]
    signed_as: str
    on_behalf: str
    supersedes: str
    because: str = private()


@dataclass(frozen=True)
class DecisionWithdrawn(Event):
    code = "decision.withdrawn"
    subject = "decision standing"
    says = "{ref} was withdrawn with effect from {true_from:day}, by rule {rule} of {scheme}. {because}"
    ref: str
    version: int
    true_from: date
    review_ref: str
    rule: str
    scheme: str
    because: str = private()


@dataclass(frozen=True)
class DecisionConfirmed(Event):
    code = "decision.confirmed"
    subject = "decision standing"
    says = "{ref} was looked at again and confirmed, by rule {rule} of {scheme}. {because}"
    ref: str
    version: int
    true_from: date
    review_ref: str
    rule: str
    scheme: str
    because: str = private()


@dataclass(frozen=True)
class CodeCorrected(Event):
    """The decision is as it was made: what is corrected is how it is counted."""

    code = "decision.code-corrected"
    subject = "decision standing"
    says = "{ref} is counted as {now} from now on, and no longer as {was}. {because}"
    ref: str
    version: int
    was: str
    now: str
    review_ref: str
    because: str = private()
