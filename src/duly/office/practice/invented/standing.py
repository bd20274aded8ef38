"""The first chapter of a line in the making: what holds beyond its week. A planting puts something out of order, one short step after another."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from random import Random
from typing import Any, Self

from duly.office.practice.invented.ground import Contract, PatternCall, terms_of
from duly.office.practice.invented.names import Refs
from duly.payments.validation.facts import (
    FOREVER,
    Band,
    Basis,
    Call,
    Commission,
    ContractSpan,
    Death,
    Interruption,
    Line,
    Opening,
    Rate,
    Stay,
    Step,
    Visit,
)


@dataclass
class Standing:
    """What holds of a line beyond its week: its contract, when it is in force, and what became of the person. The first chapter of a `Draft`."""

    rng: Random
    refs: Refs
    week: date
    line: Line
    frameworks: dict[Basis, Contract]
    opening: Opening | None
    beside: list[PatternCall]
    homes: list[str] = field(default_factory=list)
    contract: Contract = field(init=False)
    spot_contract: Contract | None = None
    spans: list[Commission] = field(default_factory=list)
    calls: list[Call] = field(default_factory=list)
    made: dict[str, list[Visit]] = field(default_factory=dict)
    interruptions: list[Interruption] = field(default_factory=list)
    deaths: list[Death] = field(default_factory=list)
    stays: list[Stay] = field(default_factory=list)
    has_line: bool = True
    usual_opening: bool = True
    approved: bool = True
    lost: int = 0
    own_rate: int = 0

    def __post_init__(self) -> None:
        self.now_under(self.frameworks["ACTUAL_MINUTE"])

    def planned(self) -> Self:
        """Under the provider's framework that pays as planned within tolerance, and not the one by the minute."""
        self.now_under(self.frameworks["PLANNED_WITHIN"])
        return self

    def spot(
        self,
        basis: Basis = "ACTUAL_MINUTE",
        *,
        from_day: tuple[int, dict[str, int]] | None = None,
        bands: Sequence[tuple[int, int, int]] = (),
        steps: Sequence[tuple[str, int, int, int]] = (),
        **changes: Any,
    ) -> Self:
        """Under a contract of its own, with what differs from the usual terms, its bands, what it pays while care is interrupted (kind, day from, day
        to, percentage), and what changes again on a weekday of the week."""
        ref, began = self.refs.next("C"), self.day(-140)
        terms = [terms_of(ref, 1, began, FOREVER, basis, **changes)]
        if from_day:
            on = self.day(from_day[0])
            terms = [replace(terms[0], ends=on), terms_of(ref, 2, on, FOREVER, basis, **{**changes, **from_day[1]})]
        self.own_rate = self.rng.randrange(2000, 2600) * 100
        spans = (ContractSpan(ref, began, FOREVER),)
        banded, stepped = tuple(Band(ref, 1, *band) for band in bands), tuple(Step(ref, 1, *step) for step in steps)
        self.spot_contract = Contract(ref, self.line.provider_ref, tuple(terms), (), spans, banded, stepped)
        return self.paying((-140, None, self.own_rate))

    def payable(self, starts: int, ends: int | None) -> Self:
        """Its own contract may be paid under between two weekdays only."""
        assert self.spot_contract is not None
        span = ContractSpan(self.spot_contract.contract_ref, self.day(starts), FOREVER if ends is None else self.day(ends))
        self.spot_contract = replace(self.spot_contract, spans=(span,))
        return self

    def embargoed(self, starts: int, ends: int) -> Self:
        """An embargo lies on its own contract between two weekdays: somebody placed it on the first, and somebody else lifted it on the second."""
        assert self.spot_contract is not None
        before = self.spot_contract.spans[0]
        spans = (replace(before, ends=self.day(starts)), replace(before, starts=self.day(ends)))
        self.spot_contract = replace(self.spot_contract, spans=spans)
        return self

    def agreed_otherwise(self, **changes: Any) -> Self:
        """The terms of its own contract say something else from their first day."""
        assert self.spot_contract is not None
        self.spot_contract = replace(self.spot_contract, terms=tuple(replace(terms, **changes) for terms in self.spot_contract.terms))
        return self

    def in_zone(self, zone: str) -> Self:
        """The line is in a zone."""
        self.line = replace(self.line, zone=zone)
        return self

    def paying(self, *rates: tuple[int, int | None, int], also: Sequence[tuple[int, dict[str, Any]]] = ()) -> Self:
        """Its own contract's rates: (weekday from, weekday until or None, hundredths of a penny an hour); `also` some for one cell only."""
        assert self.spot_contract is not None
        ref, service = self.spot_contract.contract_ref, self.line.service
        rows = [Rate(self.refs.next("RT"), ref, service, self.day(s), FOREVER if e is None else self.day(e), r) for s, e, r in rates]
        rows += [Rate(self.refs.next("RT"), ref, service, self.day(-140), FOREVER, r, **cell) for r, cell in also]
        self.spot_contract = replace(self.spot_contract, rates=tuple(rows))
        self.now_under(self.spot_contract)
        return self

    def not_adopted(self) -> Self:
        """Nobody has adopted the rates of its own contract."""
        assert self.spot_contract is not None
        rates = tuple(replace(rate, approved=False) for rate in self.spot_contract.rates)
        self.spot_contract = replace(self.spot_contract, rates=rates)
        return self

    def rising(self, weekday: int) -> Self:
        """Its own contract, whose rate goes up by 4 % on a day of the week (7 is the Monday after). `own_rate` is the new one."""
        self.spot()
        old, self.own_rate = self.own_rate, self.own_rate * 104 // 100
        return self.paying((-140, weekday, old), (weekday, None, self.own_rate))

    def in_force(self, *spans: tuple[int, int | None]) -> Self:
        """In force between weekdays of the week, the second exclusive, None for no end; otherwise always."""
        self.spans = [Commission(self.line.line_ref, self.day(s), FOREVER if e is None else self.day(e)) for s, e in spans]
        return self

    def waiting(self) -> Self:
        """Nobody has approved the line yet."""
        self.approved = False
        self.spans = [replace(span, approved=False) for span in self.spans]
        return self

    def approved_until(self, weekday: int) -> Self:
        """From a weekday on nobody has approved the line."""
        self.approved, on, line_ref = False, self.day(weekday), self.line.line_ref
        self.spans = [Commission(line_ref, self.day(-140), on), Commission(line_ref, on, FOREVER, approved=False)]
        return self

    def away(self, kind: str, starts: int, ends: int) -> Self:
        """Care is interrupted from a weekday until another, and nobody goes meanwhile; to hospital or respite one goes after the day's care.
        What is already interrupted is so by both."""
        self.interruptions.append(Interruption(self.line.person_ref, kind, self.day(starts), self.day(ends)))
        first = starts + (kind in ("hospital", "respite"))
        for call in self.calls:
            if self.day(first) <= call.on < self.day(ends):
                self.lost += sum(visit.minutes for visit in self.made.pop(call.call_ref, ()))
        return self

    def stays_in_a_home(self, admitted: int, discharged: int | None) -> Self:
        """The person is in a care home from a weekday until another, or for good; nothing of it is claimed."""
        until = FOREVER if discharged is None else self.day(discharged)
        home = self.rng.choice(self.homes)
        self.stays.append(Stay(self.refs.next("ST"), home, self.line.person_ref, "residential", self.day(admitted), until))
        return self

    def died(self, weekday: int) -> Self:
        """The person died on a day of the week, or before it."""
        self.deaths.append(Death(self.line.person_ref, self.day(weekday)))
        return self

    def opened_at(self, weekday: int | None) -> Self:
        """Its opening position is signed to a Monday of this week or another, or not at all."""
        self.opening = None if weekday is None else Opening(self.line.line_ref, self.day(weekday))
        self.usual_opening = False
        return self

    def without_line(self) -> Self:
        """Leave the line out of the council's books."""
        self.has_line, self.opening = False, None
        return self

    @property
    def lasts(self) -> bool:
        """Whether the line goes on in order in the other weeks: nothing standing was planted in it, only this week's doings."""
        stands = self.usual_opening and self.approved and any(self.contract is usual for usual in self.frameworks.values())
        return self.has_line and stands and not self.interruptions and not self.deaths and not self.stays

    def day(self, weekday: int) -> date:
        """A day of the week; 7 is the next Monday, -1 the Sunday before."""
        return self.week + timedelta(days=weekday)

    def now_under(self, contract: Contract) -> None:
        """Under this contract, its own or another line's."""
        self.contract = contract
        self.line = replace(self.line, contract_ref=contract.contract_ref)
