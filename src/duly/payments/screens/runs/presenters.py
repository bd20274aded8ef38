"""Runs in finished words."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from duly.core.lists.listing import Facet, ListOf, Shown
from duly.core.record.clock import today
from duly.payments.banking.queries import FileSummary
from duly.payments.runs.queries import Paid, Paying, RunSummary
from duly.payments.runs.rules import LEFT_OUT, NotTaken
from duly.payments.screens.weeks import say_week
from duly.payments.validation.queries import JudgementSummary
from duly.primitives.money import pounds, sterling
from duly.primitives.period import say_day, week_name
from duly.ui.frame import Cell, Column, Fact, Link, Row, Table

TONES = {"draft": "amber", "prepared": "blue", "approved": "green", "void": ""}


def too_late(run: RunSummary) -> str:
    """That a run's pay day has gone by before it was sent to the bank, or nothing. It stops nobody: whoever waits for the money waits longer still."""
    if run.state == "void" or run.pay_date >= today():
        return ""
    return f"The day it was to be paid on, {say_day(run.pay_date)}, has gone by. A bank may refuse such a file: draft the run again for a day to come."


@dataclass(frozen=True)
class RunRow:
    """One run in the list."""

    ref: str
    week: str
    pay_date: date
    state: str
    lines: int
    left_out: int
    payments: int
    payable_pence: int
    file: str


RUNS = ListOf(
    name="runs",
    key="ref",
    columns=(
        Shown("ref", "Run"),
        Shown("week", "Week"),
        Shown("pay_date", "Pays on", "day"),
        Shown("state", "State"),
        Shown("lines", "Lines", "number"),
        Shown("left_out", "Left out", "number"),
        Shown("payments", "Payments", "number"),
        Shown("payable_pence", "Payable £", "pounds"),
        Shown("file", "Bank file"),
    ),
    facets=(Facet("state", "State", label=str.capitalize), Facet("week", "Week")),
    sorts=("pay_date", "payable_pence"),
    default_sort="-pay_date",
    money="payable_pence",
)

CELLS = {
    "ref": lambda row: Cell(row.ref, f"/runs/{row.ref}/", ref=True),
    "state": lambda row: _state(row),
    "payable_pence": lambda row: Cell(pounds(row.payable_pence), strong=True),
    "file": lambda row: Cell(row.file, f"/runs/{row.ref}/file/", ref=True) if row.file else "–",
}


def _state(row: RunRow) -> Cell:
    """A run that waits for its approval leads straight to it."""
    if row.state == "prepared":
        return Cell("Prepared: approve…", f"/runs/{row.ref}/approve/", tone=TONES["prepared"])
    return Cell(row.state.capitalize(), tone=TONES.get(row.state, ""), tag=True)


def row(run: RunSummary, file: FileSummary | None) -> RunRow:
    """A run as the list shows it."""
    return RunRow(
        run.ref,
        week_name(run.week),
        run.pay_date,
        run.state,
        run.line_count,
        run.left_out_count,
        run.payment_count,
        run.total_pence,
        file.ref if file else "",
    )


def steps_done(run: RunSummary, *, undecided: int, file: FileSummary | None) -> int:
    """How many of the six steps lie behind a run."""
    if file is not None:
        return 6
    return {"prepared": 4, "approved": 5}.get(run.state, 2 if undecided else 3)


def control_totals(run: RunSummary, judged: JudgementSummary | None) -> tuple[Fact, ...]:
    """What was claimed for the week, what became of it, and what this run pays."""
    due = Fact("This run pays", f"{sterling(run.total_pence)}", f"{run.line_count:,} lines, {run.payment_count:,} payments", "green")
    if judged is None:
        return (Fact("Not judged", "", f"{say_week(run.week)} has no judgement"), due)
    of = dict(judged.decisions)
    return (
        Fact("Claimed", f"{sterling(judged.claimed_pence)}", f"{judged.line_weeks:,} lines"),
        Fact("Clean", f"{of.get('CLEAN', 0):,}", "lines, as claimed"),
        Fact("Trimmed", f"{of.get('TRIMMED', 0):,}", "lines, by the contract"),
        Fact("Held", f"{of.get('HELD', 0):,}", "lines, for a person", "", f"/exceptions/?week={week_name(run.week)}&show=all"),
        Fact("Blocked or refused", f"{of.get('BLOCKED', 0) + of.get('REFUSED', 0):,}", "lines, not payable yet"),
        due,
        Fact("Left out", f"{run.left_out_count:,}", "line-weeks, each with its reason", "", "#left-out"),
    )


