"""What the record says of paper files. A place or a person outside is told in words, which are private."""

from dataclasses import dataclass
from datetime import date

from duly.primitives.event import Event, private


@dataclass(frozen=True)
class PaperFileMoved(Event):
    code = "paper-file.moved"
    subject = "paper file"
    says = "Volume {volume} of the paper file of {ref}: {way} on {moved_on:day}: {where}"
    ref: str
    version: int
    volume: int
    way: str
    holder: str
    moved_on: date
    due_back: str
    where: str = private()
