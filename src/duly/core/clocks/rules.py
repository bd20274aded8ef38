"""What a clock's steps come to as a history, which dates moved and why, and whether an answer will leave somebody time. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from duly.core.calendar.rules.days import Days
from duly.core.calendar.rules.deadlines import Extension, History, Rule, Stop
from duly.core.calendar.rules.words import said
from duly.primitives.period import say_day

SOON = 14
"""Days before a date from which it is pressing. A default: nobody laid it down."""


@dataclass(frozen=True)
class Happened:
    """One step of a clock: a verb, a day, and of an extension how much it adds."""

    verb: str
    on: date
    added: int = 0


@dataclass(frozen=True)
class Moved:
    """A clock whose date moved without anybody's having touched it: before and after, and the cause in words."""

    ref: str
    before: date
    after: date
    cause: str

    def line(self) -> str:
        """As the record lists it: "CK-000012 2026-01-21 2026-01-22"."""
        return f"{self.ref} {self.before} {self.after}"


def history_of(steps: Iterable[Happened]) -> History:
    """The history that steps come to, in their order; the first of them started the clock."""
    first, *rest = steps
    stops: list[Stop] = []
    extensions = []
    for step in rest:
        if step.verb == "stopped":
            stops.append(Stop(step.on))
        elif step.verb == "restarted":
            stops[-1] = Stop(stops[-1].starts, step.on)
        elif step.verb == "extended":
            extensions.append(Extension(step.on, step.added))
    return History(first.on, tuple(stops), tuple(extensions))


def as_content(rule: Rule) -> dict[str, Any]:
    """A rule as it is kept."""
    return asdict(rule) | {"starts": rule.starts.isoformat(), "regions": list(rule.regions)}


def as_rule(content: Mapping[str, Any]) -> Rule:
    """A kept rule as the engine has it."""
    return Rule(**dict(content) | {"starts": date.fromisoformat(content["starts"]), "regions": tuple(content["regions"])})


def changed_days(before: Days, after: Days) -> tuple[tuple[date, str], ...]:
    """The days that became bank holidays or ceased to be, each with its sentence, in order."""
    became = {day: f"{said(day)} became a bank holiday ({why})" for day, why in after.holidays.items() if day not in before.holidays}
    ceased = {day: f"{said(day)} is no longer a bank holiday ({why})" for day, why in before.holidays.items() if day not in after.holidays}
    return tuple(sorted((became | ceased).items()))


def cause_of(changed: Iterable[tuple[date, str]], began: date, until: date) -> str:
    """Which changed days a clock's time from `began` until `until` goes over, in words of at most 300 characters."""
    causes = [says for day, says in changed if began <= day <= until]
    told = "; ".join(causes) or "the bank holidays changed"
    return told if len(told) <= 300 else f"{causes[0][:240]}; and {len(causes) - 1} more"


def standing(due: date | None, *, on: date, planned: date | None = None) -> tuple[str, str]:
    """How pressing a date is, and why: "red" when it is past or what is planned comes after it, "amber" when it is near, else "green".

    `planned` is the day on which the thing will be done as things stand: an answer promised for later than the date is red at once.
    """
    if due is None:
        return "", "It stands still."
    if due < on:
        return "red", f"It was due on {say_day(due)}, {_days((on - due).days)} ago."
    if planned is not None and planned > due:
        return "red", f"It is planned for {say_day(planned)}, {_days((planned - due).days)} too late."
    if (due - on).days <= SOON:
        return "amber", f"It is due in {_days((due - on).days)}." if due > on else "It is due today."
    return "green", f"It is due in {_days((due - on).days)}."


def _days(number: int) -> str:
    return "1 day" if number == 1 else f"{number} days"
