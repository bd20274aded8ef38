"""A line-week explained at three depths: a sentence, a table of sums that add up, and everything it was made from. Values in, words out."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Literal

import pyarrow.parquet as pq

from duly.payments.validation.facts import Call, Claim, LineWeek, Rate, Terms, Visit, VisitResult
from duly.payments.validation.inputs import KINDS, FrozenFile, read_manifest
from duly.payments.validation.rules.shape import said, say_time
from duly.payments.validation.ruleset import BY_CODE, RULES, rule_sha256
from duly.primitives.money import pounds, rate_in_pounds, sterling
from duly.primitives.period import FOREVER, say_day

_MONEY_ONLY = {
    "rate": "the claim's rate is not the contract's",
    "rate change": "the rate changed within the week",
    "not claimed": "beyond what was claimed",
    "netted": "what others pay towards it",
}
_REFUSED = {
    "no-opening": "no opening position has been signed for this line, so Duly cannot say what was settled before.",
    "before-opening": "this week was settled before Duly began.",
}


@dataclass(frozen=True)
class Sum:
    """One row of the table: words, minutes (0 where it is only money) and pence, signed as they add."""

    words: str
    minutes: int
    pence: int


@dataclass(frozen=True)
class RatePassedOver:
    """A rate of the contract that was not used, and why."""

    rate: Rate
    because: str


@dataclass(frozen=True)
class RuleTried:
    """A rule of the set, whether it fired, and the digest of its SQL."""

    code: int
    title: str
    fired: bool
    sql_sha256: str
    source: str


@dataclass(frozen=True)
class VisitSeen:
    """A visit, the call it met (if any), and what it was worth."""

    visit: Visit
    call: Call | None
    result: VisitResult | None


@dataclass(frozen=True)
class Trace:
    """Everything a line-week was made from, as it was frozen. `terms` are those it is trimmed by; `missed` are calls nobody has a place on."""

    visits: tuple[VisitSeen, ...]
    missed: tuple[Call, ...]
    claims: tuple[Claim, ...]
    terms: Terms | None
    rates: tuple[Rate, ...]
    passed_over: tuple[RatePassedOver, ...]
    rules: tuple[RuleTried, ...]
    files: tuple[FrozenFile, ...]
    ruleset_sha256: str


@dataclass(frozen=True)
class Explanation:
    """The three depths. `table` goes from claimed, through what came off it, to entitled; `prices` are the sums that entitled is made of."""

    sentence: str
    table: tuple[Sum, ...]
    prices: tuple[Sum, ...]
    trace: Trace


def explain(line_week: LineWeek, trace: Trace) -> Explanation:
    """A line-week in words and sums."""
    return Explanation(_sentence(line_week, trace.terms), table(line_week), prices(line_week), trace)


def sentences(line_week: LineWeek, *, to: Literal["officer", "provider"]) -> tuple[str, ...]:
    """What each code that fired says to an officer or to the provider, in the order of the codes."""
    priced = line_week.decision != "BLOCKED"
    told = []
    for code in line_week.codes:
        rule = BY_CODE[code]
        if not priced and rule.severity != "B":
            told.append(f"{rule.title}.")  # a blocked line-week is not priced, so there are no figures to give
            continue
        told.append(said(rule.says_officer if to == "officer" else rule.says_provider, figures(line_week, code)))
    return tuple(told)


def figures(line_week: LineWeek, code: int) -> dict[str, Any]:
    """The figures that a rule's sentences may name, for one line-week."""
    cause = "rate" if code in (303, 305) else str(code)
    minutes, pence = next(((c.minutes, c.pence) for c in line_week.cuts if c.cause == cause), (0, 0))
    named = ("agreed_minutes", "claimed_minutes", "claimed_pence", "delivered_minutes", "entitled_pence", "payable_minutes")
    plain = {name: getattr(line_week, name) for name in (*named, "person_ref", "provider_ref", "rate_hundredths", "service", "week")}
    return plain | {"cut_minutes": minutes, "cut_pence": pence}


def table(line_week: LineWeek) -> tuple[Sum, ...]:
    """From claimed to entitled. Every row but the last adds up to the last."""
    rows = [Sum("claimed", line_week.claimed_minutes, line_week.claimed_pence)]
    for cut in line_week.cuts:
        words = _MONEY_ONLY.get(cut.cause) or f"{cut.cause}: {BY_CODE[int(cut.cause)].title.lower()}"
        rows.append(Sum(words, -cut.minutes, -cut.pence))
    if not line_week.cuts and line_week.entitled_pence != line_week.claimed_pence:
        rows.append(Sum("the whole claim is in question", -line_week.claimed_minutes, -line_week.claimed_pence))
    minutes, pence = sum(row.minutes for row in rows), sum(row.pence for row in rows)
    return (*rows, Sum("entitled", minutes, pence))


def prices(line_week: LineWeek) -> tuple[Sum, ...]:
    """Minutes at each rate, and what they come to; then what was paid before and what is due."""
    parts = tuple(
        Sum(f"{say_time(p.minutes)} at £{rate_in_pounds(p.rate_hundredths)} an hour ({p.rate_ref})", p.minutes, p.pence)
        for p in line_week.parts
    )
    return (*parts, Sum("paid before", 0, -line_week.paid_pence), Sum("due", 0, line_week.due_pence))


