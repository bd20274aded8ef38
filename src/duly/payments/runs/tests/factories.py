"""People, a scheme, what is due, and runs made as people make them."""

from dataclasses import replace
from datetime import date

from duly.core.scheme.actions import adopt
from duly.core.scheme.rules import Condition, Row
from duly.payments.runs import actions
from duly.payments.runs.queries import RunSummary
from duly.payments.runs.rules import DueLine, Payee
from duly.primitives.actor import SYSTEM, Actor

ADA = Actor("O-0001", "Ada Example", ("payments-officer",))
BEA = Actor("O-0002", "Bea Example", ("payments-manager",))
CY = Actor("O-0003", "Cy Example", ("corporate-finance",))
DEE = Actor("O-0004", "Dee Example", ("payments-officer", "payments-manager", "corporate-finance"))
NOBODY = Actor("O-0009", "Zed Example", ("visitor",))

WEEK = date(2026, 11, 2)
PAY_DAY = date(2026, 11, 20)
LIMIT = 5_000_000

RULES = [
    ("runs.draft", Row("1", "payments-officer", (), "An officer drafts.")),
    ("runs.prepare", Row("2", "payments-officer", (), "An officer prepares.")),
    (
        "runs.approve",
        Row(
            "3",
            "payments-manager",
            (
                Condition("total", "at most", LIMIT),
                Condition("prepared by you", "is", False),
                Condition("you changed a payee in it", "is", False),
            ),
            "A manager approves up to £50,000 what others prepared.",
        ),
    ),
    ("runs.void", Row("4", "payments-manager", (), "A manager makes void.")),
]


def a_scheme(*more: tuple[str, Row]) -> None:
    """A scheme in force under which officers prepare, managers approve, and whatever else is given."""
    adopt(office="Northmere", number=1, title="Scheme", starts=date(2020, 1, 1), rules=[*RULES, *more], by=SYSTEM)


def due(line: int, pence: int = 1680, *, provider: str = "PR-0001", week: date = WEEK, paid: int = 0, cause: str = "clean") -> DueLine:
    """A line and week entitled to so many pence, of which so many were paid."""
    return DueLine(
        line_ref=f"LN-{line:06d}",
        provider_ref=provider,
        person_ref=f"P-{line:06d}",
        service="home-care",
        week=week,
        entitled_pence=pence,
        paid_pence=paid,
        due_pence=pence - paid,
        judgement_ref="JG-2026-W45",
        assessed_digest=f"{line:064x}",
        cause=cause,
    )


def undecided(line: DueLine) -> DueLine:
    """The same, held: nothing is due until somebody decides."""
    return replace(line, due_pence=0)


def payee(provider: str = "PR-0001", **changes) -> Payee:
    """An account of a provider."""
    return Payee(
        **{"provider_ref": provider, "sort_code": "123456", "account_number": "87654321", "account_name": "NORTHMERE CARE"} | changes
    )


def payees(*providers: str, **changes) -> dict[str, Payee]:
    """Accounts by provider."""
    return {ref: payee(ref, **changes) for ref in providers or ("PR-0001", "PR-0002")}


def a_draft(*lines: DueLine, category: str = "HC", by: Actor = ADA) -> RunSummary:
    """A draft holding these lines, or one line."""
    return actions.draft(week=WEEK, category=category, pay_date=PAY_DAY, lines=lines or (due(1),), by=by).run


def a_prepared_run(*lines: DueLine, by: Actor = ADA, category: str = "HC", **changes) -> RunSummary:
    """A run drafted and prepared by the same officer."""
    run = a_draft(*lines, by=by, category=category)
    return actions.prepare(run.ref, payees=payees(*{line.provider_ref for line in lines}, **changes), by=by)


def an_approved_run(*lines: DueLine, prepared_by: Actor = ADA, approved_by: Actor = BEA, category: str = "HC") -> RunSummary:
    """A run approved by somebody else."""
    run = a_prepared_run(*lines, by=prepared_by, category=category)
    return actions.approve(run.ref, seen_sha256=run.content_sha256, by=approved_by)
