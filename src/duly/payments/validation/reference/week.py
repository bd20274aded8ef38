"""One line in one week: its days together, then what the week's cap and the flex add. Section 2 of the specification."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date

from duly.payments.validation.facts import Call, Line, Terms
from duly.payments.validation.reference.attendance import Attendance, Retained, day_of
from duly.payments.validation.reference.book import Book
from duly.payments.validation.reference.days import days_of
from duly.payments.validation.reference.doubling import with_double_ups


@dataclass(frozen=True)
class Attended:
    """Everything seen of one line in one week.

    `terms` are those of the trim day, if there are any. `missed` says that a call that was to be made was not.
    """

    calls: tuple[Call, ...]
    attendances: tuple[Attendance, ...]
    retained: tuple[Retained, ...]
    agreed_minutes: int
    short_minutes: int
    missed: bool
    terms: Terms | None

    def standing(self, standing: str) -> list[Attendance]:
        """Those of its visits that were "matched", "unplanned", "suspended" or "outside"."""
        return [seen for seen in self.attendances if seen.standing == standing]


def attended(line: Line, week: date, book: Book) -> Attended:
    """What was planned, seen and retained of a line in a week. Raises InputsRefused where a day lacks terms that it needs."""
    calls: list[Call] = []
    attendances: list[Attendance] = []
    retained: list[Retained] = []
    agreed_minutes = short_minutes = 0
    missed = False
    for on in days_of(week):
        day = day_of(line, on, book)
        seen: Sequence[Attendance] = day.attendances
        if any(one.place for one in seen):
            seen, short = with_double_ups(seen, day.calls, book.terms_of(line, on=on))
            short_minutes += short
        if not day.is_interrupted:
            missed = missed or _any_missed(day.calls, seen)
        calls += day.calls
        attendances += seen
        retained += day.retained
        agreed_minutes += day.agreed_minutes

    terms = book.terms_if_any(line, on=book.first_day_of(line, week=week))
    if terms is not None:
        attendances = _with_the_weeks_room(attendances, retained, agreed_minutes, terms)
    return Attended(tuple(calls), tuple(attendances), tuple(retained), agreed_minutes, short_minutes, missed, terms)


def _any_missed(calls: Collection[Call], seen: Collection[Attendance]) -> bool:
    """Whether a call has nobody in its first place, or somebody who says it was missed."""
    met = {one.place.call for one in seen if one.place and one.has_first_place and one.visit.outcome != "missed"}
    return not met.issuperset(calls)


def _with_the_weeks_room(
    attendances: Sequence[Attendance], retained: Sequence[Retained], agreed_minutes: int, terms: Terms
) -> list[Attendance]:
    """Give what the week agreed and the calls did not use: first to calls that took longer, then to visits nobody planned."""
    payable = sum(seen.worth.payable_minutes for seen in attendances) + sum(kept.minutes for kept in retained)
    room = max(0, agreed_minutes - payable)
    if terms.weekly_cap == "week":
        longer = [seen for seen in attendances if seen.place and not seen.double_up_short and seen.visit.outcome == "delivered"]
        attendances, room = _given(attendances, sorted(longer, key=_turn_of_a_match), room)
    unplanned = sorted((seen for seen in attendances if seen.standing == "unplanned"), key=_turn_of_an_unplanned)
    attendances, _ = _given(attendances, unplanned, min(room, terms.flex_minutes))
    return list(attendances)


def _given(attendances: Sequence[Attendance], in_turn: Sequence[Attendance], room: int) -> tuple[Sequence[Attendance], int]:
    """Make each of these in its turn payable up to what it is credited, while there is room. And the room left."""
    instead: dict[str, Attendance] = {}
    for seen in in_turn:
        more = min(room, seen.worth.credited_minutes - seen.worth.payable_minutes)
        room -= more
        instead[seen.visit.visit_ref] = replace(seen, worth=replace(seen.worth, payable_minutes=seen.worth.payable_minutes + more))
    return [instead.get(seen.visit.visit_ref, seen) for seen in attendances], room


def _turn_of_a_match(seen: Attendance) -> tuple[date, int, int, str]:
    assert seen.place is not None, "only a visit with a place has a call"
    return seen.visit.on, seen.place.call.starts_minute, seen.place.number, seen.visit.visit_ref


def _turn_of_an_unplanned(seen: Attendance) -> tuple[date, int, str]:
    return seen.visit.on, seen.visit.starts_minute, seen.visit.visit_ref
