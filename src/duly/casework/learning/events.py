"""What the record says of lessons."""

from dataclasses import dataclass

from duly.primitives.event import Event, private


@dataclass(frozen=True)
class LessonNoted(Event):
    code = "lesson.noted"
    subject = "lesson"
    says = "{ref}, of {came_of}, told to {told_to}: {words}"
    ref: str
    version: int
    came_of: str
    told_to: str
    words: str = private()
