"""The inputs of a judgement, opened where a question about one line, one day or one week can be asked of them."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from duly.payments.validation.facts import Call, Claim, Inputs, Line, Rate, Terms, Visit
from duly.payments.validation.reference.days import days_of, in_force, monday_of
from duly.payments.validation.reference.refusing import InputsRefused


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
        self._openings = {opening.line_ref: opening.paid_to for opening in inputs.openings}
        self._paid = {(paid.line_ref, paid.week): paid.pence for paid in inputs.paid}
        self._commissions = defaultdict(list)
        self._terms = defaultdict(list)
        self._rates = defaultdict(list)
        self._calls = defaultdict(list)
        self._visits = defaultdict(list)
        self._claims = defaultdict(list)
        self._care_in = defaultdict(set)
        for commission in inputs.commissions:
            self._commissions[commission.line_ref].append(commission)
        for terms in inputs.terms:
            self._terms[terms.contract_ref].append(terms)
        for rate in inputs.rates:
            self._rates[rate.contract_ref, rate.service].append(rate)
        for call in inputs.calls:
            self._calls[call.line_ref, call.on].append(call)
        for visit in inputs.visits:
            self._visits[Care.of(visit), visit.on].append(visit)
            self._care_in[monday_of(visit.on)].add(Care.of(visit))
        for claim in inputs.claims:
            self._claims[Care.of(claim), claim.week].append(claim)
            self._care_in[claim.week].add(Care.of(claim))

    def weeks_claimed(self) -> set[date]:
        """Every week with a claim."""
        return {week for _, week in self._claims}

    def care_in(self, week: date) -> list[Care]:
        """Everything visited or claimed in a week, in key order."""
        return sorted(self._care_in.get(week, ()))

    def line_of(self, care: Care) -> Line | None:
        """The one line under which this care is commissioned, if there is one."""
        return self._lines.get(care)

    def visits_of(self, care: Care, *, on: date) -> list[Visit]:
        """Who came that day."""
        return self._visits.get((care, on), [])

    def claims_of(self, care: Care, *, week: date) -> list[Claim]:
        """The invoice lines that claim for this care in this week."""
        return self._claims.get((care, week), [])

    def calls_of(self, line: Line, *, on: date) -> list[Call]:
        """What was planned that day."""
        return self._calls.get((line.line_ref, on), [])

    def is_in_force(self, line: Line, *, on: date) -> bool:
        """Whether the line is commissioned on a day."""
        return in_force(self._commissions[line.line_ref], on=on) is not None

    def first_day_of(self, line: Line, *, week: date) -> date:
        """The first day of the week on which the line is in force, or its Monday when there is none."""
        return next((day for day in days_of(week) if self.is_in_force(line, on=day)), week)

    def terms_of(self, line: Line, *, on: date) -> Terms:
        """The terms of a day. Raises InputsRefused when there are none: they are only asked for where needed."""
        terms = in_force(self._terms[line.contract_ref], on=on)
        if terms is None:
            raise InputsRefused(f"Contract {line.contract_ref} has no terms in force on {on}; line {line.line_ref} needs them.")
        return terms

    def rate_of(self, line: Line, *, on: date) -> Rate | None:
        """The rate of the line's contract and service on a day, if there is one."""
        return in_force(self._rates[line.contract_ref, line.service], on=on)

    def paid_to(self, line: Line) -> date | None:
        """The Monday before which everything was settled, if an opening position is signed."""
        return self._openings.get(line.line_ref)

    def paid_pence(self, line: Line, *, week: date) -> int:
        """Pence already paid for the line and week, net of returns."""
        return self._paid.get((line.line_ref, week), 0)
