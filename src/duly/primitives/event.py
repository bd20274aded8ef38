"""An event of the record: a code, the subject it is about, a sentence, and the private fields it can forget.

A room declares its events in its `events.py`:

    @dataclass(frozen=True)
    class RunApproved(Event):
        code = "run.approved"
        subject = "run"
        says = "Run {ref} was approved: {total_pence:pounds} to pay."
        ref: str
        version: int
        total_pence: int
        seen_sha256: str

`ref` and `version` name the subject and its place in the subject's own history (1, 2, 3 …). Other fields are whole numbers, text,
dates, or tuples of these; never floats. A field made by `private()` is kept apart from the entry, under a salt, and can be erased.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date, datetime
from string import Formatter
from typing import Any, ClassVar
from zoneinfo import ZoneInfo

from duly.primitives.money import rate_in_pounds, sterling
from duly.primitives.period import say_day

LONDON = ZoneInfo("Europe/London")
EVENTS: dict[str, type["Event"]] = {}
"""Every declared event by its code."""

ERASED = "[erased]"
NOT_SAID = "not said"
"""What a sentence says of a field that an entry was written without, before its event had one."""


def private() -> Any:
    """A dataclass field holding personal or free text: erasable, never part of the sealed entry."""
    return field(metadata={"private": True})


@dataclass(frozen=True)
class Event:
    """The common part: declare `code`, `subject` and `says`, and the fields `ref` and `version`."""

    code: ClassVar[str] = ""
    subject: ClassVar[str] = ""
    says: ClassVar[str] = ""

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        missing = [name for name in ("code", "subject", "says") if not getattr(cls, name)]
        if missing:
            raise TypeError(f"The event {cls.__name__} must declare {', '.join(missing)}.")
        known = EVENTS.setdefault(cls.code, cls)
        if known.__qualname__ != cls.__qualname__:
            raise TypeError(f"Two events are coded {cls.code}.")

    def sealed(self) -> dict[str, Any]:
        """The fields that are part of the sealed entry, as JSON values."""
        return {name: _plain(getattr(self, name)) for name, kept_apart in _kinds(type(self)) if not kept_apart}

    def kept_apart(self) -> dict[str, Any]:
        """The private fields, as JSON values; empty when the event has none."""
        return {name: _plain(getattr(self, name)) for name, kept_apart in _kinds(type(self)) if kept_apart}


def sentence(code: str, sealed: Mapping[str, Any], kept_apart: Mapping[str, Any] | None) -> str:
    """The sentence of a stored event. Private words that were erased read "[erased]"."""
    event = EVENTS.get(code)
    if event is None:
        return f"{code} (an event this version of Duly does not know)."
    words: dict[str, Any] = {name: ERASED if apart else NOT_SAID for name, apart in _kinds(event)}
    words.update(sealed)
    words.update({name: said for name, said in (kept_apart or {}).items() if name not in sealed})
    return _Sentence().format(event.says, **words)


def _kinds(event: type[Event]) -> list[tuple[str, bool]]:
    return [(f.name, bool(f.metadata.get("private"))) for f in fields(event)]


def _plain(value: Any) -> Any:
    if isinstance(value, bool) or value is None or isinstance(value, int | str):
        return value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple | list):
        return [_plain(item) for item in value]
    raise TypeError(f"An event holds whole numbers, text and dates only, not {type(value).__name__}.")


_WHERE_SAID = {"with": " with {}", "bracketed": " ({})", "waiting": " Waiting on: {}."}
"""What stands round a text that may be empty, and goes with it."""


class _Sentence(Formatter):
    """Format codes: `pounds` (pence), `rate` (hundredths of a penny an hour), `day` (ISO date), `moment` (ISO, said as in London), `post` (its code, as words), `list`, `added` (text an event gained
    later: nothing where the entry is older), `by-day`, `with`, `bracketed` and `waiting` (", by …", " with …", " (…)" and " Waiting on: ….": nothing where the text is empty)."""

    def format_field(self, value: Any, format_spec: str) -> str:
        if format_spec == "added" and value == NOT_SAID:
            return ""
        if format_spec in _WHERE_SAID:
            return _WHERE_SAID[format_spec].format(value) if value else ""
        if value in (ERASED, NOT_SAID):
            return str(value)
        if format_spec == "pounds":
            return f"{sterling(value)}"
        if format_spec == "rate":
            return f"£{rate_in_pounds(value)}"
        if format_spec == "day":
            return say_day(date.fromisoformat(value))
        if format_spec == "by-day":
            return f", by {say_day(date.fromisoformat(value))}" if value else ""
        if format_spec == "moment":
            at = datetime.fromisoformat(value).astimezone(LONDON)
            return f"{at:%H:%M} on {say_day(at.date())}"
        if format_spec == "added":
            return str(value)
        if format_spec == "post":
            return str(value).replace("-", " ")
        if format_spec == "list":
            return ", ".join(str(item) for item in value) or "none"
        return super().format_field(value, format_spec)
