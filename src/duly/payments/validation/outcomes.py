"""What comes out of a judgement, as plain values. Money is pence, time is minutes. Nothing here touches a database."""

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

VisitStanding = Literal["matched", "unplanned", "suspended", "outside", "no line"]
Decision = Literal["CLEAN", "TRIMMED", "HELD", "BLOCKED", "REFUSED"]


@dataclass(frozen=True)
class VisitResult:
    """What became of one visit. `call_ref` and `place` are empty and 0 unless it is matched."""

    visit_ref: str
    standing: VisitStanding
    line_ref: str
    call_ref: str
    place: int
    credited_minutes: int
    payable_minutes: int
    double_up_short: bool


@dataclass(frozen=True)
class PricePart:
    """Minutes, or nights, paid at one rate. `pence` is rounded half up, once (once a night)."""

    rate_ref: str
    minutes: int
    rate_hundredths: int
    pence: int
    nights: int = 0


@dataclass(frozen=True)
class Cut:
    """One part of the difference between claimed and entitled. `minutes` and `nights` are 0 for parts that are only money.

    `cause` is "102", "107", "108", "104", "rate", "407", "203", "207", "410", "403", "401", "411", "rate change" or "not claimed"; for nights also "501" and "netted";
    "tolerance", whose minutes and pence are below 0, is what a contract let through all the same (docs/specification/tolerance.md).
    """

    cause: str
    minutes: int
    pence: int
    nights: int = 0


@dataclass(frozen=True)
class LineWeek:
    """What became of one line in one week.

    `line_ref` is empty where there is no line (202). `codes` are in numerical order. `cuts` hold only the causes whose
    minutes or pence are not 0, in the order of the specification; their pence add up to claimed less entitled, except
    that refused, blocked and 202 line-weeks carry neither parts nor cuts.
    `delivered_minutes` is everything credited on days in force; `rate_hundredths` is the week's rate, 0 if none.
    `reason` is "no-opening" or "before-opening" for REFUSED, else empty. `delivered_pence` is what "pay as delivered"
    would pay: min(what stands less its excess, price(min(standing minutes, delivered minutes), the week's rate)), 0 when REFUSED,
    BLOCKED or 202. For REFUSED all minutes but the claimed are 0. A line by the night has nights, and no minutes
    (docs/specification/stays.md); its rate is by the week. `let_pence` is the part of `entitled_pence` that was let through.
    """

    line_ref: str
    provider_ref: str
    person_ref: str
    service: str
    week: date
    claimed_minutes: int
    claimed_pence: int
    agreed_minutes: int
    delivered_minutes: int
    payable_minutes: int
    rate_hundredths: int
    entitled_pence: int
    delivered_pence: int
    paid_pence: int
    due_pence: int
    decision: Decision
    reason: str
    codes: tuple[int, ...] = ()
    parts: tuple[PricePart, ...] = ()
    cuts: tuple[Cut, ...] = ()
    claimed_nights: int = 0
    agreed_nights: int = 0
    delivered_nights: int = 0
    payable_nights: int = 0
    let_pence: int = 0


@dataclass(frozen=True)
class Judgement:
    """Results in key order: visits by `visit_ref`; line-weeks by (week, provider, person, service)."""

    visits: tuple[VisitResult, ...] = field(default=())
    line_weeks: tuple[LineWeek, ...] = field(default=())
