"""The price of the nights given, and the parts that claimed less entitled is made of."""

from dataclasses import dataclass
from itertools import groupby

from duly.payments.validation.facts import Cut, PricePart, Rate
from duly.payments.validation.nights.sharing import worth
from duly.payments.validation.nights.standing import Night


@dataclass(frozen=True)
class PricedNight:
    """A night given, with its rate, its whole price, and what of it is paid, in pence."""

    night: Night
    rate: Rate
    full_pence: int
    pence: int


@dataclass(frozen=True)
class Claimed:
    """What was claimed: in all, and by claims that stand. `aside` is (code, nights, pence) of claims set aside, in the order 108, 107, 102."""

    pence: int
    standing_pence: int
    standing_nights: int
    aside: tuple[tuple[int, int, int], ...]


def parts_of(priced: tuple[PricedNight, ...]) -> tuple[PricePart, ...]:
    """One part for each rate and percentage, in order of the rate's start, its reference, then the percentage, greatest first."""

    def key(one: PricedNight) -> tuple[object, ...]:
        return (one.rate.starts, one.rate.rate_ref, -one.night.percent)

    found = []
    for _, group in groupby(sorted(priced, key=lambda one: (*key(one), one.night.on)), key=key):
        nights = list(group)
        rate = nights[0].rate
        found.append(PricePart(rate.rate_ref, 0, rate.rate_hundredths, sum(one.pence for one in nights), len(nights)))
    return tuple(found)


def cuts_of(
    claimed: Claimed, week_rate: int, shares: tuple[tuple[int, int], ...], priced: tuple[PricedNight, ...], net: int
) -> tuple[Cut, ...]:
    """The parts of the difference, in order, those that are not nothing. `shares` are (code, nights) of the cut; `net` is what others pay."""
    full, paid = sum(one.full_pence for one in priced), sum(one.pence for one in priced)
    entitled = entitled_pence(claimed, priced, net)
    found = [Cut(str(code), 0, pence, nights) for code, nights, pence in claimed.aside]
    found.append(Cut("rate", 0, claimed.standing_pence - worth(week_rate, claimed.standing_nights)))
    left = claimed.standing_nights
    for code, nights in shares:
        found.append(Cut(str(code), 0, worth(week_rate, left) - worth(week_rate, left - nights), nights))
        left -= nights
    found.append(Cut("rate change", 0, worth(week_rate, len(priced)) - full))
    found.append(Cut("207", 0, full - paid))
    found.append(Cut("netted", 0, min(net, paid)))
    found.append(Cut("not claimed", 0, max(0, paid - net) - entitled))
    return tuple(cut for cut in found if cut.pence or cut.nights)


def entitled_pence(claimed: Claimed, priced: tuple[PricedNight, ...], net: int) -> int:
    """Pence the contract pays, less what others pay, never beyond the claim and never below nothing."""
    return min(max(0, sum(one.pence for one in priced) - net), claimed.standing_pence)
