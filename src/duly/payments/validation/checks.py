"""Why a week may not be judged, why a held line-week may not be decided so, and why a letting may not be looked at."""

from collections.abc import Sequence
from datetime import date, timedelta

from duly.core.record.clock import now, today
from duly.core.scheme.queries import why_not
from duly.payments.invoices.queries import is_claimed, withdrawn_between
from duly.payments.validation import powers
from duly.payments.validation.models import CHOICES, FINDINGS, HOLD, PAY_CLAIMED, PAY_DELIVERED, PAY_OTHER, AssessedLine
from duly.payments.validation.queries import DecisionSeen, LettingSeen, current_judgement_ref, rule_of
from duly.payments.validation.rules.shape import say_time
from duly.primitives.actor import Actor
from duly.primitives.money import sterling
from duly.primitives.period import say_day
from duly.primitives.refusal import Refusal, first
from duly.primitives.sums import pence_of as worked_out

UNDO_SECONDS = 30
"""For how long a decision may be taken back."""


def why_not_judge(weeks: Sequence[date], *, by: Actor) -> Refusal | None:
    """Why these weeks may not be judged: "no-weeks", "not-a-monday", "nothing-claimed", or the scheme."""
    return first(_not_weeks(weeks), _nothing_claimed(weeks), why_not(powers.JUDGE, {}, actor=by, on=today()))


def why_not_decide(assessed: AssessedLine, *, choice: str, reason_code: str, amount: str = "", note: str = "", by: Actor) -> Refusal | None:
    """Why this line-week may not be decided so: "no-choice", "not-held", "no-authority", "judged-again", "not-shown", "no-amount",
    "more-than-claimed", "note-needed", "no-reason", or the scheme. `amount` is the sum typed for another amount."""
    if choice not in CHOICES:
        return Refusal("no-choice", f"Choose one of: {', '.join(CHOICES.values())}.")
    told = first(
        _not_held(assessed),
        _judged_again(assessed),
        _not_shown(assessed) if choice == PAY_CLAIMED else None,
        _no_amount(assessed, amount, note) if choice == PAY_OTHER else None,
        None if reason_code else Refusal("no-reason", "Give the reason for the decision."),
    )
    return told or _beyond(assessed, choice, pence_of(assessed, choice, amount), by)


def why_not_decide_otherwise(assessed: AssessedLine, *, by: Actor) -> Refusal | None:
    """Why this person may not pay an amount of their own on this line-week at all, whatever it is: the same refusals, before one is typed."""
    return first(_not_held(assessed), _judged_again(assessed), _beyond(assessed, PAY_OTHER, 0, by))


def why_not_together(assessed: AssessedLine, like: AssessedLine, *, choice: str) -> Refusal | None:
    """Why a line-week may not be decided in one go with another: "one-by-one", "another-rule"."""
    if choice == PAY_OTHER:
        return Refusal("one-by-one", "Another amount is worked out for one line, so it is decided line by line.")
    if rule_of(assessed.codes) == rule_of(like.codes):
        return None
    return Refusal("another-rule", "It was stopped by another rule than the first, so it is not decided with it. Decide it by itself.")


def why_not_decided_before(decided: DecisionSeen | None) -> Refusal | None:
    """Why a line-week is left as it is when others are decided with it: "decided-before"."""
    if decided is None:
        return None
    words = f"{CHOICES[decided.choice]}, {sterling(decided.pence)}"
    return Refusal("decided-before", f"It is decided already: {words}. Decide it by itself to put another decision in its place.")


def why_not_take_back(decided: DecisionSeen | None, *, replaced: bool, judged_again: bool, by: Actor) -> Refusal | None:
    """Why a decision may not be taken back: "nothing-decided", "not-yours", "too-late", "judged-again", "replaced", or the scheme.

    Taking back pays nothing, so the scheme is asked what it is asked of a hold.
    """
    if decided is None:
        return Refusal("nothing-decided", "No decision stands on this line, so there is nothing to take back.")
    if decided.decided_by != by.ref:
        return Refusal("not-yours", "Somebody else decided this line. Decide it again to put your decision in its place.")
    if now() > decided.decided_at + timedelta(seconds=UNDO_SECONDS):
        return Refusal("too-late", f"A decision is taken back within {UNDO_SECONDS} seconds. Decide it again to put another in its place.")
    if judged_again:
        return Refusal("judged-again", "This week was judged again since, so the decision is not taken back. Decide it again.")
    if replaced:
        return Refusal("replaced", "This decision took the place of another, which would not come back. Decide it again instead.")
    return why_not(
        powers.DECIDE, {"choice": CHOICES[HOLD], "amount": 0, "amount over agreed": 0, "made by you": False}, actor=by, on=today()
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


def pence_of(assessed: AssessedLine, choice: str, amount: str = "") -> int:
    """What a choice pays for the week, before what was paid already. ValueError when `amount` is no sum and is asked for."""
    told = {PAY_DELIVERED: assessed.delivered_pence, PAY_CLAIMED: assessed.claimed_pence, HOLD: 0}
    return worked_out(amount) if choice == PAY_OTHER else told.get(choice, assessed.entitled_pence)


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


def _not_shown(assessed: AssessedLine) -> Refusal | None:
    """What no visit shows, or no contract pays, is never paid as claimed: P1."""
    if assessed.claimed_pence <= max(assessed.delivered_pence, assessed.entitled_pence):
        return None
    short, nights = assessed.claimed_minutes - assessed.delivered_minutes, assessed.claimed_nights - assessed.delivered_nights
    if nights > 0:
        return Refusal("not-shown", f"Nothing shows {nights} night{'' if nights == 1 else 's'} of what is claimed.")
    if short > 0:
        return Refusal("not-shown", f"No visit shows {say_time(short)} of what is claimed.")
    over = sterling(assessed.claimed_pence - max(assessed.delivered_pence, assessed.entitled_pence))
    return Refusal("not-shown", f"{over} of what is claimed is above what the contract pays for it.")


def _no_amount(assessed: AssessedLine, amount: str, note: str) -> Refusal | None:
    if not amount.strip():
        return Refusal("no-amount", "Type the amount to pay, or a sum such as 49.75*21.36.")
    try:
        pence = worked_out(amount)
    except ValueError as wrong:
        return Refusal("no-amount", str(wrong))
    if pence < 0:
        return Refusal("no-amount", f"{amount.strip()} comes to {sterling(pence)}. Pay nothing, or more.")
    if pence > assessed.claimed_pence:
        return Refusal(
            "more-than-claimed",
            f"{sterling(pence)} is more than the {sterling(assessed.claimed_pence)} claimed. Nobody is paid more than they claim.",
        )
    beyond = pence - max(assessed.delivered_pence, assessed.entitled_pence)
    if beyond > 0 and not note.strip():
        return Refusal(
            "note-needed", f"{sterling(pence)} is {sterling(beyond)} more than anything here shows. Say in the note what shows it."
        )
    return None


def _beyond(assessed: AssessedLine, choice: str, pence: int, by: Actor) -> Refusal | None:
    told = {
        "choice": CHOICES[choice],
        "amount": pence,
        "amount over agreed": max(0, pence - assessed.entitled_pence),
        "made by you": assessed.judgement.made_by_officer == by.ref,
    }
    return why_not(powers.DECIDE, told, actor=by, on=today())


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
