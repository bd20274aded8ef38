"""How cases ended: the list of outcomes in force, one case's ending, and every closed case. Questions only."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar

from django.db.models import Case as DbCase
from django.db.models import (
    CharField,
    Count,
    DurationField,
    ExpressionWrapper,
    F,
    Func,
    OuterRef,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce

from duly.casework.cases.models import Case, Closing
from duly.casework.cases.powers import CLOSE
from duly.casework.cases.states import BEFORE_OURS, NOT_RECORDED, Stage
from duly.casework.correspondence.queries import rules_in_force
from duly.core.lists.listing import Asked, ListOf, Page
from duly.core.lists.paging import page_of
from duly.core.record.clock import today
from duly.core.record.queries import private_words
from duly.core.scheme.queries import rule_on
from duly.core.scheme.rules import Facts, Ruling
from duly.primitives.actor import Actor

if TYPE_CHECKING:
    from duly.casework.cases.queries import CaseSeen

T = TypeVar("T")


@dataclass(frozen=True)
class ClosingSeen:
    """How a case ended and what ended with it. `rules` is the number of the set whose outcomes they are, nought of the system used before.

    `rule` of `scheme` let `closed_by` close it as the post `closed_as`: empty where it was closed before that was kept, or in the system used before.
    """

    outcome: str
    principles: tuple[str, ...]
    rules: int
    closed_on: date | None
    ended: tuple[str, ...]
    because: str
    closed_by: str = ""
    closed_as: str = ""
    rule: str = ""
    scheme: str = ""
    on_behalf: str = ""


@dataclass(frozen=True)
class ClosureSeen:
    """One closing as a decision somebody took: on which day, as which post, and whether the case was opened again since."""

    case_ref: str
    closed_on: date
    closed_as: str
    outcome: str
    on_behalf: str
    opened_again: bool


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
    stamp = (row.closed_by or "", row.closed_as or "", row.rule or "", row.scheme or "", row.on_behalf)
    return ClosingSeen(row.outcome, tuple(row.principles), row.rules_number, row.closed_on, tuple(row.ended), words, *stamp)


def closures() -> tuple[ClosureSeen, ...]:
    """Every closing made here, of the cases whoever looks may see, also of those opened again since; none of the system used before, which nobody here made.

    One made before its post was kept says "" for it.
    """
    found = Closing.objects.filter(case__in=Case.objects.values("pk"), rules_number__gt=BEFORE_OURS).order_by("closed_on", "pk")
    told = found.values_list("case__ref", "closed_on", "closed_as", "outcome", "on_behalf", "superseded_by")
    return tuple(
        ClosureSeen(ref, on, post or "", outcome, on_behalf, again is not None) for ref, on, post, outcome, on_behalf, again in told
    )


def facts_of_closing(case: "CaseSeen", *, outcome: str, beside: Facts, by: Actor) -> Facts:
    """What the scheme is told when somebody would close a case. `outcome` is empty until it is said; `beside` is what other rooms know of the case
    (`powers.CLOSE` names it). Remedy in pence."""
    return {"outcome": outcome or None, "stage": case.stage, "yours": case.owner == by.ref, **beside}


def ruling_on_closing(case: "CaseSeen", outcome: str, beside: Facts, *, by: Actor) -> Ruling:
    """Whether this person may close a case so today, with every row looked at."""
    return rule_on(CLOSE, facts_of_closing(case, outcome=outcome, beside=beside, by=by), actor=by, on=today())


def closed_cases(*, limit: int = 50_000) -> tuple[ClosedSeen, ...]:
    """Every closed case, the last closed first; those of which nobody kept the day at the end."""
    return tuple(_seen(row) for row in _closed().order_by(F("closed_on").desc(nulls_last=True), "ref")[:limit])


def page_of_closed(
    of: ListOf, asked: Asked, *, names: Mapping[str, str], told: Callable[[ClosedSeen], T], but: Collection[str] = ()
) -> Page[T]:
    """One page of the list of all closed cases, `but` these, each as `told`; owners are filtered by their `names`."""
    every = _closed().exclude(ref__in=but)
    if asked.words:
        return of.page([told(_seen(row)) for row in every], asked)
    called = DbCase(*(When(owner=ref, then=Value(name)) for ref, name in names.items()), default=F("owner"))
    return page_of(of, every.annotate(called=called), asked, lambda row: told(_seen(row)), held_in={"owner": "called"})


def closed_by_month(*, but: Collection[str] = ()) -> dict[tuple[str, str], int]:
    """How many closed cases ended in each month and way, `but` these."""
    counted = _closed().exclude(ref__in=but).order_by().values("month", "outcome").annotate(many=Count("pk"))
    return {(one["month"], one["outcome"]): one["many"] for one in counted}


def _closed() -> QuerySet[Case, Any]:
    standing = Closing.objects.filter(case=OuterRef("pk"), superseded_by__isnull=True)
    closed_on = Subquery(standing.values("closed_on")[:1])
    return Case.objects.filter(stage=Stage.CLOSED.value).annotate(
        outcome=Coalesce(Subquery(standing.values("outcome")[:1]), Value(NOT_RECORDED)),
        closed_on=closed_on,
        month=Coalesce(Func(closed_on, Value("YYYY-MM"), function="to_char", output_field=CharField()), Value(NOT_RECORDED)),
        days=ExpressionWrapper(closed_on - F("opened_on"), output_field=DurationField()),
        principles=Subquery(standing.values("principles")[:1]),
    )


def _seen(row: Any) -> ClosedSeen:
    same = (row.ref, row.title, row.complainant, row.body, row.owner, row.opened_on)
    return ClosedSeen(*same, row.outcome, row.closed_on, tuple(row.principles or ()))
