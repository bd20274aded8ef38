"""What is wrong with rows of bands, steps and clauses that read well. To a file that `replaces`, only what somebody agreed is known already."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from duly.core.intake.faults import Fault
from duly.core.intake.reading import Row
from duly.payments.contracts.corrections import of_further
from duly.payments.contracts.queries import bands_known, clauses_known, steps_known, terms_known, versions_known
from duly.payments.contracts.rules import ABOUT
from duly.primitives.overlap import Placed, overlaps

_DAY_0 = date(2000, 1, 1)
"""Minutes and day numbers are placed as days after this one, to be looked through for overlaps."""


def faults_in_bands(rows: tuple[Row, ...], *, replaces: bool = False) -> Iterator[Fault]:
    """Bands of versions nobody knows or that do not pay by bands, bands without a minute, and bands that overlap."""
    basis = {(t.contract_ref, t.version): t.basis for t in terms_known()}
    yield from _unknown_versions(rows)
    for row in rows:
        v = row.values
        if basis.get((v["contract"], v["version"]), "BANDED") != "BANDED":
            said = f"Version {v['version']} of {v['contract']} pays by {basis[v['contract'], v['version']]}, and has no bands."
            yield Fault(row.number, "version", str(v["version"]), said)
    known = [((b.contract_ref, b.version), b.from_minute, b.to_minute) for b in bands_known()]
    if replaces:
        known = [(one.group, one.key[-1], int(one.fields["to_minute"])) for one in _decided("bands", rows)]  # type: ignore[index, misc]
    given = [(row, (row.values["contract"], row.values["version"]), row.values["from_minute"], row.values["to_minute"]) for row in rows]
    yield from _overlapping(known, given, "from_minute", "to_minute", "minutes")


def faults_in_steps(rows: tuple[Row, ...], *, replaces: bool = False) -> Iterator[Fault]:
    """Steps of versions nobody knows, steps without a day, and steps that overlap."""
    yield from _unknown_versions(rows)
    known = [((s.contract_ref, s.version, s.kind), s.from_day, s.to_day) for s in steps_known()]
    if replaces:
        known = [(one.group, one.key[-1], int(one.fields["to_day"])) for one in _decided("steps", rows)]  # type: ignore[index, misc]
    given = [
        (row, (row.values["contract"], row.values["version"], row.values["kind"]), row.values["from_day"], row.values["to_day"])
        for row in rows
    ]
    yield from _overlapping(known, given, "from_day", "to_day", "days")


def faults_in_clauses(rows: tuple[Row, ...], *, replaces: bool = False) -> Iterator[Fault]:
    """Clauses of versions nobody knows, and two for one thing."""
    known = [(c.contract_ref, c.version, c.about) for c in clauses_known()]
    seen = dict.fromkeys([one.key for one in _decided("clauses", rows)] if replaces else known, 0)
    yield from _unknown_versions(rows)
    for row in rows:
        key = (row.values["contract"], row.values["version"], row.values["about"])
        if key in seen:
            where = f"in row {seen[key]}" if seen[key] else "already"
            said = f"Version {key[1]} of {key[0]} has a clause for {ABOUT[key[2]]} {where}."
            yield Fault(row.number, "about", key[2], said)
        seen.setdefault(key, row.number)
        if ";" in (row.values["words"] or ""):
            yield Fault(row.number, "words", row.values["words"], "The words of a clause hold no semicolon.")


def _decided(kind: str, rows: Sequence[Row]) -> list:
    return of_further.known(kind, rows, decided=True)


def _unknown_versions(rows: tuple[Row, ...]) -> Iterator[Fault]:
    known = versions_known()
    for row in rows:
        ref, version = row.values["contract"], row.values["version"]
        if (ref, version) not in known:
            yield Fault(row.number, "version", str(version), f"Contract {ref} has no version {version} of its terms.")


def _overlapping(known: list, given: list, low: str, high: str, what: str) -> Iterator[Fault]:
    """Faults of inclusive whole numbers: none of them, or the same twice."""
    placed = [Placed(of, _at(a), _at(b + 1), 0, "one known already") for of, a, b in known]
    for row, of, a, b in given:
        if b < a:
            yield Fault(row.number, high, str(b), f"The last of its {what} is before the first.")
        else:
            placed.append(Placed(of, _at(a), _at(b + 1), row.number, f"row {row.number}"))
    for one, other in overlaps(placed):
        words = f"Some of these {what} are those of {other.called} ({_number(other.starts)} to {_number(other.ends) - 1})."
        yield Fault(one.row, low, str(_number(one.starts)), words)


def _at(number: int) -> date:
    return _DAY_0 + timedelta(days=number)


def _number(day: date) -> int:
    return (day - _DAY_0).days
