"""What the record says of contracts."""

from dataclasses import dataclass
from datetime import date

from duly.primitives.event import Event, private


@dataclass(frozen=True)
class ContractMade(Event):
    code = "contract.made"
    subject = "contract"
    says = "Contract {ref} ({title}) with provider {provider_ref} was entered."
    ref: str
    version: int
    provider_ref: str
    title: str


@dataclass(frozen=True)
class ContractCorrected(Event):
    code = "contract.corrected"
    subject = "contract"
    says = "Contract {ref} is with provider {provider_ref}, and called {title}; a file had it otherwise."
    ref: str
    version: int
    provider_ref: str
    title: str


@dataclass(frozen=True)
class ContractForgotten(Event):
    """The import that told of it was undone. Its reference is free, and what is entered under it is the same row."""

    code = "contract.forgotten"
    subject = "contract"
    says = "Contract {ref} ({title}) is known no longer: the import that told of it was undone."
    ref: str
    version: int
    title: str


@dataclass(frozen=True)
class TermsAgreed(Event):
    """`further` are the terms not named here, and `bands`, `steps` and `clauses` those of the version, each as one text."""

    code = "terms.agreed"
    subject = "contract"
    says = "Version {terms_version} of the terms of contract {ref} was agreed, in force from {starts:day}: {basis}, clause {clause}."
    ref: str
    version: int
    terms_version: int
    starts: date
    basis: str
    tolerance_minutes: int
    floor_minutes: int
    match_window_minutes: int
    double_up_percent: int
    trim_limit_pence: int
    trim_limit_bp: int
    clause: str
    further: tuple[str, ...] = ()
    bands: tuple[str, ...] = ()
    steps: tuple[str, ...] = ()
    clauses: tuple[str, ...] = ()


@dataclass(frozen=True)
class ContractPutInForce(Event):
    code = "contract.put_in_force"
    subject = "contract"
    says = "Contract {ref} was put in force from {starts:day}: {because}"
    ref: str
    version: int
    starts: date
    ends: date
    because: str = private()


@dataclass(frozen=True)
class ContractEnded(Event):
    code = "contract.ended"
    subject = "contract"
    says = "Contract {ref} ends: {ends:day} is the first day it is not in force. {because}"
    ref: str
    version: int
    ends: date
    because: str = private()


@dataclass(frozen=True)
class ContractEmbargoed(Event):
    code = "contract.embargoed"
    subject = "contract"
    says = "An embargo was placed on contract {ref} from {starts:day}: {because}"
    ref: str
    version: int
    starts: date
    because: str = private()


@dataclass(frozen=True)
class EmbargoLifted(Event):
    code = "contract.embargo_lifted"
    subject = "contract"
    says = "The embargo on contract {ref} was lifted: {lifted:day} is the first day without it. {because}"
    ref: str
    version: int
    lifted: date
    because: str = private()
