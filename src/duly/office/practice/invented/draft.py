"""One line and one week of it in the making. It starts in order; a planting puts something out of order, one short step after another."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from random import Random
from typing import Any

from duly.office.practice.invented.claimed import DraftClaim
from duly.office.practice.invented.ground import Contract, PatternCall, calls_from, days_of, terms_of
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
    Outcome,
    Rate,
    Stay,
    Step,
    Visit,
)
from duly.primitives.money import price

MORNING, APART = 540, 480


@dataclass
class Draft:
    """A line, one week of it, and everything made and claimed. Every step gives the draft back, so that a planting reads as one sentence."""

    rng: Random
    refs: Refs
    week: date
    line: Line
    frameworks: dict[Basis, Contract]
    opening: Opening | None
    beside: list[PatternCall]
    homes: list[str] = field(default_factory=list)
    other: "Draft | None" = None
    contract: Contract = field(init=False)
    spot_contract: Contract | None = None
    patterns: list[PatternCall] = field(default_factory=list)
    spans: list[Commission] = field(default_factory=list)
    calls: list[Call] = field(default_factory=list)
    made: dict[str, list[Visit]] = field(default_factory=dict)
    extra: list[Visit] = field(default_factory=list)
    claimed: list[DraftClaim] = field(default_factory=list)
    at: Call = field(init=False)
    interruptions: list[Interruption] = field(default_factory=list)
    deaths: list[Death] = field(default_factory=list)
    stays: list[Stay] = field(default_factory=list)
    has_line: bool = True
    usual_opening: bool = True
    approved: bool = True
    lost: int = 0
    own_rate: int = 0

    def __post_init__(self) -> None:
        self._now_under(self.frameworks["ACTUAL_MINUTE"])

    # What the line is under, and when it is in force

    def planned(self) -> "Draft":
        """Under the provider's framework that pays as planned within tolerance, and not the one by the minute."""
        self._now_under(self.frameworks["PLANNED_WITHIN"])
        return self

    def spot(
        self,
        basis: Basis = "ACTUAL_MINUTE",
        *,
        from_day: tuple[int, dict[str, int]] | None = None,
        bands: Sequence[tuple[int, int, int]] = (),
        steps: Sequence[tuple[str, int, int, int]] = (),
        **changes: Any,
    ) -> "Draft":
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

    def payable(self, starts: int, ends: int | None) -> "Draft":
        """Its own contract may be paid under between two weekdays only."""
        assert self.spot_contract is not None
        span = ContractSpan(self.spot_contract.contract_ref, self.day(starts), FOREVER if ends is None else self.day(ends))
        self.spot_contract = replace(self.spot_contract, spans=(span,))
        return self

    def in_zone(self, zone: str) -> "Draft":
        """The line is in a zone."""
        self.line = replace(self.line, zone=zone)
        return self

    def paying(self, *rates: tuple[int, int | None, int], also: Sequence[tuple[int, dict[str, Any]]] = ()) -> "Draft":
        """Its own contract's rates: (weekday from, weekday until or None, hundredths of a penny an hour); `also` some for one cell only."""
        assert self.spot_contract is not None
        ref, service = self.spot_contract.contract_ref, self.line.service
        rows = [Rate(self.refs.next("RT"), ref, service, self.day(s), FOREVER if e is None else self.day(e), r) for s, e, r in rates]
        rows += [Rate(self.refs.next("RT"), ref, service, self.day(-140), FOREVER, r, **cell) for r, cell in also]
        self.spot_contract = replace(self.spot_contract, rates=tuple(rows))
        self._now_under(self.spot_contract)
        return self

    def not_adopted(self) -> "Draft":
        """Nobody has adopted the rates of its own contract."""
        assert self.spot_contract is not None
        rates = tuple(replace(rate, approved=False) for rate in self.spot_contract.rates)
        self.spot_contract = replace(self.spot_contract, rates=rates)
        return self

    def rising(self, weekday: int) -> "Draft":
        """Its own contract, whose rate goes up by 4 % on a day of the week (7 is the Monday after). `own_rate` is the new one."""
        self.spot()
        old, self.own_rate = self.own_rate, self.own_rate * 104 // 100
        return self.paying((-140, weekday, old), (weekday, None, self.own_rate))

    def in_force(self, *spans: tuple[int, int | None]) -> "Draft":
        """In force between weekdays of the week, the second exclusive, None for no end; otherwise always."""
        self.spans = [Commission(self.line.line_ref, self.day(s), FOREVER if e is None else self.day(e)) for s, e in spans]
        return self

    def waiting(self) -> "Draft":
        """Nobody has approved the line yet."""
        self.approved = False
        self.spans = [replace(span, approved=False) for span in self.spans]
        return self

    def approved_until(self, weekday: int) -> "Draft":
        """From a weekday on nobody has approved the line."""
        self.approved, on, line_ref = False, self.day(weekday), self.line.line_ref
        self.spans = [Commission(line_ref, self.day(-140), on), Commission(line_ref, on, FOREVER, approved=False)]
        return self

    def away(self, kind: str, starts: int, ends: int) -> "Draft":
        """Care is interrupted from a weekday until another, and nobody goes meanwhile; to hospital or respite one goes after the day's care.
        What is already interrupted is so by both."""
        self.interruptions.append(Interruption(self.line.person_ref, kind, self.day(starts), self.day(ends)))
        first = starts + (kind in ("hospital", "respite"))
        for call in self.calls:
            if self.day(first) <= call.on < self.day(ends):
                self.lost += sum(visit.minutes for visit in self.made.pop(call.call_ref, ()))
        return self

    def stays_in_a_home(self, admitted: int, discharged: int | None) -> "Draft":
        """The person is in a care home from a weekday until another, or for good; nothing of it is claimed."""
        until = FOREVER if discharged is None else self.day(discharged)
        home = self.rng.choice(self.homes)
        self.stays.append(Stay(self.refs.next("ST"), home, self.line.person_ref, "residential", self.day(admitted), until))
        return self

    def died(self, weekday: int) -> "Draft":
        """The person died on a day of the week, or before it."""
        self.deaths.append(Death(self.line.person_ref, self.day(weekday)))
        return self

    def opened_at(self, weekday: int | None) -> "Draft":
        """Its opening position is signed to a Monday of this week or another, or not at all."""
        self.opening = None if weekday is None else Opening(self.line.line_ref, self.day(weekday))
        self.usual_opening = False
        return self

    def without_line(self) -> "Draft":
        """Leave the line out of the council's books."""
        self.has_line, self.opening = False, None
        return self

    # What was planned, and made

    def weekly(self, *calls: tuple[int, int, int, int]) -> "Draft":
        """Calls (weekday, start, minutes, carers), every one made for its whole length within four minutes of its start."""
        if not self.spans:
            self.in_force((-140, None))
        began = self.day(-140)
        self.patterns = [PatternCall(self.line.line_ref, d, s, m, c, began, FOREVER) for d, s, m, c in calls]
        self.calls = calls_from(self.patterns, self.spans, days_of(self.week))
        for call in self.calls:
            starts = call.starts_minute + self.rng.randrange(-4, 5)
            self.made[call.call_ref] = [self._visit(call.on, starts, call.minutes) for _ in range(call.carers)]
        return self.pick() if self.calls else self

    def twice(self, minutes: int = 0, *, carers: int = 1, days: range = range(7)) -> "Draft":
        """The usual pattern: a morning and an evening call eight hours apart, of 30, 45 or 60 minutes. One of them is picked."""
        length, morning = minutes or self.rng.choice((30, 45, 60)), MORNING + 15 * self.rng.randrange(7)
        return self.weekly(*((d, at, length, carers) for d in days for at in (morning, morning + APART)))

    def daily(self, *calls: tuple[int, int]) -> "Draft":
        """Calls every day at these starts, of these minutes, for one carer."""
        return self.weekly(*((d, at, minutes, 1) for d in range(7) for at, minutes in calls))

    def pick(self, starts: int | None = None, *, weekday: int | None = None, days: range = range(7)) -> "Draft":
        """The call that the next steps are about: any other of the week's, or one that starts then, or is on that day."""
        left = [c for c in self.calls if starts in (None, c.starts_minute) and weekday in (None, c.on.weekday())]
        before = getattr(self, "at", None) if starts is None and weekday is None else None
        left = [c for c in left if c.on.weekday() in days and c is not before]
        self.at = self.rng.choice(left)
        return self

    def same_day(self, starts: int) -> "Draft":
        """Another call of the same day."""
        self.at = next(c for c in self.calls if c.on == self.at.on and c.starts_minute == starts)
        return self

    def moved(self, by: int, place: int = 1) -> "Draft":
        """The visit to the picked call starts so many minutes from the planned start."""
        return self._remake(place, starts_minute=self.at.starts_minute + by)

    def lasting(self, minutes: int, place: int = 1) -> "Draft":
        """The visit to the picked call lasts so long."""
        return self._remake(place, minutes=minutes)

    def longer(self, by: int) -> "Draft":
        """The visit to the picked call lasts so much longer than planned; below nought, shorter."""
        return self.lasting(self.at.minutes + by)

    def all_longer(self, by: int) -> "Draft":
        """Every visit lasts so much longer."""
        self.made = {ref: [replace(v, minutes=v.minutes + by) for v in visits] for ref, visits in self.made.items()}
        return self

    def after_midnight(self) -> "Draft":
        """The picked call is visited five minutes into the next day."""
        return self._remake(1, on=self.at.on + timedelta(days=1), starts_minute=5)

    def missed(self, place: int = 1) -> "Draft":
        """Nobody comes to a place of the picked call."""
        self.lost += self.made[self.at.call_ref].pop(place - 1).minutes
        return self

    def nobody(self) -> "Draft":
        """Nobody comes at all."""
        self.made = {}
        return self

    def never_second(self) -> "Draft":
        """No second carer ever comes."""
        self.made = {ref: visits[:1] for ref, visits in self.made.items()}
        return self

    def also(self, by: int, minutes: int | None = None) -> "Draft":
        """Another carer visits the picked call too, so many minutes from its start, for as long as planned unless said."""
        self.extra.append(self._visit(self.at.on, self.at.starts_minute + by, self.at.minutes if minutes is None else minutes))
        return self

    def also_after(self, by: int, minutes: int) -> "Draft":
        """Another carer visits so many minutes after the picked call should have ended."""
        return self.also(self.at.minutes + by, minutes)

    def became(self, outcome: Outcome, place: int = 1, *, notice: int = -1, reason: str = "") -> "Draft":
        """The visit to the picked call was cancelled, found nobody in, or was missed, and the provider says so."""
        return self._remake(place, outcome=outcome, minutes=0, notice_minutes=notice, reason=reason)

    def mistimed(self, times: str) -> "Draft":
        """The visit to the picked call has no check-out, or ends before it starts."""
        return self._remake(1, times=times, minutes=0)

    def by_hand(self, visits: int) -> "Draft":
        """So many of the week's visits are logged by hand."""
        for call in self.calls[:visits]:
            self.made[call.call_ref] = [replace(visit, source="manual") for visit in self.made[call.call_ref]]
        return self

    def unknown(self) -> "Draft":
        """The person is nobody the council knows; so there is no line either."""
        self.line = replace(self.line, person_ref=f"{self.line.person_ref}-X")
        return self.without_line()

    def outside(self, weekday: int, minutes: int) -> "Draft":
        """A visit at ten on a day of the week that asks for none."""
        self.extra.append(self._visit(self.day(weekday), 600, minutes))
        return self

    def carers(self, *order: int) -> "Draft":
        """Visits by numbered carers, those of the calls in turn: (1, 2, 2, 1) changes a pair over at every second call."""
        known = {n: self.refs.next("W") for n in sorted(set(order))}
        turn = 0
        for call in self.calls:
            for place, visit in enumerate(self.made[call.call_ref]):
                self.made[call.call_ref][place] = replace(visit, carer_ref=known[order[turn % len(order)]])
                turn += 1
        return self

    def one_carer(self) -> "Draft":
        """Both visits to the picked call are by one carer."""
        return self._remake(2, carer_ref=self.made[self.at.call_ref][0].carer_ref)

    # What was claimed

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
    ) -> "Draft":
        """Claim the agreed minutes and some more, at the contract's rate or above it. `odd_pence` is beside what the contract's rate makes of them,
        `vat` pence, and `name` what the invoice calls the person."""
        asked = rate or (self.rate + dearer) * (100 + percent) // 100
        minutes = self.agreed + more
        pence = price(minutes, asked) if odd_pence is None else price(minutes, self.rate) + odd_pence
        self.claimed.append(DraftClaim(minutes, asked, pence, vat_pence=vat, person_name=name))
        return self

    def claims_what_came(self, more: int = 0) -> "Draft":
        """Claim the agreed minutes but those of visits that were missed, and some more."""
        return self.claims(more - self.lost)

    def claims_instead(self, minutes: int) -> "Draft":
        """Claim so many minutes for the picked call, and the others as agreed."""
        return self.claims(minutes - self.at.minutes)

    def claims_by_day(self, *, from_weekday: int, dearer: int = 0) -> "Draft":
        """Two claims, the days before and from a weekday, each at its own days' rate; the second may be dearer."""
        before = sum(c.minutes for c in self.calls if c.on < self.day(from_weekday))
        for minutes, rate in ((before, self.contract.rate_on(self.line.service, self.week)), (self.agreed - before, self.rate + dearer)):
            self.claimed.append(DraftClaim(minutes, rate, price(minutes, rate)))
        return self

    def claims_twice(self, more: int = 0, *, second: int = 0, percent: int = 0) -> "Draft":
        """Claim on two invoices, the second late, of `second` minutes and perhaps dearer; at one rate the two make exactly what their minutes do."""
        minutes = self.agreed + more
        second = second or minutes - 200
        first, rate = price(minutes - second, self.rate), self.rate * (100 + percent) // 100
        pence = price(second, rate) if percent else price(minutes, self.rate) - first
        self.claimed += [DraftClaim(minutes - second, self.rate, first), DraftClaim(second, rate, pence, late=True)]
        return self

    def claims_in_two(self, first: str, second: str, *, more: int = 0) -> "Draft":
        """Claim on two invoices of their own, of numbers that end so, each half of the agreed minutes, the first `more` and the second as much less."""
        half = self.agreed // 2
        for minutes, own in ((half + more, first), (self.agreed - half - more, second)):
            self.claimed.append(DraftClaim(minutes, self.rate, price(minutes, self.rate), own=own))
        return self

    def claims_again(self, minutes: int = 0, *, marks: str = "") -> "Draft":
        """Claim again on another invoice: the very line, or so many minutes under the first invoice's number with other `marks`."""
        first = self.claimed[0]
        again = (
            DraftClaim(minutes, first.rate_hundredths, price(minutes, first.rate_hundredths), marks=marks)
            if marks
            else replace(first, late=True)
        )
        self.claimed.append(again)
        return self

    def claims_by_cell(self, rate_of: Callable[[Call, int], int]) -> "Draft":
        """Claim every call and carer at the rate that this gives them: a claim a rate."""
        minutes: Counter[int] = Counter()
        for call in self.calls:
            for carer in range(1, call.carers + 1):
                minutes[rate_of(call, carer)] += call.minutes
        self.claimed += [DraftClaim(n, rate, price(n, rate)) for rate, n in minutes.items()]
        return self

    # Helpers

    @property
    def lasts(self) -> bool:
        """Whether the line goes on in order in the other weeks: nothing standing was planted in it, only this week's doings."""
        stands = self.spot_contract is None and self.usual_opening and self.approved
        return self.has_line and stands and not self.interruptions and not self.deaths and not self.stays

    def day(self, weekday: int) -> date:
        """A day of the week; 7 is the next Monday, -1 the Sunday before."""
        return self.week + timedelta(days=weekday)

    def _now_under(self, contract: Contract) -> None:
        self.contract = contract
        self.line = replace(self.line, contract_ref=contract.contract_ref)

    def _remake(self, place: int, **changes: object) -> "Draft":
        made = self.made[self.at.call_ref]
        made[place - 1] = replace(made[place - 1], **changes)
        return self

    def _visit(self, on: date, starts_minute: int, minutes: int) -> Visit:
        line, ref, carer = self.line, self.refs.next("V"), self.refs.next("W")
        return Visit(ref, line.provider_ref, line.person_ref, line.service, carer, on, starts_minute, minutes)
