"""Everything one line-week was made from, read out of its judgement's folder of frozen inputs."""

from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from duly.payments.validation.explain import RatePassedOver, RuleTried, Trace, VisitSeen, called
from duly.payments.validation.facts import LineWeek, Rate, Terms, VisitResult
from duly.payments.validation.inputs import read_manifest, read_rows
from duly.payments.validation.judging import NIGHTS
from duly.payments.validation.nights.seen import nights_of
from duly.payments.validation.nights.words import NOT_ASKED
from duly.payments.validation.ruleset import RULES, rule_sha256
from duly.primitives.money import sterling
from duly.primitives.period import FOREVER, say_day, say_span


def read_trace(folder: Path, line_week: LineWeek, results: Mapping[str, VisitResult]) -> Trace:
    """Read what a line-week was made from out of its judgement's folder. `results` are of the line's visits, by reference."""
    by_night = bool(line_week.claimed_nights) and (folder / NIGHTS).is_dir()
    folder = folder / NIGHTS if by_night else folder
    manifest = read_manifest(folder)
    week = (("on", ">=", line_week.week), ("on", "<", line_week.week + timedelta(days=7)))
    care = tuple((name, "==", getattr(line_week, name)) for name in ("provider_ref", "person_ref", "service"))
    visits = read_rows(folder, "visits", *week, *care)
    line = next(iter(read_rows(folder, "lines", ("line_ref", "==", line_week.line_ref))), None)
    calls = {c.call_ref: c for c in read_rows(folder, "calls", ("line_ref", "==", line_week.line_ref), *week)}
    seen = [
        VisitSeen(v, calls.get(results[v.visit_ref].call_ref) if v.visit_ref in results else None, results.get(v.visit_ref)) for v in visits
    ]
    met = {one.call.call_ref for one in seen if one.call}
    of_contract = ("contract_ref", "==", line.contract_ref if line else "")
    rates = sorted(read_rows(folder, "rates", of_contract), key=lambda r: (r.service, r.starts))
    used, terms = {part.rate_ref for part in line_week.parts}, read_rows(folder, "terms", of_contract)
    return Trace(
        visits=tuple(sorted(seen, key=lambda one: (one.visit.on, one.visit.starts_minute, one.visit.visit_ref))),
        missed=tuple(sorted((c for c in calls.values() if c.call_ref not in met), key=lambda c: (c.on, c.starts_minute, c.call_ref))),
        claims=read_rows(folder, "claims", ("week", "==", line_week.week), *care),
        terms=_terms_of(
            terms,
            read_rows(folder, "commissions", ("line_ref", "==", line_week.line_ref)),
            line_week.week,
        ),
        rates=tuple(r for r in rates if r.rate_ref in used),
        passed_over=tuple(RatePassedOver(r, _why_passed_over(r, line_week)) for r in rates if r.rate_ref not in used),
        rules=tuple(
            RuleTried(r.code, called(line_week, r.code), r.code in line_week.codes, rule_sha256(r), r.source)
            for r in RULES
            if r.acts != "at intake" and not (by_night and r.code in NOT_ASKED)
        ),
        files=manifest.files,
        ruleset_sha256=manifest.ruleset_sha256,
        background=background(folder, line_week, line.contract_ref if line else ""),
        nights=nights_of(folder, line, terms, line_week.week) if by_night and line else (),
    )


def background(folder: Path, line_week: LineWeek, contract_ref: str) -> tuple[str, ...]:
    """What else bore on a line-week, a sentence each: its contract's dates and steps, and its person's interruptions, stays and death, and what was let through."""
    week, ends = line_week.week, line_week.week + timedelta(days=7)
    of_contract, of_person = ("contract_ref", "==", contract_ref), ("person_ref", "==", line_week.person_ref)
    told = [f"{contract_ref} may be paid under {say_span(s.starts, s.ends)}." for s in read_rows(folder, "contracts", of_contract)]
    told += [f"The person died on {say_day(d.on)}." for d in read_rows(folder, "deaths", of_person)]
    away = [
        i
        for i in (*read_rows(folder, "interruptions", of_person), *read_rows(folder, "absences", of_person))
        if i.starts < ends and week < i.ends
    ]
    told += [f"Care was interrupted ({i.kind}) {say_span(i.starts, i.ends)}." for i in away]
    kinds = {i.kind for i in away}
    steps = [s for s in read_rows(folder, "steps", of_contract) if s.kind in kinds]
    told += [f"Version {s.version} pays {s.percent} % on day {s.from_day} to {s.to_day} of an interruption ({s.kind})." for s in steps]
    told += [
        f"The person stayed with {s.provider_ref} ({s.stay_ref}) {say_span(s.admitted, s.discharged)}."
        for s in read_rows(folder, "stays", of_person)
        if s.admitted < ends and week < s.discharged
    ]
    told += [
        f"{sterling(one.pence)} was let through for this line in the week of {say_day(one.week)}."
        for one in read_rows(folder, "lettings", ("line_ref", "==", line_week.line_ref))
    ]
    told += [f"{say_day(h.on)} was a bank holiday." for h in read_rows(folder, "holidays", ("on", ">=", week), ("on", "<", ends))]
    return tuple(told)


def _terms_of(terms: tuple[Terms, ...], commissions: tuple[Any, ...], week: date) -> Terms | None:
    """The terms of the first day of the week in force, or of the Monday."""
    days = [week + timedelta(days=n) for n in range(7)]
    on = next((day for day in days if any(c.starts <= day < c.ends for c in commissions)), week)
    return next((t for t in terms if t.starts <= on < t.ends), None)


def _why_passed_over(rate: Rate, line_week: LineWeek) -> str:
    """The first thing about a rate that kept it from being used."""
    if rate.service != line_week.service:
        return f"It is for {rate.service}."
    if not rate.approved:
        return "Nobody has adopted it yet."
    if rate.line_ref and rate.line_ref != line_week.line_ref:
        return f"It was agreed for line {rate.line_ref}."
    if rate.ends <= line_week.week:
        return f"It ended on {say_day(rate.ends - timedelta(days=1))}."
    if rate.starts >= line_week.week + timedelta(days=7):
        return f"It begins on {say_day(rate.starts)}."
    if line_week.decision in ("BLOCKED", "REFUSED"):
        return "Nothing was priced."
    until = "" if rate.ends >= FOREVER else f" to {say_day(rate.ends - timedelta(days=1))}"
    if rate.unit != "hour":
        return f"No night fell on {_narrowed(rate)} from {say_day(rate.starts)}{until}."
    return f"No minutes fell on {_narrowed(rate)} from {say_day(rate.starts)}{until}."


def _narrowed(rate: Rate) -> str:
    """What a rate is for, as narrowly as it says: "its Saturdays, calls of 31 to 60 minutes, the second carer", or "its days,"."""
    days = {"weekday": "its weekdays", "saturday": "its Saturdays", "sunday": "its Sundays", "bank-holiday": "its bank holidays"}
    said = [days.get(rate.day_type, "its days")]
    if (rate.band_from, rate.band_to) != (0, 1440):
        said.append(f"calls of {rate.band_from} to {rate.band_to} minutes")
    if rate.carer:
        said.append("the first carer" if rate.carer == 1 else "the second carer")
    if rate.zone:
        said.append(f"the zone {rate.zone}")
    return ", ".join(said) + ","
