"""What the record says of bank holidays."""

from dataclasses import dataclass
from datetime import date

from duly.primitives.event import Event


@dataclass(frozen=True)
class HolidaysLoaded(Event):
    code = "holidays.loaded"
    subject = "calendar"
    says = "Bank holidays of {years:list} were brought up to date: {added} added, {withdrawn} withdrawn."
    ref: str
    version: int
    years: tuple[int, ...]
    added: int
    withdrawn: int


@dataclass(frozen=True)
class HolidayAdded(Event):
    code = "holiday.added"
    subject = "calendar"
    says = "{title} on {day:day} was added to the bank holidays of {division}."
    ref: str
    version: int
    division: str
    day: date
    title: str


@dataclass(frozen=True)
class HolidayRemoved(Event):
    code = "holiday.removed"
    subject = "calendar"
    says = "{title} on {day:day} was removed from the bank holidays of {division}."
    ref: str
    version: int
    division: str
    day: date
    title: str
