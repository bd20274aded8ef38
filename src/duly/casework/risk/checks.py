"""Why the risk of a case may not be assessed, or an assessment not confirmed."""

from collections.abc import Mapping
from datetime import date

from duly.casework.cases import queries as cases
from duly.casework.risk import powers
from duly.casework.risk.queries import AssessmentSeen
from duly.casework.risk.rules.scoring import CODES, MOST, WORDS
from duly.core.people import queries as people
from duly.core.record.clock import today
from duly.core.scheme.queries import why_not
from duly.primitives.actor import Actor
from duly.primitives.refusal import Refusal, first


def why_not_begin(*, by: Actor) -> Refusal | None:
    """The refusal ("scheme-…") of whoever may assess nothing, or None: what greys the button."""
    return why_not(powers.ASSESS, {}, actor=by, on=today())


def why_not_assess(
    case_ref: str,
    *,
    points: Mapping[str, int],
    evidence: Mapping[str, str],
    papers: Mapping[str, str],
    owner: str,
    mitigation: str,
    review_on: date,
    by: Actor,
) -> Refusal | None:
    """The refusal ("scheme-…", "case", "dimension", "points", "evidence", "paper", "owner", "mitigation", "review"), or None."""
    unknown = [one for one in (*points, *evidence, *papers) if one not in CODES]
    left = [one for one in CODES if one not in points]
    wrong = [one for one in points if points[one] not in range(MOST + 1)]
    bare = [one for one in CODES if points.get(one, 0) and not evidence.get(one, "").strip()]
    of_case = set(cases.papers(case_ref)) if cases.exists(case_ref) else set()
    elsewhere = [said.strip() for said in papers.values() if said.strip() and said.strip() not in of_case]
    return first(
        why_not_begin(by=by),
        None if cases.exists(case_ref) else Refusal("case", f"There is no case {case_ref}."),
        Refusal("dimension", f"There is no dimension {unknown[0]}: they are {', '.join(CODES)}.") if unknown else None,
        Refusal("points", f"Say how many points {WORDS[left[0]]} has, from 0 to {MOST}: nought is an answer.") if left else None,
        Refusal("points", f"{WORDS[wrong[0]]} has from 0 to {MOST} points.") if wrong else None,
        Refusal("evidence", f"Say what the points of {WORDS[bare[0]]} rest on: somebody else will read it.") if bare else None,
        Refusal("paper", f"{elsewhere[0]} is not with {case_ref}: name a paper of the case, or leave it out.") if elsewhere else None,
        None if owner in people.names() else Refusal("owner", "Say who owns the risk."),
        None
        if mitigation.strip() or not any(points.values())
        else Refusal("mitigation", "Say what is done about it, or why nothing need be."),
        _day(review_on),
    )


def why_not_confirm(standing: AssessmentSeen | None, *, because: str, review_on: date, by: Actor) -> Refusal | None:
    """The refusal ("scheme-…", "nothing", "because", "review") of leaving an assessment as it is, or None."""
    return first(
        why_not_begin(by=by),
        None if standing else Refusal("nothing", "There is no assessment to confirm: make the first one."),
        None if because.strip() else Refusal("because", "Say why it is still right after what happened."),
        _day(review_on),
    )


def _day(review_on: date) -> Refusal | None:
    return None if review_on > today() else Refusal("review", "Say a day to come by which it is looked at again.")
