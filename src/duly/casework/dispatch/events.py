"""What the record says of letters."""

from dataclasses import dataclass
from datetime import date

from duly.primitives.event import Event, private


@dataclass(frozen=True)
class LetterMade(Event):
    code = "letter.made"
    subject = "letter"
    says = "{ref} was made for {case_ref} from {template}, for {to_name}."
    ref: str
    version: int
    case_ref: str
    decision_ref: str
    template: str
    content_sha256: str
    to_name: str = private()
    format: str = ""
    item_ref: str = ""
    channel: str = ""
    on_behalf: str = ""
    to_ref: str = ""
    concerns: tuple[str, ...] = ()


@dataclass(frozen=True)
class LetterFilledIn(Event):
    code = "letter.filled-in"
    subject = "letter"
    says = "{ref} was filled in again."
    ref: str
    version: int
    content_sha256: str


@dataclass(frozen=True)
class LetterApproved(Event):
    code = "letter.approved"
    subject = "letter"
    says = "{ref} was approved: the bytes {content_sha256:.12}."
    ref: str
    version: int
    content_sha256: str
    on_behalf: str = ""


@dataclass(frozen=True)
class LetterReleased(Event):
    code = "letter.released"
    subject = "letter"
    says = "{ref} was handed over to be sent to {to_address}."
    ref: str
    version: int
    content_sha256: str
    to_address: str = private()


@dataclass(frozen=True)
class LetterLetGo(Event):
    """A letter was handed over though its case is marked as a whole, and why."""

    code = "letter.let-go"
    subject = "letter"
    says = "{ref} was handed over though {case_ref} is marked {mark}: {because}"
    ref: str
    version: int
    case_ref: str
    mark: str
    because: str = private()


@dataclass(frozen=True)
class LetterSent(Event):
    code = "letter.sent"
    subject = "letter"
    says = "{ref} was sent on {sent_on:day}, the bytes {content_sha256:.12}."
    ref: str
    version: int
    sent_on: date
    message_id: str
    content_sha256: str


@dataclass(frozen=True)
class LetterCommented(Event):
    code = "letter.commented"
    subject = "letter"
    says = "Draft {number} of {ref} was commented on: {words}"
    ref: str
    version: int
    number: int
    paragraph: int
    words: str = private()


@dataclass(frozen=True)
class LetterReturned(Event):
    code = "letter.returned"
    subject = "letter"
    says = "Draft {number} of {ref} was returned: {words}"
    ref: str
    version: int
    number: int
    words: str = private()


@dataclass(frozen=True)
class LetterStandsAsWorded(Event):
    """A letter that says only what a standard letter says that was adopted to be sent so: nobody approves it again."""

    code = "letter.as-worded"
    subject = "letter"
    says = "{ref} says only what {wording} says, and is sent as that was adopted: the bytes {content_sha256:.12}."
    ref: str
    version: int
    wording: str
    content_sha256: str


@dataclass(frozen=True)
class LetterDeliveryNoted(Event):
    code = "letter.delivery-noted"
    subject = "letter"
    says = "{ref}: {how}, on {on:day}. {words}"
    ref: str
    version: int
    how: str
    on: date
    document_ref: str
    words: str = private()


@dataclass(frozen=True)
class LetterSignedInInk(Event):
    """The scan bears the mark of exactly this version; `signer` is whose ink it is."""

    code = "letter.signed-in-ink"
    subject = "letter"
    says = "{ref} was signed in ink by {signer}: the bytes {content_sha256:.12}, by the mark on the scan ({read_how})."
    ref: str
    version: int
    signer: str
    content_sha256: str
    ink_ref: str
    scan_sha256: str
    read_how: str
    on_behalf: str


@dataclass(frozen=True)
class PackMade(Event):
    code = "print-pack.made"
    subject = "print pack"
    says = "{ref} was made: {letters:list}, {pages} pages, the bytes {content_sha256:.12}."
    ref: str
    version: int
    letters: tuple[str, ...]
    pages: int
    content_sha256: str


@dataclass(frozen=True)
class PackPrinted(Event):
    code = "print-pack.printed"
    subject = "print pack"
    says = "{ref} was printed."
    ref: str
    version: int


@dataclass(frozen=True)
class PackPosted(Event):
    code = "print-pack.posted"
    subject = "print pack"
    says = "{ref} was posted on {on:day}: {count} envelopes counted."
    ref: str
    version: int
    on: date
    count: int


@dataclass(frozen=True)
class InkCopyPrinted(Event):
    code = "ink-copy.printed"
    subject = "ink copy"
    says = "{ref} was printed to be signed in ink by {signer}: draft {number} of {letter_ref}, marked {mark}."
    ref: str
    version: int
    letter_ref: str
    number: int
    signer: str
    mark: str
    content_sha256: str


@dataclass(frozen=True)
class InkCopySigned(Event):
    code = "ink-copy.signed"
    subject = "ink copy"
    says = "The scan of {ref} came in, signed on {on:day}; its mark was read by {read_how}."
    ref: str
    version: int
    scan_sha256: str
    read_how: str
    on: date


@dataclass(frozen=True)
class FormatOrdered(Event):
    code = "letter-format.ordered"
    subject = "letter format"
    says = "{ref}: draft {number} of {letter_ref} was ordered in {format} from {supplier}, by {due:day}."
    ref: str
    version: int
    letter_ref: str
    number: int
    content_sha256: str
    format: str
    supplier: str
    due: date


@dataclass(frozen=True)
class FormatMade(Event):
    code = "letter-format.made"
    subject = "letter format"
    says = "{ref}: draft {number} of {letter_ref} was made in {format} here, the bytes {document_sha256:.12}."
    ref: str
    version: int
    letter_ref: str
    number: int
    content_sha256: str
    format: str
    document_sha256: str


@dataclass(frozen=True)
class FormatReceived(Event):
    code = "letter-format.received"
    subject = "letter format"
    says = "{ref} was received on {on:day}. {in_hand}"
    ref: str
    version: int
    on: date
    document_sha256: str
    in_hand: str


@dataclass(frozen=True)
class FormatCancelled(Event):
    code = "letter-format.cancelled"
    subject = "letter format"
    says = "{ref} was cancelled: {because}"
    ref: str
    version: int
    because: str = private()


@dataclass(frozen=True)
class LetterDropped(Event):
    """A letter that was not sent, and will not be. What it said is kept."""

    code = "letter.dropped"
    subject = "letter"
    says = "{ref} was dropped and will not be sent: {because}"
    ref: str
    version: int
    because: str = private()
