"""What breaches of personal data there are, of the cases and papers that whoever looks may see."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Q, QuerySet

from duly.casework.cases.models import Breach, CaseItem
from duly.casework.cases.states import BREACH, BREACH_HOURS, BREACH_KINDS, CLOSED, REGULATOR, after_all, steps_left
from duly.core.record.clock import LONDON
from duly.core.record.queries import history, private_words


@dataclass(frozen=True)
class BreachSeen:
    """One breach. `about` is the case, letter or item of post; `case` is empty where it is of none. `seen_by` are officers who worked on the case while a
    paper lay there wrongly; `done` are the steps taken; `risk` is empty until it was judged."""

    ref: str
    version: int
    kind: str
    about: str
    case: str
    right: str
    volume: int | None
    found_on: date
    due: date
    seen_by: tuple[str, ...]
    risk: str
    done: tuple[str, ...]

    @property
    def kind_said(self) -> str:
        """What kind of breach it is, in words."""
        return BREACH_KINDS[self.kind]

    @property
    def what(self) -> str:
        """The same, with the volume of a paper file that was lost."""
        return self.kind_said + (f": volume {self.volume} of the paper file" if self.volume else "")

    @property
    def closed(self) -> bool:
        """Whether everything was done about it that had to be."""
        return CLOSED in self.done

    @property
    def settled(self) -> bool:
        """Whether it was said what became of telling the regulator."""
        return bool({*REGULATOR} & {*self.done})

    @property
    def comes_next(self) -> str:
        """The step that comes next; once all is done, what may be done after all, or nothing."""
        return next(iter((*steps_left(self.done), *after_all(self.done))), "")

    @classmethod
    def of(cls, row: Breach) -> "BreachSeen":
        """From its row."""
        same = {name: getattr(row, name) for name in ("ref", "version", "kind", "about", "right", "volume", "found_on", "due", "risk")}
        return cls(**same, case=row.case.ref if row.case else "", seen_by=tuple(row.seen_by), done=tuple(row.done))


@dataclass(frozen=True)
class BreachTold:
    """What was told of a breach when it was begun: what happened and whose data it was, empty where that was erased or not asked. `hours_over` is when
    the hours of the law are over; None of one known of before the day on which it was noted, whose hour nobody kept."""

    because: str
    whose: str
    by: str
    hours_over: datetime | None


def breach(ref: str) -> BreachSeen:
    """One breach. An unknown one is `Breach.DoesNotExist`."""
    return BreachSeen.of(_rows().get(ref=ref))


def breach_told(seen: BreachSeen) -> BreachTold:
    """What was told of it when it was begun."""
    begun = history(BREACH, seen.ref)[0]
    words = private_words([begun.event_id]).get(begun.event_id, {})
    same_day = begun.at.astimezone(LONDON).date() == seen.found_on
    return BreachTold(
        words.get("because", ""), words.get("whose", ""), begun.actor_ref, begun.at + timedelta(hours=BREACH_HOURS) if same_day else None
    )


def breaches(case_ref: str = "", *, but: Collection[str] = ()) -> tuple[BreachSeen, ...]:
    """Every breach, the oldest first, `but` these and those of these papers; or those of one case: on it, of its post, or of a paper that came to it from a wrong one."""
    here = CaseItem.objects.filter(case__ref=case_ref, superseded_by__isnull=True).values("item_ref")
    of = Q(case__ref=case_ref) | Q(right=case_ref) | Q(about__in=here)
    found = _rows().filter(of) if case_ref else _rows()
    return tuple(BreachSeen.of(row) for row in found.exclude(Q(ref__in=but) | Q(about__in=but)))


def breaches_about(ref: str) -> tuple[BreachSeen, ...]:
    """The breaches noted of a letter or an item of post itself, the oldest first."""
    return tuple(BreachSeen.of(row) for row in _rows().filter(about=ref))


def _rows() -> QuerySet[Breach]:
    return Breach.objects.select_related("case").order_by("pk")
