"""Why something may not be asked, answered, relied on or withdrawn."""

from datetime import date

from duly.casework.advice import powers, queries
from duly.casework.advice.queries import AdviceSeen
from duly.casework.advice.states import GIVEN, STEPS, WAYS
from duly.casework.cases import queries as cases
from duly.core.record.clock import today
from duly.core.scheme.queries import why_not
from duly.primitives.actor import Actor
from duly.primitives.period import say_day
from duly.primitives.refusal import Refusal, first


def why_not_ask(*, way: str, about: str, asker: str, question: str, asked_on: date, by: Actor) -> Refusal | None:
    """The refusal ("scheme-…", "way", "about", "no-words", "not-yet"), or None."""
    return first(
        why_not(powers.ASK, {}, actor=by, on=today()),
        None if way in WAYS else Refusal("way", f"Say which way it goes: {' or '.join(WAYS)}."),
        None
        if about and queries.about_exists(about)
        else Refusal(
            "about", f"There is no case, item of post or submission {about}: advice is about one." if about else "Say which case or paper."
        ),
        _words(asker, "Say who asks: a person or a team."),
        _words(question, "Write the question."),
        Refusal("not-yet", f"{say_day(asked_on)} has not come yet.") if asked_on > today() else None,
    )


def why_not_answer(seen: AdviceSeen, *, answer: str = "x", answerer: str = "x", answered_on: date, by: Actor) -> Refusal | None:
    """The refusal ("wrong-state", "scheme-…", "no-words", "not-yet", "too-early"), or None."""
    return first(
        STEPS.why_not("answer", seen.state),
        why_not(powers.ANSWER, {"given to Operations": seen.way == GIVEN}, actor=by, on=today()),
        _words(answer, "Write the answer."),
        _words(answerer, "Say who answered: a person or a team."),
        Refusal("not-yet", f"{say_day(answered_on)} has not come yet.") if answered_on > today() else None,
        Refusal("too-early", f"It was asked on {say_day(seen.asked_on)}.") if answered_on < seen.asked_on else None,
    )


def why_not_rely(seen: AdviceSeen, case_ref: str = "", *, by: Actor) -> Refusal | None:
    """The refusal ("withdrawn", "wrong-state", "scheme-…", "no-case", "relied-on"), or None. With no case: before anything is filled in."""
    gone = f"{seen.ref} was withdrawn on {say_day(seen.withdrawn_on)}: nobody can rely on it." if seen.withdrawn_on else ""
    instead = f" {seen.superseded_by} took its place." if seen.superseded_by else ""
    return first(
        Refusal("withdrawn", gone + instead) if gone else None,
        STEPS.why_not("rely on", seen.state),
        why_not(powers.RELY, {}, actor=by, on=today()),
        Refusal("no-case", f"There is no case {case_ref}.") if case_ref and not cases.exists(case_ref) else None,
        Refusal("relied-on", f"{case_ref} relies on it already.") if seen.relied_on_by(case_ref) else None,
    )


def why_not_let_go(seen: AdviceSeen, case_ref: str, *, because: str, by: Actor) -> Refusal | None:
    """The refusal ("scheme-…", "not-relied-on", "no-words"), or None."""
    return first(
        why_not(powers.RELY, {}, actor=by, on=today()),
        None if seen.relied_on_by(case_ref) else Refusal("not-relied-on", f"{case_ref or 'That case'} does not rely on {seen.ref}."),
        _words(because, "Say why, and what was done about it."),
    )


def why_not_withdraw(seen: AdviceSeen, *, because: str = "x", instead: str = "", by: Actor) -> Refusal | None:
    """The refusal ("wrong-state", "scheme-…", "no-words", "instead"), or None."""
    return first(
        STEPS.why_not("withdraw", seen.state),
        why_not(powers.WITHDRAW, {}, actor=by, on=today()),
        _words(because, "Say why: whoever relied on it reads it."),
        _instead(seen, instead) if instead else None,
    )


def _instead(seen: AdviceSeen, ref: str) -> Refusal | None:
    if ref == seen.ref or not queries.exists(ref):
        return Refusal("instead", f"There is no other advice {ref}." if ref != seen.ref else "Advice does not take its own place.")
    later = queries.advice(ref)
    if not later.stands or later.answered_on is None:
        return Refusal("instead", f"{ref} is {later.state}: only advice that was answered and stands takes the place of other advice.")
    if seen.answered_on and later.answered_on < seen.answered_on:
        return Refusal(
            "instead", f"{ref} was answered on {say_day(later.answered_on)}, before {seen.ref}: later advice supersedes earlier."
        )
    return None


def _words(words: str, says: str) -> Refusal | None:
    return None if words.strip() else Refusal("no-words", says)
