"""One package line in the making: its pattern, visits and claims for one week, and what its planting fixes.

A draft starts in order. A planting then puts something out of order and says what must come of it. The money expected is worked
out from the planted cuts alone; nothing here looks at which visit meets which call.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from random import Random
from typing import Any

from duly.payments.validation.facts import (
    FOREVER,
    Band,
    Basis,
    Call,
    Commission,
    ContractSpan,
    Death,
    Interruption,
    Invoice,
    Line,
    Opening,
    Paid,
    Rate,
    Stay,
    Step,
    Terms,
    Visit,
)

from .ground import SERVICES, Contract, PatternCall, Refs, calls_from, plain_number, price, terms_of

Key = tuple[date, str, str, str]
"""Week, provider, person, service."""

ASIDE = ("108", "107", "102")
"""Causes for which a claim is set aside, in order."""
SHARES = ("407", "203", "207", "410", "403", "401", "411")
"""Causes that take minutes off what stands, in order."""
BLOCKS = {201, 205, 208, 301, 302, 306}
HOLDS = {103, 105, 204, 209, 403, 405, 406, 408}
TRIMS_BY_ITSELF = ("207", "407", "410")


@dataclass(frozen=True)
class Planted:
    """A line-week with something planted in it, and what must come of it.

    `kind` is "fault", "pair" or "oddity". `decision` is empty where no line-week may arise at all. `cut_minutes` and `cut_pence` are
    (cause, minutes) and (cause, pence) in the order of the specification, pence for 108, 107, 102 and 104 alone. What the planting
    does not fix is None.
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
    cut_pence: tuple[tuple[str, int], ...] | None


@dataclass(frozen=True)
class DraftInvoice:
    """An invoice of a planting's own. `pence` and `weeks` (first and last Monday) are those of its lines unless said."""

    ref: str
    received_on: date
    pence: int | None = None
    weeks: tuple[date, date] | None = None


@dataclass(frozen=True)
class DraftClaim:
    """A claim before it has a place on an invoice. A `late` one comes on a provider's second invoice; `aside` is why it is set aside."""

    minutes: int
    rate_hundredths: int
    pence: int
    late: bool = False
    invoice: DraftInvoice | None = None
    vat_pence: int = 0
    person_check: str = ""
    aside: str = ""


