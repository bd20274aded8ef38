"""A week in a care home, walked night by night: a second program written from docs/specification/stays.md (and validation.md, where that page sends one) alone.

Nothing is shared with the program it is held to but the shapes of what goes in and comes out. It looks everything up again for every night, and counts in fractions.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from duly.payments.validation.facts import Cut, Inputs, Line, LineWeek, PricePart, Rate, Terms
from tests.engine.nights_claims import Told, codes_of_claimed_rates, told_in
from tests.engine.nights_rates import by_the_week, rate_of, unapproved

BLOCK, HOLD = {201, 205, 208, 301, 302, 306}, {103, 105, 204, 209, 503}
TRIM, HOLD_ABOVE_LIMIT = {102, 107, 108, 203, 207, 303, 305, 411, 501}, {203, 303, 411}
TRIMMED_BY_ITSELF = ("102", "107", "108", "207", "501", "netted")


@dataclass
class Night:
    """One night of a week: what it is, what percentage it pays, and whether somebody's bed was there."""

    on: date
    what: str
    percent: int = 0
    in_a_stay: bool = False


def half_up(value: Fraction | int) -> int:
    """A fraction as a whole number, half up."""
    return (Fraction(value) + Fraction(1, 2)).__floor__()


def walk(inputs: Inputs, weeks: Collection[date]) -> tuple[LineWeek, ...]:
    """Every line-week of these Mondays with a claim, in order of week, provider, person and service."""
    keys = {(c.week, c.provider_ref, c.person_ref, c.service) for c in inputs.claims if c.week in weeks}
    return tuple(_line_week(inputs, *key) for key in sorted(keys))


def nights_of(inputs: Inputs, line: Line, week: date) -> list[Night]:
    """The seven nights of a line's week."""
    return [_night(inputs, line, week, week + timedelta(days=n)) for n in range(7)]


def _night(inputs: Inputs, line: Line, week: date, d: date) -> Night:
    died = next((row.on for row in inputs.deaths if row.person_ref == line.person_ref), None)
    here = _in_a_stay(inputs, line, d)
    if not _in_force(inputs, line, d):
        return Night(d, "outside", 0, here)
    if died is not None and died <= d:
        if (d - died).days >= _trim_terms(inputs, line, week).death_days:
            return Night(d, "too late", 0, here)
        if here or _in_a_stay(inputs, line, died - timedelta(days=1)):
            return Night(d, "after death", 100, here)
    if not here:
        return Night(d, "empty")
    away = [(a.kind, a.starts) for a in inputs.absences if _care(a) == _care(line) and a.starts <= d < a.ends]
    away += [(i.kind, i.starts) for i in inputs.interruptions if i.person_ref == line.person_ref and i.starts <= d < i.ends]
    if away:
        kind, starts = min(away)
        return Night(d, "away", _retained(inputs, line, d, kind, (d - starts).days + 1), True)
    return Night(d, "occupied", 100, True)


def _retained(inputs: Inputs, line: Line, d: date, kind: str, number: int) -> int:
    for terms in inputs.terms:
        if terms.contract_ref == line.contract_ref and terms.starts <= d < terms.ends:
            for step in inputs.steps:
                same = (step.contract_ref, step.version, step.kind) == (terms.contract_ref, terms.version, kind)
                if same and step.from_day <= number <= step.to_day:
                    return step.percent
    return 0


def _line_week(inputs: Inputs, week: date, provider: str, person: str, service: str) -> LineWeek:
    claims = [c for c in inputs.claims if (c.week, c.provider_ref, c.person_ref, c.service) == (week, provider, person, service)]
    line = next((x for x in inputs.lines if _care(x) == (provider, person, service)), None)
    found = {
        "line_ref": line.line_ref if line else "", "provider_ref": provider, "person_ref": person, "service": service, "week": week,
        "claimed_minutes": 0, "claimed_pence": sum(c.pence for c in claims), "agreed_minutes": 0, "delivered_minutes": 0, "payable_minutes": 0,
        "rate_hundredths": 0, "entitled_pence": 0, "delivered_pence": 0, "due_pence": 0, "reason": "",
        "paid_pence": sum(p.pence for p in inputs.paid if line and (p.line_ref, p.week) == (line.line_ref, week)),
        "claimed_nights": sum(c.nights for c in claims),
    }  # fmt: skip
    if line is None:
        told = told_in(inputs, claims, last_night=week)
        codes = told.codes & {102, 107, 108}
        if codes != {108} or told.standing:
            codes |= {205 if _has_another_provider(inputs, week, provider, person, service) else 202}
        return LineWeek(**found, codes=tuple(sorted(codes)), decision="HELD" if 202 in codes and told.standing else "BLOCKED")
    opening = next((o for o in inputs.openings if o.line_ref == line.line_ref), None)
    if opening is None or week < opening.paid_to:
        return LineWeek(**found | {"decision": "REFUSED", "reason": "before-opening" if opening else "no-opening"})
    nights = nights_of(inputs, line, week)
    told = told_in(inputs, claims, last_night=max((n.on for n in nights if n.what != "outside"), default=week))
    return _worked_out(inputs, line, week, nights, told, found)


