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
    time_number: int = 0
    checkpoint_size: int = 0
    unwitnessed: bool = False


@dataclass(frozen=True)
class FileVoidAsked(Event):
    code = "file.void-asked"
    subject = "file"
    says = "It was asked that bank file {ref} be voided: {because}"
    ref: str
    version: int
    because: str = private()
    handed_over: int = 0
    evidence: str = ""
    evidence_sha256: str = ""


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
    handed_over: int = 0
    evidence: str = ""
    evidence_sha256: str = ""


@dataclass(frozen=True)
class OverrideAsked(Event):
    code = "override.asked"
    subject = "override"
    says = (
        "It was asked that bank file {ref} be handed over unwitnessed, no witness having answered for {silent_minutes} minutes: {because}"
    )
    ref: str
    version: int
    silent_minutes: int
    because: str = private()


@dataclass(frozen=True)
class OverrideGiven(Event):
    code = "override.given"
    subject = "override"
    says = "Bank file {ref}, {total_pence:pounds}, may be handed over unwitnessed, as {asked_by} asked."
    ref: str
    version: int
    total_pence: int
    sha256: str
    asked_by: str


@dataclass(frozen=True)
class OverrideRefused(Event):
    code = "override.refused"
    subject = "override"
    says = "The request to hand over bank file {ref} unwitnessed was turned down."
    ref: str
    version: int


@dataclass(frozen=True)
class PaymentsLocked(Event):
    code = "payments.locked"
    subject = "payments lock"
    says = "Payments were locked, our last file being number {last_serial}: {because}"
    ref: str
    version: int
    last_serial: int
    because: str


@dataclass(frozen=True)
class PaymentsReconciled(Event):
    code = "payments.reconciled"
    subject = "payments lock"
    says = "Payments were reconciled with the witness to number {witness_serial} and the bank to number {bank_serial}: {missing} missing files, {missing_pence:pounds}. {note}"
    ref: str
    version: int
    witness_serial: int
    bank_serial: int
    missing: int
    missing_pence: int
    note: str = private()


@dataclass(frozen=True)
class UnlockAsked(Event):
    code = "payments.unlock-asked"
    subject = "payments lock"
    says = "It was asked that payments be unlocked: {because}"
    ref: str
    version: int
    because: str = private()


@dataclass(frozen=True)
class UnlockTurnedDown(Event):
    code = "payments.unlock-turned-down"
    subject = "payments lock"
    says = "The request to unlock payments was turned down."
    ref: str
    version: int


@dataclass(frozen=True)
class PaymentsUnlocked(Event):
    code = "payments.unlocked"
    subject = "payments lock"
    says = "Payments were unlocked, as {asked_by} asked."
    ref: str
    version: int
    asked_by: str


@dataclass(frozen=True)
class MissingFileFound(Event):
    code = "missing-file.found"
    subject = "missing file"
    says = (
        "Bank file number {serial}, {pence:pounds}, is known to the {known_to} and not to this database: its number is burnt, and {held}."
    )
    ref: str
    version: int
    serial: int
    sha256: str
    pence: int
    known_to: str
    held: str


@dataclass(frozen=True)
class MissingFileSettleAsked(Event):
    code = "missing-file.settle-asked"
    subject = "missing file"
    says = "It was asked that missing file {ref} be settled as {settling}: {because}"
    ref: str
    version: int
    settling: str
    paid_by_run: str
    evidence: str
    evidence_sha256: str
    because: str = private()


@dataclass(frozen=True)
class MissingFileKept(Event):
    code = "missing-file.kept"
    subject = "missing file"
    says = "The request to settle missing file {ref} was turned down: it is held as before."
    ref: str
    version: int


@dataclass(frozen=True)
class MissingFileSettled(Event):
    code = "missing-file.settled"
    subject = "missing file"
    says = "Missing file {ref}, {pence:pounds}, was settled as {settling}, as {asked_by} asked."
    ref: str
    version: int
    serial: int
    pence: int
    settling: str
    paid_by_run: str
    asked_by: str


@dataclass(frozen=True)
class AnswerDealtWith(Event):
    code = "answer.dealt-with"
    subject = "bank answer"
    says = "{bank}'s answer {reference}, which matches nothing of ours, was dealt with {how}: {because}"
    ref: str
    version: int
    bank: str
    reference: str
    how: str
    payment: str
    because: str = private()
