"""What made a line-week come to something else than it did before: cause by cause, to the penny.

What was known before is put right one kind of fact at a time, in a fixed order, and judged after each. What each step adds to what is
entitled is that cause's; together they are the whole difference, whatever the facts and in whatever order they came to be known.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass, fields, replace
from datetime import date
from pathlib import Path
from typing import Any

from duly.payments.validation.facts import Inputs, Judgement, LineWeek
from duly.payments.validation.inputs import KINDS, InputsRefused, read_manifest, read_rows

CAUSES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("the contract's terms", ("contracts", "terms", "bands", "steps")),
    ("the rates", ("rates",)),
    ("the plan", ("lines", "commissions", "calls")),
    ("bank holidays", ("holidays",)),
    ("interruptions, stays and deaths", ("interruptions", "stays", "absences", "returns", "deaths")),
    ("what others pay", ("fundings",)),
    ("what was let through before", ("lettings",)),
    ("the visits", ("visits",)),
    ("the claims", ("claims", "invoices")),
    ("the opening position", ("openings",)),
)
"""Each cause, with the inputs it is made of, in the order in which they are put right."""

Key = tuple[date, str, str, str]
Judge = Callable[[Inputs, Collection[date]], Judgement]


@dataclass(frozen=True)
class Change:
    """One cause: what it adds to what is entitled, in pence (below 0 for what it takes), and the facts that are other, in words."""

    cause: str
    pence: int
    told: tuple[str, ...]


def changes(before: Inputs, after: Inputs, *, weeks: Collection[date], judge: Judge) -> dict[Key, tuple[Change, ...]]:
    """Why each line-week of some weeks is entitled to something else, by (week, provider, person, service); nothing for those that are not.

    A cause that cannot be judged without the next (a call on a day that only the next one brings into force) is told together with it.
    """
    at, known = _entitled(judge(before, weeks)), before
    steps: list[tuple[str, tuple[str, ...], dict[Key, int], dict[Key, int]]] = []
    waiting: list[str] = []
    names: tuple[str, ...] = ()
    for cause, kinds in CAUSES:
        known, names, waiting = replace(known, **{name: getattr(after, name) for name in kinds}), (*names, *kinds), [*waiting, cause]
        try:
            then = _entitled(judge(known, weeks))
        except InputsRefused:
            continue
        steps.append((" and ".join(waiting), names, at, then))
        at, names, waiting = then, (), []
    if waiting:
        then = _entitled(judge(after, weeks))
        steps.append((" and ".join(waiting), names, at, then))
    return _by_line_week(steps, before, after)


def frozen_of(folder: Path, provider_ref: str) -> Inputs:
    """What was frozen in a folder that bears on one provider's line-weeks. Others' lines for the same people are among it, and everybody's rates are not."""
    found: dict[str, tuple[Any, ...]] = {}
    mine = _rows(folder, "lines", provider_ref=(provider_ref,))
    people, contracts = tuple({line.person_ref for line in mine}), tuple({line.contract_ref for line in mine})
    for name, (kind, _) in KINDS.items():
        told = {field.name for field in fields(kind)}
        if name == "lines":
            found[name] = tuple({*mine, *_rows(folder, name, person_ref=people)})
        elif "provider_ref" in told and name != "stays":
            found[name] = _rows(folder, name, provider_ref=(provider_ref,))
        elif "person_ref" in told:
            found[name] = _rows(folder, name, person_ref=people)
        elif "contract_ref" in told:
            found[name] = _rows(folder, name, contract_ref=contracts)
        elif name == "holidays":
            found[name] = _rows(folder, name)
    lines = tuple({line.line_ref for line in found["lines"]})
    for name in ("commissions", "calls", "openings", "lettings"):
        found[name] = _rows(folder, name, line_ref=lines)
    return Inputs(**found)  # what was paid before changes nothing that is entitled


