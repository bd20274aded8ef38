"""Why something may not be done with a referral."""

from datetime import date

from duly.casework.reviews import powers, queries
from duly.casework.reviews.queries import ReferralSeen
from duly.casework.reviews.rules.referring import KINDS
from duly.casework.reviews.states import REFERRAL_STEPS
from duly.core.record.clock import today
from duly.core.scheme.queries import why_not
from duly.primitives.actor import Actor
from duly.primitives.period import say_day
from duly.primitives.refusal import Refusal, first


def why_not_refer(*, kind: str, to_whom: str, question: str, source: str = "", by: Actor) -> Refusal | None:
    """The refusal ("scheme-…", "no-kind", "nobody", "no-question", "already-referred"), or None."""
    before = queries.from_letter(source, kind) if source else ""
    return first(
        why_not(powers.REFER, {}, actor=by, on=today()),
        None if kind in KINDS else Refusal("no-kind", "Choose what kind of referral it is."),
        None if to_whom.strip() else Refusal("nobody", "Say who is asked."),
        None if question.strip() else Refusal("no-question", "Write the question that is asked."),
        Refusal("already-referred", f"{source} has opened {before} already.") if before else None,
    )


def why_not_answer(seen: ReferralSeen, *, on: date, answer: str = "x", by: Actor) -> Refusal | None:
    """The refusal ("wrong-state", "scheme-…", "not-for-you", "not-yet", "too-early", "no-answer"), or None."""
    return first(
        why_not_end(seen, "answer", by=by),
        Refusal("not-yet", f"{say_day(on)} has not come yet.") if on > today() else None,
        Refusal("too-early", f"It was asked on {say_day(seen.opened_on)}.") if on < seen.opened_on else None,
        None if answer.strip() else Refusal("no-answer", "Write what was answered."),
    )


def why_not_close_referral(seen: ReferralSeen, *, because: str = "x", by: Actor) -> Refusal | None:
    """The refusal ("wrong-state", "scheme-…", "no-reason"), or None."""
    return first(why_not_end(seen, "close", by=by), None if because.strip() else Refusal("no-reason", "Say why, in a sentence."))


def why_not_end(seen: ReferralSeen, step: str, *, by: Actor) -> Refusal | None:
    """What stands in the way before anything is filled in: its state, the scheme, and whether what is privileged may be read."""
    privileged = why_not(powers.PRIVILEGED, {}, actor=by, on=today()) if seen.privileged else None
    return first(REFERRAL_STEPS.why_not(step, seen.state), why_not(powers.ANSWER, {}, actor=by, on=today()), privileged)
