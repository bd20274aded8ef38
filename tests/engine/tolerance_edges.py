"""Both sides of every edge the page on tolerance names: what comes in, and by hand which lines' weeks are let through, at how many pence."""

from dataclasses import replace
from datetime import date, timedelta

from duly.payments.validation.facts import FOREVER, Inputs, Letting, Rate
from duly.payments.validation.nights.tests.homes import a_home
from duly.payments.validation.nights.tests.homes import terms as home_terms
from tests.engine.tolerance_worlds import LONG_AGO, MONDAY, PENNY, Excess, inputs, terms, weeks_on

Let = dict[tuple[str, date], int]
THURSDAY = MONDAY + timedelta(days=3)
NOTHING: Let = {}


def one(pence: int, line: str = "L-1", week: date = MONDAY) -> Let:
    return {(line, week): pence}


def by_money(let_pence: int = 0, let_bp: int = 0) -> tuple:
    return (terms(let_minutes=0, let_pence=let_pence, let_bp=let_bp),)


def with_a_rate_from_thursday(first: int, then: int) -> Inputs:
    """A line of 100 minutes on Tuesday and 100 on Friday, claimed at the first rate with five minutes more."""
    week = inputs(
        Excess(minutes=200),
        rates=(Rate("R-1", "C-1", "L-1", LONG_AGO, THURSDAY, first), Rate("R-2", "C-1", "L-1", THURSDAY, FOREVER, then)),
    )
    (call,), (visit,), (claim,) = week.calls, week.visits, week.claims
    friday = call.on + timedelta(days=3)
    return replace(
        week,
        calls=(replace(call, minutes=100), replace(call, call_ref="K-two", on=friday, minutes=100)),
        visits=(replace(visit, minutes=100), replace(visit, visit_ref="V-two", on=friday, minutes=100)),
        claims=(replace(claim, rate_hundredths=first, pence=205 * first // 6_000),),
    )


def two_lines(first: int, second: int, **clause: int) -> Inputs:
    """Two lines of one person and provider."""
    return inputs(Excess(over=first), Excess("L-2", over=second), contract=(terms(**clause),))


def a_line_beside_of(pence: int, **clause: int) -> Inputs:
    """Five pence of excess on 100, and another line of the provider that is in order and comes to so many pence."""
    return inputs(Excess(), Excess("L-2", over=0, minutes=pence, person="P-2"), contract=(terms(**clause),))


def pence_less(pence: int, week: Inputs) -> Inputs:
    """The same claim, of so many pence less."""
    (claim,) = week.claims
    return replace(week, claims=(replace(claim, pence=claim.pence - pence),))


def in_a_home() -> Inputs:
    """A care home that claims one night more than there were, with a clause about tolerance in its contract and a trim limit nothing reaches."""
    ample = replace(
        home_terms(limit_pence=10**7, limit_bp=10_000), let_minutes=5, let_person_minutes=9, let_run_pence=10**7, let_run_bp=10_000
    )
    return a_home(weeks=(MONDAY,), contract=ample, stay=(LONG_AGO, MONDAY + timedelta(days=6)))


RUN = {"let_minutes": 9, "let_run_pence": 9}
EDGES: dict[str, tuple[Inputs, Let]] = {
    "five minutes": (inputs(Excess(over=5)), one(5)),
    "six minutes": (inputs(Excess(over=6)), NOTHING),
    "five minutes made and not planned": (inputs(Excess(over=5, seen=True)), one(5)),
    "as many pence as the clause says": (inputs(Excess(over=6), contract=by_money(6, 10_000)), one(6)),
    "a penny more than the clause says": (inputs(Excess(over=7), contract=by_money(6, 10_000)), NOTHING),
    "the percentage exactly": (inputs(Excess(over=10, minutes=190), contract=by_money(10, 500)), one(10)),
    "a penny of claim less": (inputs(Excess(over=10, minutes=189), contract=by_money(10, 500)), NOTHING),
    "pence within and the percentage not": (inputs(Excess(over=6, minutes=50), contract=by_money(6, 500)), NOTHING),
    "a person's two lines at the limit together": (two_lines(5, 4, let_person_minutes=9), one(5) | one(4, "L-2")),
    "a person's two lines a minute above it": (two_lines(5, 5, let_person_minutes=9), NOTHING),
    "a person's line that is not small does not count": (two_lines(5, 6, let_person_minutes=5), one(5)),
    "two people of one provider": (
        inputs(Excess(), Excess("L-2", person="P-2"), contract=(terms(let_person_minutes=5),)),
        one(5) | one(5, "L-2"),
    ),
    "a person's two providers": (
        inputs(
            Excess(),
            Excess("L-2", provider="PR-2", contract="C-2"),
            contract=(terms(let_person_minutes=5), terms("C-2", let_person_minutes=5)),
        ),
        one(5) | one(5, "L-2"),
    ),
    "what is on record counts for the person": (
        inputs(Excess(), Excess("L-2", over=1), contract=(terms(let_person_minutes=5),), lettings=(Letting("L-1", MONDAY, 5),)),
        one(5),
    ),
    "let through five weeks before": (inputs(Excess(), lettings=(Letting("L-1", weeks_on(-5), 5),)), one(5)),
    "let through four weeks before": (inputs(Excess(), lettings=(Letting("L-1", weeks_on(-4), 5),)), NOTHING),
    "let through the week before": (inputs(Excess(), lettings=(Letting("L-1", weeks_on(-1), 5),)), NOTHING),
    "let through the week after": (inputs(Excess(), lettings=(Letting("L-1", weeks_on(1), 5),)), NOTHING),
    "let through four weeks after": (inputs(Excess(), lettings=(Letting("L-1", weeks_on(4), 5),)), NOTHING),
    "let through five weeks after": (inputs(Excess(), lettings=(Letting("L-1", weeks_on(5), 5),)), one(5)),
    "on record the week after, which is judged now and asks about this one": (
        inputs(Excess(), Excess("L-2", over=0, week=weeks_on(1), person="P-2"), lettings=(Letting("L-1", weeks_on(1), 5),)),
        one(5),
    ),
    "another line let through before": (inputs(Excess(), Excess("L-2"), lettings=(Letting("L-2", weeks_on(-1), 5),)), one(5)),
    "two weeks running": (inputs(Excess(), Excess(week=weeks_on(1))), one(5)),
    "four weeks apart": (inputs(Excess(), Excess(week=weeks_on(4))), one(5)),
    "five weeks apart": (inputs(Excess(), Excess(week=weeks_on(5))), one(5) | one(5, week=weeks_on(5))),
    "on record before and judged again, and no longer let through": (
        inputs(Excess(over=6), Excess(week=weeks_on(1)), lettings=(Letting("L-1", MONDAY, 5),)),
        one(5, week=weeks_on(1)),
    ),
    "a week on record judged again alone": (inputs(Excess(), lettings=(Letting("L-1", MONDAY, 3),)), one(5)),
    "a week on record whose person is above the limit": (
        inputs(Excess(), contract=(terms(let_person_minutes=4),), lettings=(Letting("L-1", MONDAY, 5),)),
        one(5),
    ),
    "a week on record four weeks after another": (
        inputs(Excess(), lettings=(Letting("L-1", MONDAY, 5), Letting("L-1", weeks_on(-4), 5))),
        one(5),
    ),
    "a week on record larger than it was, and still small": (inputs(Excess(over=5), lettings=(Letting("L-1", MONDAY, 1),)), one(5)),
    "a week on record no longer small": (inputs(Excess(over=6), lettings=(Letting("L-1", MONDAY, 5),)), NOTHING),
    "two on record and only the earlier in this judgement": (
        inputs(Excess(), lettings=(Letting("L-1", MONDAY, 5), Letting("L-1", weeks_on(1), 5))),
        one(5),
    ),
    "the sum at the provider's pence": (two_lines(4, 5, **RUN), one(4) | one(5, "L-2")),
    "the sum a penny above the provider's pence": (two_lines(4, 6, **RUN), one(4)),
    "the smallest first, whatever the order of lines": (
        inputs(*(Excess(f"L-{n}", over=over) for n, over in enumerate((7, 2, 6), 1)), contract=(terms(**RUN),)),
        one(2, "L-2") | one(6, "L-3"),
    ),
    "none after one that did not fit, though its own contract says more": (
        inputs(Excess(over=5), Excess("L-2", over=6, contract="C-2"), contract=(terms(let_run_pence=4), terms("C-2", let_minutes=6))),
        NOTHING,
    ),
    "two as small as each other, and room for one": (two_lines(5, 5, let_run_pence=9), one(5)),
    "what is on record comes first": (
        inputs(Excess(over=2), Excess("L-2"), contract=(terms(let_run_pence=6),), lettings=(Letting("L-2", MONDAY, 5),)),
        one(5, "L-2"),
    ),
    "what is on record goes through whatever the sum": (
        inputs(
            Excess(), Excess("L-2"), contract=(terms(let_run_pence=4),), lettings=(Letting("L-1", MONDAY, 5), Letting("L-2", MONDAY, 5))
        ),
        one(5) | one(5, "L-2"),
    ),
    "the sum exactly the percentage of the provider": (a_line_beside_of(900, let_run_bp=50), one(5)),
    "the provider entitled to a penny less": (a_line_beside_of(899, let_run_bp=50), NOTHING),
    "a provider entitled to nothing else": (inputs(Excess(), contract=(terms(let_run_bp=500),)), one(5)),
    "a provider entitled to too little": (inputs(Excess(minutes=99), contract=(terms(let_run_bp=500),)), NOTHING),
    "a line held counts for nothing the provider is entitled to": (
        inputs(Excess(), Excess("L-2", over=0, minutes=900, vat=1), contract=(terms(let_run_bp=50),)),
        NOTHING,
    ),
    "another provider's pence are its own": (
        inputs(
            Excess(), Excess("L-2", over=0, minutes=900, provider="PR-2", contract="C-2"), contract=(terms(let_run_bp=50), terms("C-2"))
        ),
        NOTHING,
    ),
    "no clause at all": (
        inputs(Excess(), contract=(terms(let_minutes=0, let_person_minutes=0, let_run_pence=0, let_run_bp=0),)),
        NOTHING,
    ),
    "no clause and on record": (
        inputs(
            Excess(),
            contract=(terms(let_minutes=0, let_person_minutes=0, let_run_pence=0, let_run_bp=0),),
            lettings=(Letting("L-1", MONDAY, 5),),
        ),
        NOTHING,
    ),
    "also trimmed by 407": (inputs(Excess(absent=30)), one(5)),
    "also trimmed by 203": (inputs(Excess(astray=30)), one(5)),
    "a rate that fell mid-week": (with_a_rate_from_thursday(2 * PENNY, PENNY), one(10)),
    "a rate that rose mid-week: all that was claimed is entitled": (with_a_rate_from_thursday(PENNY, 2 * PENNY), NOTHING),
    "a held week with a small excess": (inputs(Excess(vat=1)), NOTHING),
    "claimed at less than the contract's rate": (inputs(Excess(rate=5_900)), one(3)),
    "claimed at so much less that nothing is left": (inputs(Excess(rate=5_700)), NOTHING),
    "five minutes claimed for two pence less": (pence_less(2, inputs(Excess())), one(3)),
    "a night in a home is not a minute": (in_a_home(), NOTHING),
    "the terms of the trim day": (
        inputs(Excess(), contract=(terms(ends=THURSDAY), terms(starts=THURSDAY, version=2, let_minutes=0))),
        one(5),
    ),
    "the terms before the trim day": (
        inputs(Excess(), contract=(terms(ends=MONDAY), terms(starts=MONDAY, version=2, let_minutes=0))),
        NOTHING,
    ),
}
"""Each edge, by what it is: the inputs, and pence let through by line and week. Every week with a claim is judged."""

ONE_WEEK_AGAIN: tuple[Inputs, tuple[date, ...], Let] = (
    inputs(Excess(), Excess(week=weeks_on(1)), lettings=(Letting("L-1", weeks_on(1), 5),)),
    (weeks_on(1),),
    one(5, week=weeks_on(1)),
)
"""The later of two weeks judged alone, with what was let through of it on record."""
