"""Worlds to judge, drawn at random: small, crowded and full of edges, and always sound.

Few people, short references and round minutes, so that things meet: visits that tie, rates that begin mid-week, lines
that lapse, claims that are nearly right. Another engine can be held to the reference over the same worlds.
"""

from collections.abc import Callable
from datetime import date, timedelta
from itertools import pairwise

from hypothesis import strategies as st

from duly.payments.validation.facts import (
    FOREVER,
    Call,
    Claim,
    Commission,
    Inputs,
    Line,
    Opening,
    Paid,
    Rate,
    Terms,
    Visit,
)
from duly.payments.validation.reference.days import monday_of

FIRST = date(2026, 3, 2)
WEEKS = (FIRST, FIRST + timedelta(days=7))
DAYS = tuple(FIRST + timedelta(days=n) for n in range(14))
EVER = date(2020, 1, 1)
CONTRACTS = ("c1", "c2")
SERVICES = ("care", "sitting")
CARE = (("ann", "p", "care"), ("ann", "q", "care"), ("ann", "p", "sitting"), ("bob", "p", "care"))
RATES = (120_000, 120_000, 120_001, 119_999, 213_600, 3_000, 2_999, 0)

ATTENDANCES = (
    (),
    (("ada", 0, 0),),
    (("ada", 5, -5),),
    (("ada", 60, -6),),
    (("ada", -10, 5),),
    (("ada", -61, 6),),
    (("ada", 11, 30),),
    (("ada", 0, 0), ("bea", 0, 0)),
    (("ada", 0, 0), ("ada", 0, 0)),
    (("ada", 0, 0), ("bea", 6, 0)),
    (("ada", -3, 0), ("bea", 4, 10)),
    (("ada", 0, 6), ("bea", 0, -16)),
    (("ada", 5, 0), ("bea", -5, 0), ("cat", 5, 0)),
)
"""Who came to a call: the carer, minutes after the planned start, and minutes longer than planned."""


@st.composite
def worlds(draw: st.DrawFn) -> Inputs:
    """Sound inputs over two weeks; every world has terms on every day."""
    care = draw(st.lists(st.sampled_from(CARE), min_size=1, max_size=3, unique=True))
    lines = tuple(Line(f"l{n}", *whose, draw(st.sampled_from(CONTRACTS))) for n, whose in enumerate(care))
    commissions = tuple(Commission(line.line_ref, *period) for line in lines for period in draw(_periods(may_lack=True)))
    calls = draw(_calls(lines, commissions))
    visits = (*draw(_attending(calls, lines)), *draw(_astray()))
    return Inputs(
        lines=lines,
        commissions=commissions,
        calls=calls,
        terms=tuple(terms for contract in CONTRACTS for terms in draw(_terms(contract))),
        rates=draw(_rates(lines)),
        visits=visits,
        claims=draw(_claims(lines, calls)),
        paid=draw(_paid(lines)),
        openings=draw(_openings(lines)),
    )


@st.composite
def _periods(draw: st.DrawFn, *, may_lack: bool) -> list[tuple[date, date]]:
    """Periods that follow one another from long ago for ever; one may be left out."""
    turns = sorted(draw(st.sets(st.sampled_from(DAYS), max_size=2)))
    periods = list(pairwise([EVER, *turns, FOREVER]))
    left_out = draw(st.sampled_from((None, 0, 1))) if may_lack else None
    return [period for n, period in enumerate(periods) if n != left_out]


@st.composite
def _calls(draw: st.DrawFn, lines: tuple[Line, ...], commissions: tuple[Commission, ...]) -> tuple[Call, ...]:
    possible = [
        (line.line_ref, day)
        for line in lines
        for day in DAYS
        if any(row.line_ref == line.line_ref and row.starts <= day < row.ends for row in commissions)
    ]
    if not possible:
        return ()
    planned = st.tuples(
        st.sampled_from(possible),
        st.sampled_from((540, 540, 550, 570, 601)),
        st.sampled_from((30, 30, 60, 15, 0)),
        st.sampled_from((1, 2)),
    )
    drawn = draw(st.lists(planned, min_size=1, max_size=8))
    return tuple(Call(f"k{n}", *at, starts, minutes, carers) for n, (at, starts, minutes, carers) in enumerate(drawn))


