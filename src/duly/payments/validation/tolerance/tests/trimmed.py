"""Line-weeks as an engine gives them, trimmed of a small excess, and what is known of their lines."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

from duly.payments.validation.facts import FOREVER, Commission, Cut, Inputs, Letting, Line, LineWeek, Terms
from duly.payments.validation.tolerance.letting import let_through

MONDAY = date(2026, 11, 2)
USUAL = {"let_minutes": 5, "let_pence": 200, "let_bp": 500, "let_person_minutes": 15, "let_run_pence": 25_000, "let_run_bp": 10_000}
"""The usual clause, but for the percentage of the provider, which would let nothing of one small line through."""
TERMS = Terms("C-1", 1, date(2026, 1, 1), FOREVER, "ACTUAL_MINUTE", 0, 0, 120, 80, 1000, 200, "7.2", **USUAL)


def weeks_on(n: int) -> date:
    """The Monday so many weeks after the first; before it for fewer than 0."""
    return MONDAY + timedelta(weeks=n)


def trimmed(line: str = "L-1", *, x: int = 5, e: int = 178, claimed: int = 10_000, week: int = 0, **also) -> LineWeek:
    """A line-week cut by 411 of `x` minutes and `e` pence, of the person of its line."""
    found = LineWeek(
        line, "V-1", f"P-{line}", "home-care", weeks_on(week),
        claimed_minutes=600, claimed_pence=claimed, agreed_minutes=600, delivered_minutes=600, payable_minutes=600 - x, rate_hundredths=213_600,
        entitled_pence=claimed - e, delivered_pence=claimed - e, paid_pence=0, due_pence=claimed - e,
        decision="TRIMMED", reason="", codes=(411,), cuts=(Cut("411", x, e),),
    )  # fmt: skip
    return replace(found, **also)


def clean(line: str, *, entitled: int, week: int = 0, **also) -> LineWeek:
    """A line-week paid as claimed: part of what its provider is entitled to."""
    found = trimmed(line, x=0, e=0, claimed=entitled, week=week)
    return replace(found, decision="CLEAN", codes=(), cuts=(), **also)


def known(found: Iterable[LineWeek], *, terms: Iterable[Terms] = (TERMS,), lettings: Iterable[Letting] = ()) -> Inputs:
    """Every line of these line-weeks, in force for ever under C-1."""
    lines = sorted({(one.line_ref, one.person_ref, one.provider_ref, one.service) for one in found if one.line_ref})
    return Inputs(
        lines=tuple(Line(*line, "C-1") for line in lines),
        commissions=tuple(Commission(line[0], date(2026, 1, 1), FOREVER) for line in lines),
        terms=tuple(terms),
        lettings=tuple(lettings),
    )


def let(*found: LineWeek, lettings: Iterable[Letting] = (), weeks: Iterable[date] | None = None, **terms) -> dict[tuple[str, date], int]:
    """Pence let through by line and week, where the contract says the usual but for these terms."""
    judged = tuple(weeks) if weeks is not None else tuple(one.week for one in found)
    through = let_through(found, weeks=judged, known=known(found, terms=[replace(TERMS, **terms)], lettings=lettings))
    return {(one.line_ref, one.week): one.let_pence for one in through if one.let_pence}


def lines_let(*found: LineWeek, **also) -> set[str]:
    """The lines of which something was let through."""
    return {line for line, _ in let(*found, **also)}
