"""Weeks with a small excess: the fewest rows that make one, at a penny a minute, so that minutes and pence say the same; and worlds of many by chance."""

from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from datetime import date, timedelta

from hypothesis import strategies as st

from duly.payments.validation.facts import (
    FOREVER,
    Call,
    Claim,
    Commission,
    ContractSpan,
    Inputs,
    Letting,
    Line,
    Opening,
    Rate,
    Terms,
    Visit,
)

MONDAY = date(2026, 11, 2)
LONG_AGO = date(2020, 1, 6)
PENNY = 6_000
"""A penny a minute, in hundredths of a penny an hour."""
AMPLE = {"let_minutes": 5, "let_person_minutes": 1000, "let_run_pence": 100_000, "let_run_bp": 10_000}


def weeks_on(n: int) -> date:
    """The Monday so many weeks after the first."""
    return MONDAY + timedelta(weeks=n)


def terms(contract: str = "C-1", starts: date = LONG_AGO, ends: date = FOREVER, version: int = 1, **clause: int) -> Terms:
    """By the minute, with a trim limit nothing reaches, and the clause about tolerance: an ample one unless told otherwise."""
    return Terms(contract, version, starts, ends, "ACTUAL_MINUTE", 0, 0, 60, 80, 100_000, 10_000, "9", **(AMPLE | clause))


@dataclass(frozen=True)
class Excess:
    """A line's week: so many minutes planned and made, and so many more claimed (`seen`: made too, and so 401 and not 411)."""

    line: str = "L-1"
    week: date = MONDAY
    over: int = 5
    minutes: int = 100
    person: str = "P-1"
    provider: str = "PR-1"
    contract: str = "C-1"
    seen: bool = False
    absent: int = 0
    astray: int = 0
    vat: int = 0
    rate: int = PENNY


def inputs(*given: Excess, contract: Iterable[Terms] = (), lettings: Iterable[Letting] = (), rates: Iterable[Rate] = ()) -> Inputs:
    """These lines' weeks, as everything a judgement reads. A line's service is its own reference, so that a person may have several."""
    contracts = sorted({one.contract for one in given})
    found: dict[str, list] = {field.name: [] for field in fields(Inputs)}
    for line in {one.line: one for one in given}.values():
        starts = MONDAY + timedelta(days=1) if any(one.astray for one in given if one.line == line.line) else LONG_AGO
        found["lines"].append(Line(line.line, line.person, line.provider, line.line, line.contract))
        found["commissions"].append(Commission(line.line, starts, FOREVER))
        found["openings"].append(Opening(line.line, LONG_AGO))
    for n, one in enumerate(given):
        on = one.week + timedelta(days=1)
        who = (one.provider, one.person, one.line)
        found["calls"].append(Call(f"K-{n}", one.line, on, 0, one.minutes, 1))
        found["visits"].append(Visit(f"V-{n}", *who, f"W-{n}", on, 0, one.minutes + one.over * one.seen))
        if one.absent:
            found["calls"].append(Call(f"K-{n}-two", one.line, on, 1300, one.absent, 2))
            found["visits"].append(Visit(f"V-{n}-two", *who, f"W-{n}", on, 1300, one.absent))
        if one.astray:
            found["visits"].append(Visit(f"V-{n}-astray", *who, f"W-{n}", one.week, 0, one.astray))
        claimed = one.minutes + one.over + 2 * one.absent + one.astray
        pence = (claimed * one.rate + 3_000) // 6_000
        found["claims"].append(Claim(f"I-{n}", 1, *who, one.week, claimed, one.rate, pence, one.vat))
    usual = (Rate(f"R-{line.line_ref}", line.contract_ref, line.service, LONG_AGO, FOREVER, PENNY) for line in found["lines"])
    found["terms"] = list(contract) or [terms(ref) for ref in contracts]
    found["rates"] = list(rates) or list(usual)
    found["contracts"] = [ContractSpan(ref, LONG_AGO, FOREVER) for ref in contracts]
    found["lettings"] = list(lettings)
    return Inputs(**{name: tuple(rows) for name, rows in found.items()})


@st.composite
def tolerated(draw: st.DrawFn) -> tuple[Inputs, tuple[date, ...]]:
    """Few people and providers over some weeks, most with a small excess; a clause near its limits; and what was let through before, or might have been."""
    lines = [(f"L-{n}", f"P-{n % 3}", f"PR-{n % 2}", f"C-{n % 2}{draw(st.sampled_from('ab'))}") for n in range(draw(st.integers(1, 5)))]
    judged = tuple(weeks_on(n) for n in sorted(draw(st.sets(st.integers(0, 6), min_size=1, max_size=4))))
    given = []
    for line, person, provider, contract in lines:
        for week in judged:
            if draw(st.integers(0, 4)):
                over, odd = draw(st.sampled_from((0, 1, 2, 3, 4, 5, 5, 6, 7, 10))), draw(st.sampled_from((0, 0, 0, 0, 0, 0, 1, 2, 3)))
                given.append(
                    Excess(
                        line, week, over, draw(st.sampled_from((10, 95, 100, 195, 200))), person, provider, contract,
                        seen=draw(st.booleans()), absent=20 * (odd == 1), vat=int(odd == 2), rate=draw(st.sampled_from((PENNY, PENNY, 5_900))),
                    )
                )  # fmt: skip
    if not given:
        given = [Excess()]
    versions = [version for ref in sorted({one.contract for one in given}) for version in _versions(draw, ref)]
    on_record = draw(st.sets(st.tuples(st.sampled_from([line for line, *_ in lines]), st.integers(-5, 7)), max_size=5))
    found = inputs(*given, contract=versions, lettings=[Letting(line, weeks_on(n), 1) for line, n in sorted(on_record)])
    return found, judged if given[0] != Excess() else (MONDAY,)


def _versions(draw: st.DrawFn, contract: str) -> list[Terms]:
    """One version of a contract's terms, or two that meet on a Monday or a Wednesday."""

    def clause() -> dict[str, int]:
        return {
            "let_minutes": draw(st.sampled_from((0, 3, 5, 5))),
            "let_pence": draw(st.sampled_from((0, 4, 5, 7))),
            "let_bp": draw(st.sampled_from((0, 250, 500, 10_000))),
            "let_person_minutes": draw(st.sampled_from((0, 5, 8, 10, 1000, 1000))),
            "let_run_pence": draw(st.sampled_from((0, 5, 9, 10, 1000, 1000))),
            "let_run_bp": draw(st.sampled_from((0, 100, 250, 500, 10_000, 10_000))),
        }

    turn = draw(st.sampled_from((None, None, weeks_on(2), weeks_on(2) + timedelta(days=2))))
    if turn is None:
        return [terms(contract, **clause())]
    return [terms(contract, ends=turn, **clause()), replace(terms(contract, starts=turn, **clause()), version=2)]
