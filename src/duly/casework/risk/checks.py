"""Why the risk of a case may not be assessed, somebody higher not be brought in, or work not be commissioned."""

from collections.abc import Mapping
from datetime import date

from duly.casework.cases import queries as cases
from duly.casework.risk import powers
from duly.casework.risk.queries import AssessmentSeen, InvolvedSeen, WorkSeen, rules_in_force
from duly.casework.risk.rules.scoring import MOST
from duly.casework.risk.states import INVOLVED, WORK
from duly.core.confidentiality import queries as confidentiality
from duly.core.people import queries as people
from duly.core.record.clock import today
from duly.core.scheme.queries import stands_in_for, why_not
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
    """The refusal ("scheme-…", "case", "merged", "dimension", "points", "evidence", "paper", "owner", "mitigation", "review"), or None."""
    words = rules_in_force(on=today()).scale.words
    unknown = [one for one in (*points, *evidence, *papers) if one not in words]
    left = [one for one in words if one not in points]
    wrong = [one for one in points if points[one] not in range(MOST + 1)]
    bare = [one for one in words if points.get(one, 0) and not evidence.get(one, "").strip()]
    of_case = set(cases.papers(case_ref)) if cases.exists(case_ref) else set()
    elsewhere = [said.strip() for said in papers.values() if said.strip() and said.strip() not in of_case]
    return first(
        why_not_begin(by=by),
        None if cases.exists(case_ref) else Refusal("case", f"There is no case {case_ref}."),
        cases.why_elsewhere(case_ref),
        Refusal("dimension", f"There is no dimension {unknown[0]}: they are {', '.join(words)}.") if unknown else None,
        Refusal("points", f"Say how many points {words[left[0]]} has, from 0 to {MOST}: nought is an answer.") if left else None,
        Refusal("points", f"{words[wrong[0]]} has from 0 to {MOST} points.") if wrong else None,
        Refusal("evidence", f"Say what the points of {words[bare[0]]} rest on: somebody else will read it.") if bare else None,
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


def why_not_involve(*, by: Actor) -> Refusal | None:
    """The refusal ("scheme-…") of whoever may bring in nobody, or None."""
    return why_not(powers.INVOLVE, {}, actor=by, on=today())


def why_not_ask(case_ref: str, *, rung: str, asked_of: str, asks: str, by_day: date, by: Actor) -> Refusal | None:
    """The refusal ("scheme-…", "case", "merged", "rung", "higher", "kept", "asks", "by-day") of bringing somebody in, or None."""
    return first(
        why_not_involve(by=by),
        None if cases.exists(case_ref) else Refusal("case", f"There is no case {case_ref}."),
        cases.why_elsewhere(case_ref),
        _rung(rung),
        None
        if higher_post(asked_of, by=by)
        else Refusal("higher", "Ask somebody who holds a post above yours: only they can be brought in."),
        None
        if confidentiality.may_see(case_ref, officer=asked_of)
        else Refusal("kept", f"{case_ref} is kept from them: ask somebody else, or have them let in first."),
        None if asks.strip() else Refusal("asks", "Say what they are to know or to answer, so that it can be read alone."),
        None if by_day >= today() else Refusal("by-day", "Say by when: today, or a day to come."),
    )


def _rung(rung: str) -> Refusal | None:
    rungs = rules_in_force(on=today()).by_rung
    return None if rung in rungs else Refusal("rung", f"Say which rung: {', '.join(rungs)}.")


def higher_post(asked_of: str, *, by: Actor) -> str:
    """The post somebody holds that stands above one of the actor's own, the nearest first; nothing where there is none."""
    lines, held = people.lines(on=today()), {one.code for one in people.posts_held(asked_of, on=today())}
    at, found = list(by.posts), list(by.posts)
    for post in at:
        above = lines.get(post, "")
        if above and above not in found:
            if above in held and asked_of != by.ref:
                return above
            found.append(above)
            at.append(above)
    return ""


def why_not_acknowledge(seen: InvolvedSeen, *, by: Actor) -> Refusal | None:
    """The refusal ("wrong-state", "not-asked", "scheme-…") of acknowledging, or None."""
    return first(INVOLVED.why_not("acknowledge", seen.state), _not_asked(seen, by))


def why_not_answer(seen: InvolvedSeen, *, words: str, by: Actor, step: str = "answer") -> Refusal | None:
    """The refusal ("wrong-state", "not-asked", "scheme-…", "words") of answering or taking over, or None."""
    return first(why_not_begin_answer(seen, by=by, step=step), _words(words, "Write the answer in words: it is what is kept."))


def why_not_begin_answer(seen: InvolvedSeen, *, by: Actor, step: str = "answer") -> Refusal | None:
    """The same, before any words."""
    return first(
        INVOLVED.why_not(step, seen.state),
        None if step == "take over" or seen.on_ladder.answer else Refusal("rung", "Nothing is asked but that it was seen: acknowledge it."),
        _not_asked(seen, by),
    )


def why_not_withdraw(seen: InvolvedSeen, *, words: str, by: Actor) -> Refusal | None:
    """The refusal ("wrong-state", "not-yours", "scheme-…", "words") of taking it back, or None."""
    return first(
        INVOLVED.why_not("withdraw", seen.state),
        why_not_involve(by=by),
        None if by.ref == seen.asked_by else Refusal("not-yours", "You did not ask: only whoever asked takes it back."),
        _words(words, "Say why it is taken back."),
    )


def why_not_set(*, by: Actor) -> Refusal | None:
    """The refusal ("scheme-…") of whoever may commission nothing, or None."""
    return why_not(powers.COMMISSION, {}, actor=by, on=today())


def why_not_commission(case_ref: str, *, owner: str, terms: str, due_on: date, by: Actor) -> Refusal | None:
    """The refusal ("scheme-…", "case", "merged", "owner", "kept", "terms", "due") of commissioning work, or None."""
    in_post = {held.officer_ref for held in people.everyone_in_post(on=today())}
    return first(
        why_not_set(by=by),
        None if cases.exists(case_ref) else Refusal("case", f"There is no case {case_ref}."),
        cases.why_elsewhere(case_ref),
        None if owner in in_post else Refusal("owner", "Say whose it is: somebody who holds a post today."),
        None
        if confidentiality.may_see(case_ref, officer=owner)
        else Refusal("kept", f"{case_ref} is kept from them: give it to somebody else, or have them let in first."),
        None if terms.strip() else Refusal("terms", "Say what exactly is to be done, and what shows that it was."),
        None if due_on >= today() else Refusal("due", "Say by when: today, or a day to come."),
    )


def why_not_finish(seen: WorkSeen, *, words: str, by: Actor) -> Refusal | None:
    """The refusal ("wrong-state", "not-yours", "scheme-…", "words") of saying that work is done, or None."""
    return first(
        WORK.why_not("finish", seen.state),
        why_not(powers.REPORT, {}, actor=by, on=today()),
        None
        if by.ref in (seen.owner, seen.set_by)
        else Refusal("not-yours", "You neither own this work nor asked for it: they say when it is done."),
        _words(words, "Say what came of it."),
    )


def why_not_take_back(seen: WorkSeen, *, words: str, by: Actor) -> Refusal | None:
    """The refusal ("wrong-state", "scheme-…", "words") of withdrawing work, or None."""
    return first(WORK.why_not("withdraw", seen.state), why_not_set(by=by), _words(words, "Say why it is not to be done after all."))


def _not_asked(seen: InvolvedSeen, by: Actor) -> Refusal | None:
    return first(
        why_not(powers.ANSWER, {}, actor=by, on=today()),
        None
        if by.ref == seen.asked_of or seen.asked_post in stands_in_for(by, on=today())
        else Refusal("not-asked", "You were not asked: only they answer it, or who stands in for them while they are away."),
    )


def _words(words: str, says: str) -> Refusal | None:
    return None if words.strip() else Refusal("words", says)
