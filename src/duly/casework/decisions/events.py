"""What the record says of decisions."""

from dataclasses import dataclass

from duly.primitives.event import Event, private


@dataclass(frozen=True)
class DecisionMade(Event):
    """`looked_at` is every row of the scheme held against the facts, in words, as it stood when the decision was made."""

    code = "decision.made"
    subject = "decision"
    says = "{ref} decided {submission_ref} on {case_ref}: {outcome}, remedy {remedy_pence:pounds}, by rule {rule} of {scheme}. {because}"
    ref: str
    version: int
    submission_ref: str
    case_ref: str
    outcome: str
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