def left_out_by_code(left: Sequence[NotTaken]) -> Table:
    """What was left out, counted by reason."""
    counted = Counter(one.code for one in left)
    rows = tuple(Row((LEFT_OUT.get(code, code.replace("-", " ").capitalize()), f"{many:,}")) for code, many in counted.most_common())
    return Table("Left out, by reason", (Column("Reason"), Column("Lines", "number")), rows, empty="Nothing was left out.")


def left_out(left: Sequence[NotTaken], providers: Mapping[str, str]) -> Table:
    """Every line-week left out, with its reason in a sentence."""
    rows = tuple(
        Row(
            (
                Cell(one.line_ref or "none", ref=bool(one.line_ref)),
                Cell(providers.get(one.provider_ref, one.provider_ref), f"/providers/{one.provider_ref}/"),
                week_name(one.week),
                Cell(LEFT_OUT.get(one.code, one.code), tag=True),
                one.because,
            )
        )
        for one in left
        if one.code != "nothing-due"
    )
    columns = (Column("Line"), Column("Provider"), Column("Week"), Column("Reason"), Column("In full", "wrap"))
    return Table("Left out, line by line", columns, rows, empty="Nothing was left out.")


def by_provider(run: RunSummary, lines: Sequence[Paying], paid: Sequence[Paid], providers: Mapping[str, str], *, issued: bool) -> Table:
    """What each provider is paid, into which account, with its remittance once there is a file."""
    masked = {one.provider_ref: one.payee_masked for one in paid}
    rows = []
    for ref in sorted({line.provider_ref for line in lines}, key=lambda ref: providers.get(ref, ref)):
        theirs = [line for line in lines if line.provider_ref == ref]
        told = Cell("Remittance", f"/runs/{run.ref}/remittances/{ref}/?format=pdf") if issued else Cell("once issued", tone="")
        rows.append(
            Row(
                (
                    Cell(providers.get(ref, ref), f"/providers/{ref}/"),
                    Cell(ref, ref=True),
                    f"{len(theirs):,}",
                    Cell(pounds(sum(line.pence for line in theirs)), strong=True),
                    Cell(masked.get(ref, "set when prepared"), ref=ref in masked),
                    told,
                )
            )
        )
    total = pounds(sum(line.pence for line in lines))
    columns = (
        Column("Provider"),
        Column("Reference"),
        Column("Lines", "number"),
        Column("£", "number"),
        Column("Account"),
        Column("Told by"),
    )
    foot = ("Total", "", f"{len(lines):,}", Cell(total, strong=True), "", "")
    return Table("Paid to each provider", columns, tuple(rows), foot=foot, empty="This run pays nobody.")


def people(run: RunSummary, names: Mapping[str, str]) -> list[tuple]:
    """Who has done what to a run, and the digest that was fixed."""
    pairs: list[tuple] = [
        ("Week", f"{say_week(run.week)} ({week_name(run.week)})"),
        ("To be paid on", say_day(run.pay_date)),
        ("Drafted by", names.get(run.drafted_by, run.drafted_by)),
    ]
    if run.prepared_by:
        pairs.append(("Prepared by", names.get(run.prepared_by, run.prepared_by)))
    if run.approved_by:
        pairs.append(("Approved by", names.get(run.approved_by, run.approved_by)))
    if run.content_sha256:
        pairs.append(("Digest", Cell(run.content_sha256, ref=True)))
    return [*pairs, ("In the record", Link(f"History of {run.ref}", f"/record/?about={run.ref}"))]
