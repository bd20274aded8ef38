"""Why a decision may not be made."""

from duly.casework.decisions.queries import ruling_on
from duly.casework.decisions.rules import OUTCOMES
from duly.casework.submissions.queries import SubmissionSeen
from duly.casework.submissions.states import STEPS as SUBMISSION_STEPS
from duly.core.record.clock import today
from duly.primitives.actor import Actor
from duly.primitives.refusal import Refusal, first


def why_not_decide(seen: SubmissionSeen, *, outcome: str, seen_sha256: str, because: str, by: Actor) -> Refusal | None:
    """The refusal ("wrong-state", "not-what-you-saw", "scheme-…", "outcome", "no-reason"), or None."""
    return first(
        SUBMISSION_STEPS.why_not("decide", seen.state),
        _not_what_you_saw(seen, seen_sha256),
        _beyond_your_powers(seen, by),
        None if outcome in OUTCOMES else Refusal("outcome", "Choose whether you agree or refuse."),
        Refusal("no-reason", "Say why you refuse.") if outcome == "refuse" and not because.strip() else None,
    )


def why_not_begin_deciding(seen: SubmissionSeen, *, by: Actor) -> Refusal | None:
    """What stands in the way before anything is chosen: its state, and the scheme."""
    return first(SUBMISSION_STEPS.why_not("decide", seen.state), _beyond_your_powers(seen, by))


def _not_what_you_saw(seen: SubmissionSeen, seen_sha256: str) -> Refusal | None:
    if seen_sha256 == seen.text.sha256:
        return None
    return Refusal("not-what-you-saw", f"{seen.ref} is now version {seen.number}, which is not the text you were shown. Read it again.")


def _beyond_your_powers(seen: SubmissionSeen, by: Actor) -> Refusal | None:
    ruling = ruling_on(seen, by=by, on=today())
    if ruling.allowed:
        return None
    return Refusal(f"scheme-{ruling.code}", ruling.because, ruling.least_change.rule if ruling.least_change else "")
