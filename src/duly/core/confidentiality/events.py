"""What the record says of who may see a case. Why is private: it may say what the case is about."""

from dataclasses import dataclass

from duly.primitives.event import Event, private


@dataclass(frozen=True)
class CaseRestricted(Event):
    code = "case-access.restricted"
    subject = "case access"
    says = "{ref} was restricted to {officers:list}: {because}"
    ref: str
    version: int
    officers: tuple[str, ...]
    because: str = private()


@dataclass(frozen=True)
class RestrictionLifted(Event):
    code = "case-access.lifted"
    subject = "case access"
    says = "{ref} is restricted no longer: {because}"
    ref: str
    version: int
    because: str = private()


@dataclass(frozen=True)
class PersonNamed(Event):
    code = "case-access.named"
    subject = "case access"
    says = "{officer} was named for {ref}, which is restricted."
    ref: str
    version: int
    officer: str


@dataclass(frozen=True)
class PersonUnnamed(Event):
    code = "case-access.unnamed"
    subject = "case access"
    says = "{officer} is no longer named for {ref}, which is restricted."
    ref: str
    version: int
    officer: str


@dataclass(frozen=True)
class WalledOff(Event):
    code = "case-access.walled"
    subject = "case access"
    says = "{officer} was walled off from {ref}: {because}"
    ref: str
    version: int
    officer: str
    because: str = private()


@dataclass(frozen=True)
class WallTakenAway(Event):
    code = "case-access.unwalled"
    subject = "case access"
    says = "{officer} is no longer walled off from {ref}: {because}"
    ref: str
    version: int
    officer: str
    because: str = private()


@dataclass(frozen=True)
class PaperMarked(Event):
    code = "case-access.marked"
    subject = "case access"
    says = "{paper} of {ref} was marked: {mark}. {because}"
    ref: str
    version: int
    paper: str
    mark: str
    because: str = private()


@dataclass(frozen=True)
class MarkTakenOff(Event):
    code = "case-access.unmarked"
    subject = "case access"
    says = "{paper} of {ref} is no longer marked: {mark}. {because}"
    ref: str
    version: int
    paper: str
    mark: str
    because: str = private()


@dataclass(frozen=True)
class GlassBroken(Event):
    code = "case-access.opened"
    subject = "case access"
    says = "{officer} opened {ref}, which is restricted, for {hours} hours ({reason}): {because}"
    ref: str
    version: int
    officer: str
    owner: str
    hours: int
    reason: str
    because: str = private()


@dataclass(frozen=True)
class OpeningReviewed(Event):
    code = "case-access.reviewed"
    subject = "case access"
    says = "That {officer} opened {ref} was reviewed and found {finding}: {because}"
    ref: str
    version: int
    officer: str
    finding: str
    because: str = private()


@dataclass(frozen=True)
class RestrictedRead(Event):
    code = "case-access.read"
    subject = "case access"
    says = "{officer} read {ref}, which is restricted."
    ref: str
    version: int
    officer: str
