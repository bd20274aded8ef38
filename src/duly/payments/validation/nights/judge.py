"""Judge the line-weeks that are by the night: a pure function of the inputs, one night at a time."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

from duly.payments.validation.facts import Claim, Decision, Inputs, Line, LineWeek, Rate, Terms
from duly.payments.validation.inputs import InputsRefused
from duly.payments.validation.nights import book, claims, pricing
from duly.payments.validation.nights.netting import netted
from duly.payments.validation.nights.refusing import refuse_invalid
from duly.payments.validation.nights.sharing import full_price, retained, worth
from duly.payments.validation.nights.standing import Night, Told, is_in_force, night_of, told_of

WITHOUT_A_PRICE = frozenset({201, 301, 302, 306})
BLOCKING = WITHOUT_A_PRICE | {205, 208}
HOLDING = frozenset({103, 105, 204, 209, 503})
LIMITED = frozenset({203, 303, 411})
TRIMMING = LIMITED | {102, 107, 108, 207, 305, 501}
BY_THEMSELVES = ("102", "107", "108", "207", "501", "netted")
"""Parts of a difference that are always trimmed, and are no part of the money in question."""


@dataclass(frozen=True)
class Week:
    """One line-week while it is judged."""

    line: Line
    monday: date
    terms: Terms | None
    nights: tuple[Night, ...]
    sorted: claims.Sorted

    @property
    def in_force(self) -> tuple[Night, ...]:
        return tuple(night for night in self.nights if night.standing != "outside")

    @property
    def given(self) -> tuple[Night, ...]:
        payable = [night for night in self.nights if night.payable]
        return tuple(payable[: self.sorted.summed().standing_nights])

    @property
    def pricing_day(self) -> date:
        return self.in_force[0].on if self.in_force else self.monday


def judge_nights(inputs: Inputs, *, weeks: Iterable[date] | None = None) -> tuple[LineWeek, ...]:
    """What becomes of every line-week claimed in the weeks named, or in every week claimed, in key order. `InputsRefused` as the specification says."""
    if not inputs.lines and not inputs.claims:
        return ()
    refuse_invalid(inputs)
    wanted = set(weeks if weeks is not None else (claim.week for claim in inputs.claims))
    grouped: dict[tuple[date, str, str, str], list[Claim]] = defaultdict(list)
    for claim in inputs.claims:
        if claim.week in wanted:
            grouped[claim.week, claim.provider_ref, claim.person_ref, claim.service].append(claim)
    judge = _Judge(inputs)
    return tuple(judge.line_week(*key, grouped[key]) for key in sorted(grouped))


class _Judge:
    """The inputs, put where they can be found."""

    def __init__(self, inputs: Inputs):
        self.inputs = inputs
        self.lines = {(line.provider_ref, line.person_ref, line.service): line for line in inputs.lines}
        self.invoices = {invoice.invoice_ref: invoice for invoice in inputs.invoices}
        self.repeated = claims.repeated_numbers(inputs.invoices)
        self.holidays = frozenset(holiday.on for holiday in inputs.holidays)
        self.paid = {(paid.line_ref, paid.week): paid.pence for paid in inputs.paid}
        self.openings = {opening.line_ref: opening.paid_to for opening in inputs.openings}
        self.invoices_of = _by(inputs.invoices, "provider_ref")
        self.rates = _by(inputs.rates, "contract_ref", "service")
        self.terms = _by(inputs.terms, "contract_ref")
        self.steps = _by(inputs.steps, "contract_ref", "version")
        self.contracts = _by(inputs.contracts, "contract_ref")
        self.commissions = _by(inputs.commissions, "line_ref")
        self.of_person = {name: _by(getattr(inputs, name), "person_ref") for name in ("stays", "absences", "interruptions", "deaths")}
        self.returns = _by(inputs.returns, "provider_ref")
        self.answers: dict[tuple[str, date], book.Answer] = {}

    def line_week(self, monday: date, provider_ref: str, person_ref: str, service: str, claimed: Sequence[Claim]) -> LineWeek:
        line = self.lines.get((provider_ref, person_ref, service))
        if line is None:
            return self._without_a_line(monday, claimed)
        opened = self.openings.get(line.line_ref)
        if opened is None or monday < opened:
            return self._ended(line, monday, claimed, "REFUSED", reason="before-opening" if opened else "no-opening")
        return self._judged(self._week(line, monday, claimed))

    def _week(self, line: Line, monday: date, claimed: Sequence[Claim]) -> Week:
        """The days after a death, and how a week is shared to its nights, are of the terms of the trim day; steps are of the night's own."""
        of_person = {name: rows[(line.person_ref,)] for name, rows in self.of_person.items()}
        told = told_of(line, SimpleNamespace(commissions=self.commissions[(line.line_ref,)], **of_person))
        in_force = [on for on in book.week_of(monday) if is_in_force(on, told)] or [monday]
        found = claims.sort_out(claimed, last_night=in_force[-1], invoices=self.invoices, repeated=self.repeated)
        terms = self._terms(line, in_force[0])
        nights = tuple(self._night(line, on, told, terms.death_days if terms else 0) for on in book.week_of(monday))
        return Week(line, monday, terms, nights, found)

    def _night(self, line: Line, on: date, told: Told, death_days: int) -> Night:
        terms = self._terms(line, on)
        steps = self.steps[terms.contract_ref, terms.version] if terms else []
        return night_of(on, told, steps=steps, death_days=death_days)

    def _terms(self, line: Line, on: date) -> Terms | None:
        return next((t for t in self.terms[(line.contract_ref,)] if t.starts <= on < t.ends), None)

    def _answer(self, line: Line, on: date) -> book.Answer:
        key = (line.line_ref, on)
        if key not in self.answers:
            self.answers[key] = book.answer(book.NightCell(line, on, on in self.holidays), self._rates(line))
        return self.answers[key]

    def _rates(self, line: Line) -> list[Rate]:
        """The rates of its contract and service: no other can be for it."""
        return self.rates[line.contract_ref, line.service]

    def _judged(self, week: Week) -> LineWeek:
        summed = week.sorted.summed()
        asked = tuple(night.on for night in week.given) or (week.pricing_day,)
        codes = {code for code, *_ in summed.aside} | self._blocked(week, asked) | self._held(week)
        if not week.sorted.standing:
            return self._ended(week.line, week.monday, self._all(week), "BLOCKED", codes=codes, week=week)
        codes |= self._too_late(week, summed.standing_nights)
        shares = self._shares(week, summed.standing_nights)
        codes |= {code for code, nights in shares if nights}
        if not codes & WITHOUT_A_PRICE:
            codes |= self._compared(week)
        if codes & BLOCKING:
            codes |= self._retained(week) if not codes & WITHOUT_A_PRICE else set()
            return self._ended(week.line, week.monday, self._all(week), "BLOCKED", codes=codes, week=week)
        return self._priced(week, summed, codes, shares)

    def _priced(self, week: Week, summed: pricing.Claimed, codes: set[int], shares: tuple[tuple[int, int], ...]) -> LineWeek:
        terms = week.terms
        if terms is None:
            raise InputsRefused(f"The contract {week.line.contract_ref} has no terms in force on {week.pricing_day.isoformat()}.")
        priced = self._prices(week, terms)
        fundings = [f for f in self.inputs.fundings if f.person_ref == week.line.person_ref] if terms.paid_net else []
        net = sum(netted(one.night, fundings) for one in priced)
        week_rate = self._week_rate(week)
        cuts = pricing.cuts_of(summed, week_rate, shares, priced, net)
        codes |= {207} if any(cut.cause == "207" for cut in cuts) else set()
        entitled = pricing.entitled_pence(summed, priced, net)
        question = summed.pence - entitled - sum(cut.pence for cut in cuts if cut.cause in BY_THEMSELVES)
        question -= sum(cut.pence for cut in cuts if cut.cause == "rate" and cut.pence > 0 and 305 in codes)
        limit = min(terms.trim_limit_pence, summed.pence * terms.trim_limit_bp // 10_000)
        decision = _decided(codes, above=question > limit)
        paid = self.paid.get((week.line.line_ref, week.monday), 0)
        delivered = sum(night.standing in ("occupied", "after death") for night in week.nights)
        return LineWeek(
            **_key(week.line, week.monday, self._all(week)),
            agreed_minutes=0,
            delivered_minutes=0,
            payable_minutes=0,
            rate_hundredths=week_rate,
            entitled_pence=entitled,
            delivered_pence=max(0, min(summed.standing_pence, worth(week_rate, min(summed.standing_nights, delivered)) - net)),
            paid_pence=paid,
            due_pence=entitled - paid if decision in ("CLEAN", "TRIMMED") else 0,
            decision=decision,
            reason="",
            codes=tuple(sorted(codes)),
            parts=pricing.parts_of(priced),
            cuts=cuts,
            agreed_nights=len(week.in_force),
            delivered_nights=delivered,
            payable_nights=len(priced),
        )

    def _prices(self, week: Week, terms: Terms) -> tuple[pricing.PricedNight, ...]:
        found: list[pricing.PricedNight] = []
        for night in week.given:
            rate = self._answer(week.line, night.on).rate
            assert rate is not None  # a night without a rate blocked the week before
            full = full_price(terms.part_week, rate.unit, rate.rate_hundredths, night.on, first=not found)
            found.append(pricing.PricedNight(night, rate, full, retained(full, night.percent)))
        return tuple(found)

    def _retained(self, week: Week) -> set[int]:
        """207, of a week that is blocked for something else, and has prices all the same."""
        priced = self._prices(week, week.terms) if week.terms else ()
        return {207} if any(one.pence < one.full_pence for one in priced) else set()

    def _week_rate(self, week: Week) -> int:
        """The pricing day's rate, by the week; where it has none and every night given has one, the first of those; else 0."""
        rate = self._answer(week.line, week.pricing_day).rate
        rates = [self._answer(week.line, night.on).rate for night in week.given]
        if rate is None and all(rates):
            rate = next(iter(rates), None)
        return book.by_the_week(rate) if rate else 0

    def _blocked(self, week: Week, asked: Sequence[date]) -> set[int]:
        """201, 301, 302 and 306, of the nights given, or of the pricing day."""
        spans = self.contracts[(week.line.contract_ref,)]
        outside = any(not any(span.starts <= on < span.ends for span in spans) for on in asked)
        why = {self._answer(week.line, on).why for on in asked}
        coded = {code for word, code in (("none", 301), ("ambiguous", 302), ("unapproved", 306)) if word in why}
        return coded | ({201} if outside else set())

    def _held(self, week: Week) -> set[int]:
        """103, 105, 204, 209 and 503."""
        mine = [c for c in self.commissions[(week.line.line_ref,)] if not c.approved]
        sunday = week.monday + timedelta(days=6)
        told = [r for r in self.returns[(week.line.provider_ref,)] if r.starts <= sunday < r.ends]
        found = {
            103: claims.near(week.sorted.standing, self.invoices, self.invoices_of),
            105: any(claim.vat_pence for claim in week.sorted.standing),
            204: any(c.starts <= night.on < c.ends for c in mine for night in week.nights),
            209: any(self._elsewhere(week.line, night) for night in week.nights),
            503: not told,
        }
        return {code for code, fired in found.items() if fired}

    def _elsewhere(self, line: Line, night: Night) -> bool:
        """Whether another provider has the person on an occupied night, beyond the one night on which either admitted them."""
        if night.standing != "occupied":
            return False
        stays = self.of_person["stays"][(line.person_ref,)]
        mine = [
            s
            for s in stays
            if (s.provider_ref, s.person_ref, s.service) == (line.provider_ref, line.person_ref, line.service)
            and s.admitted < night.on < s.discharged
        ]
        others = [s for s in stays if s.provider_ref != line.provider_ref and s.admitted < night.on < s.discharged]
        return bool(mine and others)

    def _too_late(self, week: Week, claimed_nights: int) -> set[int]:
        payable = sum(night.payable for night in week.nights)
        late = any(night.standing == "too late" and night.stayed for night in week.nights)
        return {208} if late and claimed_nights > payable else set()

    def _shares(self, week: Week, claimed_nights: int) -> tuple[tuple[int, int], ...]:
        """The nights cut, given to 203, 501 and 411 in turn."""
        left = claimed_nights - len(week.given)
        found = []
        for code, at_most in (
            (203, sum(night.stayed for night in week.nights if night.standing == "outside")),
            (501, sum(not night.payable for night in week.nights if night.standing == "away")),
            (411, left),
        ):
            found.append((code, min(left, at_most)))
            left -= found[-1][1]
        return tuple(found)

    def _compared(self, week: Week) -> set[int]:
        """303, 304 and 305: rates claimed, by the week, against those that answer in the week."""
        answers = [self._answer(week.line, night.on).rate for night in week.nights]
        rates = {book.by_the_week(rate) for rate in answers if rate}
        others = {
            book.by_the_week(rate)
            for rate in self._rates(week.line)
            for night in week.nights
            if book.keys_fit(book.NightCell(week.line, night.on, night.on in self.holidays), rate)
        }
        found = set()
        for claim in week.sorted.standing:
            if not rates or not claim.nights or claim.rate_hundredths in rates:
                continue
            if claim.rate_hundredths in others:
                found.add(305)
            elif claim.rate_hundredths > max(rates):
                found.add(303)
            elif claim.rate_hundredths < min(rates):
                found.add(304)
        return found

    def _without_a_line(self, monday: date, claimed: Sequence[Claim]) -> LineWeek:
        found = claims.sort_out(claimed, last_night=monday, invoices=self.invoices, repeated=self.repeated)
        codes = {code for code, _ in found.aside}
        if codes == {108} and not found.standing:
            return self._ended(None, monday, claimed, "BLOCKED", codes=codes)
        person, service, days = claimed[0].person_ref, claimed[0].service, book.week_of(monday)
        other = [line.line_ref for line in self.inputs.lines if (line.person_ref, line.service) == (person, service)]
        elsewhere = any(c.line_ref in other and any(c.starts <= day < c.ends for day in days) for c in self.inputs.commissions)
        blocked = elsewhere or not found.standing
        return self._ended(None, monday, claimed, "BLOCKED" if blocked else "HELD", codes=codes | {205 if elsewhere else 202})

    def _ended(
        self,
        line: Line | None,
        monday: date,
        claimed: Sequence[Claim],
        decision: Decision,
        *,
        reason: str = "",
        codes: set[int] | None = None,
        week: Week | None = None,
    ) -> LineWeek:
        """A line-week that pays nothing, and says why."""
        return LineWeek(
            **_key(line, monday, claimed),
            agreed_minutes=0,
            delivered_minutes=0,
            payable_minutes=0,
            rate_hundredths=self._week_rate(week) if week else 0,
            entitled_pence=0,
            delivered_pence=0,
            paid_pence=self.paid.get((line.line_ref, monday), 0) if line else 0,
            due_pence=0,
            decision=decision,
            reason=reason,
            codes=tuple(sorted(codes or ())),
            agreed_nights=len(week.in_force) if week else 0,
            delivered_nights=sum(night.standing in ("occupied", "after death") for night in week.nights) if week else 0,
            payable_nights=len(week.given) if week else 0,
        )

    def _all(self, week: Week) -> tuple[Claim, ...]:
        return (*week.sorted.standing, *(claim for _, claim in week.sorted.aside))


def _decided(codes: set[int], *, above: bool) -> Decision:
    if codes & HOLDING or (codes & LIMITED and above):
        return "HELD"
    return "TRIMMED" if codes & TRIMMING else "CLEAN"


def _by(rows: Iterable[Any], *names: str) -> defaultdict[tuple[Any, ...], list[Any]]:
    """Rows by the values of these fields, in their order."""
    found: defaultdict[tuple[Any, ...], list[Any]] = defaultdict(list)
    for row in rows:
        found[tuple(getattr(row, name) for name in names)].append(row)
    return found


def _key(line: Line | None, monday: date, claimed: Sequence[Claim]) -> dict:  # type: ignore[type-arg]
    first = claimed[0]
    return {
        "line_ref": line.line_ref if line else "",
        "provider_ref": first.provider_ref,
        "person_ref": first.person_ref,
        "service": first.service,
        "week": monday,
        "claimed_minutes": 0,
        "claimed_pence": sum(claim.pence for claim in claimed),
        "claimed_nights": sum(claim.nights for claim in claimed),
    }
