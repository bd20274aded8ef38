"""Inventing a council: providers, people and lines in order for some weeks, and every kind of fault planted among them, counted.

The same seed and size make the same council, on any machine.
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache

from duly.office.practice.invented.books import QUIET
from duly.office.practice.invented.council import SEED, Council, Planted, Size
from duly.office.practice.invented.draft import Draft
from duly.office.practice.invented.ground import SERVICES, PatternCall
from duly.office.practice.invented.homes import Resident
from duly.office.practice.invented.in_order import InOrder
from duly.office.practice.invented.invoicing import on_invoices
from duly.office.practice.invented.kinds import ALONE, ANOTHER, BOTH, ELSEWHERE, MOVED, OF_TWO, Kind
from duly.office.practice.invented.kinds_of_nights import NO_RETURN, SERVICE_AT
from duly.office.practice.invented.names import Named
from duly.payments.validation.facts import Commission, Line, Opening

_WEEK = timedelta(days=7)


def invent(size: Size, *, seed: int = SEED) -> Council:
    """The council of a size and a seed."""
    return _Inventing(size, seed).council()


@lru_cache(maxsize=1)
def invented(size: Size) -> Council:
    """The council of a size, made once: the one that is worked, and then compared with what was found."""
    return invent(size)


@dataclass
class _Inventing(InOrder):
    """A council with what is planted in it."""

    def council(self) -> Council:
        for nth in range(self.size.ordinary):
            self.ordinary_line(self.others[nth % len(self.others)])
        self.turn = self.size.ordinary
        for nth in range(self.size.residents):
            self.ordinary_resident(self.telling[nth % len(self.telling)])
        weeks = (*self.weeks, *self.ahead)
        planted = [one for week in weeks for kind in self.kinds_of(week) for one in self._plant(kind, week)]
        planted += [self._plant_resident(NO_RETURN, self.weeks[-1], home) for home in self.quiet for _ in range(QUIET)]
        told = on_invoices(self.claims, self.known, self.refs)
        return Council(
            self.size, self.seed, self.weeks, self.ahead, (*self.providers, *self.homes), tuple(self.homes), tuple(self.people),
            tuple(self.contracts), tuple(self.lines), tuple(self.spans), tuple(self.patterns), tuple(self.calls), tuple(self.visits),
            told.claims, tuple(self.openings), tuple(self.interruptions), tuple(self.deaths), tuple(self.stays), tuple(self.absences),
            tuple(self.returns()), tuple(self.fundings), tuple(planted), frozenset(self.clean), told.late, told.named, told.stayed,
            self.cards.years,
        )  # fmt: skip

    def _plant_resident(self, kind: Kind, week: date, home: Named) -> Planted:
        one: Resident = kind.plant(self.resident(home, SERVICE_AT[kind.home], week))
        line = one.line
        key = week, line.provider_ref, line.person_ref, line.service
        self.claims += [(key, claim) for claim in one.claimed]
        self.settle(one, [other for other in self.weeks if other != week] if one.lasts else [])
        return Planted(kind.name, *key, kind.codes, kind.decision or "")

    def _plant(self, kind: Kind, week: date) -> list[Planted]:
        if kind.home:
            return [self._plant_resident(kind, week, self.rng.choice(self.telling))]
        draft = self._draft(kind.beside, week)
        if kind.beside in OF_TWO:
            draft.other = self._beside(kind.beside, draft)
        kind.plant(draft)
        if draft.other is None:
            return [self._kept(kind, draft)]
        codes, decision = kind.other or (kind.codes, kind.decision)
        other = replace(kind, name=f"{kind.name} (the line beside)", codes=codes, decision=decision)
        return [self._kept(kind, draft), self._kept(other, draft.other)]

    def _kept(self, kind: Kind, draft: Draft) -> Planted:
        week, line = draft.week, draft.line
        key = week, line.provider_ref, line.person_ref, line.service
        self.visits += [visit for made in draft.made.values() for visit in made] + draft.extra
        self.claims += [(key, claim) for claim in draft.claimed]
        if draft.spot_contract:
            self.contracts.append(draft.spot_contract)
        if draft.has_line:
            spans = draft.spans if draft.lasts else _within(week, draft.spans)
            self.keep(line, spans, draft.patterns)
            self.openings += [draft.opening] if draft.opening else []
            self.interruptions += draft.interruptions
            self.deaths += draft.deaths
            self.stays += draft.stays
            if draft.lasts:
                self.in_order(line, draft.contract, spans, draft.patterns, (w for w in self.weeks if w != week))
        return Planted(kind.name, *key, kind.codes, kind.decision or "")

    def _draft(self, beside: str, week: date, **only: str) -> Draft:
        """A line of its own for a kind, for somebody with few lines yet, beside what they have where the kind asks for it."""
        standing = beside in ("same service", "same provider")
        if beside in (ALONE, MOVED, BOTH):
            people, start = [self.alone.pop()], 0
        else:
            people, start = self.others, 0 if standing else self.turn
            self.turn += 0 if standing else 1
        for offset in range(len(people)):
            person = people[(start + offset) % len(people)]
            line, patterns = self.theirs.get(person.ref, (None, []))
            if standing and line is None:
                continue
            if line is not None and standing:
                only = {"service": line.service, "but": line.provider_ref} if beside == "same service" else {"provider": line.provider_ref}
            if draft := self._line_for(person, week, patterns, **only):
                return draft
        raise ValueError("There are more faults than these people and providers have room for.")

    def _beside(self, beside: str, draft: Draft) -> Draft:
        """The second line of a kind that needs two."""
        line = draft.line
        if beside in (ANOTHER, ELSEWHERE):
            return self._draft("", draft.week, **{"provider" if beside == ANOTHER else "but": line.provider_ref})
        person = next(person for person in self.people if person.ref == line.person_ref)
        only = {"service": line.service, "but": line.provider_ref} if beside == MOVED else {"provider": line.provider_ref}
        found = self._line_for(person, draft.week, [], **only)
        assert found is not None
        return found

    def _line_for(
        self, person: Named, week: date, patterns: list[PatternCall], *, provider: str = "", but: str = "", service: str = ""
    ) -> Draft | None:
        """A line of a person with a provider, or any but one, of a service or any; None where they have all of these."""
        free = [
            (p.ref, s)
            for p in self.providers
            for s in SERVICES
            if (person.ref, p.ref, s) not in self.used and provider in ("", p.ref) and p.ref != but and service in ("", s)
        ]
        if not free:
            return None
        chosen, of = self.rng.choice(free)
        self.used.add((person.ref, chosen, of))
        own = Line(self.refs.next("L"), person.ref, chosen, of, "")
        opening, homes = Opening(own.line_ref, self.settled), [home.ref for home in self.telling]
        return Draft(self.rng, self.refs, week, own, self.frameworks[chosen], opening, patterns, homes)


def _within(week: date, spans: list[Commission]) -> list[Commission]:
    """The days of the week only: a package of one week."""
    ends = week + _WEEK
    return [replace(s, starts=max(s.starts, week), ends=min(s.ends, ends)) for s in spans if s.starts < ends and s.ends > week]
