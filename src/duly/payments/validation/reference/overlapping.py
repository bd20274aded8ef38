"""Visits that overlap: two of one line, and two of one carer to different people. Codes 405 and 406 of section 5."""

from collections.abc import Iterable
from datetime import date

from duly.payments.validation.facts import Line, Visit
from duly.payments.validation.reference.attendance import Attendance
from duly.payments.validation.reference.book import Book
from duly.payments.validation.reference.days import minute_begun
from duly.payments.validation.reference.worth import was_made


def has_visit_overlap(line: Line, attendances: Iterable[Attendance], book: Book) -> bool:
    """405: a visit of the week overlaps another of its line, on any day, and they are not the two carers of one call."""
    call_of = {seen.visit.visit_ref: seen.place.call for seen in attendances if seen.place}
    for seen in attendances:
        if not was_made(seen.visit):
            continue
        for other in book.visits_beside(seen.visit):
            if other == seen.visit or not was_made(other):
                continue
            together = seen.place is not None and call_of.get(other.visit_ref) == seen.place.call
            if not together and _overlap_of_one_line(line, seen.visit, other, book):
                return True
    return False


def _overlap_of_one_line(line: Line, one: Visit, other: Visit, book: Book) -> bool:
    minutes = minutes_overlapping(one, other)
    if not minutes:
        return False
    earlier = min(one, other, key=lambda visit: (visit.on, visit.starts_minute, visit.visit_ref))
    return minutes > _allowed_minutes(line, earlier.on, book)


def has_carer_overlap(line: Line, attendances: Iterable[Attendance], book: Book) -> bool:
    """406: the carer of a visit of the week was then with somebody else of the same provider."""
    return any(
        other.person_ref != line.person_ref
        and was_made(other)
        and minutes_overlapping(seen.visit, other) > _allowed_minutes(line, seen.visit.on, book)
        for seen in attendances
        if was_made(seen.visit)
        for other in book.visits_of_its_carer_beside(seen.visit)
    )


def minutes_overlapping(one: Visit, other: Visit) -> int:
    """Minutes both lasted, on the line of minutes from midnight to midnight; 0 if they never met."""
    starts = max(minute_begun(one), minute_begun(other))
    ends = min(minute_begun(one) + one.minutes, minute_begun(other) + other.minutes)
    return max(0, ends - starts)


def _allowed_minutes(line: Line, day: date, book: Book) -> int:
    terms = book.terms_if_any(line, on=day)
    return terms.overlap_minutes if terms else 0
