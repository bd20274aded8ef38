"""Why something may not be done with a task."""

from datetime import date

from duly.core.people import queries as people
from duly.core.record.clock import today
from duly.core.scheme.queries import why_not
from duly.core.work import powers
from duly.core.work.states import STEPS
from duly.primitives.actor import Actor
from duly.primitives.refusal import Refusal, first


def why_not_make(*, what: str, owner: str, due: date, by: Actor, follows: bool = False) -> Refusal | None:
    """The refusal ("scheme-…", "no-words", "no-owner", "in-the-past"), or None."""
    return first(None if follows else _may(by), _no_words(what, "Say what is to be done."), _no_owner(owner), _past(due))


def why_not_give(state: str, *, owner: str, due: date, by: Actor) -> Refusal | None:
    """The refusal ("wrong-state", "scheme-…", "no-owner", "in-the-past"), or None."""
    return first(STEPS.why_not("give", state), _may(by), _no_owner(owner), _past(due))


def why_not_hand_on(state: str, *, owner: str) -> Refusal | None:
    """The refusal ("wrong-state", "no-owner") of a task that goes with everything of somebody's, which the scheme was asked of, or None. It keeps its day, even one past."""
    return first(STEPS.why_not("give", state), _no_owner(owner))


def why_not_wait(state: str, *, waits_for: str, due: date, by: Actor) -> Refusal | None:
    """The refusal ("wrong-state", "scheme-…", "no-words", "in-the-past"), or None."""
    return first(STEPS.why_not("wait", state), _may(by), _no_words(waits_for, "Say what it waits for."), _past(due))


def why_not_end(verb: str, state: str, *, words: str, by: Actor) -> Refusal | None:
    """The refusal ("wrong-state", "scheme-…", "no-words") of finishing or dropping, or None."""
    return first(STEPS.why_not(verb, state), _may(by), _no_words(words, "Say what came of it."))


def _may(by: Actor) -> Refusal | None:
    return why_not(powers.KEEP, {}, actor=by, on=today())


def _no_words(words: str, says: str) -> Refusal | None:
    return None if words.strip() else Refusal("no-words", says)


def _no_owner(owner: str) -> Refusal | None:
    return None if owner in people.names() else Refusal("no-owner", "Say who is to do it.")


def _past(due: date) -> Refusal | None:
    return Refusal("in-the-past", "The day it is due has gone by: choose today or later.") if due < today() else None
