"""What else was going on: approval, death, a stay elsewhere, a call missed, evidence that is weak. Section 5 of the specification."""

from collections.abc import Collection
from datetime import date

from duly.payments.validation.facts import Line
from duly.payments.validation.reference.attendance import Attendance
from duly.payments.validation.reference.book import Book
from duly.payments.validation.reference.codes import (
    AFTER_DEATH,
    CARER_OVERLAP,
    CONFLICTING_SERVICE,
    EVIDENCE_WEAK,
    LINE_NOT_APPROVED,
    TIMES_IMPLAUSIBLE,
    UNDER_DELIVERED,
    VISIT_MISSED,
    VISIT_OVERLAP,
)
from duly.payments.validation.reference.minutes import Minutes
from duly.payments.validation.reference.overlapping import has_carer_overlap, has_visit_overlap
from duly.payments.validation.reference.week import Attended
from duly.payments.validation.reference.worth import was_made

TOO_SHORT_MINUTES = 2
TOO_LONG_MINUTES = 960
AWAY = frozenset({"hospital", "respite"})
ENOUGH_VISITS_TO_TELL = 10


def codes_of_circumstances(
    line: Line, week: date, seen: Attended, minutes: Minutes, of_contract: Collection[Attendance], book: Book
) -> list[int]:
    """The codes that look beyond minutes and money. `of_contract` are the week's visits of every line of the contract."""
    fires = {
        LINE_NOT_APPROVED: is_not_approved(line, seen, book),
        AFTER_DEATH: is_after_death(line, week, seen, book),
        CONFLICTING_SERVICE: any(_is_elsewhere(line, visit, book) for visit in seen.attendances if was_made(visit.visit)),
        UNDER_DELIVERED: is_under_delivered(seen, minutes),
        VISIT_MISSED: seen.missed,
        VISIT_OVERLAP: has_visit_overlap(line, seen.attendances, book),
        CARER_OVERLAP: has_carer_overlap(line, seen.attendances, book),
        TIMES_IMPLAUSIBLE: any(_is_implausible(visit) for visit in seen.attendances),
        EVIDENCE_WEAK: is_weak(seen, of_contract),
    }
    return [code for code, fired in fires.items() if fired]


def is_not_approved(line: Line, seen: Attended, book: Book) -> bool:
    """204: something was planned or credited on a day for which the line waits for somebody's yes."""
    days = {call.on for call in seen.calls} | {visit.visit.on for visit in seen.attendances if visit.worth.credited_minutes}
    commissions = [book.commission_of(line, on=day) for day in days]
    return any(commission is not None and not commission.approved for commission in commissions)


def is_after_death(line: Line, week: date, seen: Attended, book: Book) -> bool:
    """208: somebody came, or the week began, later than the contract pays after a death."""
    died_on = book.died_on(line.person_ref)
    if died_on is None:
        return False
    paid_for_days = seen.terms.death_days if seen.terms else 0
    days = [week, *(visit.visit.on for visit in seen.attendances if was_made(visit.visit))]
    return any((day - died_on).days > paid_for_days for day in days)


def _is_elsewhere(line: Line, visit: Attendance, book: Book) -> bool:
    """209: a visit at home on a day in hospital, in respite or, but for the days of coming and going, in a care home."""
    on = visit.visit.on
    away = any(interruption.kind in AWAY for interruption in book.interruptions_of(line.person_ref, on=on))
    return away or any(stay.admitted < on < stay.discharged for stay in book.stays_of(line.person_ref))


def is_under_delivered(seen: Attended, minutes: Minutes) -> bool:
    """402: less was delivered than agreed, by more than the contract's percentage."""
    if seen.terms is None:
        return False
    return minutes.delivered * 100 < minutes.agreed * (100 - seen.terms.under_percent)


def _is_implausible(visit: Attendance) -> bool:
    """408: times that cannot be, or a visit too short or too long to be one."""
    return visit.visit.outcome == "delivered" and (
        visit.visit.times != "ok" or visit.visit.minutes <= TOO_SHORT_MINUTES or visit.visit.minutes > TOO_LONG_MINUTES
    )


def is_weak(seen: Attended, of_contract: Collection[Attendance]) -> bool:
    """409: too many of the contract's visits were written by hand, or are exactly as planned; and some of this line's are such."""
    if seen.terms is None:
        return False
    made = [visit for visit in of_contract if was_made(visit.visit)]
    if len(made) < ENOUGH_VISITS_TO_TELL:
        return False
    ours = [visit for visit in seen.attendances if was_made(visit.visit)]
    return any(
        any(map(is_such, ours)) and sum(map(is_such, made)) * 100 > percent * len(made)
        for is_such, percent in ((_is_manual, seen.terms.manual_percent), (_is_exact, seen.terms.exact_percent))
    )


def _is_manual(visit: Attendance) -> bool:
    return visit.visit.source == "manual"


def _is_exact(visit: Attendance) -> bool:
    """To the minute as planned, which people seldom are."""
    return visit.place is not None and (visit.visit.starts_minute, visit.visit.minutes) == (
        visit.place.call.starts_minute,
        visit.place.call.minutes,
    )
