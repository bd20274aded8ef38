"""What makes inputs ones the specification allows, each breach as a sentence."""

import itertools
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import fields
from datetime import timedelta
from typing import Any

from duly.payments.validation.facts import Inputs

BASES = {"ACTUAL_MINUTE", "PLANNED_WITHIN", "ACTUAL_INCREMENT", "BANDED"}
OUTCOMES = {"delivered", "cancelled", "frustrated", "missed"}
KINDS = {"hospital", "respite", "holiday", "suspension"}
DAY_TYPES = {"", "weekday", "saturday", "sunday", "bank-holiday"}
MAY_BE_NEGATIVE = {("visits", "notice_minutes"), ("paid", "pence")}


def breaches(inputs: Inputs) -> list[str]:
    """Every way in which inputs break the specification's ground; empty when they may be judged."""
    lines = {line.line_ref: line for line in inputs.lines}
    found = [
        *_twice("line", (x.line_ref for x in inputs.lines)),
        *_twice("person, provider and service", ((x.person_ref, x.provider_ref, x.service) for x in inputs.lines)),
        *_twice("call", (x.call_ref for x in inputs.calls)),
        *_twice("terms", ((x.contract_ref, x.version) for x in inputs.terms)),
        *_twice("rate", (x.rate_ref for x in inputs.rates)),
        *_twice("visit", (x.visit_ref for x in inputs.visits)),
        *_twice("claim", ((x.invoice_ref, x.line_no) for x in inputs.claims)),
        *_twice("paid", ((x.line_ref, x.week) for x in inputs.paid)),
        *_twice("opening", (x.line_ref for x in inputs.openings)),
        *_overlaps("commission", ((x.line_ref, x.starts, x.ends) for x in inputs.commissions)),
        *_overlaps("terms", ((x.contract_ref, x.starts, x.ends) for x in inputs.terms)),
        *_overlaps("contract", ((x.contract_ref, x.starts, x.ends) for x in inputs.contracts)),
        *_overlaps("interruption", (((x.person_ref, x.kind), x.starts, x.ends) for x in inputs.interruptions)),
        *_overlaps("band", (((x.contract_ref, x.version), x.from_minute, x.to_minute + 1) for x in inputs.bands)),
        *_overlaps("step", (((x.contract_ref, x.version, x.kind), x.from_day, x.to_day + 1) for x in inputs.steps)),
        *_overlaps("rate", ((x.rate_ref, x.starts, x.ends) for x in inputs.rates)),
        *_overlaps("stay", ((x.stay_ref, x.admitted, x.discharged) for x in inputs.stays)),
        *_twice("contract span", ((x.contract_ref, x.starts) for x in inputs.contracts)),
        *_twice("interruption", ((x.person_ref, x.kind, x.starts) for x in inputs.interruptions)),
        *_twice("holiday", (x.on for x in inputs.holidays)),
        *_twice("death", (x.person_ref for x in inputs.deaths)),
        *_twice("stay", (x.stay_ref for x in inputs.stays)),
        *_twice("invoice", (x.invoice_ref for x in inputs.invoices)),
        *_unknown("basis", (t.basis for t in inputs.terms), BASES),
        *_unknown("way", (t.increment_way for t in inputs.terms), {"up", "down", "nearest"}),
        *_unknown("weekly cap", (t.weekly_cap for t in inputs.terms), {"visit", "week"}),
        *_unknown("outcome", (v.outcome for v in inputs.visits), OUTCOMES),
        *_unknown("kind", (x.kind for x in (*inputs.interruptions, *inputs.steps)), KINDS),
        *_unknown("day type", (r.day_type for r in inputs.rates), DAY_TYPES),
        *_unknown("unit", (r.unit for r in inputs.rates), {"hour", "night", "week"}),
        *_unknown("person check", (c.person_check for c in inputs.claims), {"", "unknown", "name differs"}),
        *_unknown("times", (v.times for v in inputs.visits), {"ok", "no check-out", "ends before it starts"}),
        *_below_nothing(inputs),
        *_invoices_and_claims_differ(inputs),
    ]
    for rows in (inputs.commissions, inputs.calls, inputs.paid, inputs.openings):
        found += [f"{x} is for no line." for x in rows if x.line_ref not in lines]
    for monday in [x.week for x in (*inputs.claims, *inputs.paid)] + [x.paid_to for x in inputs.openings]:
        if monday.weekday():
            found.append(f"{monday} is no Monday.")
    spans = defaultdict(list)
    for c in inputs.commissions:
        spans[c.line_ref].append((c.starts, c.ends))
    for call in inputs.calls:
        if not any(s <= call.on < e for s, e in spans[call.line_ref]):
            found.append(f"Call {call.call_ref} is on a day its line is not in force.")
        if call.carers not in (1, 2) or not 0 <= call.starts_minute < 1440 or not 1 <= call.minutes <= 1440:
            found.append(f"Call {call.call_ref} is not a call.")
    for v in inputs.visits:
        told = v.outcome == "delivered" and v.times == "ok"
        if not 0 <= v.starts_minute < 1440 or not (1 if told else 0) <= v.minutes <= 1440 or v.notice_minutes < -1:
            found.append(f"Visit {v.visit_ref} is not a visit.")
    for t in inputs.terms:
        if t.increment_minutes < 1:
            found.append(f"{t} has no increment.")
    return found + _without_terms(inputs)


