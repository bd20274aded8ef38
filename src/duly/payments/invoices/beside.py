"""What is agreed beside each line that is keyed: whose it is, the package line, the contract's rate, the hours, and whether it was claimed before.

It says beforehand what judging would ask, and refuses nothing: what a provider claims is taken in as they claim it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from duly.core.intake.reading import Row
from duly.payments.invoices.listed import LineLike, claimed_before
from duly.payments.invoices.rules import sum_should_be
from duly.payments.packages import queries as packages
from duly.payments.packages.queries import Commission, Line
from duly.payments.rates.queries import Rate, rates_under
from duly.primitives.money import pounds, rate_in_pounds
from duly.primitives.period import monday_of, say_day


@dataclass(frozen=True)
class Said:
    """One thing about a line. `code` is of the rule that would stop it, 0 where nothing would; `column` the cell it is about."""

    code: int
    column: str
    says: str


@dataclass(frozen=True)
class Beside:
    """What is known beside one line: the person's name, the package line's reference, and what there is to say."""

    name: str
    line_ref: str
    said: tuple[Said, ...]


def beside(provider_ref: str, rows: Mapping[int, Row]) -> dict[int, Beside]:
    """What is agreed beside each of these lines, which may be only half typed. In eight questions, however many lines."""
    wanted = {n: row for n, row in rows.items() if row.values["person"]}
    names = packages.names_of({row.values["person"] for row in wanted.values()})
    deaths = packages.deaths_of(list(names))
    theirs = {(one.person_ref, one.service): one for one in packages.lines_of_provider(provider_ref)}
    weeks = {week for row in wanted.values() if (week := _week(row))}
    refs = [one.line_ref for (person, _), one in theirs.items() if person in names]
    spans: dict[str, list[Commission]] = {}
    for span in packages.commissions_of_lines(refs):
        spans.setdefault(span.line_ref, []).append(span)
    planned = packages.minutes_planned(refs, weeks)
    rates = rates_under(sorted({one.contract_ref for one in theirs.values() if one.line_ref in set(refs)}))
    claimed = claimed_before(provider_ref, weeks)
    told = {}
    for n, row in wanted.items():
        v, week = row.values, _week(row)
        person, service = v["person"], v["service"]
        line = theirs.get((person, service or ""))
        said: list[Said] = []
        if person not in names:
            said.append(Said(108, "person", "Nobody of this reference is known."))
        elif service and line is None:
            said.append(_no_package(person, service, [s for p, s in theirs if p == person]))
        if week and person in deaths and deaths[person] < week:
            said.append(Said(208, "person", f"They died on {say_day(deaths[person])}."))
        if line and week:
            said += _of_package(spans.get(line.line_ref, []), *_days(row, week))
            said += _of_rate(line, [r for r in rates if r.contract_ref == line.contract_ref and r.service == service], row, week)
            said += _of_hours(v["minutes"], planned.get((line.line_ref, week), 0))
        if week:
            said += _claimed_before(claimed.get((provider_ref, person, service or "", week)))
        told[n] = Beside(names.get(person, ""), line.line_ref if line else "", (*said, *_of_sum(row)))
    return told


def _week(row: Row) -> date | None:
    first = row.values["from"] or row.values["week_starting"]
    return monday_of(first) if first else None


def _days(row: Row, week: date) -> tuple[date, date]:
    first, last = row.values["from"], row.values["to"]
    return (first, last + timedelta(days=1)) if first and last else (week, week + timedelta(days=7))


def _no_package(person: str, service: str, others: list[str]) -> Said:
    has = f" It has {', '.join(sorted(others))} for them." if others else ""
    return Said(202, "service", f"The provider has no package line of {service} for {person}.{has}")


def _of_package(spans: Iterable[Commission], starts: date, ends: date) -> Iterable[Said]:
    within = [one for one in spans if one.starts < ends and starts < one.ends]
    if not within:
        yield Said(203, "week_starting", "The package line is not in force then.")
    elif not any(one.approved for one in within):
        yield Said(204, "service", "The package line waits for somebody's approval.")


def _of_rate(line: Line, rates: Iterable[Rate], row: Row, week: date) -> Iterable[Said]:
    claimed = row.values["rate"]
    units = ("hour",) if not row.values["from"] else ("night", "week")
    starts, ends = _days(row, week)
    found = [r for r in rates if r.unit in units and r.line_ref in ("", line.line_ref) and r.zone in ("", line.zone) and r.starts < ends and starts < r.ends]  # fmt: skip
    if not found:
        yield Said(301, "rate", "No rate is agreed for this service then.")
        return
    own = [r for r in found if r.line_ref] or found
    lowest, highest = min(r.rate_hundredths for r in own), max(r.rate_hundredths for r in own)
    agreed = rate_in_pounds(highest) if lowest == highest else f"{rate_in_pounds(lowest)} to {rate_in_pounds(highest)}"
    if claimed is None:
        yield Said(0, "rate", f"Agreed: £{agreed}.")
    elif claimed > highest:
        yield Said(303, "rate", f"£{agreed} is agreed ({own[0].rate_ref}).")
    elif claimed < lowest:
        yield Said(304, "rate", f"£{agreed} is agreed ({own[0].rate_ref}).")
    else:
        yield Said(0, "rate", f"Rate agreed ({own[0].rate_ref}).")


def _of_hours(claimed: int | None, planned: int) -> Iterable[Said]:
    if claimed is None or not planned:
        return
    hours = f"{planned // 60}:{planned % 60:02d}"
    yield Said(401, "minutes", f"{hours} hours are agreed.") if claimed > planned else Said(0, "minutes", f"{hours} hours agreed.")


def _claimed_before(like: LineLike | None) -> Iterable[Said]:
    if like:
        yield Said(102, "person", f"Claimed on {like.invoice_ref}, line {like.line_no}, with £{pounds(like.pence)}.")


def _of_sum(row: Row) -> Iterable[Said]:
    v = row.values
    if v["nights"] or v["minutes"] is None or v["rate"] is None or v["amount"] is None:
        return
    right = sum_should_be(v["minutes"], v["rate"], v["amount"])
    if right is not None:
        yield Said(104, "amount", f"Its minutes at its rate come to £{pounds(right)}.")
