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
