"""What the record says of tasks. What is to be done may name people, and is private."""

from dataclasses import dataclass
from datetime import date

from duly.primitives.event import Event, private


@dataclass(frozen=True)
class TaskMade(Event):
    code = "task.made"
    subject = "task"
    says = "{ref} was given to {owner} about {about}, for {due:day}: {what}"
    ref: str
    version: int
    owner: str
    about: str
    due: date
    what: str = private()


@dataclass(frozen=True)
class TaskGiven(Event):
    code = "task.given"
    subject = "task"
    says = "{ref} was given to {owner}, for {due:day}."
    ref: str
    version: int
    owner: str
    due: date


@dataclass(frozen=True)
class TaskWaits(Event):
    code = "task.waits"
    subject = "task"
    says = "{ref} waits until {due:day} for: {waits_for}"
    ref: str
    version: int
    due: date
    waits_for: str = private()


@dataclass(frozen=True)
class TaskFinished(Event):
    code = "task.finished"
    subject = "task"
    says = "{ref} is done: {outcome}"
    ref: str
    version: int
    outcome: str = private()


@dataclass(frozen=True)
class TaskDropped(Event):
    code = "task.dropped"
    subject = "task"
    says = "{ref} was dropped: {because}"
    ref: str
    version: int
    because: str = private()