def _worked_out(inputs: Inputs, line: Line, week: date, nights: list[Night], told: Told, found: dict) -> LineWeek:
    terms = _trim_terms(inputs, line, week)
    payable = [n for n in nights if n.percent > 0]
    given = payable[: min(told.nights, len(payable))]
    pricing_day = next((n.on for n in nights if n.what != "outside"), week)
    asked = [n.on for n in given] or [pricing_day]
    rates = {d: rate_of(inputs, line, d) for d in {*asked, pricing_day}}
    star = rates[pricing_day]
    if not isinstance(star, Rate) and given and all(isinstance(rates[d], Rate) for d in asked):
        star = rates[asked[0]]
    week_rate = by_the_week(star) if isinstance(star, Rate) else 0

    def worth(n: int) -> int:
        return half_up(Fraction(week_rate * n, 700))

    codes = set(told.codes) | _codes_of_rates(inputs, line, asked, rates)
    if not codes & {201, 301, 302, 306}:
        codes |= codes_of_claimed_rates(inputs, line, week, told.standing)
    left, shares = told.nights - len(given), {}
    for code, most in ((203, sum(n.what == "outside" and n.in_a_stay for n in nights)),
                       (501, sum(n.what == "away" and not n.percent for n in nights)), (411, told.nights)):  # fmt: skip
        shares[code] = min(left, most)
        left -= shares[code]
    codes |= {code for code, n in shares.items() if n} | _codes_of_nights(inputs, line, week, nights, told.nights, len(payable))
    sums = {"agreed_nights": sum(n.what != "outside" for n in nights), "payable_nights": len(given),
            "delivered_nights": sum(n.what in ("occupied", "after death") for n in nights), "rate_hundredths": week_rate}  # fmt: skip
    if codes & {201, 301, 302, 306}:
        return LineWeek(**found | sums, codes=tuple(sorted(codes)), decision="BLOCKED")
    full = {n.on: _full(terms, rates[n.on], n.on, n.on == payable[0].on) for n in given}
    priced = {n.on: half_up(Fraction(full[n.on] * n.percent, 100)) for n in given}
    others_pay = _netted(inputs, line, given) if terms.paid_net else 0
    netted = min(others_pay, sum(priced.values()))
    entitled = min(sum(priced.values()) - netted, told.pence)
    cuts, at = [*told.cuts, Cut("rate", 0, told.pence - worth(told.nights))], told.nights
    for code, n in shares.items():
        cuts.append(Cut(str(code), 0, worth(at) - worth(at - n), n))
        at -= n
    cuts += [Cut("rate change", 0, worth(len(given)) - sum(full.values())), Cut("207", 0, sum(full.values()) - sum(priced.values())),
             Cut("netted", 0, netted), Cut("not claimed", 0, sum(priced.values()) - netted - entitled)]  # fmt: skip
    cuts = [cut for cut in cuts if cut.nights or cut.pence]
    codes |= {207} if any(cut.cause == "207" and cut.pence > 0 for cut in cuts) else set()
    if codes & BLOCK or not told.standing:
        return LineWeek(**found | sums, codes=tuple(sorted(codes)), decision="BLOCKED")
    question = found["claimed_pence"] - entitled - sum(cut.pence for cut in cuts if cut.cause in TRIMMED_BY_ITSELF)
    question -= sum(cut.pence for cut in cuts if cut.cause == "rate" and cut.pence > 0 and 305 in codes)
    limit = min(terms.trim_limit_pence, found["claimed_pence"] * terms.trim_limit_bp // 10_000)
    held = codes & HOLD or (codes & HOLD_ABOVE_LIMIT and question > limit)
    decision = "HELD" if held else "TRIMMED" if codes & TRIM else "CLEAN"
    sums |= {"entitled_pence": entitled, "delivered_pence": max(0, min(told.pence, worth(min(told.nights, sums["delivered_nights"])) - others_pay)),
             "due_pence": 0 if held else entitled - found["paid_pence"]}  # fmt: skip
    return LineWeek(**found | sums, codes=tuple(sorted(codes)), decision=decision, parts=_parts(given, rates, priced), cuts=tuple(cuts))


def _codes_of_rates(inputs: Inputs, line: Line, asked: list[date], rates: dict) -> set[int]:
    codes = set()
    for d in asked:
        if rates[d] == "ambiguous":
            codes.add(302)
        if rates[d] == "none":
            codes.add(306 if unapproved(inputs, line, d) else 301)
        if not any(s.contract_ref == line.contract_ref and s.starts <= d < s.ends for s in inputs.contracts):
            codes.add(201)
    return codes


def _codes_of_nights(inputs: Inputs, line: Line, week: date, nights: list[Night], claimed: int, payable: int) -> set[int]:
    codes = set()
    if any(c.line_ref == line.line_ref and not c.approved and c.starts <= n.on < c.ends for n in nights for c in inputs.commissions):
        codes.add(204)
    if claimed > payable and any(n.what == "too late" and n.in_a_stay for n in nights):
        codes.add(208)
    for night in (n for n in nights if n.what == "occupied"):
        both = [s for s in inputs.stays if s.person_ref == line.person_ref and s.admitted < night.on < s.discharged]
        if any(_care(s) == _care(line) for s in both) and any(s.provider_ref != line.provider_ref for s in both):
            codes.add(209)
    sunday = week + timedelta(days=6)
    if not any(r.provider_ref == line.provider_ref and r.starts <= sunday < r.ends for r in inputs.returns):
        codes.add(503)
    return codes


def _full(terms: Terms, rate: Rate, d: date, is_first_payable: bool) -> int:
    w, n = rate.rate_hundredths, d.isoweekday()
    if rate.unit == "night":
        return half_up(Fraction(w, 100))
    if terms.part_week == "SEVENTHS":
        return _seventh(Fraction(w, 100), n)
    if terms.part_week == "WHOLE_WEEK":
        return half_up(Fraction(w, 100)) if is_first_payable else 0
    each = w // 700
    return each if n < 7 else half_up(Fraction(w, 100)) - 6 * each


def _seventh(pence: Fraction, n: int) -> int:
    return half_up(pence * n / 7) - half_up(pence * (n - 1) / 7)


def _netted(inputs: Inputs, line: Line, given: list[Night]) -> int:
    total = 0
    for night in given:
        for f in inputs.fundings:
            if f.person_ref != line.person_ref or f.collected_by not in ("provider", "nhs") or not f.starts <= night.on < f.ends:
                continue
            if f.kind == "fnc" and any(x.person_ref == line.person_ref and x.on <= night.on for x in inputs.deaths):
                continue
            total += half_up(Fraction(_seventh(Fraction(f.weekly_pence), night.on.isoweekday()) * night.percent, 100))
    return total


def _parts(given: list[Night], rates: dict, priced: dict[date, int]) -> tuple[PricePart, ...]:
    by: dict[tuple, list[Night]] = {}
    for n in given:
        by.setdefault((rates[n.on].starts, rates[n.on].rate_ref, -n.percent), []).append(n)
    return tuple(
        PricePart(ref, 0, rates[theirs[0].on].rate_hundredths, sum(priced[n.on] for n in theirs), len(theirs))
        for (_, ref, _), theirs in sorted(by.items())
    )


def _trim_terms(inputs: Inputs, line: Line, week: date) -> Terms:
    day = next((week + timedelta(days=n) for n in range(7) if _in_force(inputs, line, week + timedelta(days=n))), week)
    return next(t for t in inputs.terms if t.contract_ref == line.contract_ref and t.starts <= day < t.ends)


def _in_force(inputs: Inputs, line: Line, d: date) -> bool:
    return any(c.line_ref == line.line_ref and c.starts <= d < c.ends for c in inputs.commissions)


def _in_a_stay(inputs: Inputs, line: Line, d: date) -> bool:
    return any(_care(s) == _care(line) and s.admitted <= d < s.discharged for s in inputs.stays)


def _has_another_provider(inputs: Inputs, week: date, provider: str, person: str, service: str) -> bool:
    return any(
        _in_force(inputs, line, week + timedelta(days=n))
        for line in inputs.lines
        for n in range(7)
        if line.person_ref == person and line.service == service and line.provider_ref != provider
    )


def _care(row) -> tuple[str, str, str]:
    return (row.provider_ref, row.person_ref, row.service)
