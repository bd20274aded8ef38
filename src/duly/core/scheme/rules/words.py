"""The closed words of a scheme: conditions, rows, and how each is said."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from duly.primitives.money import sterling
from duly.primitives.period import say_day
from duly.primitives.power import FactKind

Operator = Literal["is", "is not", "at most", "at least", "one of"]
Value = bool | int | str | date | tuple[str, ...]
Facts = dict[str, Any]

OPERATORS: dict[FactKind, tuple[Operator, ...]] = {
    "pence": ("at most", "at least", "is"),
    "number": ("at most", "at least", "is"),
    "yes/no": ("is",),
    "word": ("is", "is not", "one of"),
    "date": ("at most", "at least", "is"),
}


@dataclass(frozen=True)
class Condition:
    """One cell: a fact, an operator, and the value it is held against."""

    fact: str
    operator: Operator
    value: Value


@dataclass(frozen=True)
class Row:
    """One rule: this post may, when every condition holds. `scheme` names the instrument it stands in."""

    number: str
    post: str
    conditions: tuple[Condition, ...]
    clause: str
    scheme: str = ""


def say(condition: Condition, kind: FactKind) -> str:
    """A condition in words: "amount over agreed at most £100.00"."""
    if condition.operator == "one of":
        shown = " or ".join(str(v) for v in condition.value)  # type: ignore[union-attr]  # "one of" always holds a tuple: why_not_a_row
        return f"{condition.fact} is {shown}"
    return f"{condition.fact} {condition.operator} {say_value(condition.value, kind)}"


def say_value(value: Any, kind: FactKind) -> str:
    """A fact's value in words."""
    if value is None:
        return "not said"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if kind == "pence":
        return f"{sterling(value)}"
    if isinstance(value, date):
        return say_day(value)
    return str(value)
