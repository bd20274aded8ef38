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
    rules: int
    sender: str = private()
    about: str = private()
    why_late: str = private()
    flags: tuple[str, ...] = private()
    scanned: str = ""


@dataclass(frozen=True)
class PostRead(Event):
    """Words of a paper, or of what is attached to a mail, were read in the background: `how` is "text" (its own), "ocr", or "eye" where a person must."""

    code = "post.read"
    subject = "post item"
    says = "{ref} was read ({how}): {pages} pages."
    ref: str
    version: int
    how: str
    pages: int
    rules: int
    flags: tuple[str, ...] = private()
    attachments: int = 0


@dataclass(frozen=True)
class PostHeldBack(Event):
    """A file of post that could not be registered was kept as it came, apart, for a person to deal with."""

    code = "post.held-back"
    subject = "post held back"
    says = "A file of post was held back as {ref} ({came_by}): {why}"
    ref: str
    version: int
    sha256: str
    size: int
    came_by: str
    code_of: str
    why: str = private()
    name: str = private()


@dataclass(frozen=True)
class HeldBackSettled(Event):
    code = "post.held-back-settled"
    subject = "post held back"
    says = "{ref} was dealt with: {because}"
    ref: str
    version: int
    because: str = private()


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
    as_suggested: str
    next_action: str = private()


@dataclass(frozen=True)
class PostReallocated(Event):
    """`was` and `owner` are officers' references: whose it was, and whose it is. Where it goes and its state stay."""

    code = "post.reallocated"
    subject = "post item"
    says = "{ref} went from {was} to {owner}: {because} Next: {next_action}"
    ref: str
    version: int
    was: str
    owner: str
    because: str = private()
    next_action: str = private()


@dataclass(frozen=True)
class PostClosed(Event):
    """`outcome` is reply, forward, file, no reply or escalate; `principles` those met, of the numbered set of rules."""

    code = "post.closed"
    subject = "post item"
    says = "{ref} was closed ({outcome}): {because} Principles met: {principles:list}."
    ref: str
    version: int
    outcome: str
    principles: tuple[str, ...]
    rules: int
    because: str = private()


@dataclass(frozen=True)
class PostTakenUp(Event):
    """Post that was closed, sent on, or set aside as a duplicate or as needing no reply is to be dealt with after all. `owner` is an officer's reference."""

    code = "post.taken-up"
    subject = "post item"
    says = "{ref}, which was {was}, was taken up again, owned by {owner}: {because} Next: {next_action}"
    ref: str
    version: int
    was: str
    owner: str
    because: str = private()
    next_action: str = private()


@dataclass(frozen=True)
class PostPutRight(Event):
    """What was noted of an item when it came was wrong: how it came, on which day, or from whom. `was_*` are what was noted until now; `flags` what its words say otherwise by."""

    code = "post.put-right"
    subject = "post item"
    says = "{ref} was put right: {channel} received {received_on:day}, from {sender}. Until then: {was_channel} received {was_received_on:day}, from {was_sender}. {because}"
    ref: str
    version: int
    channel: str
    received_on: date
    was_channel: str
    was_received_on: date
    rules: int
    sender: str = private()
    was_sender: str = private()
    because: str = private()
    why_late: str = private()
    flags: tuple[str, ...] = private()


@dataclass(frozen=True)
class PostFlagged(Event):
    """`flags` are codes of rules; `rules` is the number of the set they are of. `by_rules` says "yes" when a newer set found them, "no" when a person did."""

    code = "post.flagged"
    subject = "post item"
    says = "{ref} was flagged later: {flags:list}. {because}"
    ref: str
    version: int
    rules: int
    by_rules: str
    flags: tuple[str, ...] = private()
    because: str = private()


@dataclass(frozen=True)
class PostUnflagged(Event):
    code = "post.unflagged"
    subject = "post item"
    says = "A flag of {ref} was said to be a false alarm: {flag}. {because}"
    ref: str
    version: int
    rules: int
    flag: str = private()
    because: str = private()


@dataclass(frozen=True)
class PostAlerted(Event):
    """Holders of a post were told of an item. `level` is 1 at first, and grows each time nobody acknowledged it by `by_when`."""

    code = "post.alerted"
    subject = "post item"
    says = "The {to_post:post} was alerted to {ref}, to acknowledge by {by_when:moment}: {note}"
    ref: str
    version: int
    to_post: str
    officers: tuple[str, ...]
    level: int
    by_when: str
    note: str = private()


@dataclass(frozen=True)
class PostForwarded(Event):
    """Misdirected post was sent on. `document_ref` and `sha256` are of the exact bytes that were sent; `message_id` is what the relay took them under."""

    code = "post.forwarded"
    subject = "post item"
    says = "{ref} was forwarded to {to_name}: {because}"
    ref: str
    version: int
    document_ref: str
    sha256: str
    message_id: str
    to_name: str = private()
    to_address: str = private()
    because: str = private()


@dataclass(frozen=True)
class PostAcknowledged(Event):
    """Whoever wrote was told that it came. `document_ref` and `sha256` are of the exact bytes that were sent."""

    code = "post.acknowledged"
    subject = "post item"
    says = "{ref} was acknowledged to {to_address}."
    ref: str
    version: int
    document_ref: str
    sha256: str
    message_id: str
    to_address: str = private()


@dataclass(frozen=True)
class WatchBegan(Event):
    code = "post-watch.began"
    subject = "post watch"
    says = "{ref}: post about {what} is watched. {because}"
    ref: str
    version: int
    what: str = private()
    because: str = private()


@dataclass(frozen=True)
class WatchEnded(Event):
    code = "post-watch.ended"
    subject = "post watch"
    says = "{ref}: post about {what} is watched no longer. {because}"
    ref: str
    version: int
    what: str = private()
    because: str = private()


@dataclass(frozen=True)
class RulesAdopted(Event):
    """The subject is the office's triage rules, numbered as they are adopted; the first set comes with the program and has no entry."""

    code = "triage-rules.adopted"
    subject = "triage rules"
    says = "Triage rules {number} were adopted, for post that comes from {starts:day} on: {because}"
    ref: str
    version: int
    number: int
    starts: date
    sha256: str
    because: str
