"""What the record says of clocks. Reasons are free text, and may be erased; dates stay."""

from dataclasses import dataclass
from datetime import date

from duly.primitives.event import Event, private


@dataclass(frozen=True)
class ClockStarted(Event):
    code = "clock.started"
    subject = "clock"
    says = "{ref} was started on {kind} {about}, as rule {rule} {number}, from {began:day}: due on {due:day}. {because}"
    ref: str
    version: int
    kind: str
    about: str
    rule: str
    number: int
    began: date
    due: date
    because: str = private()


@dataclass(frozen=True)
class ClockStopped(Event):
    code = "clock.stopped"
    subject = "clock"
    says = "{ref} was stopped on {on:day}: {because}"
    ref: str
    version: int
    on: date
    because: str = private()


@dataclass(frozen=True)
class ClockRestarted(Event):
    code = "clock.restarted"
    subject = "clock"
    says = "{ref} went on on {on:day}, due on {due:day}: {because}"
    ref: str
    version: int
    on: date
    due: date
    because: str = private()


@dataclass(frozen=True)
class ClockExtended(Event):
    code = "clock.extended"
    subject = "clock"
    says = "{ref} was extended by {added} {unit}, to {due:day}, under {authority}: {because}"
    ref: str
    version: int
    on: date
    added: int
    unit: str
    due: date
    authority: str
    because: str = private()


@dataclass(frozen=True)
class ClockMet(Event):
    code = "clock.met"
    subject = "clock"
    says = "{ref}, due on {due:day}, was met on {on:day}. {because}"
    ref: str
    version: int
    on: date
    due: date
    because: str = private()


@dataclass(frozen=True)
class ClockMissed(Event):
    code = "clock.missed"
    subject = "clock"
    says = "{ref}, due on {due:day}, was met late, on {on:day}. {because}"
    ref: str
    version: int
    on: date
    due: date
    because: str = private()


@dataclass(frozen=True)
class ClockEnded(Event):
    code = "clock.ended"
    subject = "clock"
    says = "{ref} was ended on {on:day} without being met: {because}"
    ref: str
    version: int
    on: date
    because: str = private()


@dataclass(frozen=True)
class ClockExtensionNoted(Event):
    """An extension that was agreed on an earlier day than it was noted: who agreed it, and what proves it, may name people."""

    code = "clock.extension-noted"
    subject = "clock"
    says = (
        "{ref} was extended by {added} {unit}, to {due:day}, under {authority}, as agreed on {on:day} by {agreed_by} and noted on {noted:day}: "
        "{because} Shown by {proof}."
    )
    ref: str
    version: int
    on: date
    noted: date
    added: int
    unit: str
    due: date
    authority: str
    agreed_by: str = private()
    proof: str = private()
    because: str = private()


@dataclass(frozen=True)
class ClockStepTakenBack(Event):
    """A step noted by mistake; `stands` says how the clock stands without it: "running, due on 21 January 2026"."""

    code = "clock.taken-back"
    subject = "clock"
    says = "Of {ref}, what was noted of {on:day} is taken back ({verb}). It is {stands}. {because}"
    ref: str
    version: int
    verb: str
    on: date
    stands: str
    because: str = private()


@dataclass(frozen=True)
class ClockStepPutRight(Event):
    """A step noted of a wrong day, and the day it was; `stands` as of a step taken back."""

    code = "clock.put-right"
    subject = "clock"
    says = "Of {ref}, what was noted of {was:day} ({verb}) was on {on:day}. It is {stands}. {because}"
    ref: str
    version: int
    verb: str
    was: date
    on: date
    stands: str
    because: str = private()


@dataclass(frozen=True)
class ClockRulesAdopted(Event):
    """`rules` are codes with numbers; `moved_sha256` is of the list of clocks that the adoption moved, where it moved any."""

    code = "clock-rules.adopted"
    subject = "clock rules"
    says = "Rules of clocks were adopted: {rules:list}. {moved} open clocks moved. {because}"
    ref: str
    version: int
    rules: tuple[str, ...]
    rules_sha256: str
    moved: int
    moved_sha256: str
    because: str = private()


@dataclass(frozen=True)
class ClocksRedated(Event):
    """The whole list of what moved is the dates that name this event; `moved_sha256` is its digest, and `first` its first lines."""

    code = "clocks.redated"
    subject = "clocks"
    says = "Open clocks were dated again by the bank holidays of entry {calendar}: {looked_at} looked at, {moved} moved."
    ref: str
    version: int
    calendar: int
    looked_at: int
    moved: int
    moved_sha256: str
    first: tuple[str, ...]
