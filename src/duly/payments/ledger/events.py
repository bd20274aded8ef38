"""What the record says of the ledger's months. Journals are told of by the event of whoever posts them."""

from dataclasses import dataclass

from duly.primitives.event import Event


@dataclass(frozen=True)
class PeriodCloseAsked(Event):
    code = "period.close-asked"
    subject = "period"
    says = "It was asked that {ref} be closed to new journals."
    ref: str
    version: int


@dataclass(frozen=True)
class PeriodCloseWithdrawn(Event):
    code = "period.close-withdrawn"
    subject = "period"
    says = "The request to close {ref} was withdrawn."
    ref: str
    version: int


@dataclass(frozen=True)
class PeriodClosed(Event):
    code = "period.closed"
    subject = "period"
    says = "{ref} was closed after {journals} journals: nothing more is posted in it."
    ref: str
    version: int
    journals: int
