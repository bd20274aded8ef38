"""Seeded care homes: residents in order, and faults planted among them, each in a home of its own. See SPEC.md, "Care homes"."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from duly.payments.validation.facts import (
    FOREVER,
    Absence,
    Claim,
    Commission,
    ContractSpan,
    Death,
    Funding,
    Inputs,
    Interruption,
    Invoice,
    Line,
    Opening,
    Paid,
    Rate,
    Return,
    Stay,
    Step,
    Terms,
)
from duly.payments.validation.inputs import KINDS

from .draft import Key
from .ground import Refs

LONG_AGO = date(2026, 1, 5)
WEEK = 7_000_000
"""£700.00 a week, in hundredths of a penny: £100.00 a night by sevenths, to the penny."""
RESIDENTIAL = "residential"


@dataclass
class HomeDraft:
    """A line's week in a home of its own while it is made: in force and there throughout, its home has told, and nothing has befallen anybody.

    Nights are numbered from 1, the Monday's; `day(8)` is the next Monday. Money claimed is pence.
    """

    week: date
    provider: str
    person: str
    line: str
    contract: str
    refs: Refs
    in_force: list[tuple[date, date, bool]] = field(default_factory=list)
    stays: list[tuple[date, date]] = field(default_factory=list)
    returns: list[tuple[date, date]] = field(default_factory=list)
    spans: list[tuple[date, date]] = field(default_factory=list)
    rates: list[dict] = field(default_factory=list)
    terms: dict = field(default_factory=dict)
    steps: list[tuple[str, int, int, int]] = field(default_factory=list)
    claims: list[dict] = field(default_factory=list)
    opened: date | None = LONG_AGO
    has_line: bool = True
    beside: list = field(default_factory=list)

    def day(self, n: int) -> date:
        return self.week + timedelta(days=n - 1)

    def force(self, starts: date, ends: date, *, approved: bool = True) -> "HomeDraft":
        """The line is in force on these dates, and on no others but those told so too."""
        self.in_force.append((starts, ends, approved))
        return self

    def told(self, starts: date, ends: date) -> "HomeDraft":
        self.returns.append((starts, ends))
        return self

    def payable_under(self, starts: date, ends: date) -> "HomeDraft":
        self.spans.append((starts, ends))
        return self

    def settled_to(self, n: int | None) -> "HomeDraft":
        self.opened = None if n is None else self.day(n)
        return self

    def without_a_line(self) -> "HomeDraft":
        self.has_line = False
        return self

    def of_another_home(self) -> "HomeDraft":
        self.beside += [
            Line(self.line, self.person, self.provider + "b", RESIDENTIAL, self.contract),
            Commission(self.line, LONG_AGO, FOREVER),
        ]
        return self.without_a_line()

    def there(self, first: int, until: int) -> "HomeDraft":
        """There from the night of one day until, not with, that of another."""
        self.stays.append((self.day(first), self.day(until)))
        return self

    def away(self, first: int, until: int, kind: str = "hospital") -> "HomeDraft":
        self.beside.append(Absence(self.provider, self.person, RESIDENTIAL, self.day(first), self.day(until), kind))
        return self

    def interrupted(self, first: int, until: int, kind: str) -> "HomeDraft":
        self.beside.append(Interruption(self.person, kind, self.day(first), self.day(until)))
        return self

    def died(self, n: int) -> "HomeDraft":
        self.beside.append(Death(self.person, self.day(n)))
        return self

    def funded(self, kind: str, weekly_pence: int, by: str) -> "HomeDraft":
        self.beside.append(Funding(self.person, kind, weekly_pence, by, LONG_AGO, FOREVER))
        return self

    def paid(self, pence: int) -> "HomeDraft":
        self.beside.append(Paid(self.line, self.week, pence))
        return self

    def elsewhere(self, first: int, until: int) -> "HomeDraft":
        """In another home too, which claims nothing."""
        self.beside.append(Stay(self.refs.next("ST"), self.provider + "b", self.person, RESIDENTIAL, self.day(first), self.day(until)))
        return self

    def rate(self, pence_hundredths: int = WEEK, *, starts: date = LONG_AGO, ends: date = FOREVER, **keys) -> "HomeDraft":
        self.rates.append({"starts": starts, "ends": ends, "rate_hundredths": pence_hundredths, "unit": "week"} | keys)
        return self

    def under(self, *steps: tuple[str, int, int, int], **terms) -> "HomeDraft":
        """Terms of its contract that are other than usual, and what is kept of a bed somebody is away from."""
        self.terms |= terms
        self.steps += steps
        return self

    def claim(self, nights: int, pence: int | None = None, **more) -> "HomeDraft":
        """Nights at £100.00 each unless told; `more` is of the claim, with `received` (a day's number), `number` and `invoice_pence` of its invoice."""
        self.claims.append({"nights": nights, "pence": nights * 10_000 if pence is None else pence, "rate_hundredths": WEEK} | more)
        return self

    def rows(self) -> list:
        """Everything there is of it."""
        usual = {"trim_limit_pence": 1000, "trim_limit_bp": 200, "clause": "11.2", "part_week": "SEVENTHS"}
        zeros = dict.fromkeys(("tolerance_minutes", "floor_minutes", "match_window_minutes", "double_up_percent"), 0)
        terms = Terms(self.contract, 1, LONG_AGO, FOREVER, "NIGHTS", **zeros | usual | self.terms)
        made = [terms, *self.beside, *(Step(self.contract, 1, *step) for step in self.steps)]
        made += [ContractSpan(self.contract, *span) for span in self.spans or [(LONG_AGO, FOREVER)]]
        told = self.rates or [{"starts": LONG_AGO, "ends": FOREVER, "rate_hundredths": WEEK, "unit": "week"}]
        made += [Rate(self.refs.next("RT"), self.contract, RESIDENTIAL, **rate) for rate in told]
        made += [Return(self.provider, *span) for span in self.returns or [(self.week, self.day(8))]]
        stays = self.stays or [(LONG_AGO, FOREVER)]
        made += [Stay(self.refs.next("ST"), self.provider, self.person, RESIDENTIAL, *stay) for stay in stays if stay[0] < stay[1]]
        if self.has_line:
            made.append(Line(self.line, self.person, self.provider, RESIDENTIAL, self.contract))
            made += [Commission(self.line, *span) for span in self.in_force or [(LONG_AGO, FOREVER, True)]]
            made += [Opening(self.line, self.opened)] if self.opened else []
        for told in self.claims:
            made += self._claimed(dict(told))
        return made

    def _claimed(self, told: dict) -> list:
        received, number = self.day(told.pop("received", 10)), told.pop("number", "") or self.refs.invoice(self.provider)[3:]
        invoice_pence, ref = told.pop("invoice_pence", told["pence"]), self.refs.next("V").replace("V", "INV")
        claim = Claim(ref, 1, self.provider, self.person, RESIDENTIAL, self.week, 0, received_on=received, **told)
        return [claim, Invoice(ref, self.provider, number, received, invoice_pence, self.week, self.week)]


@dataclass(frozen=True)
class HomeFault:
    """One entry of the catalogue of nights: how it is planted, and by hand what must come of it. `twin` stands on the other side of its edge."""

    number: int
    name: str
    codes: tuple[int, ...]
    decision: str
    payable_nights: int
    entitled_pence: int
    how: str
    edge: str
    twin: str
    plant: Callable[[HomeDraft], object]


@dataclass(frozen=True)
class Homes:
    """Inputs; what was planted, by line-week; and the line-weeks in order, each CLEAN at what is claimed."""

    inputs: Inputs
    planted: dict[Key, HomeFault]
    clean_keys: frozenset[Key]


def make_homes(seed: int, *, residents: int = 12, week: date = date(2026, 11, 2)) -> Homes:
    """Every fault of the catalogue of nights, and so many residents in order, for a week from a Monday."""
    from .faults_of_nights import CATALOGUE

    rng, refs, rows = Random(seed), Refs(seed), []
    planted, clean = {}, set()
    wanted = [*CATALOGUE, *[None] * residents]
    rng.shuffle(wanted)
    for nth, fault in enumerate(wanted):
        draft = HomeDraft(week, f"PR-{400 + nth}", refs.next("P"), refs.next("L"), refs.next("C"), refs)
        if fault:
            fault.plant(draft)
            planted[_key(draft)] = fault
        else:
            nights = rng.randrange(3, 8)
            draft.there(1, nights + 1).claim(nights)
            clean.add(_key(draft))
        rows += draft.rows()
    rng.shuffle(rows)
    return Homes(_as_inputs(rows), planted, frozenset(clean))


def _key(draft: HomeDraft) -> Key:
    return (draft.week, draft.provider, draft.person, RESIDENTIAL)


def _as_inputs(rows: list) -> Inputs:
    named = {kind: name for name, (kind, _) in KINDS.items()}
    return Inputs(**{name: tuple(row for row in rows if named[type(row)] == name) for name in KINDS})
