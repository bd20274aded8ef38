"""What a contract lets through, worked out slowly: a second program written from docs/specification/tolerance.md alone.

It takes line-weeks already judged, walks week by week, and asks of one candidate after another what the page asks. Nothing is remembered
between one question and the next that could be looked up again. It judges nothing else.
"""

from collections.abc import Collection
from dataclasses import replace
from datetime import date, timedelta
from hashlib import sha256

from duly.payments.validation.facts import Cut, Inputs, Judgement, LineWeek, Terms

TRIMMING = {102, 104, 107, 108, 203, 207, 303, 305, 401, 407, 410, 411}
SMALL = ("401", "411")
LOOKED_AT, OF = 200, 10_000


def let_through(judged: Judgement, inputs: Inputs, weeks: Collection[date]) -> Judgement:
    """A judgement of some weeks (Mondays) as it stands once what the contracts let through has been let through."""
    now: dict[tuple[str, date], int] = {}
    for week in sorted(weeks):
        of_the_week = [one for one in judged.line_weeks if one.week == week]
        for provider in sorted({one.provider_ref for one in of_the_week}):
            for one in _of_a_provider([one for one in of_the_week if one.provider_ref == provider], inputs, weeks, now):
                now[one.line_ref, week] = excess_pence(one)
    return replace(judged, line_weeks=tuple(_with(one, now.get((one.line_ref, one.week), 0)) for one in judged.line_weeks))


def is_sampled(seed: str, line_ref: str, week: date) -> bool:
    """Whether a letting is one of those a person looks at. The seed is the digest of the inputs of the judgement that first made it."""
    return int(sha256(f"{seed}/{line_ref}/{week.isoformat()}".encode()).hexdigest()[:8], 16) % OF < LOOKED_AT


def _of_a_provider(
    line_weeks: list[LineWeek], inputs: Inputs, weeks: Collection[date], before: dict[tuple[str, date], int]
) -> list[LineWeek]:
    """Which line-weeks of one provider and week are let through. `before` is what this judgement let through in earlier weeks."""
    by_the_minute = [one for one in line_weeks if not _is_by_the_night(one, inputs)]
    small = [one for one in by_the_minute if _is_candidate(one) and _is_small(one, _terms(one, inputs))]
    on_record = [one for one in small if _on_record(one.line_ref, one.week, inputs)]
    others = []
    for one in small:
        if one in on_record:
            continue
        of_the_person = sum(excess_minutes(other) for other in small if other.person_ref == one.person_ref)
        if of_the_person > _terms(one, inputs).let_person_minutes:
            continue
        if any(_was_let(one, one.week - timedelta(weeks=n), inputs, weeks, before) for n in (1, 2, 3, 4)):
            continue
        after = [one.week + timedelta(weeks=n) for n in (1, 2, 3, 4)]
        if any(_on_record(one.line_ref, week, inputs) for week in after if week not in weeks):
            continue
        others.append(one)
    others.sort(key=lambda one: (excess_pence(one), one.line_ref))
    provider_pence = sum(one.entitled_pence for one in by_the_minute if one.decision in ("CLEAN", "TRIMMED"))
    let, total = list(on_record), sum(excess_pence(one) for one in on_record)
    for one in others:
        total += excess_pence(one)
        terms = _terms(one, inputs)
        if total > terms.let_run_pence or total * 10_000 > terms.let_run_bp * provider_pence:
            break
        let.append(one)
    return let


def excess_minutes(one: LineWeek) -> int:
    """`x`: the minutes of the cuts for 401 and 411."""
    return sum(cut.minutes for cut in one.cuts if cut.cause in SMALL)


def excess_pence(one: LineWeek) -> int:
    """`e`: the pence of those cuts, but no more than keeps what is entitled within what is claimed and stands."""
    told = sum(cut.pence for cut in one.cuts if cut.cause in SMALL)
    set_aside = sum(cut.pence for cut in one.cuts if cut.cause in ("108", "107", "102"))
    wrong_sums = sum(cut.pence for cut in one.cuts if cut.cause == "104")
    return min(told, one.claimed_pence - set_aside - wrong_sums - one.entitled_pence)


def _is_candidate(one: LineWeek) -> bool:
    return bool(one.line_ref) and one.decision == "TRIMMED" and any(cut.cause in SMALL for cut in one.cuts) and excess_pence(one) > 0


def _is_small(one: LineWeek, terms: Terms) -> bool:
    x, e = excess_minutes(one), excess_pence(one)
    return x <= terms.let_minutes or (e <= terms.let_pence and e * 10_000 <= one.claimed_pence * terms.let_bp)


def _on_record(line_ref: str, week: date, inputs: Inputs) -> bool:
    return any(row.line_ref == line_ref and row.week == week for row in inputs.lettings)


def _was_let(one: LineWeek, week: date, inputs: Inputs, weeks: Collection[date], before: dict[tuple[str, date], int]) -> bool:
    """Whether the line was let through in another week: by this judgement where it judges that week, else by what is on record."""
    return (one.line_ref, week) in before if week in weeks else _on_record(one.line_ref, week, inputs)


def _is_by_the_night(one: LineWeek, inputs: Inputs) -> bool:
    contracts = {line.contract_ref for line in inputs.lines if line.line_ref == one.line_ref}
    return any(terms.contract_ref in contracts and terms.basis == "NIGHTS" for terms in inputs.terms)


def _terms(one: LineWeek, inputs: Inputs) -> Terms:
    """The terms of the trim day: of the line's first day in force within the week, or of its Monday when it has none."""
    (line,) = (line for line in inputs.lines if line.line_ref == one.line_ref)
    trim_day = one.week
    for day in (one.week + timedelta(days=n) for n in range(7)):
        if any(row.line_ref == one.line_ref and row.starts <= day < row.ends for row in inputs.commissions):
            trim_day = day
            break
    (terms,) = (terms for terms in inputs.terms if terms.contract_ref == line.contract_ref and terms.starts <= trim_day < terms.ends)
    return terms


def _with(one: LineWeek, pence: int) -> LineWeek:
    if not pence:
        return one
    return replace(
        one,
        let_pence=pence,
        entitled_pence=one.entitled_pence + pence,
        due_pence=one.due_pence + pence,
        cuts=(*one.cuts, Cut("tolerance", -excess_minutes(one), -pence)),
        decision="TRIMMED" if {*one.codes} & TRIMMING - {401, 411} else "CLEAN",
    )
