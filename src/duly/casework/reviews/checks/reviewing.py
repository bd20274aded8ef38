"""Why something may not be done with a review."""

from collections.abc import Collection, Sequence
from datetime import date

from duly.casework.cases import queries as cases
from duly.casework.decisions.queries import DecisionSeen
from duly.casework.reviews import powers, queries
from duly.casework.reviews.queries import ReviewSeen
from duly.casework.reviews.rules.findings import FINDINGS, why_not_route
from duly.casework.reviews.rules.ruleset import ASKERS
from duly.casework.reviews.states import STEPS
from duly.core.record.clock import today
from duly.core.scheme.queries import why_not
from duly.primitives.actor import Actor
from duly.primitives.period import say_day
from duly.primitives.power import Power
from duly.primitives.refusal import Refusal, first


def why_not_ask(
    decision: DecisionSeen, *, asker: str, asked_by: str, received_on: date, grounds: Sequence[tuple[str, str]], by: Actor
) -> Refusal | None:
    """The refusal ("scheme-…", "under-review", "nobody", "not-yet", "too-early", "no-ground", "no-words"), or None. `grounds` are (code, words)."""
    known = queries.rules_in_force(on=received_on).grounds
    under = queries.open_on(decision.ref)
    return first(
        why_not(powers.ASK, {}, actor=by, on=today()),
        Refusal("under-review", f"{decision.ref} is being looked at again already, in {under}.") if under else None,
        None if asker in ASKERS and asked_by.strip() else Refusal("nobody", "Say who asks for it."),
        Refusal("not-yet", f"{say_day(received_on)} has not come yet.") if received_on > today() else None,
        Refusal("too-early", f"{decision.ref} was made on {say_day(decision.signed_on)}: it cannot have been asked about before.")
        if received_on < decision.signed_on
        else None,
        None if grounds and all(code in known for code, _ in grounds) else Refusal("no-ground", "Choose at least one ground."),
        None if all(words.strip() for _, words in grounds) else Refusal("no-words", "Say, for each ground, what they say is wrong."),
    )


def why_not_admit(seen: ReviewSeen, decision: DecisionSeen, *, step: str, by: Actor) -> Refusal | None:
    """What stands in the way of accepting or refusing before anything is filled in ("wrong-state", "scheme-…")."""
    facts = {"out of time": not seen.in_time, "signed by you": decision.signed_by == by.ref}
    return first(STEPS.why_not(step, seen.state), why_not(powers.ADMIT, facts, actor=by, on=today()))


def why_not_accept(
    seen: ReviewSeen, decision: DecisionSeen, *, valid: Collection[str], why_late: str, because: str, by: Actor
) -> Refusal | None:
    """The refusal (as for admitting, or "not-reviewable", "not-valid", "out-of-time", "no-reason"), or None. `valid` are codes of the validity test."""
    rules = queries.rules_numbered(seen.rules_number)
    left = [says for code, says in rules.validity.items() if code not in valid]
    late = (
        f"It was asked for on {say_day(seen.received_on)}, and could be until {say_day(seen.last_day)}. Say why it is accepted late."
        if seen.last_day
        else ""
    )
    return first(
        why_not_admit(seen, decision, step="accept", by=by),
        Refusal("not-reviewable", f"A {decision.kind} is not reviewed. Refuse the request, and say what else may be done.")
        if decision.kind in rules.not_reviewable
        else None,
        Refusal("not-valid", f"It is accepted once this is so: {'; '.join(left)}.") if left else None,
        Refusal("out-of-time", late) if not seen.in_time and not why_late.strip() else None,
        _no_reason(because),
    )


def why_not_refuse(seen: ReviewSeen, decision: DecisionSeen, *, reason: str, because: str, by: Actor) -> Refusal | None:
    """The refusal (as for admitting, or "reason", "no-reason"), or None."""
    known = queries.rules_numbered(seen.rules_number).refusals
    return first(
        why_not_admit(seen, decision, step="refuse", by=by),
        None if reason in known else Refusal("reason", "Choose why it is refused."),
        _no_reason(because),
    )


