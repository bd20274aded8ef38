"""Recommendations followed once a case is decided: each with its task and its ladder, which end with it."""

from datetime import date

from duly.casework.adjudication import queries as adjudication
from duly.casework.cases import queries as cases
from duly.casework.compliance import actions as compliance
from duly.casework.compliance import checks, queries
from duly.casework.compliance.queries import FollowedSeen
from duly.casework.flow.letters_owed import drafted_if_may
from duly.core.chases import actions as chases
from duly.core.chases import queries as chased
from duly.core.record.actions import unit_of_work
from duly.core.record.clock import today
from duly.core.work import actions as work
from duly.core.work import queries as tasks
from duly.primitives.actor import Actor
from duly.primitives.refusal import stop_if

RECOMMENDATION = "recommendation"
"""What is chased, by the name its chase carries."""


def follow_case(case_ref: str, *, address: str = "", by: Actor) -> tuple[FollowedSeen, ...]:
    """Follow every recommendation of a decided case that is not followed yet, and draft the letter that tells each body of them.

    What is due on another day is another task; the last due says that it is the last.
    """
    stop_if(checks.why_not_begin(case_ref, by=by))
    made = adjudication.recommendations(case_ref, standing=True)
    known, case = queries.of_recommendations(one.ref for one in made), cases.case(case_ref)
    last = max((one.due for one in made), default=None)
    begun = []
    with unit_of_work():
        for one in made:
            if one.ref in known:
                continue
            seen = compliance.follow(one.ref, by=by)
            all_by = " By then everything recommended on the case is due." if one.due == last and len(made) > 1 else ""
            work.make(what=f"Look for proof: {one.action} ({one.proof}).{all_by}", owner=case.owner, about=seen.ref, due=one.due, by=by)
            said = {"what": one.action, "asked_of": one.body, "address": "" if one.ours else address}
            chases.begin(kind=RECOMMENDATION, about=seen.ref, ladder="compliance", due=one.due, owner=case.owner, **said, by=by)
            begun.append(seen)
        drafted_if_may([one.ref for one in begun if not one.ours], by=by)
    return tuple(begun)


def judge_compliance(ref: str, *, became: str, on: date, words: str, source_ref: str = "", by: Actor) -> FollowedSeen:
    """Say how a recommendation was complied with. Once nothing more is to come, its task is finished and nothing more is sent."""
    with unit_of_work():
        seen = compliance.judge(ref, became=became, on=on, words=words, source_ref=source_ref, by=by)
        if not seen.open:
            _nothing_more(seen, satisfied=became == "satisfied", on=on, by=by)
    return seen


def put_compliance_right(ref: str, *, became: str, on: date, because: str, source_ref: str, by: Actor) -> FollowedSeen:
    """Say that what was said of a recommendation is not so. What is open again has its task and its ladder again; what ended after all has neither."""
    with unit_of_work():
        before = queries.followed(ref)
        seen = compliance.put_right(ref, became=became, on=on, because=because, source_ref=source_ref, by=by)
        if not seen.open:
            _nothing_more(seen, satisfied=became == "satisfied", on=on, by=by)
        elif not before.open:
            owner = cases.case(seen.case_ref).owner
            asked_before = next(iter(chased.chases(about=[ref])), None)
            what, due = f"Look for proof: {seen.action} ({seen.proof}). It was noted as {before.state}.", max(seen.due, today())
            work.make(what=what, owner=owner, about=ref, due=due, by=by)
            said = {"what": seen.action, "asked_of": seen.body, "address": asked_before.address if asked_before else ""}
            chases.begin(kind=RECOMMENDATION, about=ref, ladder="compliance", due=due, owner=owner, **said, by=by)
    return seen


def _nothing_more(seen: FollowedSeen, *, satisfied: bool, on: date, by: Actor) -> None:
    """Nothing more is to come: what stood for it ends."""
    running = chased.running_on(RECOMMENDATION, seen.ref)
    if running and satisfied:
        chases.answer(running, on=on, by=by)
    elif running:
        chases.end(running, because=f"{seen.ref} is {seen.state}.", by=by)
    for task in tasks.tasks(about=[seen.ref]):
        work.finish(task.ref, outcome=f"{seen.ref} is {seen.state}.", by=by)
