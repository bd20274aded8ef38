"""What the record says of advice. Who asked, the words, and why are private."""

from dataclasses import dataclass
from datetime import date

from duly.primitives.event import Event, private


@dataclass(frozen=True)
class AdviceAsked(Event):
    """`way` is given (Operations asks) or taken (Operations is asked); `about` a case or a paper; `subjects` the words it is found by."""

    code = "advice.asked"
    subject = "advice"
    says = "{ref} was asked by {asker} on {asked_on:day}, about {about}: {question}"
    ref: str
    version: int
    way: str
    about: str
    asked_on: date
    asker: str = private()
    question: str = private()
    subjects: tuple[str, ...] = private()


@dataclass(frozen=True)
class AdviceAnswered(Event):
    """`answerer` is whoever answered, in words: a person or a team."""

    code = "advice.answered"
    subject = "advice"
    says = "{ref} was answered by {answerer} on {answered_on:day}: {answer}"
    ref: str
    version: int
    answered_on: date
    answerer: str = private()
    answer: str = private()


@dataclass(frozen=True)
class RelianceBegun(Event):
    """`ref` is the case that relies on the advice from now on: the entry is the case's, and kept from whomever the case is kept from."""

    code = "reliance.begun"
    subject = "reliance"
    says = "{ref} relies on {advice}."
    ref: str
    version: int
    advice: str


@dataclass(frozen=True)
class RelianceEnded(Event):
    """The case relies on the advice no longer; `because` says what was done about it."""

    code = "reliance.ended"
    subject = "reliance"
    says = "{ref} relies on {advice} no longer: {because}"
    ref: str
    version: int
    advice: str
    because: str = private()


@dataclass(frozen=True)
class AdviceWithdrawn(Event):
    """`instead` is the later advice in its place, if there is any."""

    code = "advice.withdrawn"
    subject = "advice"
    says = "{ref} was withdrawn: {because}"
    ref: str
    version: int
    instead: str
    because: str = private()
