"""Why something may not be chased, sent or stopped."""

from collections.abc import Collection
from datetime import date

from duly.core.calendar.queries import is_working_day
from duly.core.chases import powers
from duly.core.chases.queries import ChaseSeen, ladder_on, ladders, running_on
from duly.core.chases.rules import Rung, why_wrong
from duly.core.chases.states import STEPS
from duly.core.people import queries as people
from duly.core.record.clock import today
from duly.core.scheme.queries import why_not
from duly.primitives.actor import Actor
from duly.primitives.period import say_day
from duly.primitives.refusal import Refusal, first


def why_not_begin(*, kind: str, about: str, ladder: str, what: str, asked_of: str, owner: str, by: Actor) -> Refusal | None:
    """The refusal ("scheme-…", "no-ladder", "no-words", "no-owner", "chased-already"), or None."""
    chased = running_on(kind, about)
    return first(
        _may(by),
        None if ladder_on(ladder, today()) else Refusal("no-ladder", f"There is no ladder {ladder!r}: {_named()}."),
        None if what.strip() and asked_of.strip() else Refusal("no-words", "Say what was asked for, and of whom."),
        None if owner in people.names() else Refusal("no-owner", "Say who is to chase it."),
        Refusal("chased-already", f"{about} is chased already, as {chased}.") if chased else None,
    )


def why_not_send(seen: ChaseSeen, *, step: int | None = None, by: Actor) -> Refusal | None:
    """The refusal ("wrong-state", "scheme-…", "top-of-the-ladder", "another-step", "not-a-working-day", "sent-today", "too-early"), or None.

    `step` is the step somebody saw and means to send.
    """
    return first(
        STEPS.why_not("send", seen.state),
        _may(by),
        Refusal("top-of-the-ladder", f"{seen.ref} is at the top of its ladder: there is nothing more to send.") if not seen.next else None,
        Refusal("another-step", f"Step {step} of {seen.ref} is not the next any more. Look again.")
        if step is not None and step != seen.next_number
        else None,
        None if is_working_day(today()) else Refusal("not-a-working-day", "Nothing is chased on a day that is not a working day."),
        Refusal("sent-today", f"A step of {seen.ref} was sent today: the next may go tomorrow at the earliest.")
        if seen.steps and seen.steps[-1].on == today()
        else None,
        Refusal("too-early", f"The next step of {seen.ref} may be sent on {say_day(seen.next_on)}, and not before.")
        if seen.next_on and seen.next_on > today()
        else None,
    )


def why_not_stop(seen: ChaseSeen, verb: str, *, by: Actor, because: str = "") -> Refusal | None:
    """The refusal ("wrong-state", "scheme-…", "no-reason"), or None. `verb` is "answer", "end" or "give another day"; the last two want a reason."""
    wants = verb != "answer"
    return first(
        STEPS.why_not(verb, seen.state),
        _may(by),
        Refusal("no-reason", "Say why, in a sentence.") if wants and not because.strip() else None,
    )


def why_not_give_another_day(seen: ChaseSeen, *, due: date, because: str = "", by: Actor, follows: bool = False) -> Refusal | None:
    """The refusal of `why_not_stop`, "in-the-past" or "same-day", or None."""
    return first(
        STEPS.why_not("give another day", seen.state) if follows else why_not_stop(seen, "give another day", because=because, by=by),
        Refusal("in-the-past", f"{say_day(due)} is not a day to come: give one after today.") if due <= today() else None,
        Refusal("same-day", f"{seen.ref} is due on that day already.") if due == seen.due else None,
    )


def why_not_adopt(code: str, *, starts: date, title: str, rungs: Collection[Rung], because: str, by: Actor) -> Refusal | None:
    """The refusal ("scheme-…", "no-code", "in-the-past", "no-reason", "cannot-run"), or None."""
    wrong = why_wrong(rungs, posts=people.post_titles().keys())
    return first(
        why_not(powers.ADOPT, {}, actor=by, on=today()),
        None if code.strip() and title.strip() else Refusal("no-code", "A ladder has a code and a title."),
        None if starts >= today() else Refusal("in-the-past", "It starts today or later: what was begun before keeps its own version."),
        None if because.strip() else Refusal("no-reason", "Say why, in a sentence."),
        Refusal("cannot-run", wrong) if wrong else None,
    )


def _may(by: Actor) -> Refusal | None:
    return why_not(powers.KEEP, {}, actor=by, on=today())


def _named() -> str:
    return ", ".join(sorted({one.code for one in ladders()}))
