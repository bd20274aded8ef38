"""Providers with accounts, an account to pay from, a scheme for everyone in the chain, and runs carried as far as wanted."""

from duly.core.scheme.rules import Condition, Row
from duly.payments import flow
from duly.payments.banking import actions
from duly.payments.banking.queries import FileSummary
from duly.payments.providers.actions import add_provider
from duly.payments.providers.tests.factories import paid_into
from duly.payments.runs import actions as runs
from duly.payments.runs.queries import RunSummary
from duly.payments.runs.rules import DueLine
from duly.payments.runs.tests.factories import ADA, BEA, CY, PAY_DAY, WEEK, a_scheme, due
from duly.primitives.actor import SYSTEM, Actor

FAY = Actor("O-0006", "Fay Example", ("corporate-finance",))
PAT = Actor("O-0007", "Pat Example", ("payee-maker",))

RULES = [
    (
        "files.release",
        Row(
            "10",
            "corporate-finance",
            (Condition("prepared by you", "is", False), Condition("approved by you", "is", False)),
            "Corporate finance releases.",
        ),
    ),
    ("files.void", Row("11", "corporate-finance", (Condition("asked by you", "is", False),), "Corporate finance voids.")),
    ("files.download", Row("12", "corporate-finance", (), "Corporate finance takes files to the bank.")),
    ("remittances.make", Row("15", "payments-officer", (), "An officer tells providers what they were paid.")),
    ("providers.add", Row("13", "payee-maker", (), "May.")),
    ("providers.propose_payee", Row("14", "payee-maker", (), "May.")),
    ("providers.call_back", Row("16", "payee-maker", (), "May.")),
    ("providers.confirm_payee", Row("17", "payee-maker", (Condition("proposed by you", "is", False),), "May.")),
]


def a_council(*providers: str, rules=RULES) -> None:
    """A scheme, an account to pay from, and providers with accounts of their own."""
    a_scheme(*rules)
    actions.adopt_paying_account(name="Northmere Council", sort_code="300001", account_number="00012345", by=SYSTEM)
    for n, ref in enumerate(providers or ("PR-0001", "PR-0002")):
        add_provider(name=f"Care {ref}", ref=ref, by=PAT)
        an_account(ref, f"{10000001 + n}")


def an_account(provider_ref: str, number: str, by: Actor = PAT) -> None:
    """Set where a provider is paid."""
    paid_into(provider_ref, sort_code="20-00-01", account_number=number, account_name=f"CARE {provider_ref}"[:18], by=by)


def prepared(*lines: DueLine, category: str = "HC", by: Actor = ADA) -> RunSummary:
    """A run drafted and prepared with the accounts now set."""
    run = runs.draft(week=WEEK, category=category, pay_date=PAY_DAY, lines=lines or (due(1),), by=by).run
    return runs.prepare(run.ref, payees=flow.payees(run.ref), by=by)


def approved(*lines: DueLine, category: str = "HC", by: Actor = BEA) -> RunSummary:
    """A run somebody else approved."""
    run = prepared(*lines, category=category)
    return runs.approve(run.ref, seen_sha256=run.content_sha256, by=by)


def issued(*lines: DueLine, category: str = "HC", by: Actor = CY) -> FileSummary:
    """A run's file, let go by a third person."""
    return flow.issue_run(approved(*lines, category=category).ref, by=by)


def voided(file_ref: str) -> FileSummary:
    """A file voided by two people."""
    actions.ask_to_void(file_ref, because="The bank rejected it.", by=CY)
    return flow.void_file(file_ref, by=FAY)
