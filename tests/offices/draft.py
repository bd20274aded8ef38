"""One package line in the making: its pattern, visits and claims for one week, and what its planting fixes.

A draft starts in order. A fault from `faults.py` then puts something out of order and says what must come of it. The
money expected is worked out from the planted cuts alone; nothing here looks at which visit meets which call.
"""

from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from random import Random
from typing import Any

from duly.payments.validation.facts import FOREVER, Basis, Call, Commission, Line, Opening, Paid, Rate, Terms, Visit

from .ground import Contract, PatternCall, Refs, calls_from, price, terms_of

Key = tuple[date, str, str, str]
"""Week, provider, person, service."""


@dataclass(frozen=True)
class Planted:
    """A line-week with something planted in it, and what must come of it.

    `kind` is "fault", "pair" or "oddity". `decision` is empty where no line-week may arise at all. `cut_minutes` are
    (cause, minutes) in the order of the specification. What the planting does not fix is None.
    """

    key: Key
    number: int
    fault: str
    kind: str
    codes: tuple[int, ...]
    decision: str
    reason: str
    claimed_minutes: int
    claimed_pence: int
    agreed_minutes: int | None
    payable_minutes: int | None
    entitled_pence: int | None
    due_pence: int | None
    cut_minutes: tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class DraftClaim:
    """A claim before it has a place on an invoice. A `late` one comes on a second invoice."""

    minutes: int
    rate_hundredths: int
    pence: int
    late: bool


