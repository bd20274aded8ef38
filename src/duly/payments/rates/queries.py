"""What the rate book says."""

from dataclasses import dataclass
from datetime import date

from duly.payments.rates import models
from duly.payments.rates.rules import why_passed_over
from duly.primitives.period import FOREVER, say_day


@dataclass(frozen=True)
class Rate:
    """What a contract pays for an hour of a service, in hundredths of a penny, from `starts` until `ends`, exclusive."""

    rate_ref: str
    contract_ref: str
    service: str
    starts: date
    ends: date
    rate_hundredths: int


@dataclass(frozen=True)
class PassedOver:
    """A rate of the same contract that is not the answer, and why."""

    rate: Rate
    because: str


@dataclass(frozen=True)
class RateFound:
    """The one rate for a contract, service and day, with every other of the contract and why it is not."""

    rate: Rate
    passed_over: tuple[PassedOver, ...]


@dataclass(frozen=True)
class NoRate:
    """There is none, said in a sentence, with every rate of the contract and why it is not the one."""

    because: str
    passed_over: tuple[PassedOver, ...]


def rates_known() -> tuple[Rate, ...]:
    """Every rate as now known, by contract, service and start."""
    return tuple(_rate(r) for r in _current().order_by("contract_ref", "service", "during"))


def rates_of(contract_ref: str) -> tuple[Rate, ...]:
    """Every rate of one contract as now known, by service and start."""
    return tuple(_rate(r) for r in _current().filter(contract_ref=contract_ref).order_by("service", "during"))


def how_many() -> int:
    """How many rates are now known."""
    return _current().count()


def rate_on(contract_ref: str, service: str, day: date) -> RateFound | NoRate:
    """The rate for a contract, service and day, as now known, and every other of the contract with why it was passed over."""
    found, passed_over = None, []
    stored = models.Rate.objects.filter(contract_ref=contract_ref).order_by("service", "during", "id")
    for one in stored:
        rate = _rate(one)
        because = why_passed_over(
            service,
            day,
            of_service=rate.service,
            starts=rate.starts,
            ends=rate.ends,
            superseded=one.superseded_by is not None,
        )
        if because:
            passed_over.append(PassedOver(rate, because))
        else:
            found = rate
    if found is None:
        return NoRate(f"Contract {contract_ref} has no rate for {service} on {say_day(day)}.", tuple(passed_over))
    return RateFound(found, tuple(passed_over))


def _current():
    return models.Rate.objects.filter(superseded_by__isnull=True)


def _rate(found: models.Rate) -> Rate:
    during = found.during
    return Rate(found.rate_ref, found.contract_ref, found.service, during.lower, during.upper or FOREVER, found.rate_hundredths)
