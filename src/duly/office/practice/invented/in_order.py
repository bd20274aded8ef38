"""What is in order in a council: lines visited and claimed as they should be, and residents of homes."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from duly.office.practice.invented.books import Books
from duly.office.practice.invented.cards import LENGTHS, ZONES
from duly.office.practice.invented.claimed import DraftClaim
from duly.office.practice.invented.ground import BASES, SERVICES, Contract, PatternCall, calls_from, days_of, terms_of, yearly
from duly.office.practice.invented.homes import FNC_PENCE, Resident, whole_week
from duly.office.practice.invented.names import Named
from duly.payments.validation.facts import FOREVER, Basis, Call, Commission, ContractSpan, Line, Opening, Rate, Return, Visit
from duly.primitives.money import price

LAST_MINUTE = 24 * 60 - 1
_WEEK = timedelta(days=7)
_PATTERNS = ((480,), (480, 1080), (450, 735, 1110), (435, 720, 990, 1230))
_WEEKDAYS = (range(7), range(5), (0, 2, 4), (5, 6))


@dataclass
class InOrder(Books):
    """Everybody of whom nothing is out of order."""

    def ordinary_line(self, person: Named) -> None:
        rng = self.rng
        provider = rng.choice([p for p in self.providers if any((person.ref, p.ref, s) not in self.used for s in SERVICES)])
        service = rng.choice([s for s in SERVICES if (person.ref, provider.ref, s) not in self.used])
        basis = rng.choice(BASES)
        contract = self._spot(provider.ref, service, basis) if rng.random() < 0.1 else self.frameworks[provider.ref][basis]
        card = self.card_of.get(provider.ref) if rng.random() < 0.5 else None
        zone = rng.choice(ZONES) if card else ""
        contract = card or contract
        line = Line(self.refs.next("L"), person.ref, provider.ref, service, contract.contract_ref, zone)
        self.used.add((person.ref, provider.ref, service))
        began = self.weeks[0] - timedelta(days=rng.randrange(30, 150))
        carers, length = 2 if rng.random() < 0.25 else 1, rng.choice(LENGTHS if card else (30, 45, 60))
        starts, weekdays = rng.choice(_PATTERNS), rng.choice(_WEEKDAYS)
        patterns = [PatternCall(line.line_ref, d, s, length, carers, began, FOREVER) for d in weekdays for s in starts]
        spans = [Commission(line.line_ref, began, FOREVER)]
        self.theirs.setdefault(person.ref, (line, patterns))
        self.openings.append(Opening(line.line_ref, self.settled))
        self.keep(line, spans, patterns)
        self.in_order(line, contract, spans, patterns, self.weeks)

    def _spot(self, provider_ref: str, service: str, basis: Basis) -> Contract:
        """A contract for one person's line, with its own yearly rates."""
        ref = self.refs.next("C")
        terms = terms_of(ref, 1, date(2024, 4, 1), FOREVER, basis)
        span = ContractSpan(ref, date(2024, 4, 1), FOREVER)
        contract = Contract(ref, provider_ref, (terms,), tuple(yearly(self.rng, self.refs, ref, service)), (span,))
        self.contracts.append(contract)
        return contract

    def keep(self, line: Line, spans: list[Commission], patterns: list[PatternCall]) -> None:
        self.lines.append(line)
        self.spans += spans
        self.patterns += patterns
        self.calls += calls_from(patterns, spans, (on for week in self.weeks for on in days_of(week)))

    def in_order(self, line: Line, contract: Contract, spans: list[Commission], patterns: list[PatternCall], weeks: Iterable[date]) -> None:
        """Visits a little early, late, long and short, and exactly what is payable for them claimed at the contract's rate."""
        rng, refs = self.rng, self.refs
        pair = refs.next("W"), refs.next("W")
        for week in weeks:
            calls, minutes = calls_from(patterns, spans, days_of(week)), 0
            by_minute = contract.terms_on(week).basis == "ACTUAL_MINUTE"
            for call in calls:
                late, given = min(rng.randrange(-10, 16), LAST_MINUTE - call.starts_minute), rng.randrange(-3, 6)
                made = call.minutes + (max(given, 0) if call.carers == 2 else given)
                minutes += call.carers * (min(made, call.minutes) if by_minute else call.minutes)
                self.visits += [
                    Visit(refs.next("V"), line.provider_ref, line.person_ref, line.service, carer, call.on, call.starts_minute + late, made)
                    for carer in pair[: call.carers]
                ]
            if calls:
                key = week, line.provider_ref, line.person_ref, line.service
                if contract.provider_ref in self.card_of and contract is self.card_of[contract.provider_ref]:
                    self.claims += [(key, claim) for claim in self._by_the_card(line, contract, calls)]
                else:
                    rate = contract.rate_on(line.service, week)
                    self.claims.append((key, DraftClaim(minutes, rate, price(minutes, rate))))
                self.clean.add(key)

    def _by_the_card(self, line: Line, contract: Contract, calls: Sequence[Call]) -> list[DraftClaim]:
        """A claim for each rate of the card that answers for some of the calls, of the minutes planned."""
        minutes: Counter[str] = Counter()
        rates: dict[str, Rate] = {}
        for call in calls:
            for carer in range(1, call.carers + 1):
                key = contract.contract_ref, line.service, line.zone, call.on, call.minutes, carer
                rate = self.cells[key] = self.cells.get(key) or contract.rate_of(line, call.on, call.minutes, carer)
                rates[rate.rate_ref] = rate
                minutes[rate.rate_ref] += call.minutes
        return [DraftClaim(m, rates[ref].rate_hundredths, price(m, rates[ref].rate_hundredths)) for ref, m in minutes.items()]

    def ordinary_resident(self, home: Named) -> None:
        """Somebody who lives in a home, all the weeks or from some day on, now and then in hospital or on holiday for a few nights."""
        rng, service = self.rng, self.rng.choice(("residential", "residential", "nursing"))
        one = self.resident(home, service, self.weeks[0])
        if rng.random() < 0.15 and len(self.weeks) > 2:
            since = 7 * rng.randrange(1, len(self.weeks) - 1)
            one.in_force((since, None)).lives(since)
        elif rng.random() < 0.25:
            starts = rng.randrange(7 * len(self.weeks) - 6)
            one.away(rng.choice(("hospital", "holiday")), starts, starts + rng.randrange(2, 7))
        if service == "nursing":
            one.pays("fnc", FNC_PENCE, "nhs")
        if rng.random() < 0.7:
            one.pays("contribution", 5 * rng.randrange(2400, 4300), "provider" if rng.random() < 0.6 else "council")
        if rng.random() < 0.1:
            one.pays("top-up", 50 * rng.randrange(40, 160), "provider")
        self.settle(one, [week for week in self.weeks if one.spans[0].starts <= week])

    def resident(self, home: Named, service: str, week: date) -> Resident:
        line = Line(self.refs.next("L"), self.alone.pop().ref, home.ref, service, "")
        elsewhere = [other.ref for other in self.homes if other != home]
        return Resident(self.rng, self.refs, week, line, self.nightly[home.ref], elsewhere, self.settled)

    def settle(self, one: Resident, in_order: Sequence[date]) -> None:
        """Keep what is told of somebody, with the weeks of theirs that are in order."""
        if one.spot_contract:
            self.contracts.append(one.spot_contract)
        if one.has_line:
            self.lines.append(one.line)
            self.spans += one.spans
            self.openings += [one.opening] if one.opening else []
        for kept, told in (
            (self.stays, one.stays), (self.absences, one.absences), (self.fundings, one.fundings),
            (self.interruptions, one.interruptions), (self.deaths, one.deaths),
        ):  # fmt: skip
            kept += told  # type: ignore[operator]
        for week in in_order:
            key = week, one.line.provider_ref, one.line.person_ref, one.line.service
            self.claims.append((key, whole_week(week, one.contract, one.line.service, one.fundings)))
            self.clean.add(key)

    def returns(self) -> Iterable[Return]:
        """Every home says who was there, week by week, but for the quiet one in the newest."""
        return (
            Return(home.ref, week, week + _WEEK)
            for home in self.homes
            for week in self.weeks
            if home not in self.quiet or week != self.weeks[-1]
        )
