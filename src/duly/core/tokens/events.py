"""What the record says of tokens."""

from dataclasses import dataclass
from datetime import date

from duly.primitives.event import Event, private


@dataclass(frozen=True)
class TokenMade(Event):
    code = "token.made"
    subject = "token"
    says = "{officer} made {ref} ({name}) for {scopes:list}; it works until {ends:day}."
    ref: str
    version: int
    officer: str
    scopes: tuple[str, ...]
    ends: date
    name: str = private()


@dataclass(frozen=True)
class TokenRevoked(Event):
    code = "token.revoked"
    subject = "token"
    says = "{ref} of {officer} was revoked."
    ref: str
    version: int
    officer: str


@dataclass(frozen=True)
class TokenUsed(Event):
    code = "token.used"
    subject = "use of token"
    says = "{ref} was used for what {officer} asked of {asked}."
    ref: str
    version: int
    officer: str
    asked: str
