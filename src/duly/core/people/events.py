"""What the record says of people and posts."""

from dataclasses import dataclass
from datetime import date

from duly.primitives.event import Event, private


@dataclass(frozen=True)
class OfficerAdded(Event):
    code = "officer.added"
    subject = "officer"
    says = "{name} was added as {ref}."
    ref: str
    version: int
    name: str = private()


@dataclass(frozen=True)
class PostMade(Event):
    code = "post.made"
    subject = "post"
    says = "The post {title} was made."
    ref: str
    version: int
    title: str


@dataclass(frozen=True)
class PostGiven(Event):
    code = "post.given"
    subject = "officer"
    says = "{ref} was given the post {post} from {starts:day}."
    ref: str
    version: int
    post: str
    starts: date


@dataclass(frozen=True)
class PostEnded(Event):
    code = "post.ended"
    subject = "officer"
    says = "{ref} ceased to hold the post {post} on {ends:day}."
    ref: str
    version: int
    post: str
    ends: date


@dataclass(frozen=True)
class LineDrawn(Event):
    """`answers_to` is nothing where the post answers to nobody from that day on."""

    code = "post.line-drawn"
    subject = "post"
    says = "From {starts:day} the post {ref} answers to {answers_to}."
    ref: str
    version: int
    answers_to: str
    starts: date


@dataclass(frozen=True)
class AbsenceNoted(Event):
    code = "absence.noted"
    subject = "officer"
    says = "{ref} is away from {starts:day} until {ends:day}."
    ref: str
    version: int
    starts: date
    ends: date


@dataclass(frozen=True)
class AbsenceEnded(Event):
    code = "absence.ended"
    subject = "officer"
    says = "{ref} was to be away from {starts:day}, and is back on {ends:day}."
    ref: str
    version: int
    starts: date
    ends: date


@dataclass(frozen=True)
class SignInBound(Event):
    code = "sign-in.bound"
    subject = "officer"
    says = "{ref} signed in by {issuer} for the first time, and is known there from now on as {known_as}."
    ref: str
    version: int
    issuer: str
    known_as: str = private()


@dataclass(frozen=True)
class SignInUnlocked(Event):
    code = "sign-in.unlocked"
    subject = "officer"
    says = "{ref} may try to sign in again, because {because}"
    ref: str
    version: int
    because: str = private()
