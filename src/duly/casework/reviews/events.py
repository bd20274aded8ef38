"""What the record says of reviews and referrals. Reasons are free text and may be erased; a privileged question or answer is here by its digest only."""

from dataclasses import dataclass
from datetime import date

from duly.primitives.event import Event, private


@dataclass(frozen=True)
class ReviewAsked(Event):
    """The decision is pinned: its version, the entry of the record that tells of it, the text that was signed, and how it stood on the day."""

    code = "review.asked"
    subject = "review"
    says = "{ref}: {asker} asked on {received_on:day} for {decision_ref} on {case_ref} to be looked at again, which stood as {stood_as}."
    ref: str
    version: int
    case_ref: str
    decision_ref: str
    decision_version: int
    decision_event: str
    decision_sha256: str
    stood_as: str
    asker: str
    source: str
    received_on: date
    last_day: str
    in_time: str
    rules: int
    grounds: tuple[str, ...]
    asked_by: str = private()
    words: tuple[str, ...] = private()
    asked_ref: str = ""


@dataclass(frozen=True)
class ReviewAccepted(Event):
    code = "review.accepted"
    subject = "review"
    says = "{ref} was accepted. {because} {why_late}"
    ref: str
    version: int
    valid: tuple[str, ...]
    late: str
    because: str = private()
    why_late: str = private()


@dataclass(frozen=True)
class ReviewRefused(Event):
    code = "review.refused"
    subject = "review"
    says = "{ref} was refused ({reason}): {because}"
    ref: str
    version: int
    reason: str
    because: str = private()


@dataclass(frozen=True)
class ReviewWithdrawn(Event):
    """`proof` is the letter or the call in which whoever asked took it back; `fell_away` are lines of who is to be told that nobody was told of yet."""

    code = "review.withdrawn"
    subject = "review"
    says = "{ref} was withdrawn on {on:day} by whoever asked for it ({proof}). {because}"
    ref: str
    version: int
    on: date
    proof: str
    fell_away: tuple[str, ...]
    because: str = private()


@dataclass(frozen=True)
class ReviewAssigned(Event):
    """`asked` is how many people's parts and lines of management were held against the reviewer."""

    code = "review.assigned"
    subject = "review"
    says = "{ref} was given to {reviewer}, who had no part in {decision_ref} and is not in the line of {decider}."
    ref: str
    version: int
    reviewer: str
    decision_ref: str
    decider: str
    asked: int


@dataclass(frozen=True)
class ReviewPlanned(Event):
    code = "review.planned"
    subject = "review"
    says = "{ref}: what is to be looked at was planned, in {issues} issues, by {target_on:day}. {words}"
    ref: str
    version: int
    issues: int
    target_on: date
    words: str = private()


@dataclass(frozen=True)
class GroundFound(Event):
    code = "review.found"
    subject = "review"
    says = "{ref}, ground {place}: {finding} was found wrong. {reasons}"
    ref: str
    version: int
    place: int
    finding: str
    evidence: tuple[str, ...]
    reasons: str = private()


@dataclass(frozen=True)
class ReviewConcluded(Event):
    code = "review.concluded"
    subject = "review"
    says = "{ref} was concluded: the review is {outcome}, and is to be resolved so: {route}. {because}"
    ref: str
    version: int
    outcome: str
    route: str
    because: str = private()


@dataclass(frozen=True)
class ReviewCarriedOut(Event):
    code = "review.carried-out"
    subject = "review"
    says = "{ref} was carried out ({route}). {because}"
    ref: str
    version: int
    route: str
    because: str = private()


@dataclass(frozen=True)
class ReviewReferredBack(Event):
    code = "review.referred-back"
    subject = "review"
    says = "{ref} was referred back to {team}. {because}"
    ref: str
    version: int
    team: str
    because: str = private()


@dataclass(frozen=True)
class ReviewTakenBack(Event):
    code = "review.taken-back"
    subject = "review"
    says = "{ref} was taken back by {team}. {because}"
    ref: str
    version: int
    team: str
    because: str = private()


@dataclass(frozen=True)
class ReviewSentBack(Event):
    code = "review.sent-back"
    subject = "review"
    says = "{ref} was not taken back by {team}: {because}"
    ref: str
    version: int
    team: str
    because: str = private()


@dataclass(frozen=True)
class ReviewClosed(Event):
    code = "review.closed"
    subject = "review"
    says = "{ref} was closed, with everybody told who was to be told."
    ref: str
    version: int


@dataclass(frozen=True)
class ToTell(Event):
    code = "review.to-tell"
    subject = "review"
    says = "{ref}: {party} is to be told by {by_when:day}. {what}"
    ref: str
    version: int
    place: int
    party: str
    kind: str
    by_when: date
    what: str = private()


@dataclass(frozen=True)
class PartyTold(Event):
    code = "review.told"
    subject = "review"
    says = "{ref}: the {party} was told on {on:day}. {how}"
    ref: str
    version: int
    place: int
    party: str
    on: date
    proof: str
    how: str = private()


@dataclass(frozen=True)
class ReviewRulesAdopted(Event):
    code = "review-rules.adopted"
    subject = "review rules"
    says = "Rules {number} of reviews were adopted, from {starts:day}. {because}"
    ref: str
    version: int
    number: int
    starts: date
    sha256: str
    because: str = private()


@dataclass(frozen=True)
class ReferralOpened(Event):
    """A question that is privileged is kept out of the record: its digest shows later that it was this one."""

    code = "referral.opened"
    subject = "referral"
    says = "{ref} was opened on {case_ref} ({kind}), due on {due_on:day}. {question}"
    ref: str
    version: int
    case_ref: str
    kind: str
    about: str
    source: str
    to_whom: str
    privileged: str
    due_on: date
    clock_ref: str
    hold_ref: str
    question_sha256: str
    question: str = private()


@dataclass(frozen=True)
class ReferralAnswered(Event):
    code = "referral.answered"
    subject = "referral"
    says = "{ref} was answered on {on:day}. {answer}"
    ref: str
    version: int
    on: date
    with_what: str
    answer_sha256: str
    answer: str = private()


@dataclass(frozen=True)
class ReferralClosed(Event):
    code = "referral.closed"
    subject = "referral"
    says = "{ref} was closed. {because}"
    ref: str
    version: int
    hold_lifted: str
    because: str = private()
