"""Whatever people do, and in whatever order: nobody is paid more than the last entitlement, and when all is issued, exactly that."""

import random
from collections import Counter

import pytest

from duly.payments import flow
from duly.payments.banking import actions, queries
from duly.payments.banking.tests.factories import FAY, a_council
from duly.payments.ledger import queries as ledger
from duly.payments.runs import actions as runs
from duly.payments.runs import queries as run_queries
from duly.payments.runs.queries import preview
from duly.payments.runs.queries import runs as all_runs
from duly.payments.runs.tests.factories import ADA, BEA, CY, PAY_DAY, WEEK, due
from duly.primitives.refusal import Refused

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
LINES, STEPS = 4, 90
LIKELY = [
    "learn",
    "draft",
    "draft",
    "prepare",
    "prepare",
    "approve",
    "approve",
    "issue",
    "issue",
    "issue",
    "reopen",
    "take_out",
    "void_file",
    "void_run",
]


class Office:
    """People taking steps by chance. `entitled` is what each line comes to at the latest knowledge; it only grows, so nothing is owed back."""

    def __init__(self, seed: int):
        self.chance = random.Random(seed)
        self.entitled = dict.fromkeys(range(1, LINES + 1), 1000)
        self.done: Counter[str] = Counter()

    def step(self) -> None:
        name = self.chance.choice(LIKELY)
        try:
            getattr(self, name)()
            self.done[name] += 1
        except (Refused, IndexError):
            self.done[f"{name} refused"] += 1

    def learn(self) -> None:
        self.entitled[self.chance.randint(1, LINES)] += self.chance.randint(1, 500)

    def due(self):
        paid = ledger.paid_by_reference()
        return [
            due(n, pence, paid=paid.get(f"LN-{n:06d}/2026-11-02", 0), provider=f"PR-000{1 + n % 2}") for n, pence in self.entitled.items()
        ]

    def draft(self) -> None:
        runs.draft(week=WEEK, category="HC", pay_date=PAY_DAY, lines=self.due(), by=ADA)

    def a_run(self, state: str) -> str:
        return self.chance.choice(sorted(run.ref for run in all_runs(state=state)))

    def prepare(self) -> None:
        ref = self.a_run("draft")
        runs.prepare(ref, payees=flow.payees(ref), by=ADA)

    def approve(self) -> None:
        ref = self.a_run("prepared")
        runs.approve(ref, seen_sha256=run_queries.run(ref).content_sha256, by=BEA)

    def issue(self) -> None:
        flow.issue_run(self.a_run("approved"), by=CY)

    def reopen(self) -> None:
        runs.reopen(self.a_run("prepared"), because="x", by=ADA)

    def take_out(self) -> None:
        ref = self.a_run("draft")
        line = self.chance.choice(run_queries.lines(ref))
        runs.take_out(ref, keys={(line.line_ref, line.week)}, because="x", by=ADA)

    def void_file(self) -> None:
        ref = self.chance.choice([file.ref for file in queries.files() if file.state == "issued"])
        actions.ask_to_void(ref, because="x", by=CY)
        flow.void_file(ref, by=FAY)

    def void_run(self) -> None:
        flow.void_run(self.a_run("approved"), because="x", by=BEA)

    def finish(self) -> None:
        """Everything that can be issued is, oldest first, and what is then still due is drafted and issued too."""
        for _ in range(3):
            for ref in sorted((run.ref for run in all_runs()), key=lambda ref: (len(ref), ref)):
                for step in (self.prepare_one, self.approve_one, self.issue_one):
                    try:
                        step(ref)
                    except Refused:
                        continue
            if preview(self.due())[0]:
                self.draft()

    def prepare_one(self, ref: str) -> None:
        runs.prepare(ref, payees=flow.payees(ref), by=ADA)

    def approve_one(self, ref: str) -> None:
        runs.approve(ref, seen_sha256=run_queries.run(ref).content_sha256, by=BEA)

    def issue_one(self, ref: str) -> None:
        flow.issue_run(ref, by=CY)


@pytest.mark.parametrize("seed", [1, 2, 3, 4])
def test_nobody_is_ever_paid_too_much_and_in_the_end_everybody_exactly(seed):
    a_council()
    office = Office(seed)

    for _ in range(STEPS):
        office.step()
        assert ledger.total() == 0
        assert all(ledger.paid_for([f"LN-{n:06d}/2026-11-02"]).popitem()[1] <= pence for n, pence in office.entitled.items())
        assert -ledger.bank_balance() == sum(file.total_pence for file in queries.files() if file.state != "voided")

    office.finish()
    assert ledger.paid_by_reference() == {f"LN-{n:06d}/2026-11-02": pence for n, pence in office.entitled.items()}
    assert all(queries.controls(file.ref).agree for file in queries.files())
    assert office.done["issue"] > 0
    assert office.done["draft"] > 1
