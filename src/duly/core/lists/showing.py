"""What a list shows of a row: columns and facets, as people read values and as machines do."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal
from zoneinfo import ZoneInfo

from duly.primitives.money import plain_pounds, pounds, rate_in_pounds
from duly.primitives.period import say_day

Kind = Literal["text", "number", "pounds", "rate", "day", "moment", "yes/no"]
LONDON = ZoneInfo("Europe/London")
NOTHING = "none"


@dataclass(frozen=True)
class Shown:
    """One column: the row's attribute, a heading that never changes, and what kind of value it is (pence are shown as pounds)."""

    key: str
    heading: str
    kind: Kind = "text"
    value: Callable[[Any], Any] | None = None

    def of(self, row: Any) -> Any:
        """The row's value, as it is kept."""
        return self.value(row) if self.value else getattr(row, self.key)

    def plain(self, row: Any) -> Any:
        """The value as machines read it: money and rates as pounds in text, dates in ISO 8601."""
        return _plain(self.kind, self.of(row))

    def words(self, row: Any) -> str:
        """The value as people read it."""
        return _words(self.kind, self.of(row))


@dataclass(frozen=True)
class Facet:
    """A filter with its counts. `label` says a value in words; a value of None is asked for as "none"."""

    key: str
    heading: str
    value: Callable[[Any], Any] | None = None
    label: Callable[[str], str] = str

    def of(self, row: Any) -> str:
        """The row's value, as it stands in a query string."""
        value = self.value(row) if self.value else getattr(row, self.key)
        return NOTHING if value is None else as_cell(value)


def as_cell(value: Any) -> str:
    """A machine's value as the text of one cell."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else str(value)


def _plain(kind: Kind, value: Any) -> Any:
    if value is None:
        return None
    if kind == "pounds":
        return plain_pounds(value)
    if kind == "rate":
        return rate_in_pounds(value)
    if isinstance(value, date | datetime):
        return value.isoformat()
    return value if isinstance(value, bool | int) else str(value)


def _words(kind: Kind, value: Any) -> str:
    if value is None:
        return ""
    if kind == "pounds":
        return pounds(value)
    if kind == "rate":
        return rate_in_pounds(value)
    if kind == "day":
        return say_day(value)
    if kind == "moment":
        local = value.astimezone(LONDON)
        return f"{say_day(local.date())} {local:%H:%M}"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)
