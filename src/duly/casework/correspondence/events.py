"""What the record says of post."""

from dataclasses import dataclass
from datetime import date

from duly.primitives.event import Event, private


@dataclass(frozen=True)
class PostRegistered(Event):
    code = "post.registered"
    subject = "post item"
    says = "{ref} was registered: {channel} received {received_on:day}, logged {logged_on:day}, from {sender}: {about}"
    ref: str
    version: int
    channel: str
    document_ref: str
    sha256: str
    received_on: date
    logged_on: date
    sender: str = private()
    about: str = private()
    why_late: str = private()


@dataclass(frozen=True)
class PostTriaged(Event):
    code = "post.triaged"
    subject = "post item"
    says = "{ref} is now {state}: {direct_to}, owned by {owner}. Next: {next_action}"
    ref: str
    version: int
    state: str
    direct_to: str
    owner: str
    next_action: str = private()


@dataclass(frozen=True)
class PostClosed(Event):
    code = "post.closed"
    subject = "post item"
    says = "{ref} was closed: {because}"
    ref: str
    version: int
    because: str = private()
