"""What the record says of letters."""

from dataclasses import dataclass
from datetime import date

from duly.primitives.event import Event, private


@dataclass(frozen=True)
class LetterMade(Event):
    code = "letter.made"
    subject = "letter"
    says = "{ref} was made for {case_ref} from {template}, for {to_name}."
    ref: str
    version: int
    case_ref: str
    decision_ref: str
    template: str
    content_sha256: str
    to_name: str = private()
    format: str = ""


@dataclass(frozen=True)
class LetterFilledIn(Event):
    code = "letter.filled-in"
    subject = "letter"
    says = "{ref} was filled in again."
    ref: str
    version: int
    content_sha256: str


@dataclass(frozen=True)
class LetterApproved(Event):
    code = "letter.approved"
    subject = "letter"
    says = "{ref} was approved: the bytes {content_sha256:.12}."
    ref: str
    version: int
    content_sha256: str


@dataclass(frozen=True)
class LetterReleased(Event):
    code = "letter.released"
    subject = "letter"
    says = "{ref} was handed over to be sent to {to_address}."
    ref: str
    version: int
    content_sha256: str
    to_address: str = private()


@dataclass(frozen=True)
class LetterSent(Event):
    code = "letter.sent"
    subject = "letter"
    says = "{ref} was sent on {sent_on:day}, the bytes {content_sha256:.12}."
    ref: str
    version: int
    sent_on: date
    message_id: str
    content_sha256: str
