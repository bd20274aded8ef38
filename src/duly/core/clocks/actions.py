"""Starting a clock, and everything that happens to it until it is met or ended. Dates again, in bulk, are in `redating`."""

from collections.abc import Callable
from datetime import date
from uuid import UUID

from django.db import connection

from duly.core.calendar import queries as calendar
from duly.core.calendar.rules.deadlines import Rule
from duly.core.clocks import checks, queries
from duly.core.clocks.events import ClockEnded, ClockExtended, ClockMet, ClockMissed, ClockRestarted, ClockStarted, ClockStopped
from duly.core.clocks.models import Clock, ClockDue, ClockStep
from duly.core.clocks.queries import ClockSeen
from duly.core.clocks.rules import Happened, history_of
from duly.core.clocks.states import STEPS, ClockState
from duly.core.record.actions import Pen, take_number, unit_of_work
from duly.core.record.clock import today
from duly.primitives.actor import Actor
from duly.primitives.event import Event
from duly.primitives.refusal import stop_if


def start(*, kind: str, about: str, rule: str, began: date, by: Actor, because: str = "", follows: bool = False) -> ClockSeen:
    """Start a clock on a thing under the version of its rule that is in force on the day it began. One that `follows` from what was just done is asked
    of nobody's power to keep clocks: whoever may do that thing has it started."""
    with unit_of_work() as record:
        _no_redating_meanwhile()
        stop_if(checks.why_not_start(rule=rule, began=began, by=by, follows=follows))
        found = queries.rule_for(rule, began)
        assert found is not None  # else refused above
        known = calendar.version()
        due = queries.reckon(found, history_of([Happened("started", began)])).due
        clock = Clock.objects.create(
            ref=f"CK-{take_number('clocks_clock_number'):06d}",
            version=1,
            state=ClockState.RUNNING,
            kind=kind,
            about=about,
            rule_code=rule,
            began=began,
        )
        event = record.write(ClockStarted(clock.ref, 1, kind, about, rule, found.number, began, due, because.strip()), by=by)
        ClockStep.objects.create(clock=clock, verb="started", on=began, made_by=event)
        ClockDue.objects.create(clock=clock, due=due, rule_number=found.number, calendar=known, made_by=event)
    return queries.clock(clock.ref)


def stop(ref: str, *, on: date, because: str, by: Actor) -> ClockSeen:
    """Stop a clock: from this day it stands still, and has no date."""
    with unit_of_work() as record:
        clock, seen, rule = _held(ref)
        stop_if(checks.why_not_stop(seen, rule, _last(clock), on=on, because=because, by=by))
        _happens(
            record, clock, rule, "stop", Happened("stopped", on), lambda due: ClockStopped(ref, clock.version, on, because.strip()), by
        )
    return queries.clock(ref)


def restart(ref: str, *, on: date, because: str, by: Actor) -> ClockSeen:
    """Let a clock go on: this day counts again."""
    with unit_of_work() as record:
        clock, seen, rule = _held(ref)
        stop_if(checks.why_not_restart(seen, _last(clock), on=on, because=because, by=by))

        def told(due: date | None) -> Event:
            assert due is not None  # it goes on
            return ClockRestarted(ref, clock.version, on, due, because.strip())

        _happens(record, clock, rule, "restart", Happened("restarted", on), told, by)
    return queries.clock(ref)


def extend(ref: str, *, added: int, authority: str, because: str, by: Actor) -> ClockSeen:
    """Give a clock more time, of its rule's own unit, while it runs."""
    with unit_of_work() as record:
        clock, seen, rule = _held(ref)
        given = sum(clock.steps.values_list("added", flat=True))
        stop_if(checks.why_not_extend(seen, rule, given, added=added, authority=authority, because=because, by=by))

        def told(due: date | None) -> Event:
            assert due is not None  # it runs
            return ClockExtended(ref, clock.version, today(), added, rule.unit, due, authority.strip(), because.strip())

        _happens(record, clock, rule, "extend", Happened("extended", today(), added), told, by)
    return queries.clock(ref)


def meet(ref: str, *, on: date, by: Actor, because: str = "", follows: bool = False) -> ClockSeen:
    """Say that what was due was done on a day. Done after its date, it is missed, and both days are kept. `follows` is as in `start`."""
    with unit_of_work() as record:
        clock, seen, rule = _held(ref)
        stop_if(checks.why_not_meet(seen, _last(clock), on=on, by=by, follows=follows))
        assert seen.due is not None  # it runs
        late = on > seen.due
        kind, due = ClockMissed if late else ClockMet, seen.due
        verb = "meet late" if late else "meet"
        _happens(record, clock, rule, verb, Happened("met", on), lambda _: kind(ref, clock.version, on, due, because.strip()), by)
    return queries.clock(ref)


def end(ref: str, *, because: str, by: Actor, follows: bool = False) -> ClockSeen:
    """End a clock that nothing need meet any more. `follows` is as in `start`."""
    with unit_of_work() as record:
        clock, seen, rule = _held(ref)
        stop_if(checks.why_not_end(seen, because=because, by=by, follows=follows))
        on = max(today(), _last(clock))
        _happens(record, clock, rule, "end", Happened("ended", on), lambda _: ClockEnded(ref, clock.version, on, because.strip()), by)
    return queries.clock(ref)


def _held(ref: str) -> tuple[Clock, ClockSeen, Rule]:
    """The clock, locked; as it stands; and the version of the rule it is under."""
    _no_redating_meanwhile()
    clock = Clock.objects.select_for_update().get(ref=ref)
    seen = queries.clock(ref)
    return clock, seen, next(one for one in queries.rules() if (one.code, one.number) == (seen.rule_code, seen.rule_number))


def _last(clock: Clock) -> date:
    return max(clock.steps.values_list("on", flat=True))


def _happens(record: Pen, clock: Clock, rule: Rule, verb: str, step: Happened, told: Callable[[date | None], Event], by: Actor) -> None:
    """One step: the state, the history and, where it moves, the date, told by one event."""
    steps = [Happened(one.verb, one.on, one.added) for one in clock.steps.order_by("pk")]
    kept = ClockDue.objects.get(clock=clock, superseded_by__isnull=True)
    moves = step.verb in ("stopped", "restarted", "extended")
    known = calendar.version()
    due = queries.reckon(rule, history_of([*steps, step])).due if moves else kept.due
    clock.state, clock.version = STEPS.after(verb, clock.state), clock.version + 1
    clock.save(update_fields=["state", "version"])
    event: UUID = record.write(told(due), by=by)
    ClockStep.objects.create(clock=clock, verb=step.verb, on=step.on, added=step.added, made_by=event)
    if moves:
        kept.superseded_by = event
        kept.save(update_fields=["superseded_by"])
        ClockDue.objects.create(clock=clock, due=due, rule_number=rule.number, calendar=known, made_by=event)


def _no_redating_meanwhile() -> None:
    """Steps may be taken side by side; a dating again waits for them, and they for it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock_shared(hashtextextended('clocks', 0))")
