"""What clocks there are, when each is due and how that was reckoned, and whether what is kept is what the reckoning comes to."""

import uuid
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from django.db.models import BigIntegerField, F, OuterRef, Prefetch, QuerySet, Subquery
from django.db.models.functions import Coalesce

from duly.core.calendar import queries as calendar
from duly.core.calendar.rules.book import in_force
from duly.core.calendar.rules.days import Days, NotKnown
from duly.core.calendar.rules.deadlines import Extension, History, Line, Rule, due_on
from duly.core.calendar.rules.words import say, working
from duly.core.clocks import rules as reckoning
from duly.core.clocks.models import Clock, ClockDue, ClockRule, ClockStep
from duly.core.clocks.rules import Happened, Moved, Stands, as_rule, history_of
from duly.core.clocks.states import OPEN, ClockState
from duly.core.record import queries as record
from duly.core.record.clock import LONDON
from duly.primitives.period import say_day
from duly.primitives.refusal import Refusal, Refused

REDATED, CLOCKS = "clocks.redated", "open-clocks"


@dataclass(frozen=True)
class ClockSeen:
    """One clock. `due` is None while it stands still; `title` is its rule's."""

    ref: str
    version: int
    state: str
    kind: str
    about: str
    rule_code: str
    rule_number: int
    title: str
    began: date
    due: date | None
    calendar: int


@dataclass(frozen=True)
class Worked:
    """A date and its working, as values and as sentences. `due` is None while the clock stands still."""

    due: date | None
    lines: tuple[Line, ...]
    says: tuple[str, ...]


@dataclass(frozen=True)
class StepSeen:
    """One thing that was noted of a clock: its number from 1 in the order it was noted, the day it was of, and the day it was noted on.

    `taken_back` says why it does not stand any more, as the record tells it; empty where it stands.
    """

    number: int
    verb: str
    on: date
    added: int
    noted: date
    taken_back: str


@dataclass(frozen=True)
class Redating:
    """One dating again: which entry of the record tells of it, and what it came to."""

    event: uuid.UUID
    number: int
    on: date
    calendar: int
    looked_at: int
    moved: int


def rules() -> tuple[Rule, ...]:
    """Every version of every rule adopted, by code and number."""
    return tuple(as_rule(row.content) for row in ClockRule.objects.order_by("code", "number"))


def rule_for(code: str, on: date) -> Rule | None:
    """The version that governs what begins on a day; None where none does."""
    return in_force(rules(), code, on)


def clock(ref: str) -> ClockSeen:
    """One clock. An unknown one is `Clock.DoesNotExist`."""
    return _seen(_rows().get(ref=ref), _titles())


def clocks(
    *, kind: str = "", about: str = "", abouts: Collection[str] = (), rule: str = "", only_open: bool = False, limit: int = 10_000
) -> tuple[ClockSeen, ...]:
    """Clocks on a thing or on any of several, by a rule, or all; the first due first, and those that stand still last."""
    found = _rows().filter(about__in=set(abouts)) if abouts else _rows()
    for field, wanted in (("kind", kind), ("about", about), ("rule_code", rule)):
        found = found.filter(**{field: wanted}) if wanted else found
    if only_open:
        found = found.filter(state__in=OPEN)
    due = ClockDue.objects.filter(clock=OuterRef("pk"), superseded_by__isnull=True).values("due")
    titles = _titles()
    return tuple(_seen(row, titles) for row in found.annotate(due_now=Subquery(due)).order_by("due_now", "ref")[:limit])


def running(*, until: date, limit: int = 10_000) -> tuple[ClockSeen, ...]:
    """Running clocks that are due by a day, or were due before it, the first due first."""
    due = ClockDue.objects.filter(clock=OuterRef("pk"), superseded_by__isnull=True).values("due")
    found = _rows().filter(state=ClockState.RUNNING).annotate(due_now=Subquery(due)).filter(due_now__lte=until)
    titles = _titles()
    return tuple(_seen(row, titles) for row in found.order_by("due_now", "ref")[:limit])


def history_of_clock(ref: str) -> History:
    """What happened to a clock, as the engine takes it: an extension that was noted later says when."""
    noted = {(one.verb, one.on): one.noted for one in steps_of(ref) if one.noted > one.on and not one.taken_back}
    found = (Happened(row.verb, row.on, row.added, noted.get((row.verb, row.on))) for row in standing_steps().filter(clock__ref=ref))
    return history_of(found)


def standing_steps() -> QuerySet[ClockStep]:
    """The steps of clocks that were not taken back, in the order in which they happened."""
    at = Coalesce(F("stands_for_id"), F("id"), output_field=BigIntegerField())
    return ClockStep.objects.filter(of__isnull=True, takings__isnull=True).order_by("on", at)


def steps_of(ref: str) -> tuple[StepSeen, ...]:
    """Everything that was noted of a clock, in the order it was noted, and what of it was taken back."""
    told = {entry.event_id: entry for entry in record.history("clock", ref)}
    noted = {event: entry.at.astimezone(LONDON).date() for event, entry in told.items()}
    every = ClockStep.objects.filter(clock__ref=ref).order_by("pk")
    back = {row.of_id: told[row.made_by].sentence if row.made_by in told else "Taken back." for row in every if row.of_id}
    kept = [row for row in every if not row.of_id]
    return tuple(
        StepSeen(n, row.verb, row.on, row.added, noted.get(row.made_by, row.on), back.get(row.pk, ""))
        for n, row in enumerate(kept, start=1)
    )


def worked(ref: str) -> Worked:
    """How a clock's date was reckoned: under its own version of its rule, by the bank holidays as they were known then."""
    seen = clock(ref)
    if seen.state == ClockState.TAKEN_BACK:
        return Worked(None, (), ("Its start was taken back: it runs no more, and has no date.",))
    return reckon(rule_of(seen), history_of_clock(ref), as_at=seen.calendar)


