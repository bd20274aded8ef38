"""Why a call may not be logged, or an enquiry not taken further."""

from collections.abc import Collection
from datetime import date, datetime

from duly.core.contacts import powers
from duly.core.contacts.queries import ERASED, CallSeen, EnquirySeen
from duly.core.contacts.states import DIRECTIONS, STEPS, VERIFIED
from duly.core.directory import queries as directory
from duly.core.people import queries as people
from duly.core.record.clock import now, today
from duly.core.scheme.queries import why_not
from duly.primitives.actor import Actor
from duly.primitives.refusal import Refusal, first


def why_not_log(
    *,
    at: datetime,
    direction: str,
    about: str,
    caller: str,
    verified: str,
    gist: str,
    promised: Collection[tuple[str, date, str]],
    by: Actor,
) -> Refusal | None:
    """The refusal ("scheme-…", "unknown-caller", "not-yet", "unknown-word", "no-gist", "empty-promise", "in-the-past", "no-owner"), or None."""
    return first(
        why_not(powers.LOG, {}, actor=by, on=today()),
        Refusal("unknown-caller", f"There is no {about} in the directory.") if about and not directory.exists(about) else None,
        Refusal("unknown-caller", "Say who it was with: somebody of the directory, or a name.")
        if not about and not caller.strip()
        else None,
        Refusal("not-yet", "The call is said to be in the future: look at the time.") if at > now() else None,
        None if direction in DIRECTIONS else Refusal("unknown-word", f"Say which: {' or '.join(DIRECTIONS)}."),
        None if verified in VERIFIED else Refusal("unknown-word", f"Say how they were known to be who they say: {', '.join(VERIFIED)}."),
        None if gist.strip() else Refusal("no-gist", "Say what it was about, in a line."),
        *(_promise(*one) for one in promised),
    )


def why_not_put_right(was: CallSeen, *, about: str, caller: str, case_ref: str, gist: str, because: str, by: Actor) -> Refusal | None:
    """The refusal ("scheme-…", "unknown-caller", "no-gist", "nothing-new", "erased", "because") of putting right what was noted of a call, or None."""
    known = "" if about else caller.strip()
    called = (was.about, "" if was.about else was.caller, was.case_ref, was.gist)
    return first(
        why_not(powers.LOG, {}, actor=by, on=today()),
        Refusal("unknown-caller", f"There is no {about} in the directory.") if about and not directory.exists(about) else None,
        None if about or known else Refusal("unknown-caller", "Say who it was with: somebody of the directory, or a name."),
        None if gist.strip() else Refusal("no-gist", "Say what it was about, in a line."),
        Refusal("erased", "What was said in it is erased, so it cannot be put right.") if was.gist == ERASED else None,
        Refusal("nothing-new", "All of that is as it was noted.") if called == (about, known, case_ref, gist.strip()) else None,
        None if because.strip() else Refusal("because", "Say what was wrong, and how it is known."),
    )


def why_not_ask(*, asker: str, about: str, question: str, expected: str, needed_by: date, by: Actor) -> Refusal | None:
    """The refusal ("scheme-…", "unknown-caller", "no-words", "in-the-past"), or None."""
    return first(
        why_not(powers.PROPOSE, {}, actor=by, on=today()),
        Refusal("unknown-caller", f"There is no {about} in the directory.") if about and not directory.exists(about) else None,
        None
        if asker.strip() and question.strip() and expected.strip()
        else Refusal("no-words", "Say who asks, what, and what they expect."),
        Refusal("in-the-past", "The day it is needed by has gone by.") if needed_by < today() else None,
    )


def why_not_propose(seen: EnquirySeen, *, proposal: str, by: Actor) -> Refusal | None:
    """The refusal ("wrong-state", "scheme-…", "no-words"), or None."""
    return first(
        STEPS.why_not("propose", seen.state), why_not(powers.PROPOSE, {}, actor=by, on=today()), _words(proposal, "Say what you propose.")
    )


def why_not_settle(seen: EnquirySeen, *, how: str, words: str, by: Actor) -> Refusal | None:
    """The refusal ("wrong-state", "scheme-…", "your-own", "no-words") of agreeing, amending or refusing, or None."""
    own = by.ref == seen.proposed_by
    return first(
        STEPS.why_not(how, seen.state) if how in ("agree", "amend", "refuse") else Refusal("unknown-word", "Agree, amend or refuse."),
        Refusal("your-own", "You proposed this, so someone else must agree to it.") if own else None,
        why_not(powers.AGREE, {"proposed by you": own}, actor=by, on=today()),
        None if how == "agree" else _words(words, "Say how it should read." if how == "amend" else "Say why not."),
    )


def why_not_answer(seen: EnquirySeen, *, answer: str, by: Actor) -> Refusal | None:
    """The refusal ("wrong-state", "scheme-…", "no-words"), or None."""
    return first(
        STEPS.why_not("answer", seen.state), why_not(powers.PROPOSE, {}, actor=by, on=today()), _words(answer, "Say what was answered.")
    )


def _promise(what: str, due: date, owner: str) -> Refusal | None:
    if not what.strip():
        return Refusal("empty-promise", "Say what was promised.")
    if due < today():
        return Refusal("in-the-past", "The day of a promise has gone by: choose today or later.")
    return None if owner in people.names() else Refusal("no-owner", "Say who is to keep the promise.")


def _words(words: str, says: str) -> Refusal | None:
    return None if words.strip() else Refusal("no-words", says)
