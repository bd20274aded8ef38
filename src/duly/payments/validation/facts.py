"""What goes into a judgement, as plain values; with what comes out of it (`outcomes`), for whoever wants both.

The words are those of docs/specification/validation.md. Money is pence, time is minutes, a rate is
hundredths of a penny an hour, dates are half-open. Nothing here touches a database.
"""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from duly.payments.validation.outcomes import Cut, Decision, Judgement, LineWeek, PricePart, VisitResult, VisitStanding

__all__ = [
    "FOREVER",
    "Absence",
    "Band",
    "Basis",
    "Call",
    "Claim",
    "Commission",
    "ContractSpan",
    "Cut",
    "Death",
    "Decision",
    "Funding",
    "Holiday",
    "Inputs",
    "Interruption",
    "Invoice",
    "Judgement",
    "Letting",
    "Line",
    "LineWeek",
    "Opening",
    "Outcome",
    "Paid",
    "PricePart",
    "Rate",
    "Return",
    "Stay",
    "Step",
    "Terms",
    "Visit",
    "VisitResult",
    "VisitStanding",
]

Basis = Literal["ACTUAL_MINUTE", "PLANNED_WITHIN", "ACTUAL_INCREMENT", "BANDED", "NIGHTS"]
Outcome = Literal["delivered", "cancelled", "frustrated", "missed"]

FOREVER = date(9999, 12, 31)
"""The `ends` of something with no end."""


@dataclass(frozen=True)
class Line:
    """A package line: this person, from this provider, this service, under this contract."""

    line_ref: str
    person_ref: str
    provider_ref: str
    service: str
    contract_ref: str
    zone: str = ""


@dataclass(frozen=True)
class Commission:
    """Dates on which a line is in force; one not `approved` is waiting for somebody's yes."""

    line_ref: str
    starts: date
    ends: date
    approved: bool = True


@dataclass(frozen=True)
class ContractSpan:
    """Dates on which a contract may be paid under: agreed, its provider approved and under no embargo."""

    contract_ref: str
    starts: date
    ends: date


@dataclass(frozen=True)
class Call:
    """One planned call on one date. `starts_minute` counts from local midnight."""

    call_ref: str
    line_ref: str
    on: date
    starts_minute: int
    minutes: int
    carers: int


@dataclass(frozen=True)
class Terms:
    """One version of a contract's terms. `clause` is what a decision cites."""

    contract_ref: str
    version: int
    starts: date
    ends: date
    basis: Basis
    tolerance_minutes: int
    floor_minutes: int
    match_window_minutes: int
    double_up_percent: int
    trim_limit_pence: int
    trim_limit_bp: int
    clause: str
    increment_minutes: int = 1
    increment_way: str = "nearest"
    minimum_minutes: int = 0
    weekly_cap: str = "visit"
    flex_minutes: int = 0
    overlap_minutes: int = 5
    cancel_notice_minutes: int = 0
    cancel_percent: int = 0
    frustrated_percent: int = 0
    under_percent: int = 10
    manual_percent: int = 100
    exact_percent: int = 100
    death_days: int = 0
    part_week: str = "SEVENTHS"
    paid_net: bool = False
    let_minutes: int = 0
    let_pence: int = 0
    let_bp: int = 0
    let_person_minutes: int = 0
    let_run_pence: int = 0
    let_run_bp: int = 0


@dataclass(frozen=True)
class Band:
    """Under BANDED terms: a visit of `from_minute` to `to_minute` elapsed minutes, both inclusive, counts as `pay_minutes`."""

    contract_ref: str
    version: int
    from_minute: int
    to_minute: int
    pay_minutes: int


@dataclass(frozen=True)
class Step:
    """What a contract pays for a planned call on day `from_day` to `to_day` (counted from 1, inclusive) of an interruption of this kind."""

    contract_ref: str
    version: int
    kind: str
    from_day: int
    to_day: int
    percent: int


@dataclass(frozen=True)
class Rate:
    """What a contract pays for a cell of its rate book between two dates, in hundredths of a penny an hour (a night, a week).

    "" and 0 are "any"; so is a band of 0 to 1440 planned minutes, both inclusive. Not `approved`: it sits in a batch nobody has adopted.
    """

    rate_ref: str
    contract_ref: str
    service: str
    starts: date
    ends: date
    rate_hundredths: int
    unit: str = "hour"
    line_ref: str = ""
    day_type: str = ""
    band_from: int = 0
    band_to: int = 1440
    carer: int = 0
    zone: str = ""
    approved: bool = True