@dataclass
class Draft:
    """A line, one week of it, and the expectations that grow with the planting."""

    rng: Random
    refs: Refs
    week: date
    weeks: list[date]
    line: Line
    frameworks: dict[str, Contract]
    beside: list[PatternCall]
    contract: Contract = field(init=False)
    spot_contract: Contract | None = None
    patterns: list[PatternCall] = field(default_factory=list)
    commissions: list[Commission] = field(default_factory=list)
    calls: list[Call] = field(default_factory=list)
    made: dict[str, list[Visit]] = field(default_factory=dict)
    extra: list[Visit] = field(default_factory=list)
    claims: list[DraftClaim] = field(default_factory=list)
    opening: Opening | None = None
    paid: Paid | None = None
    has_line: bool = True
    cuts: dict[str, int] = field(default_factory=dict)
    entitled: int | None = None
    week_rate: int | None = None
    reason: str = ""

    def __post_init__(self) -> None:
        self.under()
        self.opening = Opening(self.line.line_ref, self.weeks[0] - timedelta(days=28))

    # The ground under the line

    def under(self, basis: Basis = "ACTUAL_MINUTE") -> "Draft":
        """Put the line under the provider's framework contract of a basis."""
        self._now_under(self.frameworks[basis])
        return self

    def spot(
        self,
        basis: Basis = "ACTUAL_MINUTE",
        *,
        rates: list[tuple[date, date, int]] | None = None,
        from_day: tuple[int, dict[str, int]] | None = None,
        **changes: int,
    ) -> "Draft":
        """Put the line under a contract of its own.

        `changes` are to the usual terms; `from_day` is a weekday of the week and what changes further from it.
        """
        ref, began = self.refs.next("C"), self.weeks[0] - timedelta(days=210)
        terms = [terms_of(ref, 1, began, FOREVER, basis, **changes)]
        if from_day:
            on = self.day(from_day[0])
            second = terms_of(ref, 2, on, FOREVER, basis, **{**changes, **from_day[1]})
            terms = [replace(terms[0], ends=on), second]
        rates = [(began, FOREVER, self.some_rate())] if rates is None else rates
        rows = tuple(Rate(self.refs.next("RT"), ref, self.line.service, s, e, r) for s, e, r in rates)
        self.spot_contract = Contract(ref, self.line.provider_ref, tuple(terms), rows)
        self._now_under(self.spot_contract)
        return self

    def in_force(self, *spans: tuple[date, date]) -> "Draft":
        """Say when the line is in force; otherwise it is for ever."""
        self.commissions = [Commission(self.line.line_ref, s, e) for s, e in spans]
        return self

    def weekly(self, *calls: tuple[int, int, int, int]) -> "Draft":
        """Give the line calls (weekday, start, minutes, carers), and have every one made exactly as planned."""
        began = self.weeks[0] - timedelta(days=140)
        if not self.commissions:
            self.in_force((began, FOREVER))
        self.patterns = [PatternCall(self.line.line_ref, d, s, m, c, began, FOREVER) for d, s, m, c in calls]
        self.calls = calls_from(self.patterns, self.commissions, [self.day(n) for n in range(7)])
        self.made = {}
        for call in self.calls:
            late = self.rng.randrange(-4, 5)
            self.made[call.call_ref] = [self._visit(call, call.starts_minute + late) for _ in range(call.carers)]
        return self

    def twice_a_day(self, *, minutes: int | None = None, carers: int = 1, days: range = range(7)) -> "Draft":
        """The usual pattern: a morning and an evening call eight hours apart, of 30, 45 or 60 minutes."""
        length = minutes or self.rng.choice((30, 45, 60))
        morning = 540 + 15 * self.rng.randrange(7)
        return self.weekly(*((d, at, length, carers) for d in days for at in (morning, morning + 480)))

    # What was done

    def some_call(self, *, weekday: int | None = None) -> Call:
        """One of the week's calls."""
        return self.rng.choice([c for c in self.calls if weekday is None or c.on.weekday() == weekday])

    def remake(self, call: Call, place: int = 1, **changes: object) -> Visit:
        """Change the visit made to a call. `shift` moves its start from the planned one."""
        visit = self.made[call.call_ref][place - 1]
        if "shift" in changes:
            changes["starts_minute"] = call.starts_minute + changes.pop("shift")
        self.made[call.call_ref][place - 1] = replace(visit, **changes)
        return self.made[call.call_ref][place - 1]

    def miss(self, call: Call, place: int = 1) -> int:
        """Take away the visit made to a call; the minutes it lost."""
        return self.made[call.call_ref].pop(place - 1).minutes

    def also_visited(self, on: date, starts_minute: int, minutes: int, *, carer: str | None = None) -> Visit:
        """A visit besides those the pattern asks for."""
        line = self.line
        visit = Visit(
            self.refs.next("V"), line.provider_ref, line.person_ref, line.service, carer or self.refs.next("W"),
            on, starts_minute, minutes,
        )  # fmt: skip
        self.extra.append(visit)
        return visit

    # What was claimed, and what must come of it

    @property
    def agreed(self) -> int:
        """Minutes of the week's calls times the carers they need."""
        return sum(c.minutes * c.carers for c in self.calls)

    @property
    def terms(self) -> Terms:
        """The terms of the week's Monday."""
        return self.contract.terms_on(self.week)

    @property
    def rate(self) -> int:
        """The contract's rate: that of the week when a planting says so, or that of its Monday."""
        return self.week_rate or self.contract.rate_on(self.line.service, self.week)

    def claim(self, minutes: int, *, rate: int | None = None, pence: int | None = None, late: bool = False) -> "Draft":
        """Claim minutes, at the contract's rate and for what that comes to unless said."""
        rate = self.rate if rate is None else rate
        self.claims.append(DraftClaim(minutes, rate, price(minutes, rate) if pence is None else pence, late))
        return self

    def cut(self, **minutes: int) -> "Draft":
        """Say what must be cut, by cause: `cut(c411=30)`."""
        for cause, n in minutes.items():
            self.cuts[cause[1:]] = self.cuts.get(cause[1:], 0) + n
        return self

    def claimed(self) -> tuple[int, int]:
        """Minutes and pence claimed in all."""
        return sum(c.minutes for c in self.claims), sum(c.pence for c in self.claims)

    def question_at(self, pence: int, minutes: int) -> "Draft":
        """Claim minutes for so much that the money in question is exactly `pence`, the 407 part aside."""
        entitled = price(minutes - sum(self.cuts.values()), self.rate)
        short = price(minutes, self.rate) - price(minutes - self.cuts.get("407", 0), self.rate)
        return self.claim(minutes, pence=entitled + short + pence)

    def without_line(self) -> "Draft":
        """Leave the line itself out of the council's books."""
        self.has_line, self.opening = False, None
        return self

    def expected(self, *, number: int, name: str, kind: str, codes: tuple[int, ...], decision: str) -> Planted:
        """What must come of the planting; an AssertionError if it did not come out as the catalogue says."""
        minutes, pence = self.claimed()
        key = (self.week, self.line.provider_ref, self.line.person_ref, self.line.service)
        common: dict[str, Any] = {
            "key": key,
            "number": number,
            "fault": name,
            "kind": kind,
            "codes": codes,
            "decision": decision,
        }
        common |= {"reason": self.reason, "claimed_minutes": minutes, "claimed_pence": pence}
        if decision in ("", "REFUSED", "BLOCKED") or codes == (202,):
            still = None if decision == "BLOCKED" else 0
            return Planted(
                **common, agreed_minutes=self.agreed if decision == "BLOCKED" else 0, payable_minutes=still,
                entitled_pence=0, due_pence=0, cut_minutes=(),
            )  # fmt: skip
        cut = sum(self.cuts.values())
        entitled = min(price(minutes - cut, self.rate), pence) if self.entitled is None else self.entitled
        self._came_out_as(decision, codes, minutes, pence, entitled)
        due = entitled - (self.paid.pence if self.paid else 0) if decision in ("CLEAN", "TRIMMED") else 0
        in_order = tuple((c, self.cuts[c]) for c in ("407", "203", "401", "411") if self.cuts.get(c))
        return Planted(
            **common, agreed_minutes=self.agreed, payable_minutes=minutes - cut,
            entitled_pence=entitled, due_pence=due, cut_minutes=in_order,
        )  # fmt: skip

    # Helpers

    def day(self, weekday: int) -> date:
        """A day of the week; 7 is the next Monday, -1 the Sunday before."""
        return self.week + timedelta(days=weekday)

    def some_rate(self) -> int:
        """A rate such as a contract has: £20 to £26 an hour, in whole pence."""
        return self.rng.randrange(2000, 2600) * 100

    def _now_under(self, contract: Contract) -> None:
        self.contract = contract
        self.line = replace(self.line, contract_ref=contract.contract_ref)

    def _visit(self, call: Call, starts_minute: int) -> Visit:
        line = self.line
        return Visit(
            self.refs.next("V"), line.provider_ref, line.person_ref, line.service, self.refs.next("W"),
            call.on, starts_minute, call.minutes,
        )  # fmt: skip

    def _came_out_as(self, decision: str, codes: tuple[int, ...], minutes: int, pence: int, entitled: int) -> None:
        """Hold a planting to its entry: its codes explain its cuts, and its money lies on the side it should."""
        assert {str(c) for c in codes} - {"303"} == {c for c, n in self.cuts.items() if n}, (codes, self.cuts)
        if decision == "CLEAN":
            assert not codes
            return
        first = min((c.starts for c in self.commissions if c.ends > self.week), default=self.week)
        terms = self.contract.terms_on(max(first, self.week) if first < self.day(7) else self.week)
        short = price(minutes, self.rate) - price(minutes - self.cuts.get("407", 0), self.rate)
        limit = min(terms.trim_limit_pence, pence * terms.trim_limit_bp // 10000)
        above = pence - entitled - short > limit and codes != (407,)
        assert decision == ("HELD" if above else "TRIMMED"), (decision, pence - entitled - short, limit)
