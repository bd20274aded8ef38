"""Why a decision may not be made, withdrawn, confirmed, or counted otherwise."""

from datetime import date

from duly.casework.cases import queries as cases
from duly.casework.decisions import powers
from duly.casework.decisions.queries import DecisionSeen, code_of, ruling_on, superseded_by, withdrawn
from duly.casework.decisions.rules import CODES, NOT_UPHELD, OF_POLICY, OUTCOMES, PARTLY, UPHELD
from duly.casework.submissions.queries import SubmissionSeen
from duly.casework.submissions.states import STEPS as SUBMISSION_STEPS
from duly.core.record.clock import today
from duly.core.scheme.queries import why_not
from duly.primitives.actor import Actor
from duly.primitives.money import sterling
from duly.primitives.period import say_day
from duly.primitives.refusal import Refusal, first


def why_not_decide(
    seen: SubmissionSeen, *, outcome: str, code: str, found: str = "", seen_sha256: str, because: str, by: Actor
) -> Refusal | None:
    """The refusal ("wrong-state", "withdrawn", "not-what-you-saw", "interest", "scheme-…", "outcome", "no-reason", "no-code", "code-differs"), or None."""
    return first(
        SUBMISSION_STEPS.why_not("decide", seen.state),
        cases.why_withdrawn(seen.case_ref),
        _not_what_you_saw(seen, seen_sha256),
        cases.why_not_impartial(seen.case_ref, by=by),
        _beyond_your_powers(seen, by),
        None if outcome in OUTCOMES else Refusal("outcome", "Choose whether you agree or refuse."),
        Refusal("no-reason", "Say why you refuse.") if outcome == "refuse" and not because.strip() else None,
        _counted_wrongly(seen, outcome, code, found),
    )


def why_not_begin_deciding(seen: SubmissionSeen, *, by: Actor) -> Refusal | None:
    """What stands in the way before anything is chosen: its state, and the scheme."""
    return first(
        SUBMISSION_STEPS.why_not("decide", seen.state),
        cases.why_withdrawn(seen.case_ref),
        cases.why_not_impartial(seen.case_ref, by=by),
        _beyond_your_powers(seen, by),
    )


def why_not_withdraw(seen: DecisionSeen, *, true_from: date, because: str = "x", by: Actor) -> Refusal | None:
    """The refusal ("already-withdrawn", "superseded", "scheme-…", "not-yet", "too-early", "no-reason"), or None."""
    return first(
        _stands_no_longer(seen),
        why_not(powers.WITHDRAW, {"remedy": seen.remedy_pence}, actor=by, on=today()),
        Refusal("not-yet", f"{say_day(true_from)} has not come yet.") if true_from > today() else None,
        Refusal("too-early", f"It was made on {say_day(seen.signed_on)}: it cannot have been withdrawn before.")
        if true_from < seen.signed_on
        else None,
        _no_reason(because),
    )


def why_not_confirm(seen: DecisionSeen, *, because: str = "x", by: Actor) -> Refusal | None:
    """The refusal ("already-withdrawn", "superseded", "scheme-…", "no-reason"), or None."""
    facts = {"signed by you": seen.signed_by == by.ref}
    return first(_stands_no_longer(seen), why_not(powers.CONFIRM, facts, actor=by, on=today()), _no_reason(because))


def why_not_correct(seen: DecisionSeen, *, code: str, because: str = "x", by: Actor) -> Refusal | None:
    """The refusal ("scheme-…", "no-code", "same-code", "no-reason"), or None. A decision that stands no longer may be miscounted too."""
    return first(
        why_not(powers.CORRECT, {}, actor=by, on=today()),
        None if code in CODES else Refusal("no-code", f"Choose one of: {', '.join(CODES.values()).lower()}."),
        Refusal("same-code", f"{seen.ref} is counted as {code} already.") if code == code_of(seen.ref) else None,
        _no_reason(because),
    )


def _counted_wrongly(seen: SubmissionSeen, outcome: str, code: str, found: str) -> Refusal | None:
    if code not in CODES:
        return Refusal("no-code", f"Say what becomes of the complaint: {', '.join(CODES.values()).lower()}.")
    agreed = outcome == "agree" and seen.kind != OF_POLICY
    if agreed and seen.text.remedy_pence and code not in (UPHELD, PARTLY):
        says = f"It has a remedy of {sterling(seen.text.remedy_pence)}, so the complaint is upheld, or partly upheld: it does not go with {CODES[code].lower()}."
        return Refusal("code-differs", says)
    if agreed and found and code in (UPHELD, PARTLY, NOT_UPHELD) and code != found:
        says = (
            f"The findings on its issues come to {found}: it cannot count as {code}. Have the findings changed first, or the paper amended."
        )
        return Refusal("code-differs", says)
    return None


def _stands_no_longer(seen: DecisionSeen) -> Refusal | None:
    if (later := superseded_by(seen.ref)) != "":
        return Refusal("superseded", f"{later} has superseded {seen.ref}: what stands is that.")
    if (gone := withdrawn(seen.ref)) is not None:
        return Refusal("already-withdrawn", f"{seen.ref} was withdrawn with effect from {say_day(gone)}.")
    return None


def _no_reason(because: str) -> Refusal | None:
    return None if because.strip() else Refusal("no-reason", "Say why, in a sentence: it is kept with the decision.")


def _not_what_you_saw(seen: SubmissionSeen, seen_sha256: str) -> Refusal | None:
    if seen_sha256 == seen.text.sha256:
        return None
    return Refusal("not-what-you-saw", f"{seen.ref} is now version {seen.number}, which is not the text you were shown. Read it again.")


def _beyond_your_powers(seen: SubmissionSeen, by: Actor) -> Refusal | None:
    ruling = ruling_on(seen, by=by, on=today())
    if ruling.allowed:
        return None
    return Refusal(f"scheme-{ruling.code}", ruling.because, ruling.least_change.rule if ruling.least_change else "")
