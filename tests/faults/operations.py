"""Every operation on money and on the record, as a chain that one run goes through: each step is what a person would do next."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.db import connection

from duly.core.people import actions as people
from duly.core.scheme.rules import Row
from duly.payments import flow
from duly.payments.banking import actions as banking
from duly.payments.banking import queries as files
from duly.payments.banking.tests.factories import FAY, RULES, a_council, an_account
from duly.payments.ledger import actions as ledger
from duly.payments.ledger.queries import paid_for
from duly.payments.providers.actions import add_provider
from duly.payments.runs import actions as runs
from duly.payments.runs import queries as run_queries
from duly.payments.runs.tests.factories import ADA, BEA, CY, PAY_DAY, WEEK, due
from duly.payments.validation import actions as validation
from duly.payments.validation import queries as judged
from duly.payments.validation.tests import ground
from duly.primitives.actor import SYSTEM, Actor
from duly.primitives.power import POWERS

ALL = Actor("O-0010", "Al Example", ("anything",))
"""Who may do whatever no rule of the runs' own scheme speaks of."""


def an_office() -> None:
    """A council that pays, one line of which is visited for half an hour and claims an hour."""
    ours = {code for code, _ in RULES} | {"runs.draft", "runs.prepare", "runs.approve", "runs.void"}
    rest = [(code, Row(f"{n}x", "anything", (), "May.")) for n, code in enumerate(sorted(set(POWERS) - ours))]
    payees = ("payee-maker", "anything")
    both = [
        (code, Row(f"{row.number}{n}", post, row.conditions, row.clause))
        for code, row in RULES
        for n, post in enumerate(payees)
        if row.post == "payee-maker"
    ]
    a_council("PR-0001", "PR-0002", rules=[*(rule for rule in RULES if rule[1].post != "payee-maker"), *both, *rest])
    ground.a_commissioned_line(ALL)
    ground.visited("v-1")
    ground.claimed("c-1", minutes=60)


@dataclass
class Case:
    """What one chain is about: lines, a category and a month that nobody else has."""

    n: int
    seen: dict[str, Any] = field(default_factory=dict)

    @property
    def category(self) -> str:
        return "".join(chr(65 + self.n // 26**k % 26) for k in (2, 1, 0))

    @property
    def run(self) -> str:
        return f"{self.category}-2026-W45"

    @property
    def provider(self) -> str:
        return f"PR-9{self.n:05d}"

    @property
    def month(self) -> str:
        return f"{1000 + self.n // 12}-{1 + self.n % 12:02d}"

    @property
    def lines(self):
        return due(self.n, 1000 + self.n % 500, provider=self.provider), due(self.n + 1_000_000, 500, provider="PR-0002")

    @property
    def file(self) -> str:
        """The newest file of the run, standing or not."""
        return files.files(self.run)[0].ref

    def paid(self) -> int:
        """Net pence the ledger says were paid for the lines."""
        return sum(paid_for([f"{line.line_ref}/{line.week}" for line in self.lines]).values())


@dataclass(frozen=True)
class Operation:
    """`act` is what a person does. It is told of by one event of `code` about `ref`. Asked again when it was done, it is "refused", gives the
    "same", or is "another" of its kind. `paid` is whether the run's lines are paid once it is done, where that is known. `every` so many chains."""

    name: str
    code: str
    ref: Callable[[Case], str]
    act: Callable[[Case], Any]
    again: str = "refused"
    paid: bool | None = None
    every: int = 1

    def told(self, case: Case) -> int:
        """How many events tell of it."""
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM audit.event WHERE action = %s AND subject_ref LIKE %s", [self.code, self.ref(case)])
            return int(cursor.fetchone()[0])


def _run(case: Case) -> str:
    return case.run


def _of_files(case: Case) -> str:
    return "F-%"


def _approve(case: Case) -> None:
    runs.approve(case.run, seen_sha256=run_queries.run(case.run).content_sha256 or "", by=BEA)


def _decide(case: Case) -> None:
    (held,) = judged.exceptions(WEEK)
    validation.decide(held.assessed_id, choice="pay_entitled", reason_code="11", by=ALL)


ASK = Operation("ask to void a file", "file.void-asked", _of_files, lambda c: banking.ask_to_void(c.file, because="x", by=CY), paid=True)
ISSUE = Operation("issue a run", "file.issued", _of_files, lambda c: flow.issue_run(c.run, by=CY), again="same", paid=True)
VOID = Operation("void a file", "file.voided", _of_files, lambda c: flow.void_file(c.file, by=FAY), paid=False)
PREPARE = Operation("prepare a run", "run.prepared", _run, lambda c: runs.prepare(c.run, payees=flow.payees(c.run), by=ADA), paid=False)

CHAIN = [
    Operation(
        "write an event with a change",
        "post.made",
        lambda c: f"post-{c.n}",
        lambda c: people.make_post(code=f"post-{c.n}", title="P", office="O", wing="payments", by=SYSTEM),
    ),
    Operation("add a provider", "provider.added", lambda c: c.provider, lambda c: add_provider(name=f"Care {c.n}", ref=c.provider, by=ALL)),
    Operation(
        "change a payee",
        "provider.payee_set",
        lambda c: c.provider,
        lambda c: an_account(c.provider, f"{20000000 + c.n}", by=ALL),
        again="another",
    ),
    Operation("judge a week", "judgement.made", lambda c: "JG-%", lambda c: validation.judge([WEEK], by=ALL), again="another", every=6),
    Operation("decide an exception", "exception.decided", lambda c: "L-1/%", _decide, again="another"),
    Operation(
        "draft a run",
        "run.drafted",
        _run,
        lambda c: runs.draft(week=WEEK, category=c.category, pay_date=PAY_DAY, lines=c.lines, by=ADA),
        paid=False,
    ),
    Operation(
        "take lines out",
        "run.lines-taken-out",
        _run,
        lambda c: runs.take_out(c.run, keys={(c.lines[1].line_ref, WEEK)}, because="x", by=ADA),
        again="another",
    ),
    PREPARE,
    Operation("reopen a run", "run.reopened", _run, lambda c: runs.reopen(c.run, because="x", by=ADA)),
    PREPARE,
    Operation("approve a run", "run.approved", _run, _approve, paid=False),
    ISSUE,
    Operation("hand a file over", "file.handed-over", _of_files, lambda c: banking.hand_over(c.file, by=CY), again="another", paid=True),
    ASK,
    Operation("keep a file", "file.kept", _of_files, lambda c: banking.keep(c.file, by=CY), paid=True),
    ASK,
    VOID,
    ISSUE,
    ASK,
    VOID,
    Operation("make a run void", "run.voided", _run, lambda c: flow.void_run(c.run, because="x", by=BEA), paid=False),
    Operation("ask to close a month", "period.close-asked", lambda c: c.month, lambda c: ledger.ask_to_close(c.month, by=ALL)),
    Operation(
        "close a month", "period.closed", lambda c: c.month, lambda c: ledger.close(c.month, by=Actor("O-0011", "Bo", ("anything",)))
    ),
]
