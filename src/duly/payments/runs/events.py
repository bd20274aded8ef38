"""What the record says of runs. A run is told of by its totals and digests; its lines stand in its tables."""

from dataclasses import dataclass
from datetime import date

from duly.primitives.event import Event, private


@dataclass(frozen=True)
class RunDrafted(Event):
    code = "run.drafted"
    subject = "run"
    says = "Run {ref} was drafted for the week of {week:day}, to be paid on {pay_date:day}: {lines} lines, {pence:pounds}; {left_out} left out."
    ref: str
    version: int
    category: str
    week: date
    pay_date: date
    lines: int
    pence: int
    left_out: int
    lines_sha256: str


@dataclass(frozen=True)
class LinesClaimedElsewhere(Event):
    code = "run.lines-claimed-elsewhere"
    subject = "run"
    says = "{lines} lines of run {ref} were claimed by another run first, or left nothing to pay, and were left out: {pence:pounds}."
    ref: str
    version: int
    lines: int
    pence: int


@dataclass(frozen=True)
class LinesTakenOut(Event):
    code = "run.lines-taken-out"
    subject = "run"
    says = "{lines} lines were taken out of run {ref}, {pence:pounds}: {because}"
    ref: str
    version: int
    lines: int
    pence: int
    because: str = private()


@dataclass(frozen=True)
class RunPrepared(Event):
    code = "run.prepared"
    subject = "run"
    says = "Run {ref} was prepared: {payments} payments, {total_pence:pounds}."
    ref: str
    version: int
    payments: int
    lines: int
    total_pence: int
    content_sha256: str


@dataclass(frozen=True)
class RunReopened(Event):
    code = "run.reopened"
    subject = "run"
    says = "Run {ref} was reopened: {because}"
    ref: str
    version: int
    because: str = private()


@dataclass(frozen=True)
class RunApproved(Event):
    code = "run.approved"
    subject = "run"
    says = "Run {ref} was approved: {total_pence:pounds} to pay."
    ref: str
    version: int
    total_pence: int
    seen_sha256: str


@dataclass(frozen=True)
class RunVoided(Event):
    code = "run.voided"
    subject = "run"
    says = "Run {ref} was made void and its {lines} lines set free: {because}"
    ref: str
    version: int
    lines: int
    total_pence: int
    because: str = private()


@dataclass(frozen=True)
class PaymentReturned(Event):
    """The subject is the run's returns, numbered as they come; the run itself stays as it was approved."""

    code = "payment.returned"
    subject = "run returns"
    says = "The bank sent back payment {n} of run {ref}, {pence:pounds} to {provider_ref}, as {answer}: {lines} lines are due again."
    ref: str
    version: int
    n: int
    provider_ref: str
    pence: int
    lines: int
    answer: str
    reason_code: str
