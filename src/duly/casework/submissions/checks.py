"""Why something may not be done with a submission."""

from datetime import date

from duly.casework.cases.queries import exists
from duly.casework.submissions import powers
from duly.casework.submissions.queries import SubmissionSeen
from duly.casework.submissions.rules import REASONS
from duly.casework.submissions.states import STEPS
from duly.core.record.clock import today
from duly.core.scheme.queries import why_not
from duly.primitives.actor import Actor
from duly.primitives.refusal import Refusal, first


def why_not_draft(case_ref: str, *, paragraphs: tuple[str, ...], by: Actor) -> Refusal | None:
    """The refusal ("scheme-…", "no-case", "no-text"), or None."""
    return first(
        why_not(powers.PUT_UP, {}, actor=by, on=today()),
        None if exists(case_ref) else Refusal("no-case", f"There is no case {case_ref}."),
        None if paragraphs else Refusal("no-text", "A submission has at least one paragraph."),
    )


def why_not_revise(seen: SubmissionSeen, *, sha256: str, paragraphs: tuple[str, ...], by: Actor) -> Refusal | None:
    """The refusal ("wrong-state", "scheme-…", "no-text", "nothing-changed"), or None."""
    return first(
        why_not_begin_revising(seen, by=by),
        None if paragraphs else Refusal("no-text", "A submission has at least one paragraph."),
        Refusal("nothing-changed", f"Nothing differs from version {seen.number}.") if sha256 == seen.text.sha256 else None,
    )


def why_not_begin_revising(seen: SubmissionSeen, *, by: Actor) -> Refusal | None:
    """What stands in the way before anything is typed: its state, and the scheme."""
    return first(STEPS.why_not("revise", seen.state), why_not(powers.PUT_UP, {}, actor=by, on=today()))


def why_not_put_up(seen: SubmissionSeen, *, by: Actor) -> Refusal | None:
    """The refusal ("wrong-state", "scheme-…", "unchanged"), or None."""
    return first(STEPS.why_not("put up", seen.state), why_not(powers.PUT_UP, {}, actor=by, on=today()), _unchanged(seen))


def why_not_review(seen: SubmissionSeen, *, step: str, by: Actor) -> Refusal | None:
    """Why this person may not return it or pass it ("wrong-state", "your-own", "scheme-…"), or None. `step` is the verb."""
    return first(STEPS.why_not(step, seen.state), _your_own(seen, by), why_not(powers.REVIEW, review_facts(seen, by), actor=by, on=today()))


def why_not_return(
    seen: SubmissionSeen, *, reason: str, words: str, who_fixes: str, fix_by: date, paragraph: int, by: Actor
) -> Refusal | None:
    """The refusal (as for a review, or "reason", "no-words", "nobody", "past", "paragraph"), or None."""
    return first(
        why_not_review(seen, step="return", by=by),
        None if reason in REASONS else Refusal("reason", "Choose the reason it is returned for."),
        None if words.strip() else Refusal("no-words", "Say what needs to change."),
        None if who_fixes.strip() else Refusal("nobody", "Say who is to put it right."),
        Refusal("past", "Say a day to put it right by that is not in the past.") if fix_by < today() else None,
        Refusal("paragraph", f"It has {len(seen.text.paragraphs)} paragraphs.") if paragraph > len(seen.text.paragraphs) else None,
    )


def why_not_pass(seen: SubmissionSeen, *, seen_sha256: str, by: Actor) -> Refusal | None:
    """The refusal (as for a review, or "not-what-you-saw"), or None."""
    return first(why_not_review(seen, step="pass as ready", by=by), not_what_you_saw(seen, seen_sha256))


def not_what_you_saw(seen: SubmissionSeen, seen_sha256: str) -> Refusal | None:
    """The refusal when the text changed after the page was shown."""
    if seen_sha256 == seen.text.sha256:
        return None
    return Refusal("not-what-you-saw", f"{seen.ref} is now version {seen.number}, which is not the text you were shown. Read it again.")


def review_facts(seen: SubmissionSeen, by: Actor) -> dict[str, object]:
    """What the scheme is told when somebody would review it."""
    return {"remedy": seen.text.remedy_pence, "mp asked": seen.text.mp_interest, "prepared by you": by.ref in seen.authors}


def _unchanged(seen: SubmissionSeen) -> Refusal | None:
    returned = seen.returns[-1] if seen.returns else None
    if returned is None or seen.text.sha256 not in {one.sha256 for one in seen.texts if one.number <= returned.number}:
        return None
    return Refusal(
        "unchanged", f"Version {returned.number} was returned ({REASONS[returned.reason].lower()}) and nothing has changed since."
    )


def _your_own(seen: SubmissionSeen, by: Actor) -> Refusal | None:
    if by.ref in seen.authors:
        return Refusal("your-own", "You prepared this submission, so someone else must review it.")
    return None
