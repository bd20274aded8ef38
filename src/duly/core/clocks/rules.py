"""What a clock's steps come to as a history and as a life, which dates moved and why, and whether an answer will leave somebody time. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any

from duly.core.calendar.rules.days import Days
from duly.core.calendar.rules.deadlines import Extension, History, Rule, Stop, due_on
from duly.core.calendar.rules.words import said
from duly.primitives.period import say_day
from duly.primitives.refusal import Refusal

SOON = 14
"""Days before a date from which it is pressing. A default: nobody laid it down."""

RUNS = ("started", "restarted")
POSSIBLE = {("", "started"), ("stopped", "restarted"), ("stopped", "met"), ("stopped", "ended")} | {
    (runs, verb) for runs in RUNS for verb in ("stopped", "extended", "met", "ended")
}
"""Which step may follow upon which; an extension leaves a clock as it was."""
AFTER = {"started": "running", "restarted": "running", "stopped": "stopped", "ended": "ended"}
VERB_SAID = {
    "started": "begun",
    "stopped": "been stopped",
    "restarted": "gone on",
    "extended": "been given more time",
    "met": "been met",
    "ended": "been ended",
}


@dataclass(frozen=True)
class Happened:
    """One step of a clock: a verb, a day, and of an extension how much it adds, and when it was noted where that was a later day."""

    verb: str
    on: date
    added: int = 0
    noted: date | None = None


@dataclass(frozen=True)
class Stands:
    """How a clock stands after its steps, by the names of `states.ClockState`. `due` is None while it stands still, and of one whose start was taken back."""

    state: str
    due: date | None

    def said(self) -> str:
        """In words: "running, due on 21 January 2026"."""
        return f"{self.state}, due on {say_day(self.due)}" if self.due else str(self.state)


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
            extensions.append(Extension(step.on, step.added, step.noted))
        elif step.verb == "met" and stops and stops[-1].ends is None:  # done while it stood still: it goes on that day, and is done on it
            stops[-1] = Stop(stops[-1].starts, step.on)
    return History(first.on, tuple(stops), tuple(extensions))


def without(placed: Iterable[tuple[int, Happened]], wrong: int, *, on: date | None = None) -> list[tuple[int, Happened]]:
    """Steps, each with its place, without the one at a place; or with it on another day. What happened on one day stays in the order of its places."""
    moved = [(place, replace(step, on=on) if place == wrong and on else step) for place, step in placed if place != wrong or on]
    return sorted(moved, key=lambda one: (one[1].on, one[0]))


def stands(rule: Rule, steps: Sequence[Happened], days: Days) -> Stands:
    """How a clock stands after steps that are possible one after the other; none is left of one whose start was taken back."""
    if not steps:
        return Stands("taken back", None)
    due, last = due_on(rule, history_of(steps), days), [step for step in steps if step.verb != "extended"][-1]
    if last.verb == "met":
        return Stands("met" if due is not None and last.on <= due else "missed", due)
    return Stands(AFTER[last.verb], due)


def why_impossible(rule: Rule, steps: Sequence[Happened], days: Days) -> Refusal | None:
    """Why no clock can have gone through these steps in their order ("out-of-order", "ran-out", "too-much"), or None.

    It starts first; it is stopped and extended only while it runs and until its date as it then stood; once met or ended nothing follows.
    """
    state = ""
    for n, step in enumerate(steps):
        if (state, step.verb) not in POSSIBLE:
            if not n:
                return Refusal("out-of-order", "What came after its start stands: take that back first, the latest first.")
            before = f"it had {VERB_SAID[steps[n - 1].verb]} on {say_day(steps[n - 1].on)} before that"
            words = f"It cannot have {VERB_SAID[step.verb]} on {say_day(step.on)}: {before}. Take back the later of them first."
            return Refusal("out-of-order", words)
        due = due_on(rule, history_of(steps[:n]), days) if step.verb in ("stopped", "extended") else None
        if due is not None and step.on > due:
            words = f"It ran out on {say_day(due)}, and cannot have {VERB_SAID[step.verb]} on {say_day(step.on)}."
            return Refusal("ran-out", f"{words} A clock that has run out is neither stopped nor extended.")
        state = step.verb if step.verb != "extended" else state
    given = sum(step.added for step in steps)
    return Refusal("too-much", f"It may be extended by {rule.extension} {rule.unit} in all.") if given > rule.extension else None


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
