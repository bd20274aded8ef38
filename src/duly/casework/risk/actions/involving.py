"""Bringing somebody higher into a case, what they answer; and work commissioned on it. Both stand as tasks of whoever has them."""

import uuid
from datetime import date

from duly.casework.risk import checks, queries
from duly.casework.risk.events import (
    CommissionDone,
    CommissionWithdrawn,
    HigherAcknowledged,
    HigherAnswered,
    HigherAsked,
    HigherTookOver,
    HigherWithdrawn,
    WorkCommissioned,
)
from duly.casework.risk.models import Commission, Involvement
from duly.casework.risk.queries import InvolvedSeen, WorkSeen
from duly.casework.risk.states import INVOLVED, WORK, InvolvedState, WorkState
from duly.core.record.actions import take_number, unit_of_work
from duly.core.record.clock import today
from duly.core.work import actions as work
from duly.core.work import queries as tasks
from duly.primitives.actor import Actor
from duly.primitives.refusal import stop_if


def ask(case_ref: str, *, rung: str, asked_of: str, asks: str, by_day: date, acknowledge_by: date, by: Actor) -> InvolvedSeen:
    """Bring somebody higher into a case, by one rung of the ladder. It stands among their tasks until it was answered."""
    with unit_of_work() as record:
        stop_if(checks.why_not_ask(case_ref, rung=rung, asked_of=asked_of, asks=asks, by_day=by_day, by=by))
        ref = f"IV-{today():%y}-{take_number('risk_involvement_number'):05d}"
        post = checks.higher_post(asked_of, by=by)
        event = record.write(HigherAsked(ref, 1, case_ref, rung, asked_of, post, acknowledge_by, by_day, asks=asks.strip()), by=by)
        Involvement.objects.create(
            ref=ref,
            version=1,
            state=InvolvedState.ASKED,
            case_ref=case_ref,
            rung=rung,
            asked_by=by.ref,
            asked_of=asked_of,
            asked_post=post,
            asked_on=today(),
            acknowledge_by=acknowledge_by,
            by_day=by_day,
            told_in=event,
        )
        seen = queries.involved(ref)
        work.make(what=f"{seen.on_ladder.word}: {case_ref}, see {ref}", owner=asked_of, about=ref, due=by_day, by=by)
    return seen


def acknowledge(ref: str, *, by: Actor) -> InvolvedSeen:
    """Say that one has seen what one is asked. Where nothing more is asked, that is the end of it."""
    with unit_of_work() as record:
        row = _involved(ref)
        seen = queries.involved(ref)
        stop_if(checks.why_not_acknowledge(seen, by=by))
        row.acknowledged_on = today()
        _step(row, "acknowledge", "acknowledged_on")
        record.write(HigherAcknowledged(ref, row.version, _instead(seen, by)), by=by)
        if not queries.involved(ref).waits:
            _task_is_done(ref, "It was seen.", by)
    return queries.involved(ref)


def answer(ref: str, *, words: str, by: Actor) -> InvolvedSeen:
    """Answer: what kind of answer it is, the rung says."""
    with unit_of_work() as record:
        row, seen = _involved(ref), queries.involved(ref)
        stop_if(checks.why_not_answer(seen, words=words, by=by))
        told = HigherAnswered(
            ref, row.version + 1, row.case_ref, seen.on_ladder.answer, row.asked_by, words=words.strip(), instead=_instead(seen, by)
        )
        _over(row, "answer", record.write(told, by=by))
        _task_is_done(ref, seen.on_ladder.answer.capitalize() + ".", by)
    return queries.involved(ref)


def take_over(ref: str, *, words: str, by: Actor) -> InvolvedSeen:
    """Say that one takes the case over. That it is theirs now is the case's own to say (flow.take_over_case)."""
    with unit_of_work() as record:
        row, seen = _involved(ref), queries.involved(ref)
        stop_if(checks.why_not_answer(seen, words=words, by=by, step="take over"))
        told = HigherTookOver(ref, row.version + 1, row.case_ref, row.asked_by, words=words.strip(), instead=_instead(seen, by))
        _over(row, "take over", record.write(told, by=by))
        _task_is_done(ref, "Taken over.", by)
    return queries.involved(ref)


