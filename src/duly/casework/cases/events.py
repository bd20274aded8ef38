"""What the record says of cases."""

from dataclasses import dataclass

from duly.primitives.event import Event, private


@dataclass(frozen=True)
class CaseOpened(Event):
    code = "case.opened"
    subject = "case"
    says = "{ref} was opened from {opened_from}, owned by {owner}: {title}, complaint of {complainant} about {body}."
    ref: str
    version: int
    opened_from: str
    owner: str
    body: str
    title: str = private()
    complainant: str = private()


@dataclass(frozen=True)
class PostLinked(Event):
    code = "case.post-linked"
    subject = "case"
    says = "{item_ref} was put with {ref}."
    ref: str
    version: int
    item_ref: str


@dataclass(frozen=True)
class CaseMoved(Event):
    code = "case.moved"
    subject = "case"
    says = "{ref} is now in {stage}."
    ref: str
    version: int
    stage: str


@dataclass(frozen=True)
class PartyNamed(Event):
    code = "case.party-named"
    subject = "case"
    says = "{entry_ref} was named in {ref} as {role}."
    ref: str
    version: int
    entry_ref: str
    role: str


@dataclass(frozen=True)
class PartyWithdrawn(Event):
    code = "case.party-withdrawn"
    subject = "case"
    says = "{entry_ref} is no longer in {ref} as {role}."
    ref: str
    version: int
    entry_ref: str
    role: str
