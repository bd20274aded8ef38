"""Providers with accounts, an account to pay from, a scheme for everyone in the chain, and runs carried as far as wanted."""

from duly.core.documents.actions import keep
from duly.core.documents.queries import DocumentSeen
from duly.core.intake.actions import Outcome
from duly.core.scheme.rules import Condition, Row
from duly.payments import flow
from duly.payments.banking import actions
from duly.payments.banking.queries import FileSummary
from duly.payments.banking.rules import end_to_end
from duly.payments.providers.actions import add_provider
from duly.payments.providers.tests.factories import paid_into
from duly.payments.runs import actions as runs
from duly.payments.runs.queries import RunSummary
from duly.payments.runs.rules import DueLine
from duly.payments.runs.tests.factories import ADA, BEA, CY, PAY_DAY, WEEK, a_scheme, due
from duly.primitives.actor import SYSTEM, Actor

FAY = Actor("O-0006", "Fay Example", ("corporate-finance",))
GUS = Actor("O-0008", "Gus Example", ("group-manager",))
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
    ("answers.take_in", Row("40", "corporate-finance", (), "Corporate finance takes in what the bank answers.")),
    ("answers.deal_with", Row("48", "corporate-finance", (), "Corporate finance deals with what matches nothing.")),
    ("files.override", Row("41", "corporate-finance", (), "Corporate finance may let a file go unwitnessed.")),
    ("files.override", Row("42", "group-manager", (), "So may the group manager.")),
    ("payments.reconcile", Row("43", "corporate-finance", (), "Corporate finance reconciles.")),
    ("payments.unlock", Row("44", "corporate-finance", (), "Corporate finance unlocks.")),
    ("payments.unlock", Row("45", "group-manager", (), "So does the group manager.")),
    ("missing-files.settle", Row("46", "corporate-finance", (), "Corporate finance settles.")),
    ("paying-account.adopt", Row("47", "group-manager", (), "The group manager says which account is paid from.")),
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


def answered(*rows: dict, name: str = "answers.csv", by: Actor = CY) -> Outcome:
    """A file of what the bank answered, taken in; a row says what it needs to."""
    usual = {"bank": "Northern Bank", "date": "2026-11-21", "file": "", "payment": "", "amount": "", "reason": ""}
    headings = ("bank", "answer", "reference", "date", "file", "payment", "amount", "reason")
    lines = [",".join(headings), *(",".join(str({**usual, **row}[heading]) for heading in headings) for row in rows)]
    return flow.IMPORTS["bank-answers"](name, "\n".join(lines).encode(), "Northern Bank", by)


def returned(file: FileSummary, n: int = 1, *, reference: str = "RT-1", **more) -> Outcome:
    """A payment of a file sent back by the bank."""
    return answered({"answer": "returned", "reference": reference, "payment": end_to_end(file.run_ref, n), "reason": "AC04", **more})


def a_letter(says: str = "Rejected: duplicate message.") -> DocumentSeen:
    """What the bank wrote, kept."""
    return keep(name="rejection.txt", content=says.encode(), by=CY)


def voided(file_ref: str) -> FileSummary:
    """A file voided by two people."""
    actions.ask_to_void(file_ref, because="The bank rejected it.", by=CY)
    return flow.void_file(file_ref, by=FAY)
