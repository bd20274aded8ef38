"""What the rooms behind know, as the inputs of a judgement.

References that a provider gives are its own, and two providers may use one, so a visit and an invoice are frozen under "provider/reference".
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import fields, replace
from datetime import date, timedelta
from operator import attrgetter
from pathlib import Path
from typing import Any

from duly.core.calendar.queries import bank_holidays
from duly.machine.home import Home
from duly.payments.contracts import queries as contracts
from duly.payments.evidence import queries as evidence
from duly.payments.invoices import queries as invoices
from duly.payments.ledger.queries import paid_by_reference
from duly.payments.packages import queries as packages
from duly.payments.rates.queries import rates_known
from duly.payments.validation import facts
from duly.payments.validation.clocks import DAY_MINUTES, days_of_change, elapsed_of_planned, wall_of_elapsed
from duly.payments.validation.facts import Inputs
from duly.payments.validation.inputs import InputsRefused
from duly.payments.validation.lettings import lettings_known
from duly.payments.validation.plain import plain_number, with_clauses

STAYS_BEFORE = timedelta(days=400)
"""How long before the weeks a stay may have ended and still be asked for: a contract may pay a year after a death."""
DAY = timedelta(days=1)


def inputs_known(weeks: Sequence[date]) -> Inputs:
    """Everything a judgement of these Mondays reads, as now known. Ask inside one snapshot. (`in_columns.tables_known` is the same without a value a row.)

    `InputsRefused` where rates depend on bank holidays of a year whose bank holidays are not known.
    """
    starts, ends = min(weeks), max(weeks) + timedelta(days=7)
    lines, terms, rates = packages.lines_known(), contracts.terms_known(), _as(facts.Rate, rates_known())
    calls, visits = _by_the_clock(
        lines, terms, starts, ends, _as(facts.Call, packages.calls_planned(starts, ends)), tuple(_visits(starts, ends))
    )
    return Inputs(
        lines=_as(facts.Line, lines),
        commissions=_as(facts.Commission, packages.commissions_known()),
        calls=calls,
        rates=rates,
        visits=visits,
        claims=under_their_provider(
            facts.Claim, "invoice_ref", (*invoices.claims_between(starts, max(weeks)), *invoices.withdrawn_between(starts, max(weeks)))
        ),
        openings=_as(facts.Opening, packages.openings_signed()),
        **few_known(weeks, terms, {rate.day_type for rate in rates}),
    )


def few_known(weeks: Sequence[date], terms: Iterable[contracts.Terms], day_types: Collection[str]) -> dict[str, tuple[Any, ...]]:
    """Of what a judgement of these Mondays reads, the kinds of which there are few, by name. `day_types` are those that rates are for."""
    starts, ends = min(weeks), max(weeks) + timedelta(days=7)
    return {
        "terms": _terms(terms),
        "paid": _paid(weeks),
        "contracts": _as(facts.ContractSpan, contracts.contract_spans_known()),
        "bands": _as(facts.Band, contracts.bands_known()),
        "steps": _as(facts.Step, contracts.steps_known()),
        "holidays": _holidays(starts, ends, day_types),
        "deaths": _as(facts.Death, packages.deaths_known()),
        "interruptions": _as(facts.Interruption, packages.interruptions_known()),
        "stays": under_their_provider(facts.Stay, "stay_ref", evidence.stays_between(starts - STAYS_BEFORE, ends)),
        "invoices": _invoices(),
        "absences": _as(facts.Absence, evidence.absences_between(starts, ends)),
        "returns": _returns(starts, ends),
        "fundings": _as(facts.Funding, packages.fundings_known()),
        "lettings": lettings_known(weeks),
    }


def folder_of(judgement_ref: str) -> Path:
    """Where the inputs of a judgement are kept."""
    return Home.find().files / "judgements" / judgement_ref


def _paid(weeks: Sequence[date]) -> tuple[facts.Paid, ...]:
    """What the book says was paid. Its references are "line/Monday"; others are none of ours."""
    wanted = {week.isoformat(): week for week in weeks}
    told = ((*reference.rpartition("/")[::2], pence) for reference, pence in paid_by_reference("").items())
    return tuple(facts.Paid(line_ref, wanted[week], pence) for line_ref, week, pence in told if week in wanted)


def _terms(known: Iterable[contracts.Terms]) -> tuple[facts.Terms, ...]:
    """Versions of terms, each with its numbered clauses in the text of its clause."""
    numbered: dict[tuple[str, int], dict[str, tuple[str, str]]] = defaultdict(dict)
    for one in contracts.clauses_known():
        numbered[one.contract_ref, one.version][one.about] = (one.number, one.words)
    return tuple(
        replace(terms, clause=with_clauses(terms.clause, numbered[terms.contract_ref, terms.version]))
        if (terms.contract_ref, terms.version) in numbered
        else terms
        for terms in _as(facts.Terms, known)
    )


def _visits(starts: date, ends: date) -> Iterator[facts.Visit]:
    """The visits of the weeks; and those of the day before and the day after that reach into them or are reached from them."""
    last, over = ends - DAY, 0
    kind, rest = facts.Visit, _plain_fields(facts.Visit, evidence.Visit, but="visit_ref")
    for v in evidence.visits_between(starts, ends):
        if v.on == last and v.starts_minute + v.minutes > DAY_MINUTES + over:
            over = v.starts_minute + v.minutes - DAY_MINUTES
        yield kind(f"{v.provider_ref}/{v.visit_ref}", *rest(v))
    beside = (v for v in evidence.visits_between(starts - DAY, starts) if v.starts_minute + v.minutes > DAY_MINUTES)
    beyond = (v for v in evidence.visits_between(ends, ends + DAY) if v.starts_minute < over) if over else ()
    for v in (*beside, *beyond):
        yield kind(f"{v.provider_ref}/{v.visit_ref}", *rest(v))


class Clocks:
    """How long calls and visits are as their contracts count them, on nights of some days in which the clocks change."""

    def __init__(self, starts: date, ends: date) -> None:
        self.changing = days_of_change(starts + timedelta(days=n) for n in range(-1, (ends - starts).days + 1))
        self._versions: dict[str, list[contracts.Terms]] = defaultdict(list)
        self._contract_of: dict[str, str] = {}
        self._care: dict[tuple[str, str, str], str] = {}

    def know(self, lines: Iterable[packages.Line], terms: Iterable[contracts.Terms]) -> "Clocks":
        """Learn which contract everything is under. Not needed where nothing is `changing`."""
        for one in terms:
            self._versions[one.contract_ref].append(one)
        for line in lines:
            self._contract_of[line.line_ref] = line.contract_ref
            self._care[line.provider_ref, line.person_ref, line.service] = line.contract_ref
        return self

    def planned(self, line_ref: str, on: date, starts_minute: int, minutes: int) -> int:
        """The minutes of a call."""
        if on not in self.changing or self._by_the_wall(self._contract_of[line_ref], on):
            return minutes
        return elapsed_of_planned(on, starts_minute, minutes)

    def made(self, care: tuple[str, str, str], on: date, starts_minute: int, minutes: int) -> int:
        """The minutes of a visit by a provider to a person for a service."""
        contract = self._care.get(care)
        if on not in self.changing or contract is None or not self._by_the_wall(contract, on):
            return minutes
        return wall_of_elapsed(on, starts_minute, minutes)

    def _by_the_wall(self, contract_ref: str, on: date) -> bool:
        return any(t.starts <= on < t.ends and t.night_clock == "wall" for t in self._versions[contract_ref])


def _by_the_clock(
    lines: Iterable[packages.Line],
    terms: Iterable[contracts.Terms],
    starts: date,
    ends: date,
    calls: tuple[facts.Call, ...],
    visits: tuple[facts.Visit, ...],
) -> tuple[tuple[facts.Call, ...], tuple[facts.Visit, ...]]:
    """Calls and visits as long as their contracts count them."""
    clocks = Clocks(starts, ends)
    if not clocks.changing:
        return calls, visits
    clocks.know(lines, terms)
    return (
        tuple(replace(c, minutes=clocks.planned(c.line_ref, c.on, c.starts_minute, c.minutes)) for c in calls),
        tuple(replace(v, minutes=clocks.made((v.provider_ref, v.person_ref, v.service), v.on, v.starts_minute, v.minutes)) for v in visits),
    )


def _holidays(starts: date, ends: date, day_types: Collection[str]) -> tuple[facts.Holiday, ...]:
    """The bank holidays of the weeks' years. Where a rate is for bank holidays, they must be known."""
    years = range(starts.year, (ends - DAY).year + 1)
    known = bank_holidays(years=tuple(years))
    unknown = [str(year) for year in years if year not in {holiday.day.year for holiday in known}]
    if unknown and "bank-holiday" in day_types:
        raise InputsRefused(f"Some rates are for bank holidays, and those of {', '.join(unknown)} are not known yet. Load them first.")
    return tuple(facts.Holiday(holiday.day) for holiday in known if starts <= holiday.day < ends)


