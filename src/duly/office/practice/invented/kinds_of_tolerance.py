"""What can be planted under a contract that lets a small excess through (docs/specification/tolerance.md)."""

from duly.office.practice.invented.draft import Draft
from duly.office.practice.invented.kinds import told, trimmed

LET, NOT_LET = "let-through", "not-let-through"
TOLERANCE = (LET, NOT_LET)
"""How the names of these kinds begin: of those that are let through, and of those that are not."""
USUAL = {"let_minutes": 5, "let_person_minutes": 15, "let_run_pence": 25_000, "let_run_bp": 50}
"""Five minutes of a line's week, a quarter of an hour of a person's, and £250 and half a per cent of what a provider is entitled to."""
MONEY = {"let_pence": 200, "let_bp": 500, "let_person_minutes": 15, "let_run_pence": 25_000, "let_run_bp": 50}
"""Or £2 and 5 % of the claim."""

LAST = {"let_minutes": 10, "let_run_pence": 20}
"""What is beyond the provider's limit comes after everything smaller, as after it nothing of the provider's is let through."""


def _short(d: Draft, minutes: int, **terms: int) -> Draft:
    """Under a contract with such a clause one visit is so much short, and all is claimed."""
    return d.spot(**terms).twice(45).longer(-minutes).claims()


LET_THROUGH = (
    told("let-through-five-minutes", "411", lambda d: _short(d, 5, **USUAL)),
    trimmed("not-let-through-six-minutes", "411", lambda d: _short(d, 6, **USUAL)),
    told("let-through-over-plan", "401", lambda d: d.spot(**USUAL).twice(45).longer(5).claims(5)),
    told("let-through-by-the-pound", "411", lambda d: _short(d, 4, **MONEY)),
    trimmed("not-let-through-by-the-pound", "411", lambda d: _short(d, 7, **MONEY)),
    trimmed("not-let-through-for-the-person", "411", lambda d: _short(d, 5, **USUAL | {"let_person_minutes": 4})),
    trimmed("not-let-through-for-the-provider", "411", lambda d: _short(d, 10, **USUAL | LAST)),
    trimmed("let-through-beside-an-absent-carer", "407 411", lambda d: _absent_and_short(d)),
    trimmed("not-let-through-without-a-clause", "411", lambda d: _short(d, 1)),
)


def _absent_and_short(d: Draft) -> Draft:
    """A second carer absent from one call, and three minutes short at another: the first is cut, the second let through."""
    return d.spot(**USUAL).twice(45, carers=2).missed(2).pick().longer(-3).claims()
