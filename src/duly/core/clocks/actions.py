"""Starting a clock, and everything that happens to it until it is met or ended. Dates again, in bulk, are in `redating`."""

from collections.abc import Callable
from datetime import date
from uuid import UUID

from django.db import connection

from duly.core.calendar import queries as calendar
from duly.core.calendar.rules.deadlines import Rule
from duly.core.clocks import checks, queries
from duly.core.clocks.events import (
    ClockEnded,
    ClockExtended,
    ClockExtensionNoted,
    ClockMet,
    ClockMissed,
    ClockRestarted,
    ClockStarted,
    ClockStepPutRight,
    ClockStepTakenBack,
    ClockStopped,
)
from duly.core.clocks.models import TAKEN_BACK, Clock, ClockDue, ClockStep
from duly.core.clocks.queries import ClockSeen
from duly.core.clocks.rules import Happened, history_of, without
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


def extend(
    ref: str, *, added: int, authority: str, because: str, on: date | None = None, agreed_by: str = "", proof: str = "", by: Actor
) -> ClockSeen:
    """Give a clock more time, of its rule's own unit, while it runs. `on` is the day it was agreed, today unless said; of an earlier day it is said who
    agreed, and what proves it."""
    with unit_of_work() as record:
        clock, seen, rule = _held(ref)
        on = on or today()
        agreed = {"on": on, "agreed_by": agreed_by, "proof": proof, "authority": authority, "because": because}
        stop_if(checks.why_not_extend(seen, rule, _standing(clock), added=added, **agreed, by=by))

        def told(due: date | None) -> Event:
            assert due is not None  # it runs
            if on == today():
                return ClockExtended(ref, clock.version, on, added, rule.unit, due, authority.strip(), because.strip())
            who = (agreed_by.strip(), proof.strip(), because.strip())
            return ClockExtensionNoted(ref, clock.version, on, today(), added, rule.unit, due, authority.strip(), *who)

        _happens(record, clock, rule, "extend", Happened("extended", on, added), told, by)
    return queries.clock(ref)


def meet(ref: str, *, on: date, by: Actor, because: str = "", follows: bool = False) -> ClockSeen:
    """Say that what was due was done on a day. Done after its date, it is missed, and both days are kept. One that stood still has the date that it would have
    had if it had gone on on that day. `follows` is as in `start`."""
    with unit_of_work() as record:
        clock, seen, rule = _held(ref)
        stop_if(checks.why_not_meet(seen, _last(clock), on=on, by=by, follows=follows))
        step = Happened("met", on)
        due = seen.due or queries.stands(rule, [*_standing(clock), step]).due
        assert due is not None  # it goes on on that day
        late = on > due
        kind, verb = (ClockMissed, "meet late") if late else (ClockMet, "meet")
        _happens(record, clock, rule, verb, step, lambda _: kind(ref, clock.version, on, due, because.strip()), by)
    return queries.clock(ref)


def end(ref: str, *, because: str, by: Actor, follows: bool = False) -> ClockSeen:
    """End a clock that nothing need meet any more. `follows` is as in `start`."""
    with unit_of_work() as record:
        clock, seen, rule = _held(ref)
        stop_if(checks.why_not_end(seen, because=because, by=by, follows=follows))
        on = max(today(), _last(clock))
        _happens(record, clock, rule, "end", Happened("ended", on), lambda _: ClockEnded(ref, clock.version, on, because.strip()), by)
    return queries.clock(ref)


