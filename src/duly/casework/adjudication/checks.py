"""Why a finding may not be made, or something recommended."""

from collections.abc import Mapping, Sequence
from datetime import date

from duly.casework.adjudication import powers
from duly.casework.adjudication.queries import FindingSeen, RecommendationSeen, scale_on
from duly.casework.adjudication.rules import Band, Found, Scale, why_not_a_scale, why_outside
from duly.casework.adjudication.states import KINDS, STEPS
from duly.casework.cases import queries as cases
from duly.casework.investigation import queries as investigation
from duly.casework.investigation.queries import IssueSeen
from duly.casework.investigation.states import IssueState
from duly.core.record.clock import today
from duly.core.scheme.queries import why_not
from duly.primitives.actor import Actor
from duly.primitives.refusal import Refusal, first

NEEDED = {
    "standard": "Say by what standard it is judged.",
    "happened": "Say what happened.",
    "why_fault": "Say why it is, or is not, fault.",
    "why_injustice": "Say what came of it for the person, or that nothing did.",
    "why_remedy": "Say why the remedy is what it is, or why there is none.",
}


def why_not_begin(*, by: Actor) -> Refusal | None:
    """What stands in the way before anything is typed: the scheme, of a finding without a remedy."""
    return why_not(powers.ADJUDICATE, {"remedy": 0, "outside its band": False}, actor=by, on=today())


def why_not_find(issue: IssueSeen, found: Found, said: Mapping[str, str], *, evidence: Sequence[str], by: Actor) -> Refusal | None:
    """The refusal ("dropped", "no-words", "no-fault", "level", "no-injustice", "outside-band", "evidence", "scheme-…"), or None. `said` are reasons by name.

    A remedy outside the band of its level is not refused for itself: why it is outside must be said.
    """
    scale = scale_on(today())
    outside = why_outside(scale, found.level, found.remedy_pence)
    known = {one.ref for one in issue.known}
    return first(
        Refusal("dropped", f"{issue.ref} is looked into no longer.") if issue.state != IssueState.OPEN else None,
        cases.why_not_impartial(issue.case_ref, by=by, must="find on it"),
        next((Refusal("no-words", says) for name, says in NEEDED.items() if not said.get(name, "").strip()), None),
        Refusal("no-fault", "Injustice is put right where it came of fault: without fault there is none to find.")
        if found.injustice and not found.fault
        else None,
        _level(scale, found),
        Refusal("no-injustice", "A remedy is for injustice: without it there is no amount.")
        if not found.injustice and found.total_pence
        else None,
        Refusal("evidence", f"The finding rests on evidence that bears on {issue.ref}: choose at least one piece of it.")
        if not evidence or not set(evidence) <= known
        else None,
        Refusal("outside-band", f"{outside} Say why it should be outside.")
        if outside and not said.get("why_outside", "").strip()
        else None,
        why_not(powers.ADJUDICATE, {"remedy": found.total_pence, "outside its band": bool(outside)}, actor=by, on=today()),
    )


def why_not_recommend(
    finding: FindingSeen | None, *, kind: str, body: str, action: str, proof: str, amount_pence: int, due: date, room_pence: int, by: Actor
) -> Refusal | None:
    """The refusal ("no-finding", "kind", "no-words", "in-the-past", "amount", "too-much", "scheme-…"), or None.

    `room_pence` is what of the issue's remedy no payment is recommended for yet.
    """
    return first(
        Refusal("no-finding", "Find on the issue first: a recommendation puts right what was found.") if finding is None else None,
        Refusal("no-fault", "No fault was found on that issue, so there is nothing to put right.")
        if finding is not None and not finding.found.fault
        else None,
        None if kind in KINDS else Refusal("kind", f"A recommendation is {', '.join(KINDS)}."),
        None if body.strip() else Refusal("no-words", "Say who is to do it."),
        None if action.strip() else Refusal("no-words", "Say what is to be done, so that anybody could tell whether it was."),
        None if proof.strip() else Refusal("no-words", "Say what would prove that it was done."),
        Refusal("in-the-past", "It is due on a day after today.") if due <= today() else None,
        Refusal("amount", "A payment has an amount, and nothing else has one.") if (amount_pence > 0) != (kind == "payment") else None,
        Refusal("too-much", "That is more than the finding on the issue comes to: payments recommended add up to its remedy.")
        if amount_pence > room_pence
        else None,
        why_not(powers.ADJUDICATE, {"remedy": amount_pence, "outside its band": False}, actor=by, on=today()),
    )


def why_not_withdraw(seen: RecommendationSeen, *, because: str, by: Actor) -> Refusal | None:
    """The refusal ("wrong-state", "no-reason", "scheme-…"), or None."""
    return first(
        STEPS.why_not("withdraw", seen.state),
        None if because.strip() else Refusal("no-reason", "Say why, in a sentence."),
        why_not(powers.ADJUDICATE, {"remedy": seen.amount_pence, "outside its band": False}, actor=by, on=today()),
    )


def why_not_adopt(bands: Sequence[Band], *, starts: date, because: str, by: Actor) -> Refusal | None:
    """The refusal ("scheme-…", "cannot-run", "in-the-past", "no-reason"), or None."""
    wrong = why_not_a_scale(bands)
    return first(
        why_not(powers.ADOPT, {}, actor=by, on=today()),
        Refusal("cannot-run", wrong) if wrong else None,
        Refusal("in-the-past", "It starts today or later: what was found before keeps its own scale.") if starts < today() else None,
        None if because.strip() else Refusal("no-reason", "Say why, in a sentence."),
    )


def issue_of(ref: str) -> IssueSeen:
    """The issue, as the room behind tells of it."""
    return investigation.issue(ref)


def _level(scale: Scale, found: Found) -> Refusal | None:
    if found.injustice and scale.band(found.level) is None:
        return Refusal("level", f"Choose a level of the scale: 1 to {len(scale.bands)}.")
    if not found.injustice and found.level:
        return Refusal("level", "Without injustice there is no level.")
    return None
