"""How post is told to programs."""

from datetime import date

from ninja import Field, Schema


class SuggestedTriage(Schema):
    """What the rules suggest for an item, and why. `alert` is a post; `case` is one that it seems to be of."""

    way: str
    direct_to: str
    owner: str
    next_action: str
    case: str
    alert: str
    note: str
    request: str = Field(description="Under which Act it asks for something: foi, foisa or sar; empty where its flags speak of none.")
    reasons: list[str]


class Attached(Schema):
    """Something that came with a mail. `how` is text, ocr, eye (only a person can read it), or empty until it was read."""

    number: int
    name: str
    media_type: str
    size: int
    how: str
    why: str


class PostFile(Schema):
    """An item of post, or what came with one, byte for byte. `number` is that of the attachment, 0 for the item itself; `content` is in base64 (RFC 4648)."""

    ref: str
    number: int
    name: str
    media_type: str
    size: int = Field(description="In bytes.")
    sha256: str
    content: str


class ClockMoved(Schema):
    """A clock that moved with the day. `due` is null while it stands still."""

    clock: str
    began: date
    due: date | None


class PostItem(Schema):
    """One item of post. `suggested` is null once it is triaged."""

    ref: str
    version: int
    state: str
    channel: str
    file_name: str
    sha256: str = Field(description="Of its bytes exactly as they came.")
    scanned: str = Field(description="What a virus scanner said; empty where it was not checked.")
    received_on: date
    logged_on: date
    late: bool
    sender_name: str
    sender_address: str
    subject: str
    addressed_to: str
    direct_to: str
    next_action: str
    owner: str
    flags: list[str]
    flagged_at: list[str] = Field(description="Where each flag is first said: which attachment, page and paragraph.")
    attachments: list[Attached]
    same_message: list[str] = Field(description="Other items under its Message-ID, whose bytes differ.")
    cases: list[str] = Field(description="Cases it is with.")
    suggested: SuggestedTriage | None


class PostMended(PostItem):
    """The item as it reads now, what moved with its day and what stays; nothing of that when it is asked again with the same key."""

    moved: list[ClockMoved] = Field(description="Clocks that run from the day it came, as they run now.")
    stays: list[str] = Field(
        description="In a sentence each: clocks that could not move, and letters not yet out that still say it as before."
    )