@dataclass(frozen=True)
class Holiday:
    """A bank holiday."""

    on: date


@dataclass(frozen=True)
class Death:
    """The day somebody died."""

    person_ref: str
    on: date


@dataclass(frozen=True)
class Interruption:
    """Dates on which somebody's care is interrupted: "hospital", "respite", "holiday" or "suspension"."""

    person_ref: str
    kind: str
    starts: date
    ends: date


@dataclass(frozen=True)
class Stay:
    """Nights in a care home: from the night of `admitted` until, not with, the night of `discharged`."""

    stay_ref: str
    provider_ref: str
    person_ref: str
    service: str
    admitted: date
    discharged: date


@dataclass(frozen=True)
class Absence:
    """Nights of a stay on which the person was away, as the home told. `kind` is "hospital", "holiday" or "respite"."""

    provider_ref: str
    person_ref: str
    service: str
    starts: date
    ends: date
    kind: str


@dataclass(frozen=True)
class Return:
    """Dates for which a provider has told who was there, whether or not anybody was."""

    provider_ref: str
    starts: date
    ends: date


@dataclass(frozen=True)
class Funding:
    """What somebody else pays towards a week of somebody's care home: a "contribution", a "top-up" or "fnc", collected by "provider", "council" or "nhs"."""

    person_ref: str
    kind: str
    weekly_pence: int
    collected_by: str
    starts: date
    ends: date


@dataclass(frozen=True)
class Invoice:
    """One invoice, in any week. `number` is the provider's, in capitals, letters and digits only, without the zeros before a number.

    `pence` is what its lines come to; `first_week` and `last_week` are the Mondays of the first and last of them.
    """

    invoice_ref: str
    provider_ref: str
    number: str
    received_on: date
    pence: int
    first_week: date
    last_week: date


@dataclass(frozen=True)
class Visit:
    """One carer's attendance. `minutes` is elapsed time, 1 to 1440; 0 only where it was not delivered or its `times` are not "ok".

    `source` is "gps", "nfc", "phone", "manual" or "". Of a cancelled one: `notice_minutes` between being told and its start (-1: no time
    was recorded), and who cancelled, `reason` "person" or "provider".
    """

    visit_ref: str
    provider_ref: str
    person_ref: str
    service: str
    carer_ref: str
    on: date
    starts_minute: int
    minutes: int
    outcome: Outcome = "delivered"
    source: str = ""
    notice_minutes: int = -1
    reason: str = ""
    times: str = "ok"


@dataclass(frozen=True)
class Claim:
    """One invoice line, for one week (`week` is its Monday). `person_check` is "", "unknown" or "name differs"."""

    invoice_ref: str
    line_no: int
    provider_ref: str
    person_ref: str
    service: str
    week: date
    minutes: int
    rate_hundredths: int
    pence: int
    vat_pence: int = 0
    received_on: date = FOREVER
    person_check: str = ""
    nights: int = 0


@dataclass(frozen=True)
class Paid:
    """Pence already paid for a line and week, net of returns."""

    line_ref: str
    week: date
    pence: int


@dataclass(frozen=True)
class Opening:
    """A signed opening position: service before `paid_to` (a Monday) was settled before Duly."""

    line_ref: str
    paid_to: date


@dataclass(frozen=True)
class Letting:
    """Pence on record as let through for a line and week (docs/specification/tolerance.md)."""

    line_ref: str
    week: date
    pence: int


@dataclass(frozen=True)
class Inputs:
    """Everything one judgement reads. Frozen before it starts."""

    lines: tuple[Line, ...] = ()
    commissions: tuple[Commission, ...] = ()
    calls: tuple[Call, ...] = ()
    terms: tuple[Terms, ...] = ()
    rates: tuple[Rate, ...] = ()
    visits: tuple[Visit, ...] = ()
    claims: tuple[Claim, ...] = ()
    paid: tuple[Paid, ...] = ()
    openings: tuple[Opening, ...] = ()
    contracts: tuple[ContractSpan, ...] = ()
    bands: tuple[Band, ...] = ()
    steps: tuple[Step, ...] = ()
    holidays: tuple[Holiday, ...] = ()
    deaths: tuple[Death, ...] = ()
    interruptions: tuple[Interruption, ...] = ()
    stays: tuple[Stay, ...] = ()
    invoices: tuple[Invoice, ...] = ()
    absences: tuple[Absence, ...] = ()
    returns: tuple[Return, ...] = ()
    fundings: tuple[Funding, ...] = ()
    lettings: tuple[Letting, ...] = ()
