"""What the record says of people and package lines. Names of people are never sealed."""

from dataclasses import dataclass
from datetime import date

from duly.primitives.event import Event, private


@dataclass(frozen=True)
class PersonAdded(Event):
    code = "person.added"
    subject = "person"
    says = "{name} was entered as {ref}."
    ref: str
    version: int
    name: str = private()


@dataclass(frozen=True)
class PackageCommissioned(Event):
    code = "package.commissioned"
    subject = "package"
    says = "Line {ref} was commissioned: {service} for {person_ref} from {provider_ref} under {contract_ref}, from {starts:day}."
    ref: str
    version: int
    person_ref: str
    provider_ref: str
    service: str
    contract_ref: str
    starts: date
    ends: date
    zone: str = ""


@dataclass(frozen=True)
class PackageProposed(Event):
    code = "package.proposed"
    subject = "package"
    says = "Line {ref} was put forward: {service} for {person_ref} from {provider_ref} under {contract_ref}, from {starts:day}. It waits for approval."
    ref: str
    version: int
    person_ref: str
    provider_ref: str
    service: str
    contract_ref: str
    starts: date
    ends: date
    zone: str = ""


@dataclass(frozen=True)
class PackageApproved(Event):
    code = "package.approved"
    subject = "package"
    says = "Line {ref} was approved from {starts:day}, as {proposed_by} put it forward."
    ref: str
    version: int
    starts: date
    ends: date
    proposed_by: str


@dataclass(frozen=True)
class PackageEnded(Event):
    code = "package.ended"
    subject = "package"
    says = "Line {ref} ends: {ends:day} is the first day it is not in force."
    ref: str
    version: int
    ends: date


@dataclass(frozen=True)
class CallPlanned(Event):
    code = "package.call_planned"
    subject = "package"
    says = "A weekly call was planned for line {ref} from {starts:day}: {minutes} minutes, carers {carers}."
    ref: str
    version: int
    weekday: int
    starts_minute: int
    minutes: int
    carers: int
    starts: date
    ends: date


@dataclass(frozen=True)
class OpeningSigned(Event):
    code = "opening.signed"
    subject = "package"
    says = "The opening position of line {ref} was signed: settled up to {paid_to:day}."
    ref: str
    version: int
    paid_to: date
    signed_by: str


@dataclass(frozen=True)
class PersonDied(Event):
    code = "person.died"
    subject = "person"
    says = "{ref} died on {on:day}."
    ref: str
    version: int
    on: date


@dataclass(frozen=True)
class DeathWithdrawn(Event):
    code = "person.death_withdrawn"
    subject = "person"
    says = "That {ref} died was a mistake: {because}"
    ref: str
    version: int
    because: str = private()


@dataclass(frozen=True)
class InterruptionTold(Event):
    """`kind` is private: it says something of somebody's health."""

    code = "interruption.told"
    subject = "person"
    says = "The care of {ref} is interrupted from {starts:day} ({kind}), as told on {told_on:day}."
    ref: str
    version: int
    starts: date
    ends: date
    told_on: date
    kind: str = private()


@dataclass(frozen=True)
class InterruptionCorrected(Event):
    code = "interruption.corrected"
    subject = "person"
    says = "The interruption ({kind}) of the care of {ref} that was said to begin on {was:day} is from {starts:day}, its last day before {ends:day}: {because}"
    ref: str
    version: int
    was: date
    starts: date
    ends: date
    told_on: date
    kind: str = private()
    because: str = private()


@dataclass(frozen=True)
class InterruptionWithdrawn(Event):
    code = "interruption.withdrawn"
    subject = "person"
    says = "The interruption ({kind}) of the care of {ref} from {starts:day} was a mistake: {because}"
    ref: str
    version: int
    starts: date
    kind: str = private()
    because: str = private()
