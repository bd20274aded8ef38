"""What the payable minutes of a line-week cost, and why less than was claimed. Section 4 of the specification."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from duly.payments.validation.facts import Claim, Cut, Line, PricePart, Rate
from duly.payments.validation.reference.attendance import Attendance
from duly.payments.validation.reference.book import Book
from duly.payments.validation.reference.days import days_of
from duly.payments.validation.reference.minutes import Minutes

RATE_NOT_FOUND = 301
RATE_ABOVE_CONTRACT = 303


@dataclass(frozen=True)
class Price:
    """The week's rate, and one part for each rate in force on a day that was given minutes.

    `rate` is None when the week has none. When `rate_not_found` there are no parts.
    """

    rate: Rate | None
    parts: tuple[PricePart, ...]
    rate_not_found: bool

    @property
    def pence(self) -> int:
        """What the contract pays for the payable minutes, whatever was claimed."""
        return sum(part.pence for part in self.parts)


def price_half_up(minutes: int, rate_hundredths: int) -> int:
    """Pence for minutes at a rate in hundredths of a penny an hour, rounded half up, once. Neither is negative."""
    return (minutes * rate_hundredths + 3000) // 6000


def price_of(line: Line, week: date, attendances: Sequence[Attendance], payable_minutes: int, book: Book) -> Price:
    """The price of a line-week with so many payable minutes."""
    given = given_by_day(attendances, payable_minutes)
    days = sorted(given)
    rates = {day: book.rate_of(line, on=day) for day in days}
    found = [rate for rate in rates.values() if rate is not None]

    rate = book.rate_of(line, on=book.first_day_of(line, week=week))
    if len(found) < len(days):
        return Price(rate, (), rate_not_found=True)
    if rate is None and not days:
        return Price(None, (), rate_not_found=True)
    return Price(rate or found[0], _parts(given, rates), rate_not_found=False)


def given_by_day(attendances: Iterable[Attendance], payable_minutes: int) -> dict[date, int]:
    """Give payable minutes to visits, the earliest first, each up to its own; then add them up by day.

    Only days that were given minutes are named.
    """
    given: dict[date, int] = {}
    left = payable_minutes
    for attendance in sorted((seen for seen in attendances if seen.place), key=_turn):
        minutes = min(left, attendance.worth.payable_minutes)
        left -= minutes
        if minutes:
            day = attendance.visit.on
            given[day] = given.get(day, 0) + minutes
    return given


def _turn(attendance: Attendance) -> tuple[date, int, int, str]:
    place = attendance.place
    assert place is not None, "only visits with a place are payable"
    return attendance.visit.on, place.call.starts_minute, place.number, attendance.visit.visit_ref


def _parts(given: dict[date, int], rates: dict[date, Rate | None]) -> tuple[PricePart, ...]:
    """One part for each rate, in order of the rate's start."""
    used = sorted({rate for rate in rates.values() if rate is not None}, key=lambda rate: rate.starts)
    parts = []
    for rate in used:
        minutes = sum(given[day] for day in given if rates[day] == rate)
        pence = price_half_up(minutes, rate.rate_hundredths)
        parts.append(PricePart(rate.rate_ref, minutes, rate.rate_hundredths, pence))
    return tuple(parts)


def is_above_contract(line: Line, week: date, claims: Iterable[Claim], book: Book) -> bool:
    """Whether any claim has a rate above the highest in force on any day of the week."""
    in_force = [rate for day in days_of(week) if (rate := book.rate_of(line, on=day))]
    highest = max((rate.rate_hundredths for rate in in_force), default=0)
    return any(claim.rate_hundredths > highest for claim in claims)


def cuts_of(minutes: Minutes, price: Price, *, claimed_pence: int, entitled_pence: int) -> tuple[Cut, ...]:
    """The difference between claimed and entitled, told in parts that add up to it. Parts of nothing are left out."""
    assert price.rate is not None, "a line-week without a rate is blocked, and blocked ones are not explained"
    rate_hundredths = price.rate.rate_hundredths
    cuts = [Cut("rate", 0, claimed_pence - price_half_up(minutes.claimed, rate_hundredths))]
    before = minutes.claimed
    for code, share in minutes.shares.items():
        after = before - share
        pence = price_half_up(before, rate_hundredths) - price_half_up(after, rate_hundredths)
        cuts.append(Cut(str(code), share, pence))
        before = after
    cuts.append(Cut("rate change", 0, price_half_up(minutes.payable, rate_hundredths) - price.pence))
    cuts.append(Cut("not claimed", 0, price.pence - entitled_pence))
    return tuple(cut for cut in cuts if cut.minutes or cut.pence)
