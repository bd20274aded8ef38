"""A task finished or dropped with what it stands for: an involvement and a commissioned piece of work end with their task, and not the task alone."""

from duly.casework.compliance import queries as compliance
from duly.casework.risk import actions as risk
from duly.casework.risk import queries as risk_queries
from duly.core.work import actions as work
from duly.core.work import queries
from duly.core.work.queries import TaskSeen
from duly.primitives.actor import Actor
from duly.primitives.refusal import Refusal, Refused


def finish_task(ref: str, *, outcome: str, by: Actor) -> TaskSeen:
    """Say that a task is done. One that stands for an involvement answers it (or says that it was seen, where no more is asked), and one that stands for
    commissioned work finishes that, in the same words and by whoever may. Refused besides: "stands-for" of a recommendation, judged on its own page."""
    seen = queries.task(ref)
    _stop_at_a_recommendation(seen)
    if not seen.ended and _is_of(seen, "IV-") and _waits(seen.about):
        if risk_queries.involved(seen.about).on_ladder.answer:
            risk.answer(seen.about, words=outcome, by=by)
        else:
            risk.acknowledge(seen.about, by=by)
        return queries.task(ref)
    if not seen.ended and _is_of(seen, "CW-") and risk_queries.commissioned(seen.about).state == "open":
        risk.finish(seen.about, words=outcome, by=by)
        return queries.task(ref)
    return work.finish(ref, outcome=outcome, by=by)


def drop_task(ref: str, *, because: str, by: Actor) -> TaskSeen:
    """Say that a task is not to be done after all. What it stands for is taken back with it, by whoever may; refused as `finish_task` is."""
    seen = queries.task(ref)
    _stop_at_a_recommendation(seen)
    if not seen.ended and _is_of(seen, "IV-") and _waits(seen.about):
        risk.withdraw(seen.about, words=because, by=by)
        return queries.task(ref)
    if not seen.ended and _is_of(seen, "CW-") and risk_queries.commissioned(seen.about).state == "open":
        risk.take_back(seen.about, words=because, by=by)
        return queries.task(ref)
    return work.drop(ref, because=because, by=by)


def _is_of(seen: TaskSeen, begins: str) -> bool:
    return seen.about.startswith(begins)


def _waits(involvement: str) -> bool:
    return risk_queries.involved(involvement).waits


def _stop_at_a_recommendation(seen: TaskSeen) -> None:
    if not seen.ended and _is_of(seen, "CP-") and compliance.followed(seen.about).open:
        words = f"{seen.ref} stands for {seen.about}, which is still open: say on /compliance/{seen.about}/ how it was complied with, and the task ends."
        raise Refused(Refusal("stands-for", words))
