"""Why something may not be done with a clock."""

from collections.abc import Sequence
from datetime import date

from duly.core.calendar.rules.deadlines import Rule
from duly.core.clocks import powers
from duly.core.clocks.queries import ClockSeen, StepSeen, history_of_clock, rule_for, rule_of, why_impossible
from duly.core.clocks.rules import Happened
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


def why_not_begin_extending(clock: ClockSeen, *, by: Actor) -> Refusal | None:
    """What stands in the way of more time before it is said how much: the clock's state, its rule, and the scheme."""
    rule = rule_of(clock)
    left = rule.extension - sum(one.amount for one in history_of_clock(clock.ref).extensions)
    spent = Refusal("no-extension", f"{rule.title}: {clock.ref} may not be extended{' any more' if rule.extension else ''}.")
    return first(STEPS.why_not("extend", clock.state), spent if left < 1 else None, why_not_begin("extend", clock.state, by=by))


def why_not_extend(
    clock: ClockSeen,
    rule: Rule,
    steps: Sequence[Happened],
    *,
    added: int,
    on: date,
    agreed_by: str,
    proof: str,
    authority: str,
    because: str,
    by: Actor,
) -> Refusal | None:
    """The refusal ("wrong-state", "no-extension", "too-much", "not-yet", "out-of-order", "ran-out", "no-agreement", "no-authority", "no-reason",
    "scheme-…"), or None. `steps` are those that stand; one agreed on an earlier day than today says by whom, and what proves it."""
    left = rule.extension - sum(step.added for step in steps)
    return first(
        STEPS.why_not("extend", clock.state),
        None if rule.extension else Refusal("no-extension", f"{rule.title}: this clock may not be extended."),
        Refusal("too-much", f"It may be extended by {left} {rule.unit} more at most.") if not 1 <= added <= left else None,
        Refusal("not-yet", f"{say_day(on)} has not come yet.") if on > today() else None,
        _not_then(clock, rule, steps, Happened("extended", on, added)),
        _agreed(on, agreed_by, proof),
        None if authority.strip() else Refusal("no-authority", "Say under what authority it is extended."),
        _no_reason(because),
        why_not(powers.EXTEND, {"added": added}, actor=by, on=today()),
    )


def why_not_begin_taking_back(*, by: Actor) -> Refusal | None:
    """What the scheme has against taking a step back, before it is said which."""
    return why_not(powers.KEEP, {}, actor=by, on=today())


def why_not_take_back(
    rule: Rule, step: StepSeen | None, left: Sequence[Happened], *, on: date | None, because: str, by: Actor, follows: bool = False
) -> Refusal | None:
    """Why a step may not be taken back, or be of another day (`on`): "no-step", "taken-back", "scheme-…", "same-day", "not-yet", "out-of-order",
    "ran-out", "no-reason". None when it may. `left` are the steps that would stand. With `follows` the scheme is not asked: it was, of what this follows from."""
    if step is None:
        return Refusal("no-step", "Say which of the steps that are noted of it.")
    return first(
        Refusal("taken-back", "That step is taken back already.") if step.taken_back else None,
        None if follows else _may(step, by),
        Refusal("same-day", f"It is noted of {say_day(step.on)} already.") if on == step.on else None,
        Refusal("not-yet", f"{say_day(on)} has not come yet.") if on and on > today() else None,
        why_impossible(rule, left) if left else None,
        _no_reason(because),
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


def _may(step: StepSeen, by: Actor) -> Refusal | None:
    """Who may give more time may take it back, and whoever keeps clocks may take back the rest."""
    power, facts = (powers.EXTEND, {"added": step.added}) if step.verb == "extended" else (powers.KEEP, {})
    return why_not(power, facts, actor=by, on=today())


def _not_then(clock: ClockSeen, rule: Rule, steps: Sequence[Happened], step: Happened) -> Refusal | None:
    """Why more time cannot have been given on that day. What ran out while nobody noted that it had more time may still be told of it."""
    if step.on == today() and (over := _ran_out(clock, step.on)):
        return Refusal(over.code, f"{over.because} If it was agreed before, say on which day.")
    return why_impossible(rule, sorted([*steps, step], key=lambda one: one.on))


def _agreed(on: date, agreed_by: str, proof: str) -> Refusal | None:
    if on < today() and not (agreed_by.strip() and proof.strip()):
        return Refusal(
            "no-agreement", f"It was agreed on {say_day(on)}, before today: say who agreed it, and what shows it, such as a letter."
        )
    return None


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