@st.composite
def _attending(draw: st.DrawFn, calls: tuple[Call, ...], lines: tuple[Line, ...]) -> list[Visit]:
    """Visits made to calls, more or less as planned."""
    line_of = {line.line_ref: line for line in lines}
    visits = []
    for call in calls:
        line = line_of[call.line_ref]
        for n, (carer, late, longer) in enumerate(draw(st.sampled_from(ATTENDANCES))):
            ref, starts, minutes = f"v{call.call_ref}-{9 - n}", call.starts_minute + late, max(1, call.minutes + longer)
            whose = line.provider_ref, line.person_ref, line.service
            visits.append(Visit(ref, *whose, carer, call.on, starts, minutes))
    return visits


@st.composite
def _astray(draw: st.DrawFn) -> list[Visit]:
    """Visits on any day, for anybody."""
    made = st.tuples(st.sampled_from(CARE), st.sampled_from(DAYS), st.sampled_from((0, 540, 545)), st.sampled_from((1, 30, 1440)))
    drawn = draw(st.lists(made, max_size=4))
    return [
        Visit(f"w{n}", provider, person, service, "ada", on, starts, minutes)
        for n, ((person, provider, service), on, starts, minutes) in enumerate(drawn)
    ]


@st.composite
def _terms(draw: st.DrawFn, contract: str) -> list[Terms]:
    measures = st.tuples(
        st.sampled_from(("PLANNED_WITHIN", "ACTUAL_MINUTE")),
        st.sampled_from((5, 0)),
        st.sampled_from((15, 0, 45)),
        st.sampled_from((60, 10, 0)),
        st.sampled_from((80, 0, 50, 100)),
        st.sampled_from((600, 20, 0, 100_000)),
        st.sampled_from((10_000, 333, 0)),
    )
    periods = draw(_periods(may_lack=False))
    return [Terms(contract, n, *period, *draw(measures), "7") for n, period in enumerate(periods, start=1)]


@st.composite
def _rates(draw: st.DrawFn, lines: tuple[Line, ...]) -> tuple[Rate, ...]:
    """The later a rate starts, the smaller its reference."""
    priced = sorted({(line.contract_ref, line.service) for line in lines})
    return tuple(
        Rate(f"r-{contract}-{service}-{9 - n}", contract, service, *period, draw(st.sampled_from(RATES)))
        for contract, service in priced
        for n, period in enumerate(draw(_periods(may_lack=True)))
    )


@st.composite
def _claims(draw: st.DrawFn, lines: tuple[Line, ...], calls: tuple[Call, ...]) -> tuple[Claim, ...]:
    """Claims for what was agreed, give or take a few minutes, at a likely rate, give or take a penny."""
    claimed = st.tuples(
        st.sampled_from([*((line.person_ref, line.provider_ref, line.service) for line in lines), CARE[3]]),
        st.sampled_from(WEEKS),
        st.sampled_from((0, 0, 1, -1, -30, 30, 90)),
        st.sampled_from((120_000, *RATES)),
        st.sampled_from((0, 0, -1, 1)),
    )
    agreed = _agreed_by_week(lines, calls)
    claims = []
    for n, ((person, provider, service), week, more, rate, pence_more) in enumerate(draw(st.lists(claimed, min_size=1, max_size=5))):
        minutes = max(0, agreed(person, provider, service, week) + more)
        pence = max(0, (minutes * rate + 3_000) // 6_000 + pence_more)
        claims.append(Claim("i", n, provider, person, service, week, minutes, rate, pence))
    return tuple(claims)


def _agreed_by_week(lines: tuple[Line, ...], calls: tuple[Call, ...]) -> Callable[[str, str, str, date], int]:
    refs = {(line.person_ref, line.provider_ref, line.service): line.line_ref for line in lines}

    def agreed(person: str, provider: str, service: str, week: date) -> int:
        ref = refs.get((person, provider, service))
        return sum(call.minutes * call.carers for call in calls if call.line_ref == ref and monday_of(call.on) == week)

    return agreed


@st.composite
def _paid(draw: st.DrawFn, lines: tuple[Line, ...]) -> tuple[Paid, ...]:
    possible = [(line.line_ref, week) for line in lines for week in WEEKS]
    keys = draw(st.lists(st.sampled_from(possible), max_size=3, unique=True))
    return tuple(Paid(*key, draw(st.sampled_from((1, 599, 600, 601)))) for key in keys)


@st.composite
def _openings(draw: st.DrawFn, lines: tuple[Line, ...]) -> tuple[Opening, ...]:
    """Nearly always signed, and nearly always before everything."""
    signed = st.sampled_from((FIRST, *[EVER + timedelta(days=5)] * 5, WEEKS[1], None))
    openings = ((line.line_ref, draw(signed)) for line in lines)
    return tuple(Opening(line_ref, paid_to) for line_ref, paid_to in openings if paid_to is not None)