def take_back(ref: str, *, step: int, because: str, on: date | None = None, by: Actor, follows: bool = False) -> ClockSeen:
    """Take back what was noted of a clock by mistake, by its number among `queries.steps_of`; with `on`, say the day it really was of. Both stay in the
    record. How the clock stands, and its date, are reckoned again from what is left, which must be a possible life of a clock. `follows` is as in `start`."""
    with unit_of_work() as record:
        clock, seen, rule = _held(ref)
        noted = next((one for one in queries.steps_of(ref) if one.number == step), None)
        rows = list(clock.steps.filter(of__isnull=True).order_by("pk"))
        wrong = rows[step - 1] if noted else None
        rule = _rule_begun(rule, seen, on) if noted and noted.verb == "started" and on else rule
        left = _left(clock, wrong, on)
        stop_if(checks.why_not_take_back(rule, noted, left, on=on, because=because, by=by, follows=follows))
        assert wrong is not None  # else refused above
        known, now = calendar.version(), queries.stands(rule, left)
        clock.state, clock.version = now.state, clock.version + 1
        clock.began = on if on and wrong.verb == "started" else clock.began
        clock.save(update_fields=["state", "version", "began"])
        said = (now.said(), because.strip())
        event = record.write(
            ClockStepPutRight(ref, clock.version, wrong.verb, wrong.on, on, *said)
            if on
            else ClockStepTakenBack(ref, clock.version, wrong.verb, wrong.on, *said),
            by=by,
        )
        ClockStep.objects.create(clock=clock, verb=TAKEN_BACK, on=today(), of=wrong, made_by=event)
        if on:
            place = wrong.stands_for or wrong
            ClockStep.objects.create(clock=clock, verb=wrong.verb, on=on, added=wrong.added, stands_for=place, made_by=event)
        _dated(clock, rule, now.due, known, event)
    return queries.clock(ref)


def _held(ref: str) -> tuple[Clock, ClockSeen, Rule]:
    """The clock, locked; as it stands; and the version of the rule it is under."""
    _no_redating_meanwhile()
    clock = Clock.objects.select_for_update().get(ref=ref)
    seen = queries.clock(ref)
    return clock, seen, queries.rule_of(seen)


def _standing(clock: Clock) -> list[Happened]:
    return [Happened(one.verb, one.on, one.added) for one in queries.standing_steps().filter(clock=clock)]


def _left(clock: Clock, wrong: ClockStep | None, on: date | None) -> list[Happened]:
    """The steps that would stand without one of them, or with it on another day, in their order."""
    rows = queries.standing_steps().filter(clock=clock)
    placed = [(one.stands_for_id or one.pk, Happened(one.verb, one.on, one.added)) for one in rows]
    return [step for _, step in without(placed, (wrong.stands_for_id or wrong.pk) if wrong else 0, on=on)]


def _rule_begun(rule: Rule, seen: ClockSeen, began: date) -> Rule:
    """The version that governs what begins on the right day; one that a clock was moved to since stays."""
    then, found = queries.rule_for(rule.code, seen.began), queries.rule_for(rule.code, began)
    return found if found and then and then.number == seen.rule_number else rule


def _last(clock: Clock) -> date:
    return max((step.on for step in _standing(clock)), default=clock.began)


def _happens(record: Pen, clock: Clock, rule: Rule, verb: str, step: Happened, told: Callable[[date | None], Event], by: Actor) -> None:
    """One step: the state, the history and, where it moves, the date, told by one event."""
    kept = ClockDue.objects.get(clock=clock, superseded_by__isnull=True)
    moves = step.verb in ("stopped", "restarted", "extended") or (step.verb == "met" and kept.due is None)
    known = calendar.version()
    due = queries.stands(rule, sorted([*_standing(clock), step], key=lambda one: one.on)).due if moves else kept.due
    clock.state, clock.version = STEPS.after(verb, clock.state), clock.version + 1
    clock.save(update_fields=["state", "version"])
    event: UUID = record.write(told(due), by=by)
    ClockStep.objects.create(clock=clock, verb=step.verb, on=step.on, added=step.added, made_by=event)
    if moves:
        _dated(clock, rule, due, known, event)


def _dated(clock: Clock, rule: Rule, due: date | None, known: int, event: UUID) -> None:
    ClockDue.objects.filter(clock=clock, superseded_by__isnull=True).update(superseded_by=event)
    ClockDue.objects.create(clock=clock, due=due, rule_number=rule.number, calendar=known, made_by=event)


def _no_redating_meanwhile() -> None:
    """Steps may be taken side by side; a dating again waits for them, and they for it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock_shared(hashtextextended('clocks', 0))")