def _twice(what: str, keys: Iterable[object]) -> list[str]:
    return [f"{what} {key} is there {n} times." for key, n in Counter(keys).items() if n > 1]


def _unknown(what: str, said: Iterable[str], known: set[str]) -> list[str]:
    return [f"The {what} {x} is not known." for x in sorted(set(said) - known)]


def _below_nothing(inputs: Inputs) -> list[str]:
    """Every number below nothing, but a notice of −1 and what was paid."""
    found = []
    for kind in fields(inputs):
        for row in getattr(inputs, kind.name):
            for f in fields(row):
                value = getattr(row, f.name)
                if isinstance(value, int) and value < 0 and (kind.name, f.name) not in MAY_BE_NEGATIVE:
                    found.append(f"{f.name} of {row} is below nothing.")
    return found


def _invoices_and_claims_differ(inputs: Inputs) -> list[str]:
    """Claims whose invoice was received on another day, or is another provider's."""
    known = {x.invoice_ref: (x.provider_ref, x.received_on) for x in inputs.invoices}
    return [
        f"{c} is not as its invoice."
        for c in inputs.claims
        if c.invoice_ref in known and known[c.invoice_ref] != (c.provider_ref, c.received_on)
    ]


def _overlaps(what: str, rows: Iterable[tuple[object, Any, Any]]) -> list[str]:
    spans = defaultdict(list)
    for key, starts, ends in rows:
        spans[key].append((starts, ends))
    found = []
    for key, theirs in spans.items():
        theirs.sort()
        found += [f"{what} of {key} ends before it starts." for s, e in theirs if s >= e]
        found += [f"{what} of {key} overlaps." for (_, e), (s, _) in itertools.pairwise(theirs) if s < e]
    return found


def _without_terms(inputs: Inputs) -> list[str]:
    """Visits on a day their line has a call, and first days in force of the weeks claimed for, on which the contract has no terms."""
    spans, in_force = defaultdict(list), defaultdict(list)
    for t in inputs.terms:
        spans[t.contract_ref].append((t.starts, t.ends))
    for c in inputs.commissions:
        in_force[c.line_ref].append((c.starts, c.ends))
    of = {(x.person_ref, x.provider_ref, x.service): x for x in inputs.lines}
    called = {(c.line_ref, c.on) for c in inputs.calls}
    needed = set()
    for v in inputs.visits:
        line = of.get((v.person_ref, v.provider_ref, v.service))
        if line and (line.line_ref, v.on) in called:
            needed.add((line.contract_ref, v.on))
    for claim in inputs.claims:
        line = of.get((claim.person_ref, claim.provider_ref, claim.service))
        if line:
            week = [claim.week + timedelta(days=n) for n in range(7)]
            days = [on for on in week if any(s <= on < e for s, e in in_force[line.line_ref])]
            needed.add((line.contract_ref, days[0] if days else claim.week))
    return [f"Contract {ref} has no terms on {on}." for ref, on in sorted(needed) if not any(s <= on < e for s, e in spans[ref])]
