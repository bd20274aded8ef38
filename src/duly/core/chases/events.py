"""What the record says of chases. Who is asked, for what, and where they are written to may name people, and are private."""

from dataclasses import dataclass
from datetime import date

from duly.primitives.event import Event, private


@dataclass(frozen=True)
class LaddersAdopted(Event):
    """`version` counts the versions of this one ladder. `steps` reads "3 before: reminder to asked"."""

    code = "chase-ladder.adopted"
    subject = "chase ladder"
    says = "Version {version} of the ladder {ref} was adopted, from {starts:day}: {steps:list}. {because}"
    ref: str
    version: int
    starts: date
    steps: tuple[str, ...]
    because: str = private()


@dataclass(frozen=True)
class ChaseBegun(Event):
    code = "chase.begun"
    subject = "chase"
    says = "{ref} chases {kind} {about}, due on {due:day}, by the ladder {ladder} {number}: {what}, asked of {asked_of}. {address}"
    ref: str
    version: int
    kind: str
    about: str
    ladder: str
    number: int
    due: date
    owner: str
    what: str = private()
    asked_of: str = private()
    address: str = private()


@dataclass(frozen=True)
class ChaseSent(Event):
    """`step` counts from 1; `sha256` is of the words that were sent, kept as the document."""

    code = "chase.sent"
    subject = "chase"
    says = "Step {step} of {ref}, {kind}, was sent to {to} on {on:day}, as {document_ref}."
    ref: str
    version: int
    step: int
    kind: str
    to: str
    on: date
    document_ref: str
    sha256: str


@dataclass(frozen=True)
class ChaseMoved(Event):
    code = "chase.moved"
    subject = "chase"
    says = "{ref} is now due on {due:day}: {because}"
    ref: str
    version: int
    due: date
    because: str = private()


@dataclass(frozen=True)
class ChaseAnswered(Event):
    code = "chase.answered"
    subject = "chase"
    says = "What {ref} chases came on {on:day}: nothing more is sent."
    ref: str
    version: int
    on: date


@dataclass(frozen=True)
class ChaseEnded(Event):
    code = "chase.ended"
    subject = "chase"
    says = "{ref} is chased no longer: {because}"
    ref: str
    version: int
    on: date
    because: str = private()


@dataclass(frozen=True)
class ChaseHandedOn(Event):
    code = "chase.handed-on"
    subject = "chase"
    says = "{ref} passed from {was} to {owner}."
    ref: str
    version: int
    was: str
    owner: str
