"""What the record says of when files are due."""

from dataclasses import dataclass
from datetime import date

from duly.primitives.event import Event


@dataclass(frozen=True)
class DeadlineSet(Event):
    """`ref` is the kind of file, and "/provider" after it where it is for one provider."""

    code = "deadline.set"
    subject = "deadline"
    says = "Files of {ref} are due {days} days after their week, by minute {minute} of the day, from {starts:day}."
    ref: str
    version: int
    days: int
    minute: int
    starts: date
