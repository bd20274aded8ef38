"""Who above was brought into which case, and the pieces of work that were commissioned."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from duly.casework.risk.models import Commission, Involvement
from duly.casework.risk.rules.ladder import BY_RUNG, Rung
from duly.casework.risk.states import InvolvedState, WorkState
from duly.core.calendar.queries import reckoned_again
from duly.core.record.clock import today
from duly.core.record.queries import private_words

ERASED = "[erased]"
OVER = (InvolvedState.ANSWERED.value, InvolvedState.TAKEN_OVER.value, InvolvedState.WITHDRAWN.value)


@dataclass(frozen=True)
class InvolvedSeen:
    """Somebody higher, asked about a case. `answer` is what kind of answer came, and `words` what it says; both empty before.

    `acknowledge_by` goes by the bank holidays announced since; `first_acknowledge_by` is the day as it was told then.
    """

    ref: str
    version: int
    state: str
    case_ref: str
    rung: str
    asked_by: str
    asked_of: str
    asked_post: str
    asked_on: date
    acknowledge_by: date
    by_day: date
    acknowledged_on: date | None
    ended_on: date | None
    asks: str
    words: str
    first_acknowledge_by: date

    @property
    def on_ladder(self) -> Rung:
        """Its rung."""
        return BY_RUNG[self.rung]

    @property
    def waits(self) -> bool:
        """Whether anything is still to be done: of what one need only know, to acknowledge is all."""
        return self.state not in OVER and not (self.state == InvolvedState.ACKNOWLEDGED and not self.on_ladder.answer)

    @property
    def unacknowledged(self) -> bool:
        """Whether the day to say that it was seen has gone by without."""
        return self.state == InvolvedState.ASKED and self.acknowledge_by < today()

    @property
    def late(self) -> bool:
        """Whether it still waits after its day."""
        return self.waits and self.by_day < today()

    @property
    def standing(self) -> str:
        """Where it is, in words."""
        if self.unacknowledged:
            return "not acknowledged"
        if self.late:
            return "overdue"
        if self.state == InvolvedState.ANSWERED:
            return self.on_ladder.answer
        return self.state


@dataclass(frozen=True)
class WorkSeen:
    """A commissioned piece of work. `words` say what came of it, or why it was withdrawn; empty before."""

    ref: str
    version: int
    state: str
    case_ref: str
    owner: str
    set_by: str
    set_on: date
    due_on: date
    ended_on: date | None
    terms: str
    words: str

    @property
    def overdue(self) -> bool:
        """Whether its day has gone by and it is not done."""
        return self.state == WorkState.OPEN and self.due_on < today()

    @property
    def standing(self) -> str:
        """Where it is, in words."""
        return "overdue" if self.overdue else self.state


def involved(ref: str) -> InvolvedSeen:
    """One of them. An unknown one is `Involvement.DoesNotExist`."""
    return _involved([Involvement.objects.get(ref=ref)])[0]


def involvements(*, case_ref: str = "", asked_of: str = "", waiting: bool = False) -> tuple[InvolvedSeen, ...]:
    """Who was brought in, the newest first: into a case, or by one person asked; only what still waits, if `waiting`."""
    found = Involvement.objects.order_by("-pk")
    found = found.filter(case_ref=case_ref) if case_ref else found
    found = found.filter(asked_of=asked_of) if asked_of else found
    seen = _involved(found.exclude(state__in=OVER) if waiting else found)
    return tuple(one for one in seen if one.waits or not waiting)


def commissioned(ref: str) -> WorkSeen:
    """One piece of work. An unknown one is `Commission.DoesNotExist`."""
    return _work([Commission.objects.get(ref=ref)])[0]


def commissioned_all(*, case_ref: str = "", owner: str = "", waiting: bool = False) -> tuple[WorkSeen, ...]:
    """Pieces of work, the first due first: on a case, or of one owner; only open ones, if `waiting`."""
    found = Commission.objects.order_by("due_on", "pk")
    found = found.filter(case_ref=case_ref) if case_ref else found
    found = found.filter(owner=owner) if owner else found
    return _work(found.filter(state=WorkState.OPEN.value) if waiting else found)


def _involved(rows: Iterable[Involvement]) -> tuple[InvolvedSeen, ...]:
    held = list(rows)
    words = private_words({one.told_in for one in held} | {one.answered_in for one in held if one.answered_in})

    def seen(row: Involvement) -> InvolvedSeen:
        same = {name: getattr(row, name) for name in InvolvedSeen.__annotations__ if hasattr(row, name)}
        said = str(words.get(row.answered_in, {}).get("words", ERASED)) if row.answered_in else ""
        day = again.get(row.ref, row.acknowledge_by)
        asks = str(words.get(row.told_in, {}).get("asks", ERASED))
        return InvolvedSeen(**same | {"acknowledge_by": day}, asks=asks, words=said, first_acknowledge_by=row.acknowledge_by)

    waits = [row for row in held if row.state == InvolvedState.ASKED]
    days = reckoned_again([(row.acknowledge_by, row.told_in) for row in waits])
    again = {row.ref: day for row, day in zip(waits, days, strict=True)}
    return tuple(seen(row) for row in held)


def _work(rows: Iterable[Commission]) -> tuple[WorkSeen, ...]:
    held = list(rows)
    words = private_words({one.told_in for one in held} | {one.ended_in for one in held if one.ended_in})

    def seen(row: Commission) -> WorkSeen:
        same = {name: getattr(row, name) for name in WorkSeen.__annotations__ if hasattr(row, name)}
        said = str(words.get(row.ended_in, {}).get("words", ERASED)) if row.ended_in else ""
        return WorkSeen(**same, terms=str(words.get(row.told_in, {}).get("terms", ERASED)), words=said)

    return tuple(seen(row) for row in held)
