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


@dataclass(frozen=True)
class RateSetFor(Event):
    """A rate narrowed by a key, or for a night or a week: `keys` says by which, in words; the row has them apart."""

    code = "rate.set_for"
    subject = "rates"
    says = (
        "The rate of contract {ref} for {service} ({keys}) was set at {rate_hundredths:rate} by the {unit}"
        " from {starts:day} ({rate_ref}): {because}"
    )
    ref: str
    version: int
    rate_ref: str
    service: str
    unit: str
    keys: str
    rate_hundredths: int
    starts: date
    ends: date
    superseded: tuple[str, ...]
    because: str = private()


@dataclass(frozen=True)
class RatesPutForward(Event):
    """`sha256` is of the rates as they will be adopted; `import_ref` the file they came in, empty where they were made here."""

    code = "rates.put_forward"
    subject = "rate-batch"
    says = "Batch {ref} was put forward: {rates} rates of {contracts} contracts, {title}."
    ref: str
    version: int
    rates: int
    contracts: int
    sha256: str
    import_ref: str
    title: str = private()


@dataclass(frozen=True)
class RatesAdopted(Event):
    code = "rates.adopted"
    subject = "rate-batch"
    says = "Batch {ref} was adopted: {rates} rates, in the place of {superseded} for their days; the largest rise is {rises_by_percent} %."
    ref: str
    version: int
    rates: int
    superseded: int
    rises_by_percent: int
    earliest: date
    sha256: str


@dataclass(frozen=True)
class RatesWithdrawn(Event):
    code = "rates.withdrawn"
    subject = "rate-batch"
    says = "Batch {ref} was withdrawn: {because}"
    ref: str
    version: int
    because: str = private()


@dataclass(frozen=True)
class RatesTakenBack(Event):
    """As new knowledge: what was priced with them stays explained by them."""

    code = "rates.taken_back"
    subject = "rate-batch"
    says = (
        "Batch {ref}, which had been adopted, was taken back: {rates} rates are known no longer, and {restored} are known again: {because}"
    )
    ref: str
    version: int
    rates: int
    restored: int
    because: str = private()
