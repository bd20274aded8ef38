"""One line on one day: what became of each visit, what its calls were short, and what is retained of them."""

from dataclasses import dataclass
from datetime import date

from duly.payments.validation.facts import Call, Line, Terms, Visit, VisitResult, VisitStanding
from duly.payments.validation.reference.book import Book, Care
from duly.payments.validation.reference.days import day_number
from duly.payments.validation.reference.matching import Place, places
from duly.payments.validation.reference.worth import NOTHING, Worth, share, worth_of, worth_without_place


@dataclass(frozen=True)
class Attendance:
    """A visit, what it was, and what it is worth."""

    visit: Visit
    standing: VisitStanding
    line_ref: str
    worth: Worth
    place: Place | None = None
    double_up_short: bool = False

    @property
    def has_first_place(self) -> bool:
        """Whether it is the visit of its call, or of two the first."""
        return self.place is not None and self.place.number == 1

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
class Retained:
    """What is paid for one carer of a call that nobody was to make, because the person was away."""

    call: Call
    carer: int
    minutes: int


@dataclass(frozen=True)
class Day:
    """Everything seen of one line on one day. `agreed_minutes` are for every carer of every call that was to be made."""

    calls: tuple[Call, ...]
    attendances: tuple[Attendance, ...]
    agreed_minutes: int
    is_interrupted: bool = False
    retained: tuple[Retained, ...] = ()


def without_line(visit: Visit) -> Attendance:
    """A visit nobody commissioned: it is worth nothing."""
    return Attendance(visit, "no line", "", NOTHING)


def day_of(line: Line, day: date, book: Book) -> Day:
    """What was planned and seen of a line on a day, before double-handed calls are looked at."""
    calls = tuple(book.calls_of(line, on=day))
    visits = book.visits_of(Care.of(line), on=day)
    terms = book.terms_of(line, on=day) if calls and visits else book.terms_if_any(line, on=day)

    if not book.is_in_force(line, on=day):
        return Day((), tuple(_without_place(visit, "outside", line) for visit in visits), agreed_minutes=0)
    if book.interruption_of(line, on=day) is not None:
        retained = _retained(calls, line, day, terms, book)
        return Day(
            calls,
            tuple(_without_place(visit, "suspended", line) for visit in visits),
            agreed_minutes=sum(kept.minutes for kept in retained),
            is_interrupted=True,
            retained=retained,
        )
    return Day(
        calls,
        tuple(_met(line, calls, visits, terms, book)),
        agreed_minutes=sum(call.minutes * call.carers for call in calls),
    )


def _met(line: Line, calls: tuple[Call, ...], visits: list[Visit], terms: Terms | None, book: Book) -> list[Attendance]:
    if not calls or terms is None:
        return [_without_place(visit, "unplanned", line) for visit in visits]
    placed = places(visits, calls, window_minutes=terms.match_window_minutes)
    bands = book.bands_of(terms)
    attendances = []
    for visit in visits:
        place = placed.get(visit.visit_ref)
        if place is None:
            attendances.append(_without_place(visit, "unplanned", line))
        else:
            attendances.append(Attendance(visit, "matched", line.line_ref, worth_of(visit, place.call, terms, bands), place))
    return attendances


def _without_place(visit: Visit, standing: VisitStanding, line: Line) -> Attendance:
    return Attendance(visit, standing, line.line_ref, worth_without_place(visit))


def _retained(calls: tuple[Call, ...], line: Line, day: date, terms: Terms | None, book: Book) -> tuple[Retained, ...]:
    """The contract's share of each carer of each call, by the day of the interruption that counts. No step, nothing."""
    interruption = book.interruption_of(line, on=day)
    assert interruption is not None, "only an interrupted day retains anything"
    step = book.step_of(terms, interruption.kind, day=day_number(interruption, on=day)) if terms else None
    if step is None:
        return ()
    return tuple(Retained(call, carer, share(call.minutes, step.percent)) for call in calls for carer in range(1, call.carers + 1))
