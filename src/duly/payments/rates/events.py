"""What the record says of rates. The subject is a contract's rates, by the contract's reference."""

from dataclasses import dataclass
from datetime import date

from duly.primitives.event import Event, private


@dataclass(frozen=True)
class RateSet(Event):
    code = "rate.set"
    subject = "rates"
    says = "The rate of contract {ref} for {service} was set at {rate_hundredths:rate} an hour from {starts:day} ({rate_ref}): {because}"
    ref: str
    version: int
    rate_ref: str
    service: str
    rate_hundredths: int
    starts: date
    ends: date
    superseded: tuple[str, ...]
    because: str = private()