@dataclass
class Draft:
    """A line, one week of it, and the expectations that grow with the planting.

    `beside` is the pattern of what the person has already; `another` makes a draft of one more line: `another(same_person, same_provider)`.
    """

    rng: Random
    refs: Refs
    week: date
    weeks: list[date]
    line: Line
    frameworks: dict[str, Contract]
    beside: list[PatternCall]
    another: Callable[[bool, bool], "Draft"]
    contract: Contract = field(init=False)
    spot_contract: Contract | None = None
    patterns: list[PatternCall] = field(default_factory=list)
    commissions: list[Commission] = field(default_factory=list)
    calls: list[Call] = field(default_factory=list)
    made: dict[str, list[Visit]] = field(default_factory=dict)
    extra: list[Visit] = field(default_factory=list)
    claims: list[DraftClaim] = field(default_factory=list)
    known_invoices: list[DraftInvoice] = field(default_factory=list)
    opening: Opening | None = None
    paid: Paid | None = None
    deaths: list[Death] = field(default_factory=list)
    interruptions: list[Interruption] = field(default_factory=list)
    stays: list[Stay] = field(default_factory=list)
    companions: list["Draft"] = field(default_factory=list)
    has_line: bool = True
    not_agreed: int = 0
    retained: int = 0
    cuts: dict[str, int] = field(default_factory=dict)
    excess: int = 0
    entitled: int | None = None
    week_rate: int | None = None
    reason: str = ""
    comes_to: tuple[tuple[int, ...], str] = ((), "CLEAN")

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
        book: list[dict[str, Any]] | None = None,
        spans: list[tuple[date, date]] | None = None,
        bands: tuple[tuple[int, int, int], ...] = (),
        steps: tuple[tuple[str, int, int, int], ...] = (),
        from_day: tuple[int, dict[str, int]] | None = None,
        **changes: int | str,
    ) -> "Draft":
        """Put the line under a contract of its own.

        `changes` are to the usual terms; `from_day` is a weekday of the week and what changes further from it. `book` are rates by their
        fields (`r` is the rate; the dates are for long unless said), `spans` when the contract may be paid under, `bands` (from, to, pay)
        and `steps` (kind, from day, to day, percent) those of every version.
        """
        ref, began = self.refs.next("C"), self.weeks[0] - timedelta(days=210)
        terms = [terms_of(ref, 1, began, FOREVER, basis, **changes)]
        if from_day:
            on = self.day(from_day[0])
            second = terms_of(ref, 2, on, FOREVER, basis, **{**changes, **from_day[1]})
            terms = [replace(terms[0], ends=on), second]
        if book is None:
            chosen = [(began, FOREVER, self.some_rate())] if rates is None else rates
            book = [{"starts": s, "ends": e, "r": r} for s, e, r in chosen]
        rows = []
        for entry in book:
            keys = {"starts": began, "ends": FOREVER, **entry}
            rate = keys.pop("r")
            rows.append(Rate(self.refs.next("RT"), ref, self.line.service, keys.pop("starts"), keys.pop("ends"), rate, **keys))
        self.spot_contract = Contract(
            ref, self.line.provider_ref, tuple(terms), tuple(rows),
            tuple(ContractSpan(ref, s, e) for s, e in (spans or [(began, FOREVER)])),
            tuple(Band(ref, t.version, *band) for t in terms for band in bands),
            tuple(Step(ref, t.version, *step) for t in terms for step in steps),
        )  # fmt: skip
        self._now_under(self.spot_contract)
        return self

    def in_force(self, *spans: tuple[date, date], approved: bool = True) -> "Draft":
        """Say when the line is in force, besides what was said before; otherwise it is for ever."""
        self.commissions += [Commission(self.line.line_ref, s, e, approved) for s, e in spans]
        return self

    def in_zone(self, zone: str) -> "Draft":
        """Put the line into a zone."""
        self.line = replace(self.line, zone=zone)
        return self

    def weekly(self, *calls: tuple[int, int, int, int]) -> "Draft":
        """Give the line calls (weekday, start, minutes, carers), and have every one made as long as planned, a few minutes early or late."""
        began = self.weeks[0] - timedelta(days=140)
        if not self.commissions:
            self.in_force((began, FOREVER))
        self.patterns = [PatternCall(self.line.line_ref, d, s, m, c, began, FOREVER) for d, s, m, c in calls]
        self.calls = calls_from(self.patterns, self.commissions, [self.day(n) for n in range(7)])
        self.made = {}
        for call in self.calls:
            late = self.rng.choice((-4, -3, -2, -1, 1, 2, 3, 4))
            self.made[call.call_ref] = [self._visit(call, call.starts_minute + late) for _ in range(call.carers)]
        return self

    def twice_a_day(self, *, minutes: int | None = None, carers: int = 1, days: range = range(7)) -> "Draft":
        """The usual pattern: a morning and an evening call eight hours apart, of 30, 45 or 60 minutes."""
        length = minutes or self.rng.choice((30, 45, 60))
        morning = 540 + 15 * self.rng.randrange(7)
        return self.weekly(*((d, at, length, carers) for d in days for at in (morning, morning + 480)))

    # The person

    def died(self, weekday: int) -> "Draft":
        """Have the person die on a day of the week."""
        self.deaths.append(Death(self.line.person_ref, self.day(weekday)))
        return self

    def interrupted(self, kind: str, starts: int, ends: int, *, off: tuple[int, ...]) -> "Draft":
        """Interrupt the person's care between two days of the week. Of its days `off` are those on which nobody is to go, and nobody goes."""
        self.interruptions.append(Interruption(self.line.person_ref, kind, self.day(starts), self.day(ends)))
        for call in self.on(*off):
            if self.made[call.call_ref]:
                self.not_agreed += call.minutes * call.carers
                self.made[call.call_ref] = []
        return self

    def in_a_home(self, admitted: int, discharged: int | None) -> "Draft":
        """Have the person stay in a care home from one day of the week to another, or without an end."""
        ends = FOREVER if discharged is None else self.day(discharged)
        line = self.line
        self.stays.append(Stay(self.refs.next("ST"), line.provider_ref, line.person_ref, "residential", self.day(admitted), ends))
        return self

    # What was done

    def on(self, *weekdays: int) -> list[Call]:
        """The calls of some days of the week."""
        return [c for c in self.calls if c.on.weekday() in weekdays]

    def some_call(self, *, weekday: int | None = None) -> Call:
        """One of the week's calls."""
        return self.rng.choice([c for c in self.calls if weekday is None or c.on.weekday() == weekday])

    def remake(self, call: Call, place: int = 1, **changes: Any) -> Visit:
        """Change the visit made to a call. `shift` moves its start from the planned one."""
        visit = self.made[call.call_ref][place - 1]
        if "shift" in changes:
            changes["starts_minute"] = call.starts_minute + changes.pop("shift")
        self.made[call.call_ref][place - 1] = replace(visit, **changes)
        return self.made[call.call_ref][place - 1]

    def lasting(self, minutes: int, call: Call | None = None) -> Call:
        """Have one call visited for so many minutes."""
        call = call or self.some_call()
        self.remake(call, minutes=minutes)
        return call

    def cancelled(self, call: Call, notice: int, reason: str = "person", *, place: int = 1) -> int:
        """Have a visit to a call cancelled, with so many minutes' notice (-1: nobody wrote down when), by the person or the provider."""
        self.remake(call, place, minutes=0, outcome="cancelled", notice_minutes=notice, reason=reason, source="", shift=0)
        return call.minutes

    def not_made(self, call: Call, outcome: str, *, place: int = 1) -> int:
        """Have a visit to a call found nobody in (frustrated), or missed and said so."""
        self.remake(call, place, minutes=0, outcome=outcome, source="", shift=0)
        return call.minutes

    def miss(self, call: Call, place: int = 1) -> int:
        """Take away the visit made to a call; the minutes it lost."""
        return self.made[call.call_ref].pop(place - 1).minutes

    def also_visited(self, on: date, starts_minute: int, minutes: int, *, carer: str | None = None, **said: Any) -> Visit:
        """A visit besides those the pattern asks for."""
        line = self.line
        visit = Visit(
            self.refs.next("V"), line.provider_ref, line.person_ref, line.service, carer or self.refs.next("W"),
            on, starts_minute, minutes, **{"source": self._source(), **said},
        )  # fmt: skip
        self.extra.append(visit)
        return visit

    # What was claimed, and what must come of it

    @property
    def agreed(self) -> int:
        """Minutes of the week's calls times the carers they need, without those of interrupted days, and what is retained."""
        return sum(c.minutes * c.carers for c in self.calls) - self.not_agreed + self.retained

    @property
    def terms(self) -> Terms:
        """The terms of the week's Monday."""
        return self.contract.terms_on(self.week)

    @property
    def rate(self) -> int:
        """The contract's rate: that of the week when a planting says so, or that of its Monday."""
        return self.week_rate or self.contract.rate_on(self.line.service, self.week)

    def claim(self, minutes: int, *, rate: int | None = None, pence: int | None = None, **said: Any) -> "Draft":
        """Claim minutes, at the contract's rate and for what that comes to unless said. The rest are fields of a `DraftClaim`."""
        rate = self.rate if rate is None else rate
        self.claims.append(DraftClaim(minutes, rate, price(minutes, rate) if pence is None else pence, **said))
        return self

    def claim_for(self, minutes: int, pence: int) -> "Draft":
        """Claim minutes at such a rate that they come to so many pence."""
        rate = next(r for r in range(pence * 6000 // minutes - 10, pence * 6000 // minutes + 10) if price(minutes, r) == pence)
        return self.claim(minutes, rate=rate)

    def own_invoice(
        self, *, after: int = 9, ref: str = "", pence: int | None = None, weeks: tuple[date, date] | None = None
    ) -> DraftInvoice:
        """An invoice of the planting's own, received so many days after the week's Monday."""
        return DraftInvoice(ref or self.number(), self.day(after), pence, weeks)

    def number(self) -> str:
        """The number of one more invoice of the provider, far from every other."""
        return self.refs.invoice(self.line.provider_ref)

    def knows(self, invoice: DraftInvoice) -> DraftInvoice:
        """Have an invoice known, of which no line is in these weeks."""
        self.known_invoices.append(invoice)
        return invoice

    def cut(self, **minutes: int) -> "Draft":
        """Say what must be cut, by cause: `cut(c411=30)`."""
        for cause, n in minutes.items():
            self.cuts[cause[1:]] = self.cuts.get(cause[1:], 0) + n
        return self

    def claimed(self) -> tuple[int, int]:
        """Minutes and pence claimed in all."""
        return sum(c.minutes for c in self.claims), sum(c.pence for c in self.claims)

    def without_line(self) -> "Draft":
        """Leave the line itself out of the council's books."""
        self.has_line, self.opening = False, None
        return self

    def companion(self, *, same_person: bool = False, same_provider: bool = True, same_service: bool = True) -> "Draft":
        """One more line beside this one. Unless it says so in `comes_to`, it is CLEAN if it is claimed for."""
        other = self.another(same_person, same_provider)
        nth = SERVICES.index(self.line.service) + (0 if same_service else 1)
        other.line = replace(other.line, service=SERVICES[nth % len(SERVICES)])
        self.companions.append(other)
        return other

    def under_one_contract(self, other: "Draft") -> None:
        """Put another line of the provider under this line's contract."""
        other._now_under(self.contract)

    def expected(self, *, number: int, name: str, kind: str, codes: tuple[int, ...], decision: str) -> Planted:
        """What must come of the planting; an AssertionError if it did not come out as the catalogue says."""
        minutes, pence = self.claimed()
        key = (self.week, self.line.provider_ref, self.line.person_ref, self.line.service)
        common: dict[str, Any] = {"key": key, "number": number, "fault": name, "kind": kind, "codes": codes, "decision": decision}
        common |= {"reason": self.reason, "claimed_minutes": minutes, "claimed_pence": pence}
        if decision in ("", "REFUSED", "BLOCKED") or not self.has_line:
            looked_into = decision == "BLOCKED" and self.has_line
            return Planted(
                **common, agreed_minutes=self.agreed if looked_into else 0, payable_minutes=None if looked_into else 0,
                entitled_pence=0, due_pence=0, cut_minutes=(), cut_pence=None,
            )  # fmt: skip
        standing = [c for c in self.claims if not c.aside]
        stands = sum(c.minutes for c in standing), sum(c.pence for c in standing) - self.excess
        cut = sum(self.cuts.values())
        parts = price(stands[0] - cut, self.rate) if self.entitled is None else self.entitled
        entitled = min(parts, stands[1])
        self._came_out_as(decision, codes, stands, entitled)
        due = entitled - (self.paid.pence if self.paid else 0) if decision in ("CLEAN", "TRIMMED") else 0
        aside = [(cause, [c for c in self.claims if c.aside == cause]) for cause in ASIDE]
        return Planted(
            **common, agreed_minutes=self.agreed, payable_minutes=stands[0] - cut, entitled_pence=entitled, due_pence=due,
            cut_minutes=tuple((c, n) for c, n in
                              [(c, sum(x.minutes for x in of)) for c, of in aside] + [(c, self.cuts.get(c, 0)) for c in SHARES] if n),
            cut_pence=tuple((c, n) for c, n in [(c, sum(x.pence for x in of)) for c, of in aside] + [("104", self.excess)] if n),
        )  # fmt: skip

    # Helpers

    def day(self, weekday: int) -> date:
        """A day of the week; 7 is the next Monday, -1 the Sunday before."""
        return self.week + timedelta(days=weekday)

    def some_rate(self) -> int:
        """A rate such as a contract has: £20 to £26 an hour, in whole pence."""
        return self.rng.randrange(2000, 2600) * 100

    def known_as(self) -> list[Invoice]:
        """The invoices of which no line is in these weeks."""
        return [
            Invoice(i.ref, self.line.provider_ref, plain_number(i.ref), i.received_on, i.pence or 0, *(i.weeks or (self.week, self.week)))
            for i in self.known_invoices
        ]

    def _now_under(self, contract: Contract) -> None:
        self.contract = contract
        self.line = replace(self.line, contract_ref=contract.contract_ref)

    def _source(self) -> str:
        return self.rng.choice(("gps", "gps", "nfc", "phone"))

    def _visit(self, call: Call, starts_minute: int) -> Visit:
        line = self.line
        return Visit(
            self.refs.next("V"), line.provider_ref, line.person_ref, line.service, self.refs.next("W"),
            call.on, starts_minute, call.minutes, source=self._source(),
        )  # fmt: skip

    def _came_out_as(self, decision: str, codes: tuple[int, ...], stands: tuple[int, int], entitled: int) -> None:
        """Hold a planting to its entry: its codes explain its cuts, and its money lies on the side it should."""
        planted = {c for c, n in self.cuts.items() if n} | {c.aside for c in self.claims if c.aside}
        assert {str(c) for c in codes} & {*ASIDE, *SHARES} == planted, (codes, planted)
        assert not self.excess or 104 in codes
        assert not BLOCKS & set(codes) or decision == "BLOCKED", (codes, decision)
        if HOLDS & set(codes):
            assert decision == "HELD", (codes, decision)
            return
        if not set(codes) - {304, 402, 404, 409}:
            assert decision == "CLEAN", (codes, decision)
            return
        minutes, pence = stands
        question, left = pence - entitled, minutes
        for cause in SHARES:
            after = left - self.cuts.get(cause, 0)
            if cause in TRIMS_BY_ITSELF:
                question -= price(left, self.rate) - price(after, self.rate)
            left = after
        if 305 in codes:
            question -= max(pence - price(minutes, self.rate), 0)
        first = min((c.starts for c in self.commissions if c.ends > self.week), default=self.week)
        terms = self.contract.terms_on(max(first, self.week) if first < self.day(7) else self.week)
        limit = min(terms.trim_limit_pence, self.claimed()[1] * terms.trim_limit_bp // 10000)
        above = question > limit and bool({203, 303, 401, 411} & set(codes))
        assert decision == ("HELD" if above else "TRIMMED"), (decision, question, limit)
