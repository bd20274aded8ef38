"""Worlds to judge, drawn at random: small, crowded and full of edges, and always sound.

Few people, short references and round minutes, so that things meet: visits that tie, rates that begin mid-week, lines
that lapse, claims that are nearly right. Another engine can be held to the reference over the same worlds.
"""

from datetime import timedelta

from hypothesis import strategies as st

from duly.payments.validation.facts import (
    Call,
    Commission,
    ContractSpan,
    Death,
    Holiday,
    Inputs,
    Interruption,
    Line,
    Opening,
    Paid,
    Stay,
)
from duly.payments.validation.reference.tests.worlds_of_contracts import bands_and_steps, rates, terms_of
from duly.payments.validation.reference.tests.worlds_of_ground import BUSY, CARE, CONTRACTS, DAYS, EVER, FIRST, WEEKS, mostly, periods
from duly.payments.validation.reference.tests.worlds_of_paper import claims_and_invoices
from duly.payments.validation.reference.tests.worlds_of_visits import ROUND, astray, attending

__all__ = ["WEEKS", "worlds"]


@st.composite
def worlds(draw: st.DrawFn) -> Inputs:
    """Sound inputs over two weeks; every world has terms on every day."""
    care = draw(st.lists(st.sampled_from(CARE), min_size=1, max_size=3, unique=True))
    lines = tuple(Line(f"l{n}", *whose, draw(st.sampled_from(CONTRACTS)), draw(mostly("", "rural"))) for n, whose in enumerate(care))
    commissions = tuple(
        Commission(line.line_ref, *period, approved=draw(mostly(True, False))) for line in lines for period in draw(periods(may_lack=True))
    )
    calls = draw(_calls(lines, commissions))
    terms = tuple(terms for contract in CONTRACTS for terms in draw(terms_of(contract)))
    bands, steps = draw(bands_and_steps(terms))
    claims, invoices = draw(claims_and_invoices(lines, calls))
    return Inputs(
        lines=lines,
        commissions=commissions,
        calls=calls,
        terms=terms,
        rates=draw(rates(lines)),
        visits=(*draw(attending(calls, lines)), *draw(astray())),
        claims=claims,
        paid=draw(_paid(lines)),
        openings=draw(_openings(lines)),
        contracts=draw(_spans()),
        bands=bands,
        steps=steps,
        holidays=tuple(Holiday(day) for day in draw(st.lists(st.sampled_from(DAYS), max_size=2, unique=True))),
        deaths=draw(_deaths()),
        interruptions=draw(_interruptions()),
        stays=draw(_stays()),
        invoices=invoices,
    )


@st.composite
def _calls(draw: st.DrawFn, lines: tuple[Line, ...], commissions: tuple[Commission, ...]) -> tuple[Call, ...]:
    possible = [
        (line.line_ref, day)
        for line in lines
        for day in DAYS
        if any(row.line_ref == line.line_ref and row.starts <= day < row.ends for row in commissions)
        for _ in range(6 if day in BUSY else 1)
    ]
    if not possible:
        return ()
    planned = st.tuples(
        st.sampled_from(possible),
        st.sampled_from((540, 540, 550, 570, 601, 1420)),
        st.sampled_from((30, 30, 60, 15, 0)),
        st.sampled_from((1, 2)),
    )
    drawn = draw(st.lists(planned, min_size=1, max_size=8))
    calls = [Call(f"k{n}", *at, starts, minutes, carers) for n, (at, starts, minutes, carers) in enumerate(drawn)]
    if draw(mostly(False, True, times=3)):  # a round that is made every day, so that some weeks have visits enough to tell by
        calls += [Call(f"{ROUND}{n}", *at, 545, 30, 2) for n, at in enumerate(sorted(set(possible)))]
    return tuple(calls)


@st.composite
def _paid(draw: st.DrawFn, lines: tuple[Line, ...]) -> tuple[Paid, ...]:
    possible = [(line.line_ref, week) for line in lines for week in WEEKS]
    keys = draw(st.lists(st.sampled_from(possible), max_size=3, unique=True))
    return tuple(Paid(*key, draw(st.sampled_from((1, 599, 600, 601, -1)))) for key in keys)


@st.composite
def _openings(draw: st.DrawFn, lines: tuple[Line, ...]) -> tuple[Opening, ...]:
    """Nearly always signed, and nearly always before everything."""
    signed = mostly(EVER + timedelta(days=5), FIRST, FIRST, WEEKS[1], None, times=8)
    openings = ((line.line_ref, draw(signed)) for line in lines)
    return tuple(Opening(line_ref, paid_to) for line_ref, paid_to in openings if paid_to is not None)


@st.composite
def _spans(draw: st.DrawFn) -> tuple[ContractSpan, ...]:
    """Nearly always in force throughout, perhaps by spans that touch."""
    return tuple(
        ContractSpan(contract, *period) for contract in CONTRACTS for period in draw(periods(may_lack=draw(mostly(False, True, times=2))))
    )


@st.composite
def _deaths(draw: st.DrawFn) -> tuple[Death, ...]:
    died_on = draw(mostly(None, *DAYS[1:12:3], times=8))
    return (Death(draw(st.sampled_from(("ann", "bob"))), died_on),) if died_on else ()


@st.composite
def _interruptions(draw: st.DrawFn) -> tuple[Interruption, ...]:
    """One of a kind for each person, so that none of a kind overlap; of different kinds they may."""
    away = st.tuples(
        st.sampled_from(("ann", "bob")),
        st.sampled_from(("hospital", "respite", "holiday", "suspension")),
        st.sampled_from((FIRST - timedelta(days=3), *DAYS)),
        st.sampled_from((1, 2, 3, 8)),
    )
    drawn = draw(st.lists(away, max_size=2, unique_by=lambda one: one[:2]))
    return tuple(Interruption(person, kind, starts, starts + timedelta(days=days)) for person, kind, starts, days in drawn)


@st.composite
def _stays(draw: st.DrawFn) -> tuple[Stay, ...]:
    admitted = draw(mostly(None, *DAYS[:9:2], times=20))
    return (Stay("s", "home", "ann", "residential", admitted, admitted + timedelta(days=2)),) if admitted else ()
