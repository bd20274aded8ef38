"""What the record says of calls and enquiries. What was said is private; so is whether somebody was distressed."""

from dataclasses import dataclass
from datetime import date

from duly.primitives.event import Event, private


@dataclass(frozen=True)
class CallLogged(Event):
    """`at` is ISO 8601; `flags` are "distress" and "safeguarding", and what the rules noticed in its gist; `promises` say what was promised, and `tasks` the tasks they became."""

    code = "call.logged"
    subject = "call"
    says = "{ref}: a call{about:with}{caller:bracketed} was logged: {gist}"
    ref: str
    version: int
    at: str
    direction: str
    about: str
    case_ref: str
    tasks: tuple[str, ...]
    caller: str = private()
    verified: str = private()
    gist: str = private()
    flags: tuple[str, ...] = private()


@dataclass(frozen=True)
class CallPutRight(Event):
    """What was said in a call, with whom, or about which case, was noted wrongly. `was_*` are what was noted until now."""

    code = "call.put-right"
    subject = "call"
    says = "{ref} was put right: a call{about:with}{caller:bracketed}: {gist} Until then: {was_gist} {because}"
    ref: str
    version: int
    about: str
    case_ref: str
    was_about: str
    was_case: str
    caller: str = private()
    verified: str = private()
    gist: str = private()
    was_gist: str = private()
    because: str = private()
    flags: tuple[str, ...] = private()


@dataclass(frozen=True)
class CallAlerted(Event):
    """Somebody was distressed, or may be at risk: told to whoever must know, at once."""

    code = "call.alerted"
    subject = "call"
    says = "In {ref}, a call{about:with}, there was {flags:list}."
    ref: str
    version: int
    about: str
    flags: tuple[str, ...] = private()


@dataclass(frozen=True)
class EnquiryAsked(Event):
    code = "enquiry.asked"
    subject = "enquiry"
    says = "{ref} was asked, to be answered by {needed_by:day}, by {asker}: {question} Expected: {expected}"
    ref: str
    version: int
    about: str
    owner: str
    needed_by: date
    asker: str = private()
    question: str = private()
    expected: str = private()


@dataclass(frozen=True)
class EnquiryProposed(Event):
    code = "enquiry.proposed"
    subject = "enquiry"
    says = "An answer to {ref} was proposed: {proposal}"
    ref: str
    version: int
    proposal: str = private()


@dataclass(frozen=True)
class EnquirySettled(Event):
    """`how` is agreed, amended or refused; `words` what was settled: the amended answer, or why not."""

    code = "enquiry.settled"
    subject = "enquiry"
    says = "What was proposed for {ref} was {how}: {words}"
    ref: str
    version: int
    how: str
    words: str = private()


@dataclass(frozen=True)
class EnquiryAnswered(Event):
    code = "enquiry.answered"
    subject = "enquiry"
    says = "{ref} was answered: {answer}"
    ref: str
    version: int
    answer: str = private()


@dataclass(frozen=True)
class EnquiryHandedOn(Event):
    code = "enquiry.handed-on"
    subject = "enquiry"
    says = "{ref} passed from {was} to {owner}."
    ref: str
    version: int
    was: str
    owner: str
