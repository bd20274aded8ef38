"""One line on one day: what became of each visit, and which double-handed calls were short."""

from dataclasses import dataclass, replace
from datetime import date

from duly.payments.validation.facts import Call, Line, Terms, Visit, VisitResult, VisitStanding
from duly.payments.validation.reference.book import Book, Care
from duly.payments.validation.reference.days import days_of
from duly.payments.validation.reference.matching import Place, places
from duly.payments.validation.reference.worth import Worth, is_short_double_up, worth_of

NOTHING = Worth(payable_minutes=0, credited_minutes=0)


@dataclass(frozen=True)
class Attendance:
    """A visit, what it was, and what it is worth."""

    visit: Visit
    standing: VisitStanding
    line_ref: str
    worth: Worth
    place: Place | None = None
    double_up_short: bool = False

    def result(self) -> VisitResult:
        """The row that comes out for this visit."""
        return VisitResult(
            visit_ref=self.visit.visit_ref,
            standing=self.standing,
            line_ref=self.line_ref,
            call_ref=self.place.call.call_ref if self.place else "",
            place=self.place.number if self.place else 0,
            credited_minutes=self.worth.credited_minutes,
            payable_minutes=self.worth.payable_minutes,
            double_up_short=self.double_up_short,
        )


@dataclass(frozen=True)
class Attended:
    """Everything seen of one line in one week: its calls, its visits, and the minutes its calls were short."""

    calls: tuple[Call, ...]
    attendances: tuple[Attendance, ...]
    short_minutes: int


def attended(line: Line, week: date, book: Book) -> Attended:
    """What was planned and seen of a line in a week, day by day."""
    calls: list[Call] = []
    attendances: list[Attendance] = []
    short_minutes = 0
    for day in days_of(week):
        seen = _attended_on(day, line, book)
        calls += seen.calls
        attendances += seen.attendances
        short_minutes += seen.short_minutes
    return Attended(tuple(calls), tuple(attendances), short_minutes)


def without_line(visit: Visit) -> Attendance:
    """A visit nobody commissioned: it is worth nothing."""
    return Attendance(visit, "no line", "", NOTHING)


def _attended_on(day: date, line: Line, book: Book) -> Attended:
    calls = tuple(book.calls_of(line, on=day))
    visits = book.visits_of(Care.of(line), on=day)
    if not calls or not visits:
        standing: VisitStanding = "unplanned" if book.is_in_force(line, on=day) else "outside"
        return Attended(calls, tuple(_without_place(visit, standing, line) for visit in visits), 0)

    terms = book.terms_of(line, on=day)
    placed = places(visits, calls, window_minutes=terms.match_window_minutes)
    attendances = []
    for visit in visits:
        place = placed.get(visit.visit_ref)
        if place is None:
            attendances.append(_without_place(visit, "unplanned", line))
        else:
            worth = worth_of(visit, place.call, terms)
            attendances.append(Attendance(visit, "matched", line.line_ref, worth, place))
    return _with_double_ups(calls, attendances, terms)


def _without_place(visit: Visit, standing: VisitStanding, line: Line) -> Attendance:
    """Credited what it took, payable nothing."""
    return Attendance(visit, standing, line.line_ref, Worth(payable_minutes=0, credited_minutes=visit.minutes))


def _with_double_ups(calls: tuple[Call, ...], attendances: list[Attendance], terms: Terms) -> Attended:
    """Refuse second places that were not really filled, and add up what the calls were short."""
    at = {(seen.place.call, seen.place.number): seen for seen in attendances if seen.place}
    refused = set()
    short_minutes = 0
    for call in calls:
        first, second = at.get((call, 1)), at.get((call, 2))
        if call.carers == 1 or first is None:
            continue
        if second is None:
            short_minutes += call.minutes
        elif is_short_double_up(first.visit, second.visit, call, terms):
            short_minutes += second.worth.credited_minutes
            refused.add(second.visit.visit_ref)
    return Attended(
        calls,
        tuple(_refused(seen) if seen.visit.visit_ref in refused else seen for seen in attendances),
        short_minutes,
    )


def _refused(second: Attendance) -> Attendance:
    return replace(second, worth=replace(second.worth, payable_minutes=0), double_up_short=True)