def rule_of(seen: ClockSeen) -> Rule:
    """The version of its rule that a clock is under."""
    return next(one for one in rules() if (one.code, one.number) == (seen.rule_code, seen.rule_number))


def reckon(rule: Rule, history: History, *, as_at: int | None = None) -> Worked:
    """What a rule comes to for a history, by the bank holidays known now or after an entry of the record. Refused: "no-calendar"."""
    try:
        days = calendar.days(rule.regions, as_at=as_at)
        lines = working(rule, history, days)
        return Worked(due_on(rule, history, days), lines, tuple(say(line) for line in lines))
    except NotKnown as unknown:
        raise Refused(_no_calendar(unknown)) from None


def stands(rule: Rule, steps: Sequence[Happened]) -> Stands:
    """How a clock would stand after these steps, by the bank holidays known now. Refused: "no-calendar"."""
    try:
        return reckoning.stands(rule, steps, calendar.days(rule.regions))
    except NotKnown as unknown:
        raise Refused(_no_calendar(unknown)) from None


def why_impossible(rule: Rule, steps: Sequence[Happened]) -> Refusal | None:
    """Why no clock can have gone through these steps, by the bank holidays known now, or None."""
    try:
        return reckoning.why_impossible(rule, steps, calendar.days(rule.regions))
    except NotKnown as unknown:
        return _no_calendar(unknown)


def added_until(ref: str, due: date) -> int:
    """How much a running clock is to be extended by, in its rule's unit, to be due on a later day. Refused: "no-such-date" where it cannot be due on it."""
    seen, history = clock(ref), history_of_clock(ref)
    rule, dates = rule_of(seen), [seen.due or due]
    days = calendar.days(rule.regions)
    try:
        while dates[-1] < due:
            more = Extension(dates[0], len(dates))
            dates.append(due_on(rule, replace(history, extensions=(*history.extensions, more)), days) or due)
    except NotKnown as unknown:
        raise Refused(_no_calendar(unknown)) from None
    if dates[-1] > due and len(dates) > 1:
        words = f"{ref} cannot be due on {say_day(due)}, only on {say_day(dates[-2])} or {say_day(dates[-1])}: it runs in {rule.unit}."
        raise Refused(Refusal("no-such-date", words))
    return len(dates) - 1


def wrongly_kept() -> tuple[str, ...]:
    """Clocks whose kept date or state is not what their history comes to under their rule by the bank holidays then known: none, ever."""
    known = {(rule.code, rule.number): rule for rule in rules()}

    @cache
    def days(regions: tuple[str, ...], as_at: int) -> Days:
        return calendar.days(regions, as_at=as_at)

    wrong = []
    for row in _rows().prefetch_related(Prefetch("steps", standing_steps())):
        kept = row.dues.all()[0]
        rule = known[row.rule_code, kept.rule_number]
        if reckoning.stands(rule, _happened(row.steps.all()), days(rule.regions, kept.calendar)) != Stands(row.state, kept.due):
            wrong.append(row.ref)
    return tuple(wrong)


def to_date_again() -> int:
    """How many running clocks were dated by bank holidays that have changed since, and were not looked at since; 0 when all is up to date."""
    now = calendar.version()
    last = redatings()
    if last and last[0].calendar >= now:
        return 0
    return ClockDue.objects.filter(superseded_by__isnull=True, calendar__lt=now, clock__state=ClockState.RUNNING).count()


def redatings() -> tuple[Redating, ...]:
    """Every dating again, the latest first."""
    told = [entry for entry in record.history("clocks", CLOCKS) if entry.action == REDATED]
    return tuple(
        Redating(e.event_id, e.version, e.at.date(), e.facts["calendar"], e.facts["looked_at"], e.facts["moved"]) for e in reversed(told)
    )


def moved_by(event: uuid.UUID) -> tuple[Moved, ...]:
    """Every clock that one entry of the record moved, with its date before and after and the cause."""
    found = ClockDue.objects.filter(made_by=event, moved_from__isnull=False).select_related("clock").order_by("clock__ref")
    return tuple(Moved(row.clock.ref, row.moved_from, row.due, row.cause) for row in found)


def kept_in_time(code: str) -> tuple[int, int]:
    """Of the clocks of a rule that came to an end, how many were met and how many missed."""
    ended = Clock.objects.filter(rule_code=code)
    return ended.filter(state=ClockState.MET).count(), ended.filter(state=ClockState.MISSED).count()


def _no_calendar(unknown: NotKnown) -> Refusal:
    return Refusal("no-calendar", f"It would come to {unknown.year}, whose bank holidays are not known. Load them first.")


def _rows() -> QuerySet[Clock]:
    return Clock.objects.prefetch_related(Prefetch("dues", ClockDue.objects.filter(superseded_by__isnull=True)))


def _titles() -> dict[tuple[str, int], str]:
    return {(row.code, row.number): row.content["title"] for row in ClockRule.objects.all()}


def _happened(steps: Iterable[ClockStep]) -> list[Happened]:
    return [Happened(step.verb, step.on, step.added) for step in steps]


def _seen(row: Clock, titles: dict[tuple[str, int], str]) -> ClockSeen:
    kept = row.dues.all()[0]
    same = {name: getattr(row, name) for name in ("ref", "version", "state", "kind", "about", "rule_code", "began")}
    title = titles.get((row.rule_code, kept.rule_number), row.rule_code)
    return ClockSeen(**same, rule_number=kept.rule_number, title=title, due=kept.due, calendar=kept.calendar)
