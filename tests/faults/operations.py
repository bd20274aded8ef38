"""Every operation on money and on the record, as a chain that one run goes through: each step is what a person would do next."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.db import connection

from duly.core.log.models import Pending
from duly.core.log.tests.sealing import seal_now
from duly.core.people import actions as people
from duly.core.retention import actions as retention
from duly.core.retention.queries import disposals
from duly.core.scheme.rules import Row
from duly.payments import flow
from duly.payments.banking import actions as banking
from duly.payments.banking import queries as files
from duly.payments.banking.rules import end_to_end
from duly.payments.banking.tests.factories import FAY, RULES, a_council
from duly.payments.ledger import actions as ledger
from duly.payments.ledger.queries import paid_for
from duly.payments.providers.actions import add_provider
from duly.payments.providers.queries import changes
from duly.payments.providers.tests.factories import called_back, confirmed, proposed
from duly.payments.runs import actions as runs
from duly.payments.runs import queries as run_queries
from duly.payments.runs.models import Run
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
    spoken_of = {code for code, _ in RULES} | {"runs.draft", "runs.prepare", "runs.approve", "runs.void"}
    rest = [(code, Row(f"{n}x", "anything", (), "May.")) for n, code in enumerate(sorted(set(POWERS) - spoken_of))]
    payees = [(code, Row(f"{row.number}y", "anything", row.conditions, "May.")) for code, row in RULES if row.post == "payee-maker"]
    a_council("PR-0001", "PR-0002", rules=[*RULES, *payees, *rest])
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
        """The newest run of the case."""
        return Run.objects.filter(category=self.category).order_by("-pk")[0].ref

    @property
    def change(self) -> str:
        """The newest change of the provider's account."""
        return changes(self.provider)[0].ref

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
    def account(self) -> dict[str, str]:
        return {"sort_code": "20-00-01", "account_number": f"{20000000 + self.n}"}

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
    count: Callable[[], int] | None = None

    def told(self, case: Case) -> int:
        """How many events tell of it, unless it is counted some other way."""
        if self.count:
            return self.count()
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM audit.event WHERE action = %s AND subject_ref LIKE %s", [self.code, self.ref(case)])
            return int(cursor.fetchone()[0])


def _run(case: Case) -> str:
    return f"{case.category}-2026-W45%"


def _changes(case: Case) -> str:
    return "%"


def _nothing_waits() -> int:
    return int(not Pending.objects.exists())


def _return(case: Case) -> None:
    flow.IMPORTS["bank-answers"](
        f"answers-{case.n}.csv",
        (
            "bank,answer,reference,date,file,payment,amount,reason\n"
            f"Northern Bank,returned,RT-{case.n},2026-11-21,,{end_to_end(case.run, 1)},,AC04\n"
        ).encode(),
        "Northern Bank",
        CY,
    )


def _of_files(case: Case) -> str:
    return "F-%"


def _approve(case: Case) -> None:
    runs.approve(case.run, seen_sha256=run_queries.run(case.run).content_sha256 or "", by=BEA)


def _approve_erasure(case: Case) -> None:
    newest = disposals()[0]
    retention.approve(newest.ref, seen_sha256=newest.list_sha256, by=BOTH[1])


def _decide(case: Case) -> None:
    (held,) = judged.exceptions(WEEK)
    validation.decide(held.assessed_id, choice="pay_entitled", reason_code="11", by=ALL)


DRAFT = Operation(
    "draft a run",
    "run.drafted",
    _run,
    lambda c: runs.draft(week=WEEK, category=c.category, pay_date=PAY_DAY, lines=c.lines, by=ADA),
    paid=False,
)
PREPARE = Operation("prepare a run", "run.prepared", _run, lambda c: runs.prepare(c.run, payees=flow.payees(c.run), by=ADA), paid=False)
APPROVE = Operation("approve a run", "run.approved", _run, _approve, paid=False)
ISSUE = Operation("issue a run", "file.issued", _of_files, lambda c: flow.issue_run(c.run, by=CY), again="same", paid=True)
ASK = Operation("ask to void a file", "file.void-asked", _of_files, lambda c: banking.ask_to_void(c.file, because="x", by=CY), paid=True)
VOID = Operation("void a file", "file.voided", _of_files, lambda c: flow.void_file(c.file, by=FAY), paid=False)
BOTH = ALL, Actor("O-0011", "Bo Example", ("anything",))

CHAIN = [
    Operation(
        "write an event with a change",
        "post.made",
        lambda c: f"post-{c.n}",
        lambda c: people.make_post(code=f"post-{c.n}", title="P", office="O", wing="payments", by=SYSTEM),
    ),
    Operation("add a provider", "provider.added", lambda c: c.provider, lambda c: add_provider(name=f"Care {c.n}", ref=c.provider, by=ALL)),
    Operation("ask for another payee", "payee-change.proposed", _changes, lambda c: proposed(c.provider, **c.account, by=ALL)),
    Operation("call a payee back", "payee-change.called-back", _changes, lambda c: called_back(c.change, by=ALL)),
    Operation("change a payee", "payee-change.confirmed", _changes, lambda c: confirmed(c.change, **c.account, by=BOTH[1])),
    Operation("judge a week", "judgement.made", lambda c: "JG-%", lambda c: validation.judge([WEEK], by=ALL), again="another", every=6),
    Operation("decide an exception", "exception.decided", lambda c: "L-1/%", _decide, again="another"),
    DRAFT,
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
    APPROVE,
    ISSUE,
    ASK,
    Operation("keep a file", "file.kept", _of_files, lambda c: banking.keep(c.file, by=CY), paid=True),
    ASK,
    VOID,
    ISSUE,
    ASK,
    VOID,
    Operation("make a run void", "run.voided", _run, lambda c: flow.void_run(c.run, because="x", by=BEA), paid=False),
    DRAFT,
    PREPARE,
    APPROVE,
    ISSUE,
    Operation("seal the record", "", _run, lambda c: seal_now(), again="same", count=_nothing_waits),
    Operation("hand a file over", "file.handed-over", _of_files, lambda c: banking.hand_over(c.file, by=CY), again="another", paid=True),
    Operation("take a payment back", "payment.returned", _run, _return, again="same"),
    Operation(
        "propose an erasure",
        "disposal.proposed",
        lambda c: "X-%",
        lambda c: retention.propose(found={c.change: [("payee change", c.change)]}, record_class="asked", because="x", by=ALL),
    ),
    Operation("approve an erasure", "disposal.approved", lambda c: "X-%", _approve_erasure),
    Operation("erase", "erasure.carried-out", lambda c: "X-%", lambda c: retention.carry_out(disposals()[0].ref, by=BOTH[1])),
    Operation("ask to close a month", "period.close-asked", lambda c: c.month, lambda c: ledger.ask_to_close(c.month, by=ALL)),
    Operation("close a month", "period.closed", lambda c: c.month, lambda c: ledger.close(c.month, by=BOTH[1])),
]
