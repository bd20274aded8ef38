"""Judge weeks of home care: what is each visit worth, and what becomes of each line-week claimed."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date

from duly.payments.validation.facts import Inputs, Judgement, Line, LineWeek, VisitResult
from duly.payments.validation.reference.attendance import Attendance, without_line
from duly.payments.validation.reference.book import Book, Care
from duly.payments.validation.reference.claimed import claimed_by
from duly.payments.validation.reference.days import days_of
from duly.payments.validation.reference.line_weeks import judge_line_week, judge_without_line
from duly.payments.validation.reference.refusing import InputsRefused, refuse_unsound
from duly.payments.validation.reference.week import Attended, attended

__all__ = ["InputsRefused", "judge"]


def judge(inputs: Inputs, *, weeks: Collection[date] | None = None) -> Judgement:
    """Every visit and every line-week of these weeks, as docs/specification/validation.md says.

    `weeks` are Mondays; without them, every week with a claim. Raises InputsRefused, with a sentence, when the inputs
    contradict themselves anywhere, or lack terms that one of these weeks needs.
    """
    refuse_unsound(inputs, weeks=weeks)
    book = Book(inputs)
    visits: list[VisitResult] = []
    line_weeks: list[LineWeek] = []
    for week in sorted(book.weeks_claimed() if weeks is None else set(weeks)):
        seen = _seen_in(week, book)
        of_contract = _by_contract(seen)
        visits += [visit.result() for attended_by_line in seen.values() for visit in attended_by_line.attendances]
        for care in book.care_in(week):
            line = book.line_of(care)
            if line is None:
                visits += [without_line(visit).result() for day in days_of(week) for visit in book.visits_of(care, on=day)]
            if book.claims_of(care, week=week):
                line_weeks.append(_judged(care, line, week, seen, of_contract, book))
    return Judgement(
        visits=tuple(sorted(visits, key=lambda visit: visit.visit_ref)),
        line_weeks=tuple(line_weeks),
    )


def _seen_in(week: date, book: Book) -> dict[Line, Attended]:
    """What was seen in a week of every line that was visited or claimed for."""
    lines = (book.line_of(care) for care in book.care_in(week))
    return {line: attended(line, week, book) for line in lines if line is not None}


def _by_contract(seen: dict[Line, Attended]) -> dict[str, list[Attendance]]:
    """The week's visits of all lines of one contract, together."""
    together: defaultdict[str, list[Attendance]] = defaultdict(list)
    for line, of_line in seen.items():
        together[line.contract_ref] += of_line.attendances
    return together


def _judged(
    care: Care, line: Line | None, week: date, seen: dict[Line, Attended], of_contract: dict[str, list[Attendance]], book: Book
) -> LineWeek:
    """What becomes of one person's care from one provider in one week."""
    claims = book.claims_of(care, week=week)
    if line is None:
        return judge_without_line(claimed_by(claims, last_call_on=week, book=book), book)
    last_call_on = max((call.on for call in seen[line].calls), default=week)
    claimed = claimed_by(claims, last_call_on=last_call_on, book=book)
    return judge_line_week(line, claimed, seen[line], of_contract[line.contract_ref], book)
