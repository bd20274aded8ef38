"""What is chased, which step comes next and when, and the ladders in force."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache

from duly.core.calendar import queries as calendar
from duly.core.calendar.rules.days import Days
from duly.core.chases.models import Chase, ChaseLadder, ChaseStep
from duly.core.chases.rules import DEFAULTS, Ladder, Rung, as_ladder, next_step
from duly.core.chases.states import ChaseState
from duly.core.record.clock import today
from duly.core.record.queries import private_words

ERASED = "[erased]"


@dataclass(frozen=True)
class StepSent:
    """One step that was sent: its number from 1, what it was, to whom, when, and the document of its words."""

    number: int
    kind: str
    to: str
    on: date
    document_ref: str


@dataclass(frozen=True)
class ChaseSeen:
    """One thing that is chased. `next` is the step that may be sent on `next_on` or after; None and None at the top of the ladder, or when it is over."""

    ref: str
    version: int
    state: str
    kind: str
    about: str
    ladder: str
    number: int
    due: date
    owner: str
    what: str
    asked_of: str
    address: str
    over_on: date | None
    steps: tuple[StepSent, ...]
    next_number: int
    next: Rung | None
    next_on: date | None

    @property
    def due_now(self) -> bool:
        """Whether a step is to be sent today, and none was."""
        return self.next_on is not None and self.next_on <= today() and not (self.steps and self.steps[-1].on == today())


def ladders() -> tuple[Ladder, ...]:
    """Every ladder: the defaults as shipped (number 0), then every version adopted, by code."""
    adopted = (as_ladder(row.code, row.number, row.starts, row.content) for row in ChaseLadder.objects.all())
    return tuple(sorted((*DEFAULTS, *adopted), key=lambda one: (one.code, one.number)))


def ladder_on(code: str, on: date) -> Ladder | None:
    """The version of a ladder in force on a day; None where there is no such ladder."""
    found = [one for one in ladders() if one.code == code and one.starts <= on]
    return max(found, key=lambda one: one.number, default=None)


def chase(ref: str) -> ChaseSeen:
    """One chase. An unknown one is `Chase.DoesNotExist`."""
    return _seen([Chase.objects.get(ref=ref)])[0]


def chases(
    *, about: Collection[str] = (), kind: str = "", owner: str = "", running: bool = False, limit: int = 5000
) -> tuple[ChaseSeen, ...]:
    """What is chased, the first due first; of some references, of a kind, of one owner, or only what is not over."""
    found = Chase.objects.order_by("due", "pk")
    if about:
        found = found.filter(about__in=about)
    if kind:
        found = found.filter(kind=kind)
    if owner:
        found = found.filter(owner=owner)
    if running:
        found = found.filter(state=ChaseState.RUNNING)
    return _seen(found[:limit])


def running_on(kind: str, about: str) -> str:
    """The reference of what chases a thing now; empty when nothing does."""
    return Chase.objects.filter(kind=kind, about=about, state=ChaseState.RUNNING).values_list("ref", flat=True).first() or ""


def due_now(*, owner: str = "") -> tuple[ChaseSeen, ...]:
    """Everything of which a step is to be sent today, of one owner or of all."""
    return tuple(one for one in chases(running=True, owner=owner) if one.due_now)


def working_days() -> Days:
    """The working days by which steps are counted: the installation's own."""
    return calendar.days((calendar.region(),))


def _seen(rows: Iterable[Chase]) -> tuple[ChaseSeen, ...]:
    held = list(rows)
    if not held:
        return ()
    words, days = private_words({one.told_by for one in held}), working_days()
    known = {(one.code, one.number): one for one in ladders()}
    sent: dict[int, list[StepSent]] = defaultdict(list)
    for row in ChaseStep.objects.filter(chase__in=held).order_by("number"):
        sent[row.chase_id].append(StepSent(row.number, row.kind, row.to, row.on, row.document_ref))

    @cache
    def following(code: str, number: int, last: int, due: date) -> tuple[int, date] | None:
        return next_step(known[code, number], last, due, days, on=today())

    found = []
    for one in held:
        steps = tuple(sent[one.pk])
        running = one.state == ChaseState.RUNNING
        after = following(one.ladder, one.number, steps[-1].number if steps else 0, one.due) if running else None
        found.append(
            ChaseSeen(
                **{name: getattr(one, name) for name in ("ref", "version", "state", "kind", "about", "ladder", "number", "due", "owner")},
                **{name: words.get(one.told_by, {}).get(name, ERASED) for name in ("what", "asked_of", "address")},
                over_on=one.over_on,
                steps=steps,
                next_number=after[0] if after else 0,
                next=known[one.ladder, one.number].rungs[after[0] - 1] if after else None,
                next_on=after[1] if after else None,
            )
        )
    return tuple(found)