def frozen_known(folder: Path, provider_ref: str) -> Inputs:
    """As `frozen_of`, with what was frozen by the night in the folder within, where there is one. `InputsRefused` when a file has changed."""
    found = []
    for place in (folder, folder / "nights"):
        if place.is_dir():
            read_manifest(place)
            found.append(frozen_of(place, provider_ref))
    return Inputs(**{name: tuple(dict.fromkeys(row for inputs in found for row in getattr(inputs, name))) for name in vars(found[0])})


def _by_line_week(
    steps: list[tuple[str, tuple[str, ...], dict[Key, int], dict[Key, int]]], before: Inputs, after: Inputs
) -> dict[Key, tuple[Change, ...]]:
    keys = {key for _, _, was, now in steps for key in (*was, *now)}
    found = {}
    for key in sorted(keys):
        told = tuple(
            Change(cause, now.get(key, 0) - was.get(key, 0), _differences(key, names, before, after))
            for cause, names, was, now in steps
            if now.get(key, 0) != was.get(key, 0)
        )
        if told:
            found[key] = told
    return found


def _entitled(judgement: Judgement) -> dict[Key, int]:
    return {_key(found): found.entitled_pence for found in judgement.line_weeks}


def _key(found: LineWeek) -> Key:
    return (found.week, found.provider_ref, found.person_ref, found.service)


def _differences(key: Key, names: tuple[str, ...], before: Inputs, after: Inputs) -> tuple[str, ...]:
    """Every fact of these kinds about one line-week that came, went or is other, in words."""
    care = key[1:]
    lines = {
        (line.line_ref, line.contract_ref)
        for known in (before, after)
        for line in known.lines
        if (line.provider_ref, line.person_ref, line.service) == care
    }
    return tuple(
        sentence
        for name in names
        for sentence in _of_kind(name, _about(getattr(before, name), key, lines), _about(getattr(after, name), key, lines))
    )


def _about(rows: tuple[Any, ...], key: Key, lines: set[tuple[str, str]]) -> dict[tuple[Any, ...], Any]:
    """Rows about a line-week, by key. A row says what it is about by a line, a contract, or a person and perhaps a provider, a service and a week."""
    week, *care = key
    wanted = dict(zip(("provider_ref", "person_ref", "service"), care, strict=True)) | {"week": week}

    def about(row: Any) -> bool:
        if hasattr(row, "line_ref") and row.line_ref:
            return row.line_ref in {line for line, _ in lines}
        if hasattr(row, "contract_ref"):
            return row.contract_ref in {contract for _, contract in lines} and getattr(row, "service", care[2]) == care[2]
        return all(getattr(row, name) == value for name, value in wanted.items() if hasattr(row, name))

    return {tuple(getattr(row, name) for name in KINDS[_kind(row)][1]): row for row in rows if about(row)}


def _kind(row: Any) -> str:
    return next(name for name, (kind, _) in KINDS.items() if isinstance(row, kind))


def _of_kind(name: str, was: dict[tuple[Any, ...], Any], now: dict[tuple[Any, ...], Any]) -> list[str]:
    told = []
    for key in sorted({*was, *now}):
        said = f"{name} {' '.join(str(part) for part in key)}"
        if key not in now:
            told.append(f"{said} is gone")
        elif key not in was:
            told.append(f"{said} is new")
        elif was[key] != now[key]:
            other = [
                f"{f.name} {getattr(was[key], f.name)} is {getattr(now[key], f.name)}"
                for f in fields(was[key])
                if getattr(was[key], f.name) != getattr(now[key], f.name)
            ]
            told.append(f"{said}: {', '.join(other)}")
    return told


def _rows(folder: Path, name: str, **wanted: tuple[str, ...]) -> tuple[Any, ...]:
    """Rows of one file whose columns hold one of these values."""
    if any(not values for values in wanted.values()):
        return ()
    return read_rows(folder, name, *((column, "in", list(values)) for column, values in wanted.items()))
