"""Line-weeks that something might be let through of, and whether each is small. Values in, values out."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from duly.payments.validation.facts import Commission, Inputs, LineWeek, Terms

EXCESS = frozenset({"401", "411"})
"""The cuts that may be let through: delivered beyond what was agreed, and claimed and not shown."""
_BEFORE_PRICING = frozenset({"102", "107", "108", "104"})
"""The cuts that stand between what was claimed and what stands less its excess (validation.md, sections 3 and 4)."""
TEN_THOUSAND = 10_000


@dataclass(frozen=True)
class Candidate:
    """A trimmed line-week with `minutes` of excess worth `pence`, and the terms of its trim day."""

    line_week: LineWeek
    minutes: int
    pence: int
    terms: Terms

    @property
    def line_ref(self) -> str:
        return self.line_week.line_ref

    @property
    def is_small(self) -> bool:
        """Small by its minutes; or by its pence and their share of the claim, both together. Equal is within."""
        pence, terms = self.pence, self.terms
        share_is_small = pence * TEN_THOUSAND <= self.line_week.claimed_pence * terms.let_bp
        return self.minutes <= terms.let_minutes or (pence <= terms.let_pence and share_is_small)


class TrimDays:
    """The terms of each line's trim day: its first day in force within the week, or the Monday."""

    def __init__(self, known: Inputs):
        self._contracts = {line.line_ref: line.contract_ref for line in known.lines}
        self._commissions = _by_line(known.commissions)
        self._terms: dict[str, list[Terms]] = defaultdict(list)
        for one in known.terms:
            self._terms[one.contract_ref].append(one)

    def terms_of(self, line_ref: str, week: date) -> Terms | None:
        """The terms by which a line's week is trimmed, or None where none are in force."""
        on = self._trim_day(line_ref, week)
        return next((one for one in self._terms[self._contracts[line_ref]] if one.starts <= on < one.ends), None)

    def _trim_day(self, line_ref: str, week: date) -> date:
        ends = week + timedelta(days=7)
        begun = (max(one.starts, week) for one in self._commissions[line_ref] if one.starts < ends and week < one.ends)
        return min(begun, default=week)


def candidate_of(found: LineWeek, trim_days: TrimDays) -> Candidate | None:
    """A line-week as a candidate, or None when nothing of it could be let through."""
    if not may_be_candidate(found):
        return None
    terms = trim_days.terms_of(found.line_ref, found.week)
    excess = [cut for cut in found.cuts if cut.cause in EXCESS]
    unpaid_pence = found.claimed_pence - sum(cut.pence for cut in found.cuts if cut.cause in _BEFORE_PRICING) - found.entitled_pence
    pence = min(sum(cut.pence for cut in excess), unpaid_pence)
    if terms is None or pence <= 0:
        return None
    return Candidate(found, sum(cut.minutes for cut in excess), pence, terms)


def may_be_candidate(found: LineWeek) -> bool:
    """Whether a line-week has a line, was trimmed, and was cut for what may be let through."""
    return bool(found.line_ref) and found.decision == "TRIMMED" and any(cut.cause in EXCESS for cut in found.cuts)


def lines_with_candidates(line_weeks: Iterable[LineWeek]) -> frozenset[str]:
    """The lines whose contracts and dates must be known."""
    return frozenset(found.line_ref for found in line_weeks if may_be_candidate(found))


def has_the_clause(terms: Terms) -> bool:
    """Whether terms let anything through at all: nothing is small by 0 minutes, or by 0 pence."""
    return terms.let_minutes > 0 or (terms.let_pence > 0 and terms.let_bp > 0)


def _by_line(commissions: Iterable[Commission]) -> dict[str, list[Commission]]:
    found: dict[str, list[Commission]] = defaultdict(list)
    for one in commissions:
        found[one.line_ref].append(one)
    return found
