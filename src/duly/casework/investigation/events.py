"""What the record says of investigations. What evidence shows, what is missing and who is asked may name people, and are private."""

from dataclasses import dataclass
from datetime import date

from duly.primitives.event import Event, private


@dataclass(frozen=True)
class IssueRaised(Event):
    code = "issue.raised"
    subject = "issue"
    says = "{ref} is issue {place} of {case_ref}: {words}"
    ref: str
    version: int
    case_ref: str
    place: int
    words: str = private()


@dataclass(frozen=True)
class IssueDropped(Event):
    code = "issue.dropped"
    subject = "issue"
    says = "{ref} is looked into no longer: {words}"
    ref: str
    version: int
    words: str = private()


@dataclass(frozen=True)
class IssueTakenUp(Event):
    """An issue that was dropped is looked into after all."""

    code = "issue.taken-up"
    subject = "issue"
    says = "{ref} is looked into again: {words}"
    ref: str
    version: int
    words: str = private()


@dataclass(frozen=True)
class GapFound(Event):
    code = "issue.gap-found"
    subject = "issue"
    says = "Gap {place} of {ref}, which is still to be known: {words}"
    ref: str
    version: int
    place: int
    words: str = private()


@dataclass(frozen=True)
class GapClosed(Event):
    code = "issue.gap-closed"
    subject = "issue"
    says = "Gap {place} of {ref} is closed: {words}"
    ref: str
    version: int
    place: int
    words: str = private()


@dataclass(frozen=True)
class EvidenceNoted(Event):
    """`sha256` is of the document, or of the attachment, as it was handed over; `issues` are those it bears on. Page 0 is the whole of it. `within` reads
    " of attachment 2" where it is of that, which `part` numbers, and is empty otherwise."""

    code = "evidence.noted"
    subject = "piece of evidence"
    says = "{ref} of {case_ref} is {source_ref}, page {page}{within:added}, and bears on {issues:list}: {shows} It came from {came_from}."
    ref: str
    version: int
    case_ref: str
    source_ref: str
    document_ref: str
    sha256: str
    page: int
    part: int
    within: str
    received_on: date
    may_be_disclosed: bool
    issues: tuple[str, ...]
    shows: str = private()
    came_from: str = private()


@dataclass(frozen=True)
class EvidenceWithdrawn(Event):
    """A piece of evidence was noted by mistake. What it said stays in the record, and it counts for nothing."""

    code = "evidence.withdrawn"
    subject = "piece of evidence"
    says = "{ref} of {case_ref}, which bore on {issues:list}, is withdrawn: {because}"
    ref: str
    version: int
    case_ref: str
    issues: tuple[str, ...]
    because: str = private()


@dataclass(frozen=True)
class EvidenceAsked(Event):
    code = "evidence-request.made"
    subject = "evidence request"
    says = "{ref} asks {asked_of} for {what}, for {issue_ref} of {case_ref}, by {due:day}. {address}"
    ref: str
    version: int
    case_ref: str
    issue_ref: str
    due: date
    what: str = private()
    asked_of: str = private()
    address: str = private()


@dataclass(frozen=True)
class EvidenceGivenTime(Event):
    """Whoever was asked has until another day, and its clock with it, unless that had run out."""

    code = "evidence-request.given-time"
    subject = "evidence request"
    says = "{ref} may come until {due:day}: {because}"
    ref: str
    version: int
    due: date
    because: str = private()


@dataclass(frozen=True)
class EvidenceAnswered(Event):
    """What came of a request, in the state it has now."""

    code = "evidence-request.answered"
    subject = "evidence request"
    says = "{ref} is {state}, on {on:day}. {words}"
    ref: str
    version: int
    state: str
    on: date
    words: str = private()


@dataclass(frozen=True)
class FactDated(Event):
    code = "chronology.noted"
    subject = "chronology"
    says = "In {ref}, on {on:day}, as {source} shows: {words}"
    ref: str
    version: int
    on: date
    source: str
    words: str = private()


@dataclass(frozen=True)
class FactWithdrawn(Event):
    code = "chronology.withdrawn"
    subject = "chronology"
    says = "Of {ref}, what stood at {on:day} is withdrawn: {words}"
    ref: str
    version: int
    on: date
    words: str = private()
