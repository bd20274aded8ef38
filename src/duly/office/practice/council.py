"""The invented council's week: its files taken in, judged, decided, and paid by three people. The files were made by tools/make_council.py."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from duly.core.intake import queries as intake
from duly.core.record.clock import today
from duly.payments import flow
from duly.payments.banking import actions as bank
from duly.payments.banking import queries as banking
from duly.payments.ledger import queries as ledger
from duly.payments.ledger.rules import BANK
from duly.payments.providers import actions as providers
from duly.payments.runs import queries as runs
from duly.payments.validation import actions as validation
from duly.payments.validation import queries as judged
from duly.primitives.actor import SYSTEM, Actor
from duly.primitives.money import plain_pounds
from duly.primitives.refusal import Refused

FILES = Path(__file__).parent / "council"
WEEK = date(2026, 11, 2)
PAYS_ON = date(2026, 11, 13)
BACKGROUND = ("providers", "contracts", "rates", "people", "packages", "calls", "openings")
CONTRACTS_BEGAN = date(2026, 4, 1)
SIGNS = {"openings": "senior-officer"}
"""Kinds of file that a Payments Officer may not take in; the post that may."""
LEFT_UNDECIDED = 6
"""Exceptions left for whoever tries the practice copy to decide."""


def work_a_week(desks: Mapping[str, Actor], *, say: Callable[[str], None]) -> None:
    """Take in the council's files, judge the week, decide what the officer may, and draft, prepare, approve and release the run."""
    say("Taking in the council's files: contracts, rates, packages, visits, invoices …")
    for kind in BACKGROUND:
        _accepted(
            kind, f"{kind}.csv", (FILES / f"{kind}.csv").read_bytes(), "Northmere Council", desks[SIGNS.get(kind, "payments-officer")]
        )
    _set_payees(desks)
    for path in _from_providers():
        kind = "visits" if path.name.startswith("visits") else "invoices"
        flow.IMPORTS[kind](path.name, path.read_bytes(), path.parent.name, desks["payments-officer"])
    say("Judging the week, and deciding what was held …")
    validation.judge([WEEK], by=desks["payments-officer"])
    _decide(desks)
    say("Drafting, preparing, approving and releasing the run, by three people …")
    drafted = flow.draft_run(week=WEEK, category="HC", pay_date=PAYS_ON, by=desks["payments-officer"])
    run = flow.prepare_run(drafted.run.ref, by=desks["payments-officer"])
    run = flow.approve_run(run.ref, seen_sha256=run.content_sha256, by=desks["senior-officer"])
    flow.issue_run(run.ref, by=desks["finance-releaser"])


def figures() -> dict[str, Any]:
    """Visits judged, clean, exceptions by code, claimed, payable, and the three totals that must be one."""
    ref = judged.current_judgement_ref(WEEK)
    if not ref:
        return {}
    week = judged.summary(ref)
    decided = dict(week.decisions)
    found: dict[str, Any] = {
        "visits judged": week.visits,
        "lines claimed": week.line_weeks,
        "clean": decided.get("CLEAN", 0),
        "exceptions by code": {"101": _sent_twice()} | {str(code): count for code, count in week.codes},
        "claimed": plain_pounds(week.claimed_pence),
        "payable": plain_pounds(sum(line.entitled_pence for line in judged.due_lines(WEEK))),
        "left to decide": len(judged.exceptions(WEEK, only_undecided=True)),
    }
    return found | _totals()


def _totals() -> dict[str, Any]:
    """The bank file's total, the run's and the journal's: read from three places."""
    files = banking.files()
    if not files:
        return {}
    file = files[0]
    run, journal = runs.run(file.run_ref), ledger.journal(f"issue:file:{file.serial}")
    return {
        "file total": plain_pounds(file.total_pence),
        "run total": plain_pounds(run.total_pence),
        "journal total": plain_pounds(abs(journal.moved(BANK)) if journal else 0),
    }


def _sent_twice() -> int:
    """Files refused because they had been taken in before."""
    return sum(1 for one in intake.imports() if one.refusal is not None and one.refusal.code == "101")


def _accepted(kind: str, name: str, content: bytes, source: str, by: Actor) -> None:
    outcome = flow.IMPORTS[kind](name, content, source, by)
    if not outcome.accepted:
        because = outcome.refusal.because if outcome.refusal else "; ".join(f.sentence for f in outcome.faults[:3])
        raise RuntimeError(f"The practice copy's {name} was refused: {because}")


def _set_payees(desks: Mapping[str, Actor]) -> None:
    """Accounts that no bank has: sort codes beginning 00 are not in use."""
    bank.adopt_paying_account(name="NORTHMERE COUNCIL", sort_code="000099", account_number="10000099", by=SYSTEM)
    for number, line in enumerate((FILES / "providers.csv").read_text(encoding="utf-8").splitlines()[1:], start=1):
        ref, name = line.split(",", 1)
        account = {"sort_code": f"00-00-{number:02d}", "account_number": f"{10000000 + number}"}
        change = providers.propose_payee(
            ref,
            **account,
            account_name=name.upper()[:18].strip(),
            came_by="letter",
            asked_by="Their finance office, with the signed contract",
            received_on=today(),
            by=desks["payments-officer"],
        )
        providers.record_call(
            change.ref,
            number=f"01632 960{number:03d}",
            number_from="The contract, page 1",
            known_since=CONTRACTS_BEGAN,
            spoke_to="Their managing director",
            called_on=today(),
            by=desks["payments-officer"],
        )
        providers.confirm_payee(change.ref, **account, by=desks["group-manager"])


def _from_providers() -> Iterator[Path]:
    """Each provider's files in the order they arrive; the last two are a file sent twice."""
    paths = sorted(FILES.glob("PR-*/*.csv"))
    order = {"visits.csv": 0, "invoices.csv": 1, "invoices-late.csv": 2}
    yield from sorted((p for p in paths if p.name in order), key=lambda p: (p.parent.name, order[p.name]))
    yield from (p for p in paths if p.name == "invoices-again.csv")


def _decide(desks: Mapping[str, Actor]) -> None:
    """Pay as agreed what the officer may decide alone; a few are left for whoever tries the copy."""
    held = list(judged.exceptions(WEEK, only_undecided=True))
    for exception in held[: max(0, len(held) - LEFT_UNDECIDED)]:
        try:
            validation.decide(exception.assessed_id, choice="pay_entitled", reason_code="11", by=desks["payments-officer"])
        except Refused:
            continue
