"""Which rules of submissions are in force on a day, and those of a number. Questions only."""

from datetime import date, timedelta
from typing import Any

from django.db.models import Max

from duly.casework.submissions.models import LaidDown
from duly.casework.submissions.rules.checklists import Checklists
from duly.casework.submissions.rules.complexity import Weights
from duly.casework.submissions.rules.laid_down import CHECKLISTS, LIMITS, RETURNS, SETS, WEIGHTS
from duly.casework.submissions.rules.limits import Limits
from duly.casework.submissions.rules.returns import Returns
from duly.core.people import queries as people


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


def returns_on(day: date) -> Returns:
    """What a paper may be returned for on a day, who puts it right and in how many days."""
    found: Returns = rules_in_force(RETURNS, on=day)
    return found


def reasons_said() -> dict[tuple[int, str], str]:
    """What every reason there is or was says, by the number of its rules and its code."""
    return {(number, code): says for number, made in every_rules(RETURNS).items() for code, says in made.words.items()}


def every_reason() -> dict[str, str]:
    """The same by code alone, as the newest rules that know it say it."""
    return {code: says for made in every_rules(RETURNS).values() for code, says in made.words.items()}


def as_its_reason_says(author: str, day: date) -> dict[str, tuple[str, date]]:
    """By reason that a paper may be returned for on a day: who puts it right where nobody says otherwise, and by when. A vacant post's are the `author`'s."""
    holders = {one.code: one.officer_ref for one in reversed(people.everyone_in_post(on=day))}
    return {one.code: (holders.get(one.who, author), day + timedelta(days=one.days)) for one in returns_on(day).reasons}


def limits_on(day: date) -> Limits:
    """The limits by which papers are read on a day."""
    found: Limits = rules_in_force(LIMITS, on=day)
    return found


def weights_on(day: date) -> Weights:
    """By what papers are weighed on a day, and the posts they may be for."""
    found: Weights = rules_in_force(WEIGHTS, on=day)
    return found


def checklists_on(day: date) -> Checklists:
    """What a reviewer looks at on a day, for each kind of paper."""
    found: Checklists = rules_in_force(CHECKLISTS, on=day)
    return found
