"""What the record says of contracts."""

from dataclasses import dataclass
from datetime import date

from duly.primitives.event import Event


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
class TermsAgreed(Event):
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
