"""The life of a task."""

from enum import StrEnum

from duly.primitives.steps import Step, Steps


class TaskState(StrEnum):
    """How far a task has come."""

    OPEN = "open"
    WAITING = "waiting"
    DONE = "done"
    DROPPED = "dropped"


STEPS = Steps(
    Step("give", TaskState.OPEN, TaskState.OPEN),
    Step("give", TaskState.WAITING, TaskState.OPEN),
    Step("wait", TaskState.OPEN, TaskState.WAITING),
    Step("wait", TaskState.WAITING, TaskState.WAITING),
    Step("finish", TaskState.OPEN, TaskState.DONE),
    Step("finish", TaskState.WAITING, TaskState.DONE),
    Step("drop", TaskState.OPEN, TaskState.DROPPED),
    Step("drop", TaskState.WAITING, TaskState.DROPPED),
)