def why_not_begin_withdrawing(seen: ReviewSeen, decision: DecisionSeen, *, by: Actor) -> Refusal | None:
    """What stands in the way of withdrawing before anything is filled in ("wrong-state", "scheme-…"): it is for whoever may accept or refuse it, in time or not."""
    facts = {"out of time": False, "signed by you": decision.signed_by == by.ref}
    return first(STEPS.why_not("withdraw", seen.state), why_not(powers.ADMIT, facts, actor=by, on=today()))


def why_not_withdraw(seen: ReviewSeen, decision: DecisionSeen, *, on: date, proof: str, because: str, by: Actor) -> Refusal | None:
    """The refusal (as before anything is filled in, or "not-yet", "too-early", "no-proof", "no-reason"), or None. What we began ourselves needs no letter."""
    return first(
        why_not_begin_withdrawing(seen, decision, by=by),
        Refusal("not-yet", f"{say_day(on)} has not come yet.") if on > today() else None,
        Refusal("too-early", f"It was asked for on {say_day(seen.received_on)}.") if on < seen.received_on else None,
        Refusal("no-proof", f"Name the letter or the call in which {seen.asked_by} took it back: an item of post (P-…) or a call (CL-…).")
        if not proof.strip() and seen.asker != "ourselves"
        else None,
        _no_reason(because),
    )


def why_not_assign(seen: ReviewSeen, decision: DecisionSeen, *, reviewer: str, by: Actor) -> Refusal | None:
    """The refusal ("wrong-state", "scheme-…", "nobody", "not-independent", "interest", "kept-from-them"), or None. Who would be refused is said by name, with why."""
    return first(
        why_not_step(seen, "assign", power=powers.ASSIGN, by=by),
        None if reviewer else Refusal("nobody", "Choose who is to look at it again."),
        queries.independence(decision, reviewer) if reviewer else None,
        cases.why_not_theirs(decision.case_ref, officer=reviewer) if reviewer else None,
    )


def why_not_conduct(seen: ReviewSeen, *, step: str, by: Actor) -> Refusal | None:
    """Why this person may not plan, find or conclude ("wrong-state", "scheme-…"), or None."""
    facts = {"assigned to you": bool(by.ref) and seen.reviewer == by.ref}
    return first(STEPS.why_not(step, seen.state), why_not(powers.CONDUCT, facts, actor=by, on=today()))


def why_not_plan(seen: ReviewSeen, *, issues: Sequence[str], target_on: date, by: Actor) -> Refusal | None:
    """The refusal (as for conducting, or "no-issues", "past"), or None."""
    return first(
        why_not_conduct(seen, step="plan", by=by),
        None if any(one.strip() for one in issues) else Refusal("no-issues", "Write at least one issue to be looked at."),
        Refusal("past", "Say a day that is not in the past.") if target_on < today() else None,
    )


def why_not_find(seen: ReviewSeen, *, place: int, finding: str, reasons: str, by: Actor) -> Refusal | None:
    """The refusal (as for conducting, or "no-such-ground", "finding", "no-reason"), or None."""
    return first(
        why_not_conduct(seen, step="find", by=by),
        None if any(one.place == place for one in seen.grounds) else Refusal("no-such-ground", f"{seen.ref} has no ground {place}."),
        None if finding in FINDINGS else Refusal("finding", "Choose what was wrong: the decision, the method, both or neither."),
        _no_reason(reasons),
    )


def why_not_conclude(seen: ReviewSeen, *, route: str, because: str, by: Actor) -> Refusal | None:
    """The refusal (as for conducting, or "not-all-found", "no-route", "not-that-route", "no-reason"), or None."""
    left = [str(one.place) for one in seen.grounds if not one.finding]
    return first(
        why_not_conduct(seen, step="conclude", by=by),
        Refusal("not-all-found", f"Say first what was found on ground {', '.join(left)}.") if left else None,
        None if left else why_not_route(route, seen.findings),
        _no_reason(because),
    )


def why_not_step(seen: ReviewSeen, step: str, *, power: Power, by: Actor) -> Refusal | None:
    """The refusal ("wrong-state", "scheme-…") of a step that asks for a power without facts, or None."""
    return first(STEPS.why_not(step, seen.state), why_not(power, {}, actor=by, on=today()))


