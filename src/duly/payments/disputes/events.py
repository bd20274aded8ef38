"""What the record says of disputes. What is disputed, and the answer, are private."""

from dataclasses import dataclass

from duly.primitives.event import Event, private


@dataclass(frozen=True)
class DisputeRaised(Event):
    code = "dispute.raised"
    subject = "dispute"
    says = "{ref}: {provider} disputes {about}, {amount_pence:pounds}: {words}"
    ref: str
    version: int
    provider: str
    about: str
    amount_pence: int
    words: str = private()


@dataclass(frozen=True)
class DisputeMoved(Event):
    code = "dispute.moved"
    subject = "dispute"
    says = "{ref} is {state}: {words}"
    ref: str
    version: int
    state: str
    words: str = private()


@dataclass(frozen=True)
class DisputeTakenUp(Event):
    code = "dispute.taken-up"
    subject = "dispute"
    says = "{ref} was taken up as {case_ref}."
    ref: str
    version: int
    case_ref: str
