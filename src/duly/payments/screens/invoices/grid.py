"""The grid of a keyed invoice in finished words: its columns, its rows, what is wrong with a cell, and what stands beside a line."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.http import QueryDict

from duly.core.intake.faults import Fault
from duly.payments.invoices.actions import Looked, Typed
from duly.payments.invoices.queries import Beside
from duly.payments.invoices.rules import DAYS
from duly.payments.screens.exceptions.words import TONES, why
from duly.payments.screens.payees.forms import typed as as_typed
from duly.payments.validation.queries import severity_of
from duly.primitives.money import sterling

ROWS = 20


@dataclass(frozen=True)
class Heading:
    """A column: what it is called, how wide its cells are in letters, whether it holds figures, and whether a line may leave it empty."""

    label: str
    width: int
    figures: bool = False
    optional: bool = False


_PERSON = {"person": Heading("Person", 9), "service": Heading("Service", 12)}
_MONEY = {"rate": Heading("Rate £", 7, True), "amount": Heading("Amount £", 12, True), "vat": Heading("VAT £", 6, True, optional=True)}
BY_WEEK = {**_PERSON, "week_starting": Heading("Week from", 11), "minutes": Heading("Time", 6, True), **_MONEY}
BY_NIGHT = {**_PERSON, "from": Heading("First night", 11), "to": Heading("Last night", 11), "nights": Heading("Nights", 5, True), **_MONEY}


@dataclass(frozen=True)
class CellShown:
    """One cell: what is typed in it, and what is wrong with it."""

    id: str
    name: str
    label: str
    value: str
    width: int
    figures: bool
    wrong: str = ""
    nearest: str = ""


@dataclass(frozen=True)
class LineShown:
    """What stands beside one line: the person's name, its faults by cell, and what is agreed, as words with a tone."""

    values: Mapping[str, str]
    name: str = ""
    faults: tuple[Fault, ...] = ()
    said: tuple[tuple[str, str, str], ...] = ()

    def as_told(self) -> dict[str, Any]:
        """For the grid's script."""
        return {"name": self.name, "values": self.values, "faults": [told(one) for one in self.faults], "said": self.said}


@dataclass(frozen=True)
class RowShown:
    """One row of the grid."""

    number: int
    cells: tuple[CellShown, ...]
    line: LineShown = field(default_factory=lambda: LineShown({}))


def typed_in(sent: QueryDict, columns: Mapping[str, Heading]) -> Typed:
    """What was sent of a grid: a row for each of its rows, empty ones too."""
    cells = {name: sent.getlist(name) for name in columns}
    many = max((len(words) for words in cells.values()), default=0)
    lines = tuple({name: words[n] if n < len(words) else "" for name, words in cells.items()} for n in range(many))
    return Typed(sent.get("provider", ""), sent.get("invoice", ""), sent.get("total", ""), lines)


def lines(looked: Looked, known: Mapping[int, Beside]) -> dict[int, LineShown]:
    """What stands beside each line that has something in it."""
    told = {}
    for row, cells in looked.lines.items():
        beside = known.get(row)
        faults = tuple(fault for fault in looked.faults if fault.row == row)
        said = tuple(_said(one.code, one.says) for one in beside.said) if beside else ()
        told[row] = LineShown({name: shown(name, value) for name, value in cells.items()}, beside.name if beside else "", faults, said)
    return told


def rows(typed: Typed, columns: Mapping[str, Heading], known: Mapping[int, LineShown], *, at_least: int) -> tuple[RowShown, ...]:
    """The rows of the grid, with what was typed as it was typed."""
    return tuple(
        RowShown(n, tuple(_cell(n, name, head, typed.lines, known.get(n)) for name, head in columns.items()), known.get(n, LineShown({})))
        for n in range(1, at_least + 1)
    )


def _cell(n: int, name: str, head: Heading, typed: Sequence[Mapping[str, str]], line: LineShown | None) -> CellShown:
    fault = next((one for one in line.faults if one.column == name), None) if line else None
    value = typed[n - 1].get(name, "") if n <= len(typed) else ""
    label = f"{head.label.removesuffix(' £')}, line {n}"
    wrong, nearest = (fault.says, shown(name, fault.nearest)) if fault else ("", "")
    return CellShown(cell_id(n, name), name, label, value, head.width, head.figures, wrong, nearest)


def cell_id(row: int, column: str) -> str:
    """Where a fault is mended: a cell of the grid, or a box above it."""
    return f"cell-{row}-{column}" if row else f"id_{column}" if column in ("provider", "invoice", "total") else "cell-1-person"


def sentence(fault: Fault) -> str:
    """A fault with its place in the grid: "Line 3, minutes: …"."""
    place = f"Line {fault.row}, {fault.column.replace('_', ' ')}" if fault.row else fault.column.replace("_", " ").capitalize()
    says = f"{place}: {fault.says}" if place else fault.says
    return f"{says} Did you mean {shown(fault.column, fault.nearest)}?" if fault.nearest else says


def told(fault: Fault) -> dict[str, str | bool]:
    """A fault for the grid's script. What is only empty yet is not told of the line that is being typed."""
    return {"column": fault.column, "says": fault.says, "nearest": shown(fault.column, fault.nearest), "empty": not fault.found}


def shown(column: str, value: str) -> str:
    """A value as it would be typed: days as 9/11/2026."""
    if column not in DAYS:
        return value
    try:
        return as_typed(date.fromisoformat(value))
    except ValueError:
        return value


def totals(looked: Looked) -> tuple[tuple[str, str], ...]:
    """What the lines come to beside what the invoice says."""
    many = len(looked.lines)
    found = looked.pence + looked.vat_pence
    told = [(f"{many} line{'' if many == 1 else 's'}", sterling(looked.pence))]
    told += [("VAT", sterling(looked.vat_pence))] if looked.vat_pence else []
    told += [("The lines come to", sterling(found))]
    if looked.stated_pence is None:
        return tuple(told)
    told += [("The invoice says", sterling(looked.stated_pence))]
    left = looked.stated_pence - found
    return (*told, ("They agree", sterling(0)) if not left else ("Still to come" if left > 0 else "Too much by", sterling(abs(left))))


def tape(looked: Looked) -> tuple[str, ...]:
    """Every sum that was typed, and what it comes to."""
    return tuple(one.says for one in looked.sums)


def _said(code: int, says: str) -> tuple[str, str, str]:
    return (why(code), TONES[severity_of(code)] or "plain", says) if code else ("", "green", says)
