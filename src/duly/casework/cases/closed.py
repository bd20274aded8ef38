"""How cases ended: the list of outcomes in force, one case's ending, and every closed case. Questions only."""

from dataclasses import dataclass
from datetime import date

from django.db.models import F, FilteredRelation, Q

from duly.casework.cases.models import Case, Closing
from duly.casework.cases.states import NOT_RECORDED, Stage
from duly.casework.correspondence.queries import rules_in_force
from duly.core.record.queries import private_words


@dataclass(frozen=True)
class ClosingSeen:
    """How a case ended and what ended with it. `rules` is the number of the set whose outcomes they are, nought of the system used before."""

    outcome: str
    principles: tuple[str, ...]
    rules: int
    closed_on: date | None
    ended: tuple[str, ...]
    because: str


@dataclass(frozen=True)
class ClosedSeen:
    """One closed case. `closed_on` is None where nobody kept the day; `month` is such as 2026-11, or "not recorded"."""

    ref: str
    title: str
    complainant: str
    body: str
    owner: str
    opened_on: date
    outcome: str
    closed_on: date | None
    principles: tuple[str, ...]

    @property
    def month(self) -> str:
        """The month it was closed in."""
        return f"{self.closed_on:%Y-%m}" if self.closed_on else NOT_RECORDED


def outcomes(*, on: date) -> dict[str, str]:
    """How a case may end on a day: each code of the list in force, with its words."""
    return dict(rules_in_force(on=on).case_outcomes)


def principles(*, on: date) -> tuple[str, ...]:
    """The principles of which whoever closes a case says which bore on it."""
    return rules_in_force(on=on).principles


def closing(ref: str) -> ClosingSeen | None:
    """How a closed case ended, or None: of an open one, and of one that was closed before this was kept."""
    row = Closing.objects.filter(case__ref=ref, superseded_by__isnull=True).first()
    if row is None:
        return None
    words = private_words([row.made_by]).get(row.made_by, {}).get("because", "")
    return ClosingSeen(row.outcome, tuple(row.principles), row.rules_number, row.closed_on, tuple(row.ended), words)


def closed_cases(*, limit: int = 50_000) -> tuple[ClosedSeen, ...]:
    """Every closed case, the last closed first; those of which nobody kept the day at the end."""
    standing = FilteredRelation("closings", condition=Q(closings__superseded_by__isnull=True))
    found = (
        Case.objects.filter(stage=Stage.CLOSED.value)
        .alias(last=standing)
        .order_by(F("last__closed_on").desc(nulls_last=True), "ref")
        .values_list("ref", "title", "complainant", "body", "owner", "opened_on", "last__outcome", "last__closed_on", "last__principles")
    )
    return tuple(ClosedSeen(*one[:6], one[6] or NOT_RECORDED, one[7], tuple(one[8] or ())) for one in found[:limit])
