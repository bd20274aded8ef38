"""What the record says of the directory. Every word about a person is private; what they need says something of their health, and is too."""

from dataclasses import dataclass
from datetime import date

from duly.primitives.event import Event, private


@dataclass(frozen=True)
class EntryEntered(Event):
    """`not_the_same_as` are the entries that were shown as alike, and were said to be another."""

    code = "entry.entered"
    subject = "entry"
    says = "{ref} was entered in the directory as a {kind}: {name}."
    ref: str
    version: int
    kind: str
    starts: date
    not_the_same_as: tuple[str, ...]
    name: str = private()
    email: str = private()
    phone: str = private()
    post: str = private()


@dataclass(frozen=True)
class EntriesToldApart(Event):
    """Whoever entered somebody, or told something of them, was shown `others` as alike and said that each is another."""

    code = "entry.told-apart"
    subject = "entry"
    says = "{ref} is another than {others:list}, which it was found to be like: {because}"
    ref: str
    version: int
    others: tuple[str, ...]
    because: str = private()


@dataclass(frozen=True)
class DetailTold(Event):
    code = "entry.detail-told"
    subject = "entry"
    says = "Of {ref} was told from {starts:day} ({kind}): {text}"
    ref: str
    version: int
    kind: str
    starts: date
    ends: date
    text: str = private()


@dataclass(frozen=True)
class DetailEnded(Event):
    """A detail told before holds no longer, or never did where it ends on the day it began. `was` is the day it began."""

    code = "entry.detail-ended"
    subject = "entry"
    says = "Of {ref} no longer holds from {ends:day} ({kind}): {text}"
    ref: str
    version: int
    kind: str
    was: date
    ends: date
    text: str = private()


@dataclass(frozen=True)
class RoleGiven(Event):
    code = "entry.role-given"
    subject = "entry"
    says = "{ref} is from {starts:day}: {role} {of} {scope} {note}"
    ref: str
    version: int
    role: str
    of: str
    scope: str
    starts: date
    ends: date
    note: str = private()


@dataclass(frozen=True)
class RoleEnded(Event):
    code = "entry.role-ended"
    subject = "entry"
    says = "{ref} is no longer from {ends:day}: {role} {of} {scope} {note}"
    ref: str
    version: int
    role: str
    of: str
    scope: str
    was: date
    ends: date
    note: str = private()


@dataclass(frozen=True)
class PersonDied(Event):
    """Somebody died. `source` is from whom or what the office knows it."""

    code = "entry.died"
    subject = "entry"
    says = "{ref} died on {on:day}. It is known from: {source}"
    ref: str
    version: int
    on: date
    source: str = private()


@dataclass(frozen=True)
class DeathUndone(Event):
    """Somebody had been said to have died by mistake."""

    code = "entry.death-undone"
    subject = "entry"
    says = "{ref} did not die, as had been said: {because}"
    ref: str
    version: int
    because: str = private()


@dataclass(frozen=True)
class EntriesMerged(Event):
    code = "entry.merged"
    subject = "entry"
    says = "{other} is the same as {ref}: {because}"
    ref: str
    version: int
    other: str
    because: str = private()


@dataclass(frozen=True)
class EntriesParted(Event):
    code = "entry.parted"
    subject = "entry"
    says = "{other} is not the same as {ref} after all: {because}"
    ref: str
    version: int
    other: str
    because: str = private()


@dataclass(frozen=True)
class MarkerPlaced(Event):
    code = "marker.placed"
    subject = "entry"
    says = "Marker {number} was placed on {ref} until {ends:day}, for {owner} to review by {review_on:day}: {kind}. {because}"
    ref: str
    version: int
    number: int
    owner: str
    review_on: date
    starts: date
    ends: date
    kind: str = private()
    because: str = private()


@dataclass(frozen=True)
class MarkerReviewed(Event):
    code = "marker.reviewed"
    subject = "entry"
    says = "Marker {number} of {ref} was reviewed and stands until {ends:day}, for {owner} to review by {review_on:day}: {kind}. {because}"
    ref: str
    version: int
    number: int
    owner: str
    review_on: date
    starts: date
    ends: date
    kind: str = private()
    because: str = private()


@dataclass(frozen=True)
class MarkerLifted(Event):
    code = "marker.lifted"
    subject = "entry"
    says = "Marker {number} of {ref} was lifted: {because}"
    ref: str
    version: int
    number: int
    because: str = private()


@dataclass(frozen=True)
class MarkerHandedOn(Event):
    code = "marker.handed-on"
    subject = "entry"
    says = "Marker {number} of {ref} passed from {was} to {owner}, to review by {review_on:day}: {kind}. {because}"
    ref: str
    version: int
    number: int
    was: str
    owner: str
    review_on: date
    kind: str = private()
    because: str = private()
