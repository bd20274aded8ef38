"""Why something may not be done with a clock."""

from datetime import date

from duly.core.calendar.rules.deadlines import Rule
from duly.core.clocks import powers
from duly.core.clocks.queries import ClockSeen, rule_for
from duly.core.clocks.states import STEPS
from duly.core.record.clock import today
from duly.core.scheme.queries import why_not
from duly.primitives.actor import SYSTEM, Actor
from duly.primitives.period import say_day
from duly.primitives.refusal import Refusal, first


def why_not_start(*, rule: str, began: date, by: Actor, follows: bool = False) -> Refusal | None:
    """The refusal ("scheme-…", "no-rule", "not-yet"), or None. What `follows` from another act is asked of that act's power alone."""
    return first(
        None if follows else why_not(powers.KEEP, {}, actor=by, on=today()),
        Refusal("not-yet", f"{say_day(began)} has not come yet: a clock begins on the day that began it.") if began > today() else None,
        None if rule_for(rule, began) else Refusal("no-rule", f"No version of the rule {rule!r} is in force on {say_day(began)}."),
    )


def why_not_begin(verb: str, state: str, *, by: Actor, follows: bool = False) -> Refusal | None:
    """What stands in the way before anything is filled in: the clock's state, and the scheme."""
    power, facts = (powers.EXTEND, {"added": 1}) if verb == "extend" else (powers.KEEP, {})
    return first(STEPS.why_not(verb, state), None if follows else why_not(power, facts, actor=by, on=today()))


def why_not_stop(clock: ClockSeen, rule: Rule, last: date, *, on: date, because: str, by: Actor) -> Refusal | None:
    """The refusal ("wrong-state", "scheme-…", "never-stops", "ran-out", "out-of-order", "not-yet", "no-reason"), or None."""
    return first(
        why_not_begin("stop", clock.state, by=by),
        None if rule.stops else Refusal("never-stops", f"{rule.title}: this clock may not be stopped."),
        _ran_out(clock, on),
        _out_of_order(last, on),
        _no_reason(because),
    )


def why_not_restart(clock: ClockSeen, last: date, *, on: date, because: str, by: Actor) -> Refusal | None:
    """The refusal ("wrong-state", "scheme-…", "out-of-order", "not-yet", "no-reason"), or None."""
    return first(why_not_begin("restart", clock.state, by=by), _out_of_order(last, on), _no_reason(because))


def why_not_extend(clock: ClockSeen, rule: Rule, given: int, *, added: int, authority: str, because: str, by: Actor) -> Refusal | None:
    """The refusal ("wrong-state", "no-extension", "too-much", "ran-out", "no-authority", "no-reason", "scheme-…"), or None. `given` was given before."""
    left = rule.extension - given
    return first(
        STEPS.why_not("extend", clock.state),
        None if rule.extension else Refusal("no-extension", f"{rule.title}: this clock may not be extended."),
        Refusal("too-much", f"It may be extended by {left} {rule.unit} more at most.") if not 1 <= added <= left else None,
        _ran_out(clock, today()),
        None if authority.strip() else Refusal("no-authority", "Say under what authority it is extended."),
        _no_reason(because),
        why_not(powers.EXTEND, {"added": added}, actor=by, on=today()),
    )


def why_not_meet(clock: ClockSeen, last: date, *, on: date, by: Actor, follows: bool = False) -> Refusal | None:
    """The refusal ("wrong-state", "scheme-…", "out-of-order", "not-yet"), or None."""
    return first(why_not_begin("meet", clock.state, by=by, follows=follows), _out_of_order(last, on))


def why_not_end(clock: ClockSeen, *, because: str, by: Actor, follows: bool = False) -> Refusal | None:
    """The refusal ("wrong-state", "scheme-…", "no-reason"), or None."""
    return first(why_not_begin("end", clock.state, by=by, follows=follows), _no_reason(because))


def why_not_redate(*, by: Actor) -> Refusal | None:
    """The refusal ("scheme-…"), or None. The worker does it by itself: nothing is decided in it."""
    return None if by == SYSTEM else why_not(powers.REDATE, {}, actor=by, on=today())


def _ran_out(clock: ClockSeen, on: date) -> Refusal | None:
    if clock.due is not None and on > clock.due:
        return Refusal("ran-out", f"It ran out on {say_day(clock.due)}. A clock that has run out is neither stopped nor extended.")
    return None


def _out_of_order(last: date, on: date) -> Refusal | None:
    if on > today():
        return Refusal("not-yet", f"{say_day(on)} has not come yet.")
    if on < last:
        return Refusal(
            "out-of-order", f"The last thing that happened to this clock was on {say_day(last)}: choose that day or a later one."
        )
    return None


def _no_reason(because: str) -> Refusal | None:
    return None if because.strip() else Refusal("no-reason", "Say why, in a sentence: it is kept with the date.")
