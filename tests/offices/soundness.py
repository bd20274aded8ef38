"""What makes inputs ones the specification allows, each breach as a sentence."""

import itertools
from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date, timedelta

from duly.payments.validation.facts import Inputs


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
        *_overlaps("rate", (((x.contract_ref, x.service), x.starts, x.ends) for x in inputs.rates)),
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
        if not 0 <= v.starts_minute < 1440 or not 1 <= v.minutes <= 1440:
            found.append(f"Visit {v.visit_ref} is not a visit.")
    for row in (*inputs.claims, *inputs.paid):
        if row.pence < 0:
            found.append(f"{row} is below nothing.")
    for claim in inputs.claims:
        if claim.minutes < 0 or claim.rate_hundredths < 0:
            found.append(f"{claim} is below nothing.")
    for t in inputs.terms:
        numbers = (t.tolerance_minutes, t.floor_minutes, t.match_window_minutes, t.double_up_percent,
                   t.trim_limit_pence, t.trim_limit_bp)  # fmt: skip
        if min(numbers) < 0:
            found.append(f"{t} is below nothing.")
    return found + _without_terms(inputs)


def _twice(what: str, keys: Iterable[object]) -> list[str]:
    return [f"{what} {key} is there {n} times." for key, n in Counter(keys).items() if n > 1]


def _overlaps(what: str, rows: Iterable[tuple[object, date, date]]) -> list[str]:
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
    """Lines whose contract leaves a day that is visited, or claimed for, without terms."""
    spans = defaultdict(list)
    for t in inputs.terms:
        spans[t.contract_ref].append((t.starts, t.ends))
    of = {(x.person_ref, x.provider_ref, x.service): x.contract_ref for x in inputs.lines}
    needed = {(of.get((v.person_ref, v.provider_ref, v.service)), v.on) for v in inputs.visits}
    for c in inputs.claims:
        ref = of.get((c.person_ref, c.provider_ref, c.service))
        needed |= {(ref, c.week + timedelta(days=n)) for n in range(7)}
    return [
        f"Contract {ref} has no terms on {on}." for ref, on in needed if ref is not None and not any(s <= on < e for s, e in spans[ref])
    ]
