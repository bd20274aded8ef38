"""What the record says of schemes."""

from dataclasses import dataclass
from datetime import date

from duly.primitives.event import Event


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
