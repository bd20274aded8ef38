"""Which rules of submissions are in force on a day, and those of a number. Questions only."""

from datetime import date
from typing import Any

from django.db.models import Max

from duly.casework.submissions.models import LaidDown
from duly.casework.submissions.rules.checklists import Checklists
from duly.casework.submissions.rules.laid_down import CHECKLISTS, SETS


def rules_in_force(kind: str, *, on: date) -> Any:
    """The rules of a kind (`rules.laid_down.SETS`) that govern what is done on a day: the highest number begun by then, else the first, which are ours."""
    row = LaidDown.objects.filter(kind=kind, starts__lte=on).order_by("-number").first()
    return SETS[kind].read(row.number, row.content) if row else SETS[kind].first


def rules_of(kind: str, number: int) -> Any:
    """The rules of a kind and number. The first are asked of nobody."""
    if number == SETS[kind].first.number:
        return SETS[kind].first
    return SETS[kind].read(number, LaidDown.objects.get(kind=kind, number=number).content)


def every_rules(kind: str) -> dict[int, Any]:
    """All rules of a kind there are or were, by number, the first first."""
    of, rows = SETS[kind], LaidDown.objects.filter(kind=kind).order_by("number")
    return {of.first.number: of.first} | {row.number: of.read(row.number, row.content) for row in rows}


def rules_begun(kind: str, number: int) -> date | None:
    """The day from which rules govern; None of the first, which are there from the beginning."""
    return LaidDown.objects.filter(kind=kind, number=number).values_list("starts", flat=True).first()


def highest_number(kind: str) -> int:
    """The highest number of rules of a kind."""
    return LaidDown.objects.filter(kind=kind).aggregate(last=Max("number"))["last"] or SETS[kind].first.number


def checklists_on(day: date) -> Checklists:
    """What a reviewer looks at on a day, for each kind of paper."""
    found: Checklists = rules_in_force(CHECKLISTS, on=day)
    return found
