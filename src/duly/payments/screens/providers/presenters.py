"""Providers in finished words."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from duly.core.lists.listing import Facet, ListOf, Shown
from duly.payments.contracts.queries import ContractSeen, Terms
from duly.payments.providers.queries import ProviderSeen
from duly.payments.runs.queries import Paying, RunSummary
from duly.payments.runs.rules import LEFT_OUT
from duly.payments.screens.contracts.words import BASES
from duly.payments.screens.runs.presenters import TONES
from duly.payments.validation.queries import DueLine, LeftOut
from duly.primitives.money import pounds
from duly.primitives.period import say_day, say_span, week_name
from duly.ui.frame import Cell, Column, Row, Table

CAUSES = {"CLEAN": "Clean", "TRIMMED": "Trimmed by the contract", "HELD": "By decision"}


@dataclass(frozen=True)
class ProviderRow:
    """One provider, with the week's money."""

    ref: str
    name: str
    contracts: int
    lines: int
    paid_pence: int
    due_pence: int
    stopped: int
    stopped_pence: int


PROVIDERS = ListOf(
    name="providers",
    key="ref",
    columns=(
        Shown("name", "Provider"),
        Shown("ref", "Reference"),
        Shown("contracts", "Contracts", "number"),
        Shown("lines", "Lines payable", "number"),
        Shown("paid_pence", "Paid £", "pounds"),
        Shown("due_pence", "Due £", "pounds"),
        Shown("stopped", "Lines stopped", "number"),
        Shown("stopped_pence", "Stopped £", "pounds"),
    ),
    facets=(
        Facet("paid", "This week", value=lambda row: "due" if row.lines else "nothing due", label=str.capitalize),
        Facet("held", "Stopped", value=lambda row: "some stopped" if row.stopped else "none stopped", label=str.capitalize),
    ),
    sorts=("name", "due_pence", "stopped_pence"),
    default_sort="name",
    money="due_pence",
    also=("week",),
)

CELLS = {
    "name": lambda row: Cell(row.name, f"/providers/{row.ref}/"),
    "ref": lambda row: Cell(row.ref, ref=True),
    "paid_pence": lambda row: pounds(row.paid_pence) if row.lines else "–",
    "due_pence": lambda row: Cell(pounds(row.due_pence), strong=True) if row.lines else "–",
    "stopped_pence": lambda row: Cell(pounds(row.stopped_pence), tone="red") if row.stopped else "–",
    "stopped": lambda row: str(row.stopped or "–"),
    "lines": lambda row: str(row.lines or "–"),
}


def rows(
    known: Sequence[ProviderSeen], contracts: Sequence[ContractSeen], due: Sequence[DueLine], stopped: Sequence[LeftOut]
) -> list[ProviderRow]:
    """Every provider with what is due to it and stopped in a week."""
    held = Counter(c.provider_ref for c in contracts)
    return [
        ProviderRow(
            one.ref,
            one.name,
            held[one.ref],
            sum(d.provider_ref == one.ref for d in due),
            sum(d.paid_pence for d in due if d.provider_ref == one.ref),
            sum(d.due_pence for d in due if d.provider_ref == one.ref),
            sum(s.provider_ref == one.ref for s in stopped),
            sum(s.pence for s in stopped if s.provider_ref == one.ref),
        )
        for one in known
    ]


def by_decision(due: Sequence[DueLine], stopped: Sequence[LeftOut]) -> Table:
    """A provider's line-weeks by what became of them."""
    found = []
    for cause, words in CAUSES.items():
        some = [d for d in due if d.cause.startswith(cause)]
        if some:
            found.append(Row((words, *_sums(some), "–")))
    for code in sorted({s.code for s in stopped}):
        held = [s for s in stopped if s.code == code]
        found.append(Row((LEFT_OUT.get(code, code), f"{len(held):,}", "–", "–", "–", pounds(sum(s.pence for s in held)))))
    columns = (
        Column("What became of them"),
        Column("Lines", "number"),
        Column("Entitled £", "number"),
        Column("Paid £", "number"),
        Column("Due £", "number"),
        Column("Stopped £", "number"),
    )
    total = _sums(due)
    foot = ("Total", f"{len(due) + len(stopped):,}", *total[1:], pounds(sum(s.pence for s in stopped)))
    empty = "Nothing is claimed for this week, or it has not been judged."
    return Table("Line-weeks by decision", columns, tuple(found), foot=foot if found else (), empty=empty)


def _sums(due: Sequence[DueLine]) -> tuple[str, str, str, Cell]:
    sums = (sum(d.entitled_pence for d in due), sum(d.paid_pence for d in due), sum(d.due_pence for d in due))
    return f"{len(due):,}", pounds(sums[0]), pounds(sums[1]), Cell(pounds(sums[2]), strong=True)


def stopped_lines(stopped: Sequence[LeftOut], people: Mapping[str, str]) -> Table:
    """What is stopped and why, line by line."""
    found = tuple(
        Row(
            (
                Cell(people.get(s.person_ref, s.person_ref), f"/exceptions/{s.assessed_id}/"),
                s.service,
                Cell(LEFT_OUT.get(s.code, s.code), tag=True),
                s.because,
                pounds(s.pence),
            )
        )
        for s in stopped
    )
    columns = (Column("Person"), Column("Service"), Column("Reason"), Column("In full", "wrap"), Column("Claimed £", "number"))
    return Table("What is stopped, and why", columns, found, empty="Nothing is stopped this week.")


def contracts(found: Sequence[ContractSeen], terms: Mapping[str, Terms | None], rates: Mapping[str, int]) -> Table:
    """A provider's contracts with the terms now in force."""
    rows = []
    for c in found:
        now = terms.get(c.ref)
        rows.append(
            Row(
                (
                    Cell(c.ref, f"/contracts/{c.ref}/", ref=True),
                    c.title or "–",
                    f"version {now.version}, {say_span(now.starts, now.ends)}" if now else "none in force",
                    BASES[now.basis] if now else "–",
                    now.clause if now else "–",
                    f"{rates.get(c.ref, 0):,}",
                )
            )
        )
    columns = (
        Column("Contract"),
        Column("Title", "wrap"),
        Column("Terms", "wrap"),
        Column("Pays", "wrap"),
        Column("Clause"),
        Column("Rates", "number"),
    )
    return Table("Contracts", columns, tuple(rows), empty="There is no contract with this provider, so nothing it claims can be paid.")


def payments(found: Sequence[tuple[RunSummary, Sequence[Paying], bool]], provider_ref: str) -> Table:
    """The runs that pay a provider, with the remittance of those issued."""
    rows = tuple(
        Row(
            (
                Cell(run.ref, f"/runs/{run.ref}/", ref=True),
                week_name(run.week),
                say_day(run.pay_date),
                Cell("Issued", tone="green", tag=True) if issued else Cell(run.state.capitalize(), tone=TONES.get(run.state, ""), tag=True),
                f"{len(lines):,}",
                Cell(pounds(sum(line.pence for line in lines)), strong=True),
                Cell("Remittance", f"/runs/{run.ref}/remittances/{provider_ref}/?format=pdf") if issued else "–",
            )
        )
        for run, lines, issued in found
    )
    columns = (
        Column("Run"),
        Column("Week"),
        Column("Pays on"),
        Column("State"),
        Column("Lines", "number"),
        Column("£", "number"),
        Column("Told by"),
    )
    return Table("Runs and remittances", columns, rows, empty="No run has paid this provider yet.")
