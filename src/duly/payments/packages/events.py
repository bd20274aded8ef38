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
