"""What the record says of the boxes of principals."""

from dataclasses import dataclass
from datetime import date

from duly.primitives.event import Event, private


@dataclass(frozen=True)
class PrincipalNamed(Event):
    code = "principal.named"
    subject = "principal"
    says = "The post of {ref} is a principal from {starts:day}: {minutes_per_week} minutes a week at {words_per_minute} words a minute."
    ref: str
    version: int
    starts: date
    place: int
    words_per_minute: int
    minutes_per_page: int
    minutes_per_week: int
    needed_in_working_days: int


@dataclass(frozen=True)
class PrincipalEnded(Event):
    code = "principal.ended"
    subject = "principal"
    says = "The post of {ref} ceased to be a principal on {ends:day}."
    ref: str
    version: int
    ends: date


@dataclass(frozen=True)
class BoxPlaced(Event):
    """`needed_by` is a day in words, or nothing."""

    code = "box.placed"
    subject = "box"
    says = "{ref} is for the box of {post}, at place {place}, needed by {needed_by}: {because}"
    ref: str
    version: int
    post: str
    place: int
    needed_by: str
    because: str = private()


@dataclass(frozen=True)
class BoxRead(Event):
    code = "box.read"
    subject = "box"
    says = "{officer_ref} read version {number} of {ref}."
    ref: str
    version: int
    officer_ref: str
    number: int


@dataclass(frozen=True)
class BoxAsked(Event):
    code = "box.asked"
    subject = "box"
    says = "Question {place} on {ref}: {words}"
    ref: str
    version: int
    place: int
    words: str = private()


@dataclass(frozen=True)
class BoxReplied(Event):
    code = "box.replied"
    subject = "box"
    says = "Question {place} on {ref} was answered: {words}"
    ref: str
    version: int
    place: int
    words: str = private()


@dataclass(frozen=True)
class BoxReceived(Event):
    code = "box.received"
    subject = "box"
    says = "Version {number} of {ref} was received back from the principal."
    ref: str
    version: int
    number: int
