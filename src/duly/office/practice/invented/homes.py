"""Care homes: their contracts by the night, and one resident and one week in the making, step after step, as `Draft` is for care at home."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from random import Random
from typing import Any

from duly.office.practice.invented.claimed import DraftClaim
from duly.office.practice.invented.ground import UPLIFTS, Contract, days_of, terms_of, yearly_by_the_week
from duly.office.practice.invented.names import Refs
from duly.payments.validation.facts import (
    FOREVER,
    Absence,
    Commission,
    ContractSpan,
    Death,
    Funding,
    Interruption,
    Line,
    Opening,
    Rate,
    Stay,
    Step,
)
from duly.primitives.money import half_up

RESIDENTIAL, NURSING = "residential", "nursing"
KEPT_DAYS = 3
"""Nights that a home is paid for after a death."""
STEPS = (("hospital", 1, 6, 100), ("hospital", 7, 28, 80), ("holiday", 1, 14, 100))
"""What is paid while a resident is away: kind, day from, day to, percentage. Nothing beyond."""
FNC_PENCE = 25_406
"""What the NHS pays towards a week of nursing."""
_TERMS: Mapping[str, dict[str, Any]] = {
    RESIDENTIAL: {"part_week": "SEVENTHS", "paid_net": False, "death_days": KEPT_DAYS},
    NURSING: {"part_week": "BALANCE_LAST", "paid_net": True, "death_days": KEPT_DAYS, "clause": "9.2"},
}


def home_contract(rng: Random, refs: Refs, provider_ref: str, service: str, **changes: Any) -> Contract:
    """A home's contract for a service: residential is shared by sevenths and paid gross; nursing has the balance on the last day and is paid net."""
    ref = refs.next("C")
    terms = terms_of(ref, 1, UPLIFTS[0], FOREVER, "NIGHTS", **_TERMS[service] | changes)
    rates = tuple(yearly_by_the_week(rng, refs, ref, service))
    steps = tuple(Step(ref, 1, *step) for step in STEPS)
    return Contract(ref, provider_ref, (terms,), rates, (ContractSpan(ref, UPLIFTS[0], FOREVER),), (), steps)