def trim_limit(terms: Terms, claimed_pence: int) -> int:
    """The most that is trimmed without a person: the lesser of the contract's amount and its share of the claim, rounded down."""
    return min(terms.trim_limit_pence, claimed_pence * terms.trim_limit_bp // 10_000)


def read_trace(folder: Path, line_week: LineWeek, results: Mapping[str, VisitResult]) -> Trace:
    """Read what a line-week was made from out of its judgement's folder. `results` are of the line's visits, by reference."""
    manifest = read_manifest(folder)
    week = (("on", ">=", line_week.week), ("on", "<", line_week.week + timedelta(days=7)))
    care = tuple((name, "==", getattr(line_week, name)) for name in ("provider_ref", "person_ref", "service"))
    visits = _rows(folder, "visits", *week, *care)
    line = next(iter(_rows(folder, "lines", ("line_ref", "==", line_week.line_ref))), None)
    calls = {c.call_ref: c for c in _rows(folder, "calls", ("line_ref", "==", line_week.line_ref), *week)}
    seen = [
        VisitSeen(v, calls.get(results[v.visit_ref].call_ref) if v.visit_ref in results else None, results.get(v.visit_ref)) for v in visits
    ]
    met = {one.call.call_ref for one in seen if one.call}
    of_contract = ("contract_ref", "==", line.contract_ref if line else "")
    rates = sorted(_rows(folder, "rates", of_contract), key=lambda r: (r.service, r.starts))
    used = {part.rate_ref for part in line_week.parts}
    return Trace(
        visits=tuple(sorted(seen, key=lambda one: (one.visit.on, one.visit.starts_minute, one.visit.visit_ref))),
        missed=tuple(sorted((c for c in calls.values() if c.call_ref not in met), key=lambda c: (c.on, c.starts_minute, c.call_ref))),
        claims=_rows(folder, "claims", ("week", "==", line_week.week), *care),
        terms=_terms_of(
            _rows(folder, "terms", of_contract), _rows(folder, "commissions", ("line_ref", "==", line_week.line_ref)), line_week.week
        ),
        rates=tuple(r for r in rates if r.rate_ref in used),
        passed_over=tuple(RatePassedOver(r, _why_passed_over(r, line_week)) for r in rates if r.rate_ref not in used),
        rules=tuple(RuleTried(r.code, r.title, r.code in line_week.codes, rule_sha256(r), r.source) for r in RULES if r.sql),
        files=manifest.files,
        ruleset_sha256=manifest.ruleset_sha256,
    )


def _sentence(line_week: LineWeek, terms: Terms | None) -> str:
    week, claimed, entitled = say_day(line_week.week), pounds(line_week.claimed_pence), pounds(line_week.entitled_pence)
    if line_week.decision == "REFUSED":
        return f"£0.00 of the £{claimed} claimed for the week of {week} is payable: {_REFUSED[line_week.reason]}"
    because = _after_a_colon(" ".join(sentences(line_week, to="officer")))
    by = f" Contract {terms.contract_ref} version {terms.version}, {terms.clause}." if terms else ""
    if line_week.decision == "BLOCKED" or 202 in line_week.codes:
        return f"£0.00 of the £{claimed} claimed for the week of {week} is payable: {because}{by}"
    if not because and line_week.entitled_pence == line_week.claimed_pence:
        return f"The £{claimed} claimed for the week of {week} is payable in full.{by}"
    if not because:
        because = " ".join(f"{sterling(cut.pence)}: {_MONEY_ONLY[cut.cause]}." for cut in line_week.cuts)
    return f"£{entitled} of the £{claimed} claimed for the week of {week} is payable: {because}{_why_held(line_week, terms)}{by}"


def _after_a_colon(words: str) -> str:
    return words[:1].lower() + words[1:]


def _why_held(line_week: LineWeek, terms: Terms | None) -> str:
    if line_week.decision != "HELD" or terms is None:
        return ""
    if any(BY_CODE[code].severity == "H" for code in line_week.codes):
        return " A person must decide."
    by_themselves = ("102", "104", "107", "108", "207", "407", "410", "501", "netted")
    question = line_week.claimed_pence - line_week.entitled_pence
    question -= sum(c.pence for c in line_week.cuts if c.cause in by_themselves)
    question -= sum(c.pence for c in line_week.cuts if c.cause == "rate" and c.pence > 0 and 305 in line_week.codes)
    limit = trim_limit(terms, line_week.claimed_pence)
    return f" A person must decide, because the {sterling(question)} in question is above the {sterling(limit)} that is trimmed by itself."


def _rows(folder: Path, name: str, *filters: tuple[str, str, Any]) -> tuple[Any, ...]:
    columns = pq.read_table(folder / f"{name}.parquet", filters=list(filters)).to_pydict()
    return tuple(KINDS[name][0](*values) for values in zip(*columns.values(), strict=True))


def _terms_of(terms: tuple[Terms, ...], commissions: tuple[Any, ...], week: date) -> Terms | None:
    """The terms of the first day of the week in force, or of the Monday."""
    days = [week + timedelta(days=n) for n in range(7)]
    on = next((day for day in days if any(c.starts <= day < c.ends for c in commissions)), week)
    return next((t for t in terms if t.starts <= on < t.ends), None)


def _why_passed_over(rate: Rate, line_week: LineWeek) -> str:
    if rate.service != line_week.service:
        return f"It is for {rate.service}."
    if rate.ends <= line_week.week:
        return f"It ended on {say_day(rate.ends - timedelta(days=1))}."
    if rate.starts >= line_week.week + timedelta(days=7):
        return f"It begins on {say_day(rate.starts)}."
    if line_week.decision in ("BLOCKED", "REFUSED"):
        return "Nothing was priced."
    until = "" if rate.ends >= FOREVER else f" to {say_day(rate.ends - timedelta(days=1))}"
    return f"No minutes fell on its days, from {say_day(rate.starts)}{until}."
