"""What there is to do, whose it is, and what it waits for."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from duly.core.record.clock import today
from duly.core.record.queries import private_words
from duly.core.work.models import Task

ERASED = "[erased]"


@dataclass(frozen=True)
class TaskSeen:
    """One task. `owner` is an officer's reference; `what` and `waits_for` read "[erased]" once their words are gone."""

    ref: str
    version: int
    state: str
    owner: str
    about: str
    due: date
    what: str
    waits_for: str
    made_on: date
    ended_on: date | None

    @property
    def ended(self) -> bool:
        """Whether nothing more is to be done."""
        return self.ended_on is not None

    @property
    def overdue(self) -> bool:
        """Whether its day has gone by."""
        return not self.ended and self.due < today()


def task(ref: str) -> TaskSeen:
    """One task. An unknown one is `Task.DoesNotExist`."""
    return _seen([Task.objects.get(ref=ref)])[0]


def tasks(*, owner: str = "", about: Collection[str] = (), ended: bool | None = False, limit: int = 2000) -> tuple[TaskSeen, ...]:
    """Tasks, those due first. Only those not ended unless `ended` is True (only ended) or None (all)."""
    found = Task.objects.order_by("due", "pk")
    if owner:
        found = found.filter(owner=owner)
    if about:
        found = found.filter(about__in=about)
    if ended is not None:
        found = found.filter(ended_on__isnull=not ended)
    return _seen(found[:limit])


def waiting_for_me(owner: str) -> tuple[int, bool]:
    """How many tasks somebody has to do, and whether the day of any has gone by."""
    due = list(Task.objects.filter(owner=owner, ended_on__isnull=True).values_list("due", flat=True))
    return len(due), any(day < today() for day in due)


def _seen(rows: Iterable[Task]) -> tuple[TaskSeen, ...]:
    held = list(rows)
    words = private_words({one.told_by for one in held} | {one.waits_by for one in held if one.waits_by})
    return tuple(
        TaskSeen(
            one.ref,
            one.version,
            one.state,
            one.owner,
            one.about,
            one.due,
            words.get(one.told_by, {}).get("what", ERASED),
            words.get(one.waits_by, {}).get("waits_for", ERASED) if one.waits_by and one.state == "waiting" else "",
            one.made_on,
            one.ended_on,
        )
        for one in held
    )