def why_not_carry_out(seen: ReviewSeen, *, because: str, by: Actor) -> Refusal | None:
    """The refusal ("wrong-state", "wrong-route", "scheme-…", "no-reason"), or None. What it does to the decision is refused by that room."""
    return first(
        why_not_step(seen, "carry out", power=powers.CLOSE, by=by),
        Refusal("wrong-route", "It is to be referred back to a team, and is carried out when they take it back.")
        if seen.route == "refer back"
        else None,
        _no_reason(because),
    )


def why_not_refer_back(seen: ReviewSeen, *, team: str, teams: Collection[str], because: str, by: Actor) -> Refusal | None:
    """The refusal ("wrong-state", "wrong-route", "scheme-…", "no-team", "no-reason"), or None."""
    return first(
        why_not_step(seen, "refer back", power=powers.CLOSE, by=by),
        None if seen.route == "refer back" else Refusal("wrong-route", "It was not concluded that it should be referred back."),
        None if team in teams else Refusal("no-team", "Choose the team it goes back to."),
        _no_reason(because),
    )


def why_not_take_back(seen: ReviewSeen, *, step: str, because: str, by: Actor) -> Refusal | None:
    """The refusal ("wrong-state", "scheme-…", "not-yours", "no-reason"), or None. Only whoever holds the post it was referred to may answer."""
    return first(
        why_not_step(seen, step, power=powers.TAKE_BACK, by=by),
        None
        if seen.team in by.posts
        else Refusal("not-yours", f"You are not in the team of the {seen.team.replace('-', ' ')}, to which it was referred back."),
        _no_reason(because),
    )


def why_not_plan_to_tell(seen: ReviewSeen, *, party: str, what: str, by_when: date, by: Actor) -> Refusal | None:
    """The refusal ("closed", "scheme-…", "nobody", "no-words", "past"), or None."""
    return first(
        Refusal("closed", f"{seen.ref} is closed.") if seen.state == "closed" else None,
        why_not(powers.TELL, {}, actor=by, on=today()),
        None if party.strip() else Refusal("nobody", "Say who is to be told."),
        None if what.strip() else Refusal("no-words", "Say what they are to be told."),
        Refusal("past", "Say a day that is not in the past.") if by_when < today() else None,
    )


def why_not_tell(seen: ReviewSeen, *, place: int, on: date, how: str, by: Actor, follows: bool = False) -> Refusal | None:
    """The refusal ("scheme-…", "no-such-telling", "told-already", "not-yet", "too-early", "no-words", "not-concluded"), or None. `follows` says that it follows from a
    letter that was sent, by whoever may send it: then the scheme is not asked again."""
    one = next((one for one in seen.tellings if one.place == place), None)
    early = one is not None and one.kind == "answer" and not (seen.outcome or seen.reason)
    return first(
        None if follows else why_not(powers.TELL, {}, actor=by, on=today()),
        None if one else Refusal("no-such-telling", f"{seen.ref} has nobody to tell at {place}."),
        Refusal("told-already", f"The {one.party} was told on {say_day(one.on)}.") if one and one.on else None,
        Refusal("not-concluded", "There is nothing to answer yet: the review is neither concluded nor refused.") if early else None,
        Refusal("not-yet", f"{say_day(on)} has not come yet.") if on > today() else None,
        Refusal("too-early", f"It was asked for on {say_day(seen.received_on)}.") if on < seen.received_on else None,
        None if how.strip() else Refusal("no-words", "Say how they were told."),
    )


def why_not_close(seen: ReviewSeen, *, amended: bool, by: Actor) -> Refusal | None:
    """The refusal ("wrong-state", "scheme-…", "still-to-tell", "not-amended"), or None. `amended` says that another decision has superseded this one."""
    left = seen.untold
    return first(
        why_not_step(seen, "close", power=powers.CLOSE, by=by),
        Refusal("still-to-tell", f"The {left[0].party} is still to be told by {say_day(left[0].by_when)}: {left[0].what}")
        if left
        else None,
        Refusal("not-amended", f"It is to be amended, and nothing has superseded {seen.decision_ref} yet.")
        if seen.route == "amend" and not amended
        else None,
    )


def _no_reason(because: str) -> Refusal | None:
    return None if because.strip() else Refusal("no-reason", "Say why, in a sentence.")
