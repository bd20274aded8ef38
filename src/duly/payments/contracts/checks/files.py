"""What is wrong with rows about contracts that read well: between themselves, and beside what is known."""

from collections.abc import Iterator
from datetime import date, timedelta

from duly.core.intake.faults import Fault
from duly.core.intake.reading import Row
from duly.payments.contracts.queries import (
    ContractSpan,
    bands_known,
    clauses_known,
    in_force,
    providers_of_contracts,
    steps_known,
    terms_known,
    versions_known,
)
from duly.payments.contracts.rules import ABOUT
from duly.primitives.overlap import Placed, overlaps
from duly.primitives.period import FOREVER, say_span

_DAY_0 = date(2000, 1, 1)
"""Minutes and day numbers are placed as days after this one, to be looked through for overlaps."""


def faults_in(rows: tuple[Row, ...]) -> Iterator[Fault]:
    """Contracts with two providers, versions numbered twice, spans without a day, and versions that overlap."""
    provider_of, versions = providers_of_contracts(), {(t.contract_ref, t.version) for t in terms_known()}
    for row in rows:
        ref, provider, version = row.values["contract"], row.values["provider"], row.values["version"]
        if provider_of.setdefault(ref, provider) != provider:
            yield Fault(row.number, "provider", provider, f"Contract {ref} is with {provider_of[ref]}.", provider_of[ref])
        if (ref, version) in versions:
            yield Fault(row.number, "version", str(version), f"Contract {ref} has a version {version} already.")
        versions.add((ref, version))
        if row.values["trim_limit"] < 0:
            yield Fault(row.number, "trim_limit", "", "A limit is not below nothing.")
        if row.values["from"] >= ends_of(row):
            yield Fault(row.number, "to", str(row.values["to"]), "The last day is before the first.")
    known = (Placed(t.contract_ref, t.starts, t.ends, 0, f"version {t.version}") for t in terms_known())
    given = (Placed(r.values["contract"], r.values["from"], ends_of(r), r.number, f"row {r.number}") for r in rows)
    for one, other in overlaps([*known, *given]):
        span = say_span(other.starts, other.ends)
        yield Fault(one.row, "from", str(one.starts), f"These terms of {one.of} overlap {other.called}, in force {span}.")
    yield from _faults_of_spans(rows)


def faults_in_bands(rows: tuple[Row, ...]) -> Iterator[Fault]:
    """Bands of versions nobody knows or that do not pay by bands, bands without a minute, and bands that overlap."""
    basis = {(t.contract_ref, t.version): t.basis for t in terms_known()}
    yield from _unknown_versions(rows)
    for row in rows:
        v = row.values
        if basis.get((v["contract"], v["version"]), "BANDED") != "BANDED":
            said = f"Version {v['version']} of {v['contract']} pays by {basis[v['contract'], v['version']]}, and has no bands."
            yield Fault(row.number, "version", str(v["version"]), said)
    known = [((b.contract_ref, b.version), b.from_minute, b.to_minute) for b in bands_known()]
    given = [(row, (row.values["contract"], row.values["version"]), row.values["from_minute"], row.values["to_minute"]) for row in rows]
    yield from _overlapping(known, given, "from_minute", "to_minute", "minutes")


def faults_in_steps(rows: tuple[Row, ...]) -> Iterator[Fault]:
    """Steps of versions nobody knows, steps without a day, and steps that overlap."""
    yield from _unknown_versions(rows)
    known = [((s.contract_ref, s.version, s.kind), s.from_day, s.to_day) for s in steps_known()]
    given = [
        (row, (row.values["contract"], row.values["version"], row.values["kind"]), row.values["from_day"], row.values["to_day"])
        for row in rows
    ]
    yield from _overlapping(known, given, "from_day", "to_day", "days")


def faults_in_clauses(rows: tuple[Row, ...]) -> Iterator[Fault]:
    """Clauses of versions nobody knows, and two for one thing."""
    seen = {(c.contract_ref, c.version, c.about): 0 for c in clauses_known()}
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


def ends_of(row: Row) -> date:
    """The first day after a row's last one."""
    return _after(row.values["to"])


def spans_said(rows: tuple[Row, ...] | list[Row]) -> dict[str, ContractSpan]:
    """What a file says of when its contracts may be paid under: the first row of each that says anything."""
    first_terms: dict[str, date] = {}
    said: dict[str, ContractSpan] = {}
    for row in rows:
        ref = row.values["contract"]
        first_terms[ref] = min(first_terms.get(ref, FOREVER), row.values["from"])
    for row in rows:
        ref, starts, to = row.values["contract"], row.values["contract_from"], row.values["contract_to"]
        if (starts or to) and ref not in said:
            said[ref] = ContractSpan(ref, starts or first_terms[ref], _after(to))
    return said


def _faults_of_spans(rows: tuple[Row, ...]) -> Iterator[Fault]:
    said = spans_said(rows)
    told: dict[str, tuple[int, tuple[date | None, date | None]]] = {}
    for row in rows:
        ref, given = row.values["contract"], (row.values["contract_from"], row.values["contract_to"])
        if given != (None, None) and told.setdefault(ref, (row.number, given))[1] != given:
            yield Fault(row.number, "contract_from", str(given[0] or ""), f"Row {told[ref][0]} says other dates of contract {ref}.")
    for ref, span in said.items():
        if span.starts >= span.ends:
            yield Fault(told[ref][0], "contract_to", str(span.ends - timedelta(days=1)), "The last day is before the first.")
    for known in in_force():
        asked = said.get(known.contract_ref)
        if asked and (known.starts < asked.starts or known.ends > asked.ends):
            words = (
                f"Contract {known.contract_ref} is in force {say_span(known.starts, known.ends)} already. A file adds days; end it by hand."
            )
            yield Fault(told[known.contract_ref][0], "contract_from", str(asked.starts), words)


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


def _after(last: date | None) -> date:
    return last + timedelta(days=1) if last and last < FOREVER else FOREVER