def _invoices() -> tuple[facts.Invoice, ...]:
    return tuple(
        facts.Invoice(f"{i.provider_ref}/{i.ref}", i.provider_ref, plain_number(i.ref), i.received_on, i.pence, i.first_week, i.last_week)
        for i in invoices.invoices_known()
    )


def _returns(starts: date, ends: date) -> tuple[facts.Return, ...]:
    """Returns made for a night of the weeks; of two of one provider that begin together, the longer."""
    longest: dict[tuple[str, date], date] = {}
    for one in evidence.returns_between(starts, ends):
        key = (one.provider_ref, one.period_starts)
        longest[key] = max(longest.get(key, one.period_ends), one.period_ends)
    return tuple(facts.Return(provider, begins, until) for (provider, begins), until in longest.items())


def under_their_provider(kind: type, key: str, rows: Iterable[Any]) -> tuple[Any, ...]:
    """Rows of another room as ours, with the provider before the reference that the provider gave."""
    kept = _as(kind, rows)
    return tuple(replace(row, **{key: f"{row.provider_ref}/{getattr(row, key)}"}) for row in kept)


def _plain_fields(kind: type, given: type, *, but: str) -> attrgetter:
    """The values of another room's row in the order of our fields, all but the first, which is `but`."""
    names = [f.name for f in fields(kind)]
    if names[0] != but or not set(names) <= {f.name for f in fields(given)}:
        raise TypeError(f"{given.__name__} is not what {kind.__name__} is made of.")
    return attrgetter(*names[1:])


def _as(kind: type, rows: Iterable[Any]) -> tuple[Any, ...]:
    """Rows of another room, whose fields have the same names, as ours. What that room does not keep has our default."""
    found = tuple(rows)
    if not found:
        return ()
    names = [f.name for f in fields(kind) if hasattr(found[0], f.name)]
    values = attrgetter(*names)
    return tuple(kind(**dict(zip(names, values(row), strict=True))) if len(names) > 1 else kind(**{names[0]: values(row)}) for row in found)
