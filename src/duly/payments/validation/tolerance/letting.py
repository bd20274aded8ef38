"""Which small excesses are let through, week by week, and what that makes of a line-week."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta

from duly.payments.validation.facts import Cut, Inputs, LineWeek
from duly.payments.validation.tolerance.candidates import TEN_THOUSAND, Candidate, TrimDays, candidate_of

CAUSE = "tolerance"
"""The cut, below 0, that says what was let through."""
WEEKS_BETWEEN = 4
"""A line let through in none of so many weeks before, and on record in none of so many after, may be let through."""
_TRIMS_BESIDES = frozenset({102, 104, 107, 108, 203, 207, 303, 305, 407, 410})
"""The codes that trim, but for the two whose excess is let through."""
_PAYABLE = ("CLEAN", "TRIMMED")


def let_through(line_weeks: Sequence[LineWeek], *, weeks: Collection[date], known: Inputs) -> tuple[LineWeek, ...]:
    """The line-weeks of a judgement of these Mondays, in their order, with what their contracts let through.

    `line_weeks` are those by the minute. Of `known`, the lines, commissions, terms and lettings are read; those of other lines are left aside.
    """
    letting = Letting(weeks=weeks, known=known)
    let = {
        (row.line_ref, week): row
        for week, found in sorted(_by_week(line_weeks).items())
        for row in letting.of_week(week, found)
        if row.let_pence
    }
    return tuple(let.get((row.line_ref, row.week), row) for row in line_weeks)


class Letting:
    """What is let through of one week after another, in their order, with what was of the weeks before."""

    def __init__(self, *, weeks: Collection[date], known: Inputs):
        self._trim_days = TrimDays(known)
        self._on_record = {(one.line_ref, one.week) for one in known.lettings}
        self._through: dict[str, set[date]] = defaultdict(set)
        judged = set(weeks)
        for line_ref, week in self._on_record:
            if week not in judged:  # what this judgement says of its own weeks counts, and not what another said of them
                self._through[line_ref].add(week)

    def of_week(self, week: date, found: Sequence[LineWeek]) -> list[LineWeek]:
        """The line-weeks of one week, in their order, with what their contracts let through."""
        small = [one for one in (candidate_of(row, self._trim_days) for row in found) if one is not None and one.is_small]
        let = {}
        for one in _of_one_week(small, week, on_record=self._on_record, through=self._through, entitled=_entitled(found)):
            let[one.line_ref] = one
            self._through[one.line_ref].add(week)
        return [_with(row, let.get(row.line_ref)) for row in found]


def _of_one_week(
    small: Sequence[Candidate],
    week: date,
    *,
    on_record: Collection[tuple[str, date]],
    through: dict[str, set[date]],
    entitled: dict[str, int],
) -> list[Candidate]:
    """The candidates of one week that are let through."""
    of_person: dict[tuple[str, str], int] = defaultdict(int)
    for one in small:
        of_person[_person(one)] += one.minutes
    # Weeks after this one that are judged now are not in `through` yet: they ask about this one.
    around = {week + timedelta(weeks=n) for n in range(-WEEKS_BETWEEN, WEEKS_BETWEEN + 1)} - {week}
    again, fresh = [], []
    for one in small:
        if (one.line_ref, week) in on_record:
            again.append(one)
        elif of_person[_person(one)] <= one.terms.let_person_minutes and not through[one.line_ref] & around:
            fresh.append(one)
    return [*again, *_within_the_provider(again, fresh, entitled)]


def _within_the_provider(again: Iterable[Candidate], fresh: Iterable[Candidate], entitled: dict[str, int]) -> list[Candidate]:
    """Those not let through before that fit in what one provider may be let through in one week: the smallest first, until one does not fit."""
    spent: dict[str, int] = defaultdict(int)
    for one in again:
        spent[one.line_week.provider_ref] += one.pence
    fits, full = [], set()
    for one in sorted(fresh, key=lambda one: (one.pence, one.line_ref)):
        provider, terms = one.line_week.provider_ref, one.terms
        total = spent[provider] + one.pence
        within = total <= terms.let_run_pence and total * TEN_THOUSAND <= terms.let_run_bp * entitled[provider]
        if provider in full or not within:
            full.add(provider)
            continue
        spent[provider] = total
        fits.append(one)
    return fits


def _entitled(found: Iterable[LineWeek]) -> dict[str, int]:
    """What each provider is entitled to for the week, before anything is let through."""
    pence: dict[str, int] = defaultdict(int)
    for row in found:
        if row.decision in _PAYABLE:
            pence[row.provider_ref] += row.entitled_pence
    return pence


def _with(row: LineWeek, one: Candidate | None) -> LineWeek:
    if one is None:
        return row
    return replace(
        row,
        let_pence=one.pence,
        entitled_pence=row.entitled_pence + one.pence,
        due_pence=row.due_pence + one.pence,
        cuts=(*row.cuts, Cut(CAUSE, -one.minutes, -one.pence)),
        decision="TRIMMED" if _TRIMS_BESIDES.intersection(row.codes) else "CLEAN",
    )


def _person(one: Candidate) -> tuple[str, str]:
    return one.line_week.person_ref, one.line_week.provider_ref


def _by_week(line_weeks: Iterable[LineWeek]) -> dict[date, list[LineWeek]]:
    found: dict[date, list[LineWeek]] = defaultdict(list)
    for row in line_weeks:
        found[row.week].append(row)
    return found
