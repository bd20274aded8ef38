"""One line and one week of it in the making. It starts in order; a planting puts something out of order, one short step after another."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Self

from duly.office.practice.invented.claimed import DraftClaim, Key
from duly.office.practice.invented.doings import Doings
from duly.payments.validation.facts import Call
from duly.primitives.money import price


@dataclass
class Draft(Doings):
    """A line, one week of it, and everything made and claimed. Every step gives the draft back, so that a planting reads as one sentence."""

    claimed: list[DraftClaim] = field(default_factory=list)
    other: "Draft | None" = None

    @property
    def key(self) -> Key:
        """The week of the line."""
        return self.week, self.line.provider_ref, self.line.person_ref, self.line.service

    @property
    def agreed(self) -> int:
        """Minutes of the week's calls times the carers they need."""
        return sum(c.minutes * c.carers for c in self.calls)

    @property
    def rate(self) -> int:
        """The contract's rate in hundredths of a penny an hour: its own newest, or that of the week's Monday."""
        return self.own_rate or self.contract.rate_on(self.line.service, self.week)

    def claims(
        self, more: int = 0, *, dearer: int = 0, percent: int = 0, rate: int = 0, odd_pence: int | None = None, vat: int = 0, name: str = ""
    ) -> Self:
        """Claim the agreed minutes and some more, at the contract's rate or above it. `odd_pence` is beside what the contract's rate makes of them,
        `vat` pence, and `name` what the invoice calls the person."""
        asked = rate or (self.rate + dearer) * (100 + percent) // 100
        minutes = self.agreed + more
        pence = price(minutes, asked) if odd_pence is None else price(minutes, self.rate) + odd_pence
        self.claimed.append(DraftClaim(minutes, asked, pence, vat_pence=vat, person_name=name))
        return self

    def claims_what_came(self, more: int = 0) -> Self:
        """Claim the agreed minutes but those of visits that were missed, and some more."""
        return self.claims(more - self.lost)

    def claims_instead(self, minutes: int) -> Self:
        """Claim so many minutes for the picked call, and the others as agreed."""
        return self.claims(minutes - self.at.minutes)

    def claims_by_day(self, *, from_weekday: int, dearer: int = 0) -> Self:
        """Two claims, the days before and from a weekday, each at its own days' rate; the second may be dearer."""
        before = sum(c.minutes for c in self.calls if c.on < self.day(from_weekday))
        for minutes, rate in ((before, self.contract.rate_on(self.line.service, self.week)), (self.agreed - before, self.rate + dearer)):
            self.claimed.append(DraftClaim(minutes, rate, price(minutes, rate)))
        return self

    def claims_twice(self, more: int = 0, *, second: int = 0, percent: int = 0) -> Self:
        """Claim on two invoices, the second late, of `second` minutes and perhaps dearer; at one rate the two make exactly what their minutes do."""
        minutes = self.agreed + more
        second = second or minutes - 200
        first, rate = price(minutes - second, self.rate), self.rate * (100 + percent) // 100
        pence = price(second, rate) if percent else price(minutes, self.rate) - first
        self.claimed += [DraftClaim(minutes - second, self.rate, first), DraftClaim(second, rate, pence, late=True)]
        return self

    def claims_for(self, pence: int) -> Self:
        """Claim the agreed minutes at such a rate that they come to so many pence more than at the contract's."""
        asked = price(self.agreed, self.rate) + pence
        near = asked * 6000 // self.agreed
        return self.claims(rate=next(r for r in range(near - 10, near + 10) if price(self.agreed, r) == asked))

    def claims_numbered(self, minutes: int, *, spelt: str = "", of: Key | None = None) -> Self:
        """Claim so many minutes on an invoice of the line's own, whose number is spelt "small" or "zeros" or as it is; `of` is whose number it has."""
        self.claimed.append(DraftClaim(minutes, self.rate, price(minutes, self.rate), own="", spelt=spelt, whose=of))
        return self

    def claims_in_two(self, first: str, second: str, *, more: int = 0) -> Self:
        """Claim on two invoices of their own, of numbers that end so, each half of the agreed minutes, the first `more` and the second as much less."""
        half = self.agreed // 2
        for minutes, own in ((half + more, first), (self.agreed - half - more, second)):
            self.claimed.append(DraftClaim(minutes, self.rate, price(minutes, self.rate), own=own))
        return self

    def claims_again(self, minutes: int = 0, *, marks: str = "") -> Self:
        """Claim again on another invoice: the very line, or so many minutes under the first invoice's number with other `marks`."""
        first = self.claimed[0]
        again = (
            DraftClaim(minutes, first.rate_hundredths, price(minutes, first.rate_hundredths), marks=marks)
            if marks
            else replace(first, late=True)
        )
        self.claimed.append(again)
        return self

    def claims_by_cell(self, rate_of: Callable[[Call, int], int]) -> Self:
        """Claim every call and carer at the rate that this gives them: a claim a rate."""
        minutes: Counter[int] = Counter()
        for call in self.calls:
            for carer in range(1, call.carers + 1):
                minutes[rate_of(call, carer)] += call.minutes
        self.claimed += [DraftClaim(n, rate, price(n, rate)) for rate, n in minutes.items()]
        return self