@dataclass
class Resident:
    """A line by the night and one week of it: who was there, and what was claimed. Every step gives the resident back."""

    rng: Random
    refs: Refs
    week: date
    line: Line
    contracts: Mapping[str, Contract]
    elsewhere: list[str]
    settled: date
    contract: Contract = field(init=False)
    opening: Opening | None = None
    spot_contract: Contract | None = None
    spans: list[Commission] = field(default_factory=list)
    stays: list[Stay] = field(default_factory=list)
    absences: list[Absence] = field(default_factory=list)
    interruptions: list[Interruption] = field(default_factory=list)
    deaths: list[Death] = field(default_factory=list)
    fundings: list[Funding] = field(default_factory=list)
    claimed: list[DraftClaim] = field(default_factory=list)
    has_line: bool = True
    moved: bool = False

    def __post_init__(self) -> None:
        self.opening = Opening(self.line.line_ref, self.settled)
        self._now_under(self.contracts[self.line.service])
        self.in_force((-140, None))
        self.lives(-60 - self.rng.randrange(90))
        self.moved = False

    # Who they are, and when they are there

    def in_force(self, *spans: tuple[int, int | None]) -> "Resident":
        """The line is in force between days counted from the week's Monday, the second exclusive."""
        self.moved = True
        self.spans = [Commission(self.line.line_ref, self.day(s), self._until(e)) for s, e in spans]
        return self

    def waiting(self) -> "Resident":
        """Nobody has approved the line yet."""
        self.moved = True
        self.spans = [replace(span, approved=False) for span in self.spans]
        return self

    def lives(self, admitted: int, discharged: int | None = None) -> "Resident":
        """Their one stay: from a day until another."""
        self.moved = True
        self.stays = [self._stay(self.line.provider_ref, admitted, discharged)]
        return self

    def lives_nowhere(self) -> "Resident":
        """No stay is told of them."""
        self.stays, self.moved = [], True
        return self

    def also_lives(self, admitted: int, discharged: int | None = None) -> "Resident":
        """Another home has them too."""
        self.stays.append(self._stay(self.rng.choice(self.elsewhere), admitted, discharged))
        self.moved = True
        return self

    def away(self, kind: str, starts: int, ends: int | None) -> "Resident":
        """Away from a day until the day they come back, as the home tells."""
        line = self.line
        self.absences.append(Absence(line.provider_ref, line.person_ref, line.service, self.day(starts), self._until(ends), kind))
        self.moved = True
        return self

    def interrupted(self, kind: str, starts: int, ends: int) -> "Resident":
        """Away, as the council knows."""
        self.interruptions.append(Interruption(self.line.person_ref, kind, self.day(starts), self.day(ends)))
        self.moved = True
        return self

    def died(self, weekday: int, *, told: bool = True) -> "Resident":
        """They died on a day; the home says that they left on it, or has not told."""
        self.deaths.append(Death(self.line.person_ref, self.day(weekday)))
        self.moved = True
        return self.lives(-60, weekday) if told else self

    def pays(self, kind: str, pence: int, by: str, starts: int = -140, ends: int | None = None) -> "Resident":
        """Somebody pays so many pence towards each week, and says to whom."""
        self.fundings.append(Funding(self.line.person_ref, kind, pence, by, self.day(starts), self._until(ends)))
        return self

    # What it is under

    def spot(self, **changes: Any) -> "Resident":
        """Under a contract for this line only, with what differs from the home's."""
        self.spot_contract = home_contract(self.rng, self.refs, self.line.provider_ref, self.line.service, **changes)
        self._now_under(self.spot_contract)
        self.moved = True
        return self

    def paying(self, *rates: tuple[int, int | None, int], approved: bool = True) -> "Resident":
        """Its own contract's rates: (day from, day until or None, hundredths of a penny a week)."""
        assert self.spot_contract is not None
        ref, service = self.spot_contract.contract_ref, self.line.service
        rows = tuple(
            Rate(self.refs.next("RT"), ref, service, self.day(s), self._until(e), r, "week", approved=approved) for s, e, r in rates
        )
        self.spot_contract = replace(self.spot_contract, rates=rows)
        self._now_under(self.spot_contract)
        return self

    def payable(self, starts: int, ends: int | None) -> "Resident":
        """Its own contract may be paid under between two days only."""
        assert self.spot_contract is not None
        span = ContractSpan(self.spot_contract.contract_ref, self.day(starts), self._until(ends))
        self.spot_contract = replace(self.spot_contract, spans=(span,))
        return self

    def opened_at(self, day: int | None) -> "Resident":
        """Its opening position is signed to another Monday, or not at all."""
        self.opening = None if day is None else Opening(self.line.line_ref, self.day(day))
        self.moved = True
        return self

    def without_line(self) -> "Resident":
        """Leave the line out of the council's books."""
        self.has_line, self.opening = False, None
        return self

    def unknown(self) -> "Resident":
        """Nobody the council knows."""
        self.line = replace(self.line, person_ref=f"{self.line.person_ref}-X")
        return self.lives(-60).without_line()

    # What was claimed

    @property
    def rate(self) -> int:
        """The contract's rate on the week's Monday, in hundredths of a penny a week."""
        return self.contract.rate_on(self.line.service, self.week)

    def claims(
        self, nights: int = 7, *, first: int = 0, percent: int = 100, gross: bool = False, dearer: int = 0, rate: int = 0, **told: Any
    ) -> "Resident":
        """Claim so many nights from a day on, at the contract's rate, less what others pay where it is paid net, and at a percentage.

        `dearer` is hundredths of a penny a week beside the contract's rate, and `rate` one instead of it; `told` what else the line says.
        """
        asked, days = rate or self.rate + dearer, [self.day(first + n) for n in range(nights)]
        pence = sum(half_up(night * percent, 100) for night in shared(asked, self.contract.terms[0].part_week, days))
        if self.contract.terms[0].paid_net and not gross:
            pence -= sum(half_up(night * percent, 100) for night in others_pay(self.fundings, days))
        self.claimed.append(DraftClaim(0, asked, pence, nights=(days[0], days[-1]), **told))
        return self

    def claims_again(self, **changes: Any) -> "Resident":
        """Claim the very same on another invoice."""
        self.claimed.append(replace(self.claimed[0], late=True, **changes))
        return self

    # Helpers

    @property
    def lasts(self) -> bool:
        """Whether the line goes on in order in the other weeks: only this week's claim was out of order."""
        return self.has_line and not self.moved

    def day(self, number: int) -> date:
        """A day counted from the week's Monday."""
        return self.week + timedelta(days=number)

    def _until(self, number: int | None) -> date:
        return FOREVER if number is None else self.day(number)

    def _stay(self, provider_ref: str, admitted: int, discharged: int | None) -> Stay:
        line = self.line
        return Stay(self.refs.next("ST"), provider_ref, line.person_ref, line.service, self.day(admitted), self._until(discharged))

    def _now_under(self, contract: Contract) -> None:
        self.contract = contract
        self.line = replace(self.line, contract_ref=contract.contract_ref)


def shared(week_hundredths: int, part_week: str, nights: Iterable[date]) -> list[int]:
    """Pence of each of some nights of weeks at a weekly price."""
    nights, seventh = list(nights), week_hundredths // 700
    if part_week == "WHOLE_WEEK":
        return [half_up(week_hundredths, 100), *(0 for _ in nights[1:])]
    if part_week == "BALANCE_LAST":
        return [half_up(week_hundredths, 100) - 6 * seventh if night.weekday() == 6 else seventh for night in nights]
    return [_upto(week_hundredths, night.weekday() + 1) - _upto(week_hundredths, night.weekday()) for night in nights]


def others_pay(fundings: Iterable[Funding], nights: Iterable[date]) -> list[int]:
    """Pence that others pay of each of some nights, but for what the council collects."""
    told = [f for f in fundings if f.collected_by != "council"]
    return [
        _upto(f.weekly_pence * 100, night.weekday() + 1) - _upto(f.weekly_pence * 100, night.weekday())
        for night in nights
        for f in told
        if f.starts <= night < f.ends
    ]


def whole_week(week: date, contract: Contract, service: str, fundings: Iterable[Funding]) -> DraftClaim:
    """A week in order: seven nights, claimed as the contract pays them."""
    rate, terms, nights = contract.rate_on(service, week), contract.terms_on(week), days_of(week)
    pence = sum(shared(rate, terms.part_week, nights)) - (sum(others_pay(fundings, nights)) if terms.paid_net else 0)
    return DraftClaim(0, rate, pence, nights=(nights[0], nights[-1]))


def _upto(week_hundredths: int, nights: int) -> int:
    return half_up(week_hundredths * nights, 700)
