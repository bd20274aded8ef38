"""Giving a task, saying what it waits for, finishing and dropping it."""

from datetime import date

from duly.core.record.actions import take_number, unit_of_work
from duly.core.record.clock import today
from duly.core.work import checks
from duly.core.work.events import TaskDropped, TaskFinished, TaskGiven, TaskMade, TaskWaits
from duly.core.work.models import Task
from duly.core.work.queries import TaskSeen, task
from duly.core.work.states import STEPS, TaskState
from duly.primitives.actor import Actor
from duly.primitives.refusal import stop_if


def make(*, what: str, owner: str, about: str, due: date, by: Actor, follows: bool = False) -> TaskSeen:
    """Give an officer something to do by a day. `about` is the reference it came of. For what `follows` from something else the scheme is not asked."""
    with unit_of_work() as record:
        stop_if(checks.why_not_make(what=what, owner=owner, due=due, by=by, follows=follows))
        ref = f"T-{today():%y}-{take_number('work_task_number'):05d}"
        event = record.write(TaskMade(ref, 1, owner, about, due, what.strip()), by=by)
        Task.objects.create(ref=ref, version=1, state=TaskState.OPEN, owner=owner, about=about, due=due, told_by=event, made_on=today())
    return task(ref)


def give(ref: str, *, owner: str, due: date, by: Actor) -> TaskSeen:
    """Give a task to somebody else, or for another day."""
    with unit_of_work() as record:
        row = Task.objects.select_for_update().get(ref=ref)
        stop_if(checks.why_not_give(row.state, owner=owner, due=due, by=by))
        row.owner, row.due = owner, due
        _step(row, "give", "owner", "due")
        record.write(TaskGiven(ref, row.version, owner, due), by=by)
    return task(ref)


def hand_on(ref: str, *, owner: str, by: Actor) -> TaskSeen:
    """Give a task to somebody else with everything of its owner's, for the day it has."""
    with unit_of_work() as record:
        row = Task.objects.select_for_update().get(ref=ref)
        stop_if(checks.why_not_hand_on(row.state, owner=owner))
        row.owner = owner
        _step(row, "give", "owner")
        record.write(TaskGiven(ref, row.version, owner, row.due), by=by)
    return task(ref)


def wait(ref: str, *, waits_for: str, due: date, by: Actor) -> TaskSeen:
    """Say that a task waits for somebody or something, and when to look again."""
    with unit_of_work() as record:
        row = Task.objects.select_for_update().get(ref=ref)
        stop_if(checks.why_not_wait(row.state, waits_for=waits_for, due=due, by=by))
        row.waits_by, row.due = record.write(TaskWaits(ref, row.version + 1, due, waits_for.strip()), by=by), due
        _step(row, "wait", "waits_by", "due")
    return task(ref)


def finish(ref: str, *, outcome: str, by: Actor) -> TaskSeen:
    """Say that a task is done, and what came of it."""
    with unit_of_work() as record:
        row = Task.objects.select_for_update().get(ref=ref)
        stop_if(checks.why_not_end("finish", row.state, words=outcome, by=by))
        row.ended_on = today()
        _step(row, "finish", "ended_on")
        record.write(TaskFinished(ref, row.version, outcome.strip()), by=by)
    return task(ref)


def drop(ref: str, *, because: str, by: Actor) -> TaskSeen:
    """Say that a task is not to be done after all, and why."""
    with unit_of_work() as record:
        row = Task.objects.select_for_update().get(ref=ref)
        stop_if(checks.why_not_end("drop", row.state, words=because, by=by))
        row.ended_on = today()
        _step(row, "drop", "ended_on")
        record.write(TaskDropped(ref, row.version, because.strip()), by=by)
    return task(ref)


def _step(row: Task, verb: str, *also: str) -> None:
    row.state, row.version = STEPS.after(verb, row.state), row.version + 1
    row.save(update_fields=["state", "version", *also])
