"""Why a recommendation may not be followed, or judged."""

from datetime import date

from duly.casework.adjudication.queries import RecommendationSeen
from duly.casework.cases import queries as cases
from duly.casework.compliance import powers
from duly.casework.compliance.queries import FollowedSeen, of_recommendations
from duly.casework.compliance.states import BECAME, FAILED, OPEN, STEPS, VERBS, ComplianceState
from duly.casework.decisions import queries as decisions
from duly.core.record.clock import today
from duly.core.scheme.queries import why_not
from duly.primitives.actor import Actor
from duly.primitives.period import say_day
from duly.primitives.refusal import Refusal, first


def why_not_follow(one: RecommendationSeen, *, by: Actor) -> Refusal | None:
    """The refusal ("scheme-…", "withdrawn", "no-decision", "followed"), or None."""
    return first(
        why_not_begin(one.case_ref, by=by),
        None if one.stands else Refusal("withdrawn", f"{one.ref} was withdrawn."),
        Refusal("followed", f"{one.ref} is followed already.") if of_recommendations([one.ref]) else None,
    )


def why_not_begin(case_ref: str, *, by: Actor) -> Refusal | None:
    """Why nothing of a case may be followed yet ("scheme-…", "no-decision"), or None."""
    agreed = any(one.outcome != "refuse" for one in decisions.decisions(case_ref=case_ref))
    return first(
        why_not(powers.FOLLOW, {}, actor=by, on=today()),
        None if agreed else Refusal("no-decision", f"Nothing is decided on {case_ref}: what is recommended is followed once it is."),
    )


def verb_of(seen: FollowedSeen, became: str, on: date) -> str:
    """The verb of the lifecycle: satisfied after its day, or after it was refused or not done, is late."""
    late = became == "satisfied" and (on > seen.due or seen.state in FAILED)
    return "satisfy late" if late else VERBS[became]


def why_not_judge(seen: FollowedSeen, *, became: str, on: date, words: str, source_ref: str, by: Actor) -> Refusal | None:
    """The refusal ("unknown", "wrong-state", "scheme-…", "not-yet", "too-soon", "no-words", "not-on-case"), or None. `became` is a key of `states.VERBS`."""
    if became not in VERBS:
        return Refusal("unknown", f"A recommendation is {', '.join(VERBS)}.")
    on_case = not source_ref or source_ref in cases.case(seen.case_ref).items
    return first(
        STEPS.why_not(verb_of(seen, became, on), seen.state),
        why_not(powers.FOLLOW, {}, actor=by, on=today()),
        Refusal("not-yet", f"{say_day(on)} has not come yet.") if on > today() else None,
        Refusal("too-soon", f"It may be done until {say_day(seen.due)}: before then it is not undone.")
        if became == "unmet" and on <= seen.due
        else None,
        Refusal(
            "before",
            f"It is recorded as {seen.state}: what came after that was on a day after {say_day(seen.due)}. If it came by then, put that right.",
        )
        if became == "satisfied" and seen.state in FAILED and on <= seen.due
        else None,
        None if words.strip() else Refusal("no-words", "Say what was done, or why it was not."),
        None if on_case else Refusal("not-on-case", f"{source_ref} is not among the papers of {seen.case_ref}."),
    )


def state_of(seen: FollowedSeen, became: str, on: date) -> str:
    """The state it is in when this is so of it: satisfied after its day is late."""
    if became == "satisfied":
        return ComplianceState.MET_LATE if on > seen.due else ComplianceState.MET
    return ComplianceState.DUE if became == "nothing yet" else ComplianceState(became)


def why_not_put_right(seen: FollowedSeen, *, became: str, on: date, because: str, source_ref: str, by: Actor) -> Refusal | None:
    """The refusal ("unknown", "wrong-state", "scheme-…", "not-yet", "too-soon", "same", "case-closed", "no-words", "no-proof", "not-on-case"), or None. `became` is one of
    `states.BECAME`."""
    if became not in BECAME:
        return Refusal("unknown", f"A recommendation is {', '.join(BECAME)}.")
    state, case = state_of(seen, became, on), cases.case(seen.case_ref)
    if not seen.judged:
        return Refusal("wrong-state", f"Nothing was said of {seen.ref} yet that could be put right: say how it was complied with.")
    return first(
        STEPS.why_not(f"put right as {state}", seen.state),
        why_not(powers.FOLLOW, {}, actor=by, on=today()),
        Refusal("not-yet", f"{say_day(on)} has not come yet.") if on > today() else None,
        Refusal("too-soon", f"It may be done until {say_day(seen.due)}: before then it is not undone.")
        if became == "unmet" and on <= seen.due
        else None,
        Refusal("same", f"{seen.ref} is {state} already.") if state == seen.state and seen.ended_on in (None, on) else None,
        Refusal("case-closed", f"{case.ref} is closed, and something would be open on it: open it again first.")
        if state in OPEN and case.stage == "closed"
        else None,
        None if because.strip() else Refusal("no-words", "Say what is not so, and how that is known."),
        None if source_ref else Refusal("no-proof", "Name the paper of the case that shows it."),
        None if source_ref in case.items else Refusal("not-on-case", f"{source_ref} is not among the papers of {seen.case_ref}."),
    )