def withdraw(ref: str, *, words: str, by: Actor) -> InvolvedSeen:
    """Take back what was asked."""
    with unit_of_work() as record:
        row = _involved(ref)
        stop_if(checks.why_not_withdraw(queries.involved(ref), words=words, by=by))
        _over(row, "withdraw", record.write(HigherWithdrawn(ref, row.version + 1, words=words.strip()), by=by))
        _task_is_done(ref, "It was taken back.", by)
    return queries.involved(ref)


def commission(case_ref: str, *, owner: str, terms: str, due_on: date, by: Actor) -> WorkSeen:
    """Commission a specific piece of work on a case. It stands among its owner's tasks until it is done."""
    with unit_of_work() as record:
        stop_if(checks.why_not_commission(case_ref, owner=owner, terms=terms, due_on=due_on, by=by))
        ref = f"CW-{today():%y}-{take_number('risk_commission_number'):05d}"
        event = record.write(WorkCommissioned(ref, 1, case_ref, owner, due_on, terms=terms.strip()), by=by)
        Commission.objects.create(
            ref=ref,
            version=1,
            state=WorkState.OPEN,
            case_ref=case_ref,
            owner=owner,
            set_by=by.ref,
            set_on=today(),
            due_on=due_on,
            told_in=event,
        )
        work.make(what=f"Commissioned on {case_ref}: see {ref}", owner=owner, about=ref, due=due_on, by=by)
    return queries.commissioned(ref)


def finish(ref: str, *, words: str, by: Actor) -> WorkSeen:
    """Say that a piece of work is done, and what came of it."""
    with unit_of_work() as record:
        row = _work(ref)
        stop_if(checks.why_not_finish(queries.commissioned(ref), words=words, by=by))
        _ended(row, "finish", record.write(CommissionDone(ref, row.version + 1, row.set_by, words=words.strip()), by=by))
        _task_is_done(ref, "It is done.", by)
    return queries.commissioned(ref)


def take_back(ref: str, *, words: str, by: Actor) -> WorkSeen:
    """Withdraw a piece of work: it is not to be done after all."""
    with unit_of_work() as record:
        row = _work(ref)
        stop_if(checks.why_not_take_back(queries.commissioned(ref), words=words, by=by))
        _ended(row, "withdraw", record.write(CommissionWithdrawn(ref, row.version + 1, words=words.strip()), by=by))
        _task_is_done(ref, "It was withdrawn.", by)
    return queries.commissioned(ref)


def _instead(seen: InvolvedSeen, by: Actor) -> str:
    """For whom somebody else acts, as the record says it; nothing where it is they themselves."""
    return "" if by.ref == seen.asked_of else f" for {seen.asked_of}, who is away"


def _involved(ref: str) -> Involvement:
    found: Involvement = Involvement.objects.select_for_update().get(ref=ref)
    return found


def _work(ref: str) -> Commission:
    found: Commission = Commission.objects.select_for_update().get(ref=ref)
    return found


def _over(row: Involvement, verb: str, event: uuid.UUID) -> None:
    row.ended_on, row.answered_in = today(), event
    _step(row, verb, "ended_on", "answered_in")


def _step(row: Involvement, verb: str, *also: str) -> None:
    row.state, row.version = INVOLVED.after(verb, row.state), row.version + 1
    row.save(update_fields=["state", "version", *also])


def _ended(row: Commission, verb: str, event: uuid.UUID) -> None:
    row.state, row.version = WORK.after(verb, row.state), row.version + 1
    row.ended_on, row.ended_in = today(), event
    row.save(update_fields=["state", "version", "ended_on", "ended_in"])


def _task_is_done(ref: str, outcome: str, by: Actor) -> None:
    for task in tasks.tasks(about=[ref]):
        work.finish(task.ref, outcome=outcome, by=by)
