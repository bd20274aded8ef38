"""What the record says of schemes."""

from dataclasses import dataclass
from datetime import date

from duly.primitives.event import Event, private


@dataclass(frozen=True)
class SchemeAdopted(Event):
    code = "scheme.adopted"
    subject = "scheme"
    says = "{office} adopted delegation scheme {number}, {rules} rules, in force from {starts:day}."
    ref: str
    version: int
    office: str
    number: int
    rules: int
    starts: date
    rules_sha256: str


@dataclass(frozen=True)
class SchemeReplaced(Event):
    code = "scheme.replaced"
    subject = "scheme"
    says = "Delegation scheme {ref} ceased to be in force on {ends:day}, when the next one began."
    ref: str
    version: int
    ends: date


@dataclass(frozen=True)
class AuthoritySuspended(Event):
    code = "authority.suspended"
    subject = "authority"
    says = "The authority of {ref} to use {power} was suspended from {starts:day}, because {because}"
    ref: str
    version: int
    power: str
    starts: date
    ends: str
    because: str = private()


@dataclass(frozen=True)
class AuthorityLetBack(Event):
    """`given` is all that is given back from this day on, in words."""

    code = "authority.let-back"
    subject = "authority"
    says = "Part of the authority of {ref} to use {power} was given back from {starts:day}: {given:list}."
    ref: str
    version: int
    power: str
    starts: date
    given: tuple[str, ...]


@dataclass(frozen=True)
class AuthorityRestored(Event):
    code = "authority.restored"
    subject = "authority"
    says = "The authority of {ref} to use {power} was restored from {starts:day}."
    ref: str
    version: int
    power: str
    starts: date


@dataclass(frozen=True)
class StandInNamed(Event):
    code = "stand-in.named"
    subject = "stand-in"
    says = "{officer_ref} stands in for the post of {ref} when its holder is away, from {starts:day} until {ends:day}, because {because}"
    ref: str
    version: int
    officer_ref: str
    starts: date
    ends: date
    because: str = private()


@dataclass(frozen=True)
class StandInEnded(Event):
    code = "stand-in.ended"
    subject = "stand-in"
    says = "{officer_ref} ceased to stand in for the post of {ref} on {ends:day}."
    ref: str
    version: int
    officer_ref: str
    ends: date


@dataclass(frozen=True)
class InterestDeclared(Event):
    code = "interest.declared"
    subject = "interest"
    says = "{ref} declared an interest in {about} from {starts:day}: {because}"
    ref: str
    version: int
    starts: date
    about: str = private()
    because: str = private()


@dataclass(frozen=True)
class InterestWithdrawn(Event):
    code = "interest.withdrawn"
    subject = "interest"
    says = "{ref} has had no interest in {about} since {ends:day}."
    ref: str
    version: int
    ends: date
    about: str = private()


@dataclass(frozen=True)
class SchemeProposed(Event):
    code = "scheme.proposed"
    subject = "proposed scheme"
    says = "{ref} proposes scheme {number} for {office}, {rules} rules, from {starts:day}."
    ref: str
    version: int
    office: str
    number: int
    rules: int
    starts: date
    rules_sha256: str


@dataclass(frozen=True)
class ProposalSettled(Event):
    """`adopted_as` is the instrument it became, or nothing where it was withdrawn."""

    code = "scheme.proposal-settled"
    subject = "proposed scheme"
    says = "The proposed scheme {ref} was {state}. {adopted_as}"
    ref: str
    version: int
    state: str
    adopted_as: str
