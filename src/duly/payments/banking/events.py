"""What the record says of bank files. Never an account number."""

from dataclasses import dataclass

from duly.primitives.event import Event, private


@dataclass(frozen=True)
class PayingAccountAdopted(Event):
    code = "paying-account.adopted"
    subject = "paying account"
    says = "Payments are made from the account of {name} ending {ending}."
    ref: str
    version: int
    name: str
    ending: str


@dataclass(frozen=True)
class FileIssued(Event):
    code = "file.issued"
    subject = "file"
    says = "Bank file {ref} was issued for run {run_ref}: {payments} payments, {total_pence:pounds}."
    ref: str
    version: int
    serial: int
    run_ref: str
    payments: int
    total_pence: int
    byte_count: int
    sha256: str
    content_sha256: str
    preparer: str
    approver: str


@dataclass(frozen=True)
class FileHandedOver(Event):
    code = "file.handed-over"
    subject = "file"
    says = "Bank file {ref} was taken away, {byte_count} bytes."
    ref: str
    version: int
    byte_count: int
    sha256: str


@dataclass(frozen=True)
class FileVoidAsked(Event):
    code = "file.void-asked"
    subject = "file"
    says = "It was asked that bank file {ref} be voided: {because}"
    ref: str
    version: int
    because: str = private()


@dataclass(frozen=True)
class FileKept(Event):
    code = "file.kept"
    subject = "file"
    says = "The request to void bank file {ref} was withdrawn."
    ref: str
    version: int


@dataclass(frozen=True)
class FileVoided(Event):
    code = "file.voided"
    subject = "file"
    says = "Bank file {ref} was voided, as {asked_by} asked; {total_pence:pounds} was not paid by it."
    ref: str
    version: int
    total_pence: int
    asked_by: str
