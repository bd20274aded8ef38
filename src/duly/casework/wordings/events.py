"""What the record says of standard letters. Their words are the office's own, and no secret."""

from dataclasses import dataclass
from datetime import date

from duly.primitives.event import Event, private


@dataclass(frozen=True)
class LetterRulesAdopted(Event):
    """Rules of mandatory paragraphs for what is put forward from a day on; `sha256` is of their content."""

    code = "letter-rules.adopted"
    subject = "letter rules"
    says = "Rules {number} of mandatory paragraphs of letters were adopted, from {starts:day}. {because}"
    ref: str
    version: int
    number: int
    starts: date
    sha256: str
    because: str = private()


@dataclass(frozen=True)
class WordingWritten(Event):
    code = "wording.written"
    subject = "wording"
    says = "{ref} was written, a standard letter owned by {owner}, to be used until {expires:day}."
    ref: str
    version: int
    owner: str
    expires: date
    content_sha256: str


@dataclass(frozen=True)
class WordingPutForward(Event):
    code = "wording.put-forward"
    subject = "wording"
    says = "{ref} was put forward to be adopted: the words {content_sha256:.12}."
    ref: str
    version: int
    content_sha256: str


@dataclass(frozen=True)
class WordingSentBack(Event):
    code = "wording.sent-back"
    subject = "wording"
    says = "{ref} was sent back: {because}"
    ref: str
    version: int
    because: str = private()


@dataclass(frozen=True)
class WordingAdopted(Event):
    """`affected` are the drafts made from an earlier version that its adopter was shown."""

    code = "wording.adopted"
    subject = "wording"
    says = "{ref} was adopted: the words {content_sha256:.12}, to be used until {expires:day}. Drafts then under way: {affected:list}."
    ref: str
    version: int
    content_sha256: str
    expires: date
    affected: tuple[str, ...]


@dataclass(frozen=True)
class WordingReplaced(Event):
    code = "wording.replaced"
    subject = "wording"
    says = "{ref} was replaced by version {by_number}."
    ref: str
    version: int
    by_number: int


@dataclass(frozen=True)
class WordingRenewed(Event):
    code = "wording.renewed"
    subject = "wording"
    says = "{ref} may be used until {expires:day}, and is owned by {owner}: {because}"
    ref: str
    version: int
    expires: date
    owner: str
    because: str = private()
