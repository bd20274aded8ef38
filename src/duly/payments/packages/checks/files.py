"""What is wrong with rows that read well: between themselves, and beside what is known."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import cast

from duly.core.intake.faults import Fault
from duly.core.intake.reading import Row
from duly.core.record.clock import today
from duly.payments.contracts.queries import providers_of_contracts
from duly.payments.packages.columns import ends_of
from duly.payments.packages.corrections import decided
from duly.payments.packages.queries import (
    commissions_known,
    deaths_known,
    fundings_known,
    interruptions_known,
    lines_known,
    openings_signed,
    patterns_known,
    people_known,
)
from duly.primitives.overlap import Placed, overlaps
from duly.primitives.period import say_span


def faults_in_people(rows: tuple[Row, ...], *, replaces: bool = False) -> Iterator[Fault]:
    """People who are known already, or stand twice in the file."""
    yield from _twice(rows, "person", _said("people", rows) if replaces else people_known(), "Person {ref}", replaces)


def faults_in_packages(rows: tuple[Row, ...], *, replaces: bool = False) -> Iterator[Fault]:
    """Contracts with another provider, lines that are two things, two lines for one thing, and spans that overlap."""
    provider_of = providers_of_contracts()
    known_lines = lines_known()
    what = {line.line_ref: (line.person_ref, line.provider_ref, line.service, line.contract_ref) for line in known_lines}
    line_of = {thing[:3]: ref for ref, thing in what.items()}
    zone_of = {line.line_ref: line.zone for line in known_lines}
    for row in rows:
        v = row.values
        ref, thing = v["line"], (v["person"], v["provider"], v["service"], v["contract"])
        if provider_of[v["contract"]] != v["provider"]:
            yield Fault(row.number, "contract", v["contract"], f"Contract {v['contract']} is with {provider_of[v['contract']]}.")
        if what.setdefault(ref, thing) != thing:
            yield Fault(row.number, "line", ref, f"Line {ref} is also for {' '.join(what[ref])}.")
        elif line_of.setdefault(thing[:3], ref) != ref:
            yield Fault(row.number, "line", ref, f"This person, provider and service have a line, {line_of[thing[:3]]}.")
        if zone_of.setdefault(ref, v["zone"] or "") != (v["zone"] or ""):
            yield Fault(
                row.number, "zone", v["zone"] or "", f"Line {ref} is in zone {zone_of[ref] or 'none'}; a line's zone does not change."
            )
        yield from _no_day(row)
    known = (
        _decided("packages", rows)
        if replaces
        else [Placed(c.line_ref, c.starts, c.ends, 0, "a span already known") for c in commissions_known()]
    )
    given = [Placed(r.values["line"], r.values["from"], ends_of(r), r.number, f"row {r.number}") for r in rows]
    for one, other in overlaps(known + given):
        span = say_span(other.starts, other.ends)
        yield Fault(one.row, "from", str(one.starts), f"Line {one.of} is in force on some of these days by {other.called} ({span}).")


def faults_in_calls(rows: tuple[Row, ...], *, replaces: bool = False) -> Iterator[Fault]:
    """Spans without a day, and calls of one line planned twice for one time."""
    for row in rows:
        yield from _no_day(row)
    known = (
        [one._replace(of=cast(tuple[object, ...], one.of)[:3]) for one in _decided("calls", rows)]
        if replaces
        else [Placed((p.line_ref, p.weekday, p.starts_minute), p.starts, p.ends, 0, "a call already planned") for p in patterns_known()]
    )
    given = [
        Placed((r.values["line"], r.values["weekday"], r.values["starts"]), r.values["from"], ends_of(r), r.number, f"row {r.number}")
        for r in rows
    ]
    for one, other in overlaps(known + given):
        span = say_span(other.starts, other.ends)
        yield Fault(one.row, "starts", "", f"{other.called[0].upper()}{other.called[1:]} has this line's call at this time ({span}).")


def faults_in_openings(rows: tuple[Row, ...], *, replaces: bool = False) -> Iterator[Fault]:
    """Lines signed already or twice, and days that are not Mondays."""
    yield from _twice(
        rows,
        "line",
        _said("openings", rows) if replaces else {o.line_ref for o in openings_signed()},
        "The opening position of {ref}",
        replaces,
    )
    for row in rows:
        paid_to = row.values["paid_to"]
        if paid_to.weekday():
            monday = paid_to - timedelta(days=paid_to.weekday())
            yield Fault(row.number, "paid_to", str(paid_to), "A line is settled up to a Monday.", str(monday))


def faults_in_interruptions(rows: tuple[Row, ...], *, replaces: bool = False) -> Iterator[Fault]:
    """Spans without a day, days of telling that have not come, and interruptions of one kind that overlap."""
    for row in rows:
        yield from _no_day(row)
        if row.values["told_on"] > today():
            yield Fault(row.number, "told_on", str(row.values["told_on"]), "This day has not come yet.")
    known = (
        _decided("interruptions", rows)
        if replaces
        else [Placed((i.person_ref, i.kind), i.starts, i.ends, 0, "one already known") for i in interruptions_known()]
    )
    given = [Placed((r.values["person"], r.values["kind"]), r.values["from"], ends_of(r), r.number, f"row {r.number}") for r in rows]
    for one, other in overlaps(known + given):
        span = say_span(other.starts, other.ends)
        yield Fault(
            one.row, "from", str(one.starts), f"This person has this interruption on some of these days by {other.called} ({span})."
        )


def faults_in_deaths(rows: tuple[Row, ...], *, replaces: bool = False) -> Iterator[Fault]:
    """People known to have died already or twice in the file, and days that have not come."""
    yield from _twice(
        rows, "person", _said("deaths", rows) if replaces else {d.person_ref for d in deaths_known()}, "The death of {ref}", replaces
    )
    for row in rows:
        if row.values["died"] > today():
            yield Fault(row.number, "died", str(row.values["died"]), "This day has not come yet.")


def faults_in_fundings(rows: tuple[Row, ...], *, replaces: bool = False) -> Iterator[Fault]:
    """Spans without a day, sums below nothing, and fundings of one kind that overlap."""
    for row in rows:
        yield from _no_day(row)
        if not 0 <= row.values["weekly"] <= 10_000_000:
            yield Fault(row.number, "weekly", "", "A sum a week is from 0.00 to 100,000.00.")
    known = (
        _decided("fundings", rows)
        if replaces
        else [Placed((f.person_ref, f.kind), f.starts, f.ends, 0, "one already known") for f in fundings_known()]
    )
    given = [Placed((r.values["person"], r.values["kind"]), r.values["from"], ends_of(r), r.number, f"row {r.number}") for r in rows]
    for one, other in overlaps(known + given):
        span = say_span(other.starts, other.ends)
        yield Fault(one.row, "from", str(one.starts), f"This person has such a funding on some of these days by {other.called} ({span}).")


def faults_in_rota(contract_ref: str, provider_ref: str, week: date) -> Iterator[Fault]:
    """A contract that is not with the provider, and a week that does not begin on a Monday."""
    if providers_of_contracts().get(contract_ref) != provider_ref:
        yield Fault(0, "", contract_ref, f"There is no contract {contract_ref} with {provider_ref}.")
    if week.weekday():
        yield Fault(0, "", str(week), "A week begins on a Monday.")


def _no_day(row: Row) -> Iterator[Fault]:
    if row.values["from"] >= ends_of(row):
        yield Fault(row.number, "to", str(row.values["to"]), "The last day is before the first.")


def _twice(rows: tuple[Row, ...], column: str, known: Iterable[str], called: str, replaces: bool) -> Iterator[Fault]:
    why = "was said by somebody, and is not a file's to replace" if replaces else "is known already"
    seen = dict.fromkeys(known, 0)
    for row in rows:
        ref = row.values[column]
        if ref in seen:
            where = f"stands in row {seen[ref]} too" if seen[ref] else why
            yield Fault(row.number, column, ref, f"{called.format(ref=ref)} {where}.")
        seen.setdefault(ref, row.number)


def _decided(kind: str, rows: tuple[Row, ...]) -> list[Placed]:
    """What somebody decided of a file's lines or people: a file that replaces does not reach it."""
    says = "what somebody decided, which a file does not replace"
    return [Placed(one.key, one.starts, one.ends, 0, says) for one in decided(kind, rows)]


def _said(kind: str, rows: tuple[Row, ...]) -> list[str]:
    return [one.key for one in decided(kind, rows)]
