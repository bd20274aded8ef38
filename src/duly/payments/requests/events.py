"""What the record says of payment requests. Who is to be paid, and for what, is private."""

from dataclasses import dataclass
from datetime import date

from duly.primitives.event import Event, private


@dataclass(frozen=True)
class PaymentAsked(Event):
    code = "payment-request.made"
    subject = "payment request"
    says = "{ref} asks that {payee} be paid {amount_pence:pounds} by {due:day}, for {source_ref}: {purpose}"
    ref: str
    version: int
    source_ref: str
    amount_pence: int
    due: date
    payee: str = private()
    purpose: str = private()


@dataclass(frozen=True)
class PaymentSettled(Event):
    code = "payment-request.settled"
    subject = "payment request"
    says = "{ref}, for {amount_pence:pounds}, is {state}: {because}"
    ref: str
    version: int
    state: str
    amount_pence: int
    because: str = private()
