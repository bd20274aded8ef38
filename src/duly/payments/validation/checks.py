"""Why a week may not be judged, why a held line-week may not be decided so, and why a letting may not be looked at."""

from collections.abc import Sequence
from datetime import date

from duly.core.record.clock import today
from duly.core.scheme.queries import why_not
from duly.payments.invoices.queries import is_claimed, withdrawn_between
from duly.payments.validation import powers
from duly.payments.validation.models import CHOICES, FINDINGS, HOLD, PAY_DELIVERED, AssessedLine
from duly.payments.validation.queries import LettingSeen, current_judgement_ref
from duly.primitives.actor import Actor
from duly.primitives.period import say_day
from duly.primitives.refusal import Refusal, first


def why_not_judge(weeks: Sequence[date], *, by: Actor) -> Refusal | None:
    """Why these weeks may not be judged: "no-weeks", "not-a-monday", "nothing-claimed", or the scheme."""
    return first(_not_weeks(weeks), _nothing_claimed(weeks), why_not(powers.JUDGE, {}, actor=by, on=today()))


def why_not_decide(assessed: AssessedLine, *, choice: str, reason_code: str, by: Actor) -> Refusal | None:
    """Why this line-week may not be decided so: "no-choice", "not-held", "no-authority", "judged-again", "no-reason", or the scheme."""
    if choice not in CHOICES:
        return Refusal("no-choice", f"Choose one of: {', '.join(CHOICES.values())}.")
    return first(
        _not_held(assessed),
        _judged_again(assessed),
        None if reason_code else Refusal("no-reason", "Give the reason for the decision."),
        why_not(
            powers.DECIDE,
            {
                "choice": CHOICES[choice],
                "amount": pence_of(assessed, choice),
                "amount over agreed": max(0, pence_of(assessed, choice) - assessed.entitled_pence),
                "made by you": assessed.judgement.made_by_officer == by.ref,
            },
            actor=by,
            on=today(),
        ),
    )


def why_not_look(seen: LettingSeen, *, finding: str, because: str, by: Actor) -> Refusal | None:
    """Why this person may not say so of a letting: "no-finding", "not-sampled", "looked-at", "judged-by-you", "no-reason", or the scheme."""
    if finding not in FINDINGS:
        return Refusal("no-finding", f"Say whether it is {' or '.join(FINDINGS)}.")
    return first(
        _not_sampled(seen),
        _looked_at(seen),
        _judged_by_you(seen, by),
        None if because.strip() else Refusal("no-reason", "Say why."),
        why_not(powers.LOOK, {"finding": finding, "amount": seen.pence}, actor=by, on=today()),
    )


def pence_of(assessed: AssessedLine, choice: str) -> int:
    """What a choice pays for the week, before what was paid already."""
    if choice == HOLD:
        return 0
    return assessed.delivered_pence if choice == PAY_DELIVERED else assessed.entitled_pence


def _not_weeks(weeks: Sequence[date]) -> Refusal | None:
    if not weeks:
        return Refusal("no-weeks", "Name a week to judge.")
    wrong = next((week for week in weeks if week.weekday()), None)
    return Refusal("not-a-monday", f"A week begins on a Monday; {say_day(wrong)} is not one.") if wrong else None


def _nothing_claimed(weeks: Sequence[date]) -> Refusal | None:
    if not weeks or any(is_claimed(week) or withdrawn_between(week, week) for week in weeks):
        return None
    return Refusal("nothing-claimed", f"Nothing is claimed for the week of {say_day(min(weeks))}. Take in the invoices first.")


def _not_held(assessed: AssessedLine) -> Refusal | None:
    if assessed.decision != "HELD":
        return Refusal("not-held", f"Only a held line-week is decided; this one is {assessed.decision.lower()}.")
    if not assessed.line_ref:
        return Refusal("no-authority", "There is no package line to pay this on. Commission one, or ask the provider for the order.")
    return None


def _judged_again(assessed: AssessedLine) -> Refusal | None:
    current = current_judgement_ref(assessed.week)
    if current == assessed.judgement.ref:
        return None
    return Refusal("judged-again", f"This week was judged again since, in {current}. Decide it there.")


def _not_sampled(seen: LettingSeen) -> Refusal | None:
    if seen.sampled:
        return None
    return Refusal("not-sampled", "Only what was drawn is looked at, and this was not: one in fifty is, so that nobody chooses which.")


def _looked_at(seen: LettingSeen) -> Refusal | None:
    if seen.looked is None:
        return None
    return Refusal("looked-at", f"Somebody looked at it on {say_day(seen.looked.looked_at.date())} and found it {seen.looked.finding}.")


def _judged_by_you(seen: LettingSeen, by: Actor) -> Refusal | None:
    if seen.judged_by != by.ref:
        return None
    return Refusal("judged-by-you", f"You made {seen.judgement_ref}, so somebody else must look at what it let through.")
