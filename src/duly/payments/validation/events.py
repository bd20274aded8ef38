"""What the record says of judgements, of decisions on what they held, and of looking at what they let through."""

from dataclasses import dataclass
from datetime import date

from duly.primitives.event import Event, private


@dataclass(frozen=True)
class JudgementMade(Event):
    code = "judgement.made"
    subject = "judgement"
    says = (
        "Judgement {ref} was made of {line_weeks} line-weeks and {visits} visits in {weeks:list}: {claimed_pence:pounds} claimed,"
        " {entitled_pence:pounds} entitled, {due_pence:pounds} due; {held} held, {blocked} blocked, {refused} refused."
    )
    ref: str
    version: int
    weeks: tuple[str, ...]
    visits: int
    line_weeks: int
    clean: int
    trimmed: int
    held: int
    blocked: int
    refused: int
    claimed_pence: int
    entitled_pence: int
    due_pence: int
    inputs_sha256: str
    ruleset_sha256: str
    results_sha256: str


@dataclass(frozen=True)
class ExceptionDecided(Event):
    """The subject is a line and its week: "L-30001/2026-11-02"."""

    code = "exception.decided"
    subject = "line-week"
    says = "{ref}, held in {judgement_ref}: {choice_words}, {pence:pounds} ({reason_code}). {note}"
    ref: str
    version: int
    line_ref: str
    week: date
    judgement_ref: str
    choice: str
    choice_words: str
    reason_code: str
    pence: int
    matter_sha256: str
    note: str = private()


@dataclass(frozen=True)
class ExceptionDecidedOtherwise(Event):
    """An amount of the officer's own, with the sum it was worked out by, as it was typed. The subject is a line and its week."""

    code = "exception.decided_otherwise"
    subject = "line-week"
    says = "{ref}, held in {judgement_ref}: pay another amount, {pence:pounds}, worked out as {tape} ({reason_code}). {note}"
    ref: str
    version: int
    line_ref: str
    week: date
    judgement_ref: str
    tape: str
    reason_code: str
    pence: int
    matter_sha256: str
    note: str = private()


@dataclass(frozen=True)
class ExceptionTakenBack(Event):
    """Within half a minute, by whoever decided. The subject is a line and its week; it waits for a decision again."""

    code = "exception.taken_back"
    subject = "line-week"
    says = "{ref}, decided in {judgement_ref} a moment before ({choice_words}, {pence:pounds}): taken back, and not decided."
    ref: str
    version: int
    line_ref: str
    week: date
    judgement_ref: str
    choice_words: str
    pence: int


@dataclass(frozen=True)
class LettingLookedAt(Event):
    """The subject is a line and its week: "L-30001/2026-11-02"."""

    code = "letting.looked_at"
    subject = "line-week"
    says = "What {judgement_ref} let through of {ref}, {pence:pounds}, was looked at and found {finding}. {because}"
    ref: str
    version: int
    line_ref: str
    week: date
    judgement_ref: str
    pence: int
    finding: str
    because: str = private()
