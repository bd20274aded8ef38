"""What the record says of standing instructions, and of letters read. Reasons, and all that tells of a person, are private."""

from dataclasses import dataclass
from datetime import date

from duly.primitives.event import Event, private


@dataclass(frozen=True)
class InstructionProposed(Event):
    """`about` is an entry of the directory; the scope is `case_refs`, or `subject`, or both."""

    code = "instruction.proposed"
    subject = "standing instruction"
    says = "{ref} was proposed about {about} ({kind}), on {case_refs:list}, to be reviewed by {review_on:day}: {reasons}"
    ref: str
    version: int
    about: str
    kind: str
    case_refs: tuple[str, ...]
    channels: tuple[str, ...]
    review_on: date
    expires_on: date
    reasons: str = private()
    matter: str = private()
    adjustments: str = private()
    warning: str = private()
    must_read: str = private()


@dataclass(frozen=True)
class InstructionAuthorised(Event):
    """`scheme` and `rule` are the authority under which it was given."""

    code = "instruction.authorised"
    subject = "standing instruction"
    says = "{ref} was authorised under row {rule} of {scheme}: {because}"
    ref: str
    version: int
    scheme: str
    rule: str
    because: str = private()


@dataclass(frozen=True)
class InstructionRefused(Event):
    code = "instruction.refused"
    subject = "standing instruction"
    says = "{ref} was refused: {because}"
    ref: str
    version: int
    because: str = private()


@dataclass(frozen=True)
class InstructionPutInForce(Event):
    """`how` says by which letter or call the person was told why, what, how long, until which review, and of the right to complain."""

    code = "instruction.put-in-force"
    subject = "standing instruction"
    says = "{ref} is in force from {starts:day}; the person was told on {notified_on:day}: {how}"
    ref: str
    version: int
    starts: date
    notified_on: date
    how: str = private()


@dataclass(frozen=True)
class InstructionReviewed(Event):
    code = "instruction.reviewed"
    subject = "standing instruction"
    says = "{ref} was reviewed and stands, to be reviewed again by {review_on:day}, under row {rule} of {scheme}: {because}"
    ref: str
    version: int
    review_on: date
    expires_on: date
    scheme: str
    rule: str
    because: str = private()


@dataclass(frozen=True)
class InstructionLifted(Event):
    code = "instruction.lifted"
    subject = "standing instruction"
    says = "{ref} was lifted: {because}"
    ref: str
    version: int
    because: str = private()


@dataclass(frozen=True)
class InstructionLapsed(Event):
    """Its last day went by, or nobody reviewed it in time. It had ceased to hold on that day, whether or not this was written."""

    code = "instruction.lapsed"
    subject = "standing instruction"
    says = "{ref} lapsed: it {why} on {on:day}."
    ref: str
    version: int
    why: str
    on: date


@dataclass(frozen=True)
class LetterRead(Event):
    """The subject is the reading of one item of post. `kinds` are of its points, in their order; `answered_in` where those repeated were answered."""

    code = "letter.read"
    subject = "letter reading"
    says = "{ref} was read: {outcome}. {points} points, of which {new} new. {because}"
    ref: str
    version: int
    instruction_ref: str
    outcome: str
    points: int
    new: int
    kinds: tuple[str, ...]
    answered_in: tuple[str, ...]
    because: str = private()


@dataclass(frozen=True)
class InstructionHandedOn(Event):
    """Somebody else reads what comes under it from now on."""

    code = "instruction.handed-on"
    subject = "standing instruction"
    says = "What comes under {ref} is read by {reader} from now on, not by {was}."
    ref: str
    version: int
    was: str
    reader: str
