"""The inputs of a judgement, opened where a question about one line, one day or one week can be asked of them."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from duly.payments.validation.facts import (
    Band,
    Call,
    Claim,
    Commission,
    Inputs,
    Interruption,
    Invoice,
    Line,
    Rate,
    Stay,
    Step,
    Terms,
    Visit,
)
from duly.payments.validation.reference.days import day_begun, days_of, in_force, is_interrupted, monday_of
from duly.payments.validation.reference.refusing import InputsRefused

Row = TypeVar("Row")
Key = TypeVar("Key")


@dataclass(frozen=True, order=True)
class Care:
    """Whose care from whom: what visits, claims and lines have in common. In the order of results."""

    provider_ref: str
    person_ref: str
    service: str

    @classmethod
    def of(cls, row: Line | Visit | Claim) -> "Care":
        """The care that a line, a visit or a claim is about."""
        return cls(row.provider_ref, row.person_ref, row.service)


class Book:
    """What is known. Every question is answered from sound inputs; see `refusing`."""

    def __init__(self, inputs: Inputs) -> None:
        self._lines = {Care.of(line): line for line in inputs.lines}
        self._lines_for = _by(inputs.lines, lambda line: (line.person_ref, line.service))
        self._openings = {opening.line_ref: opening.paid_to for opening in inputs.openings}
        self._paid = {(paid.line_ref, paid.week): paid.pence for paid in inputs.paid}
        self._commissions = _by(inputs.commissions, lambda row: row.line_ref)
        self._spans = _by(inputs.contracts, lambda row: row.contract_ref)
        self._terms = _by(inputs.terms, lambda row: row.contract_ref)
        self._bands = _by(inputs.bands, lambda row: (row.contract_ref, row.version))
        self._steps = _by(inputs.steps, lambda row: (row.contract_ref, row.version, row.kind))
        self._rates = _by(inputs.rates, lambda row: (row.contract_ref, row.service))
        self._calls = _by(inputs.calls, lambda row: (row.line_ref, row.on))
        self._visits = _by(inputs.visits, lambda row: (Care.of(row), row.on))
        self._begun_of_care = _by(inputs.visits, lambda row: (Care.of(row), day_begun(row)))
        self._begun_by_carer = _by(inputs.visits, lambda row: (row.provider_ref, row.carer_ref, day_begun(row)))
        self._claims = _by(inputs.claims, lambda row: (Care.of(row), row.week))
        self._invoices = {invoice.invoice_ref: invoice for invoice in inputs.invoices}
        self._invoices_of = _by(inputs.invoices, lambda row: row.provider_ref)
        self._holidays = {holiday.on for holiday in inputs.holidays}
        self._deaths = {death.person_ref: death.on for death in inputs.deaths}
        self._interruptions = _by(inputs.interruptions, lambda row: row.person_ref)
        self._stays = _by(inputs.stays, lambda row: row.person_ref)
        self._care_in: defaultdict[date, set[Care]] = defaultdict(set)
        for visit in inputs.visits:
            self._care_in[monday_of(visit.on)].add(Care.of(visit))
        for claim in inputs.claims:
            self._care_in[claim.week].add(Care.of(claim))

    # What is to be judged

    def weeks_claimed(self) -> set[date]:
        """Every week with a claim."""
        return {week for _, week in self._claims}

    def care_in(self, week: date) -> list[Care]:
        """Everything visited or claimed in a week, in key order."""
        return sorted(self._care_in.get(week, ()))

    # What was agreed with whom

    def line_of(self, care: Care) -> Line | None:
        """The one line under which this care is commissioned, if there is one."""
        return self._lines.get(care)

    def lines_for(self, *, person_ref: str, service: str) -> list[Line]:
        """The lines of a person for a service, with any provider."""
        return self._lines_for.get((person_ref, service), [])

    def commission_of(self, line: Line, *, on: date) -> Commission | None:
        """The dates by which a line is in force on a day, if it is."""
        return in_force(self._commissions.get(line.line_ref, ()), on=on)

    def is_in_force(self, line: Line, *, on: date) -> bool:
        """Whether the line is commissioned on a day, approved or not."""
        return self.commission_of(line, on=on) is not None

    def first_day_of(self, line: Line, *, week: date) -> date:
        """The first day of the week on which the line is in force, or its Monday when there is none."""
        return next((day for day in days_of(week) if self.is_in_force(line, on=day)), week)

    def calls_of(self, line: Line, *, on: date) -> list[Call]:
        """What was planned that day."""
        return self._calls.get((line.line_ref, on), [])

    # What the contract says

    def may_be_paid_under(self, contract_ref: str, *, on: date) -> bool:
        """Whether a contract is in force on a day."""
        return in_force(self._spans.get(contract_ref, ()), on=on) is not None

    def terms_of(self, line: Line, *, on: date) -> Terms:
        """The terms of a day. Raises InputsRefused when there are none: they are only asked for where needed."""
        terms = self.terms_if_any(line, on=on)
        if terms is None:
            raise InputsRefused(f"Contract {line.contract_ref} has no terms in force on {on}; line {line.line_ref} needs them.")
        return terms

    def terms_if_any(self, line: Line, *, on: date) -> Terms | None:
        """The terms of a day, where they are used and not needed."""
        return in_force(self._terms.get(line.contract_ref, ()), on=on)

    def bands_of(self, terms: Terms) -> list[Band]:
        """What visits of some length count as under these terms."""
        return self._bands.get((terms.contract_ref, terms.version), [])

    def step_of(self, terms: Terms, kind: str, *, day: int) -> Step | None:
        """What these terms pay on so many days into an interruption of this kind, if anything."""
        steps = self._steps.get((terms.contract_ref, terms.version, kind), [])
        return next((step for step in steps if step.from_day <= day <= step.to_day), None)

    def rates_of(self, contract_ref: str, service: str) -> list[Rate]:
        """Every rate of a contract for a service, whatever its cell, its dates and its approval."""
        return self._rates.get((contract_ref, service), [])

    def is_bank_holiday(self, day: date) -> bool:
        """Whether a day is a bank holiday."""
        return day in self._holidays

    # What happened to the person

    def interruptions_of(self, person_ref: str, *, on: date) -> list[Interruption]:
        """Everything that stops a person's care that day, by kind and start: the first counts."""
        stopping = [row for row in self._interruptions.get(person_ref, ()) if is_interrupted(row, on=on)]
        return sorted(stopping, key=lambda row: (row.kind, row.starts))

    def interruption_of(self, line: Line, *, on: date) -> Interruption | None:
        """The interruption that counts on a day for the person of a line, if there is one."""
        return next(iter(self.interruptions_of(line.person_ref, on=on)), None)

    def died_on(self, person_ref: str) -> date | None:
        """The day a person died, if they have."""
        return self._deaths.get(person_ref)

    def stays_of(self, person_ref: str) -> list[Stay]:
        """The nights a person spent in a care home."""
        return self._stays.get(person_ref, [])

    # What came in

    def visits_of(self, care: Care, *, on: date) -> list[Visit]:
        """Who came that day."""
        return self._visits.get((care, on), [])

    def visits_beside(self, visit: Visit) -> list[Visit]:
        """Visits of the same care that begin on the day this one begins, or on either beside it: a visit lasts a day at most, so it can overlap no other."""
        return [other for day in _beside(visit) for other in self._begun_of_care.get((Care.of(visit), day), ())]

    def visits_of_its_carer_beside(self, visit: Visit) -> list[Visit]:
        """Visits its carer made for the same provider, to anybody, that begin on the day this one begins, or on either beside it."""
        whose = visit.provider_ref, visit.carer_ref
        return [other for day in _beside(visit) for other in self._begun_by_carer.get((*whose, day), ())]

    def claims_of(self, care: Care, *, week: date) -> list[Claim]:
        """The invoice lines that claim for this care in this week."""
        return self._claims.get((care, week), [])

    def invoice(self, invoice_ref: str) -> Invoice | None:
        """An invoice, if it is among those known."""
        return self._invoices.get(invoice_ref)

    def invoices_of(self, provider_ref: str) -> list[Invoice]:
        """Every invoice known of a provider, of any week."""
        return self._invoices_of.get(provider_ref, [])

    # What was settled

    def paid_to(self, line: Line) -> date | None:
        """The Monday before which everything was settled, if an opening position is signed."""
        return self._openings.get(line.line_ref)

    def paid_pence(self, line: Line, *, week: date) -> int:
        """Pence already paid for the line and week, net of returns."""
        return self._paid.get((line.line_ref, week), 0)


def _beside(visit: Visit) -> tuple[int, int, int]:
    day = day_begun(visit)
    return day - 1, day, day + 1


def _by(rows: Iterable[Row], key_of: Callable[[Row], Key]) -> dict[Key, list[Row]]:
    """Rows that have something in common, together."""
    together: defaultdict[Key, list[Row]] = defaultdict(list)
    for row in rows:
        together[key_of(row)].append(row)
    return dict(together)
