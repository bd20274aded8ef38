"""Visits that overlap: two of one line, and two of one carer to different people. Codes 405 and 406 of section 5."""

from collections.abc import Iterable
from datetime import date

from duly.payments.validation.facts import Line, Visit
from duly.payments.validation.reference.attendance import Attendance
from duly.payments.validation.reference.book import Book, Care
from duly.payments.validation.reference.worth import was_made

MINUTES_A_DAY = 1440


def has_visit_overlap(line: Line, attendances: Iterable[Attendance], book: Book) -> bool:
    """405: a visit of the week overlaps another of its line, on any day, and they are not the two carers of one call."""
    call_of = {seen.visit.visit_ref: seen.place.call for seen in attendances if seen.place}
    made = [visit for visit in book.visits_on_any_day(Care.of(line)) if was_made(visit)]
    for seen in attendances:
        if not was_made(seen.visit):
            continue
        for other in made:
            together = seen.place is not None and call_of.get(other.visit_ref) == seen.place.call
            if other != seen.visit and not together and _overlap_of_one_line(line, seen.visit, other, book):
                return True
    return False


def _overlap_of_one_line(line: Line, one: Visit, other: Visit, book: Book) -> bool:
    earlier = min(one, other, key=lambda visit: (visit.on, visit.starts_minute, visit.visit_ref))
    return minutes_overlapping(one, other) > _allowed_minutes(line, earlier.on, book)


def has_carer_overlap(line: Line, attendances: Iterable[Attendance], book: Book) -> bool:
    """406: the carer of a visit of the week was then with somebody else of the same provider."""
    return any(
        other.person_ref != line.person_ref
        and was_made(other)
        and minutes_overlapping(seen.visit, other) > _allowed_minutes(line, seen.visit.on, book)
        for seen in attendances
        if was_made(seen.visit)
        for other in book.visits_by(seen.visit.carer_ref, provider_ref=line.provider_ref)
    )


def minutes_overlapping(one: Visit, other: Visit) -> int:
    """Minutes both lasted, on the line of minutes from midnight to midnight; 0 if they never met."""
    starts = max(_starts(one), _starts(other))
    ends = min(_starts(one) + one.minutes, _starts(other) + other.minutes)
    return max(0, ends - starts)


def _starts(visit: Visit) -> int:
    return visit.on.toordinal() * MINUTES_A_DAY + visit.starts_minute


def _allowed_minutes(line: Line, day: date, book: Book) -> int:
    terms = book.terms_if_any(line, on=day)
    return terms.overlap_minutes if terms else 0
