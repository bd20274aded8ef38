"""What the record says of statements."""

from dataclasses import dataclass
from datetime import date

from duly.primitives.event import Event, private


@dataclass(frozen=True)
class FigureTold(Event):
    code = "figure.told"
    subject = "provider's figure"
    says = "{said_by} said for {ref}, by {came_by} of {said_on:day}, that {pence:pounds} is unpaid. Invoices on their list: {count}."
    ref: str
    version: int
    pence: int
    said_on: date
    came_by: str
    count: int
    lines: tuple[str, ...]
    said_by: str = private()


@dataclass(frozen=True)
class StatementAsked(Event):
    code = "statement.asked"
    subject = "position statement"
    says = "{asked_by} asked for the position statement of {ref}, by {reply_by}: {because}"
    ref: str
    version: int
    reply_by: str
    asked_by: str = private()
    because: str = private()


@dataclass(frozen=True)
class StatementSent(Event):
    """`officer` is whoever it was sent to: they are told by an alert that leads to it."""

    code = "statement.sent"
    subject = "position statement"
    says = "The position statement of {ref}, as known at entry {as_known}, was sent to {officer}."
    ref: str
    version: int
    as_known: int
    officer: str
