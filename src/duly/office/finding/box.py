"""What a few typed letters may mean: something to do, somewhere to go, a record, a date, or a sum."""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from importlib import import_module
from typing import Any

from django.conf import settings

from duly.core.record.clock import today
from duly.office.finding.verbs import DO, Verb
from duly.office.references import address_of
from duly.primitives.actor import Actor
from duly.primitives.money import sterling
from duly.primitives.period import monday_of, week_name
from duly.primitives.sums import is_sum, pence_of

MOST = 6
"""Of each kind; the box is for naming a thing, and lists are for looking through."""


@dataclass(frozen=True)
class Found:
    """One line of the box. `detail` is said after the label, `aside` at its end; with no `url` it is an answer by itself."""

    label: str
    url: str = ""
    detail: str = ""
    aside: str = ""


@dataclass(frozen=True)
class Group:
    """Lines of one kind, under their heading."""

    title: str
    lines: tuple[Found, ...]


def find(typed: str, *, actor: Actor, wings: Collection[str], nav: Iterable[tuple[str, str]]) -> tuple[Group, ...]:
    """Everything that was perhaps meant, in groups, the surest first. `nav` are the labels and addresses of one's own navigation.

    Nothing is said of what this person may not see.
    """
    words = " ".join(typed.split())[:120]
    wings = [wing for wing in wings if wing in settings.DULY_WINGS]
    answer = _sum(words) if is_sum(words) and not address_of(words) else ()
    reads = [part for part in _parts(wings) if part.may_read(actor)]
    records = [Found(*one) for part in reads for one in part.records(words, limit=MOST)] if len(words) > 1 else []
    about = [Found(*one) for part in reads for one in part.doing(words, limit=3)] if len(words) > 1 else []
    exact = [Found(words.upper(), address_of(words), "the reference itself")] if address_of(words) else []
    groups = (
        Group("Sum", answer),
        Group("Do", tuple(about + [Found(verb.label, verb.url) for verb in DO if _fits(verb, words, wings)])[: MOST + 3]),
        Group(
            "Go to",
            tuple(
                exact + _days(words, wings) + [Found(label, url) for label, url in nav if words and label.lower().startswith(words.lower())]
            ),
        ),
        Group("Records", tuple(records)),
    )
    return tuple(group for group in groups if group.lines)


def _parts(wings: Collection[str]) -> list[Any]:
    """What each wing finds. A wing that is not in use has no tables, so it is not even imported."""
    return [import_module(f"duly.office.finding.{wing}") for wing in ("payments", "casework") if wing in wings]


def _fits(verb: Verb, words: str, wings: Collection[str]) -> bool:
    """Whether every typed word begins a word of the verb's. With nothing typed all of one's wings are offered."""
    said = re.findall(r"\w+", f"{verb.label} {verb.also}".lower())
    return verb.wing in (*wings, "") and all(any(one.startswith(word) for one in said) for word in words.lower().split())


def _sum(words: str) -> tuple[Found, ...]:
    try:
        return (Found(sterling(pence_of(words)), detail=f"= {words.removeprefix('=').strip()}", aside="rounded to a penny once"),)
    except ValueError as wrong:
        return (Found(str(wrong)),) if words.startswith("=") else ()


def _days(words: str, wings: Collection[str]) -> list[Found]:
    """A date as 9/11, 9/11/2026 or 2026-11-09: its week, and the rates of that day."""
    day = _day(words)
    if day is None or "payments" not in wings:
        return []
    return [
        Found(
            f"Exceptions of {week_name(monday_of(day))}",
            f"/exceptions/?week={week_name(monday_of(day))}",
            f"the week of {day:%A} {day.day} {day:%B %Y}",
        ),
        Found(f"Rates on {day.day} {day:%B %Y}", f"/rates/?on={day}"),
    ]


def _day(words: str) -> date | None:
    found = re.fullmatch(r"(\d{1,2})/(\d{1,2})(?:/(\d{4}))?", words)
    try:
        if found:
            return date(int(found[3] or today().year), int(found[2]), int(found[1]))
        return date.fromisoformat(words) if re.fullmatch(r"\d{4}-\d{2}-\d{2}", words) else None
    except ValueError:
        return None
