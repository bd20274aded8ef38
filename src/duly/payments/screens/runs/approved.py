"""What an approver looks at: the largest lines, what officers decided, and what differs from the run before."""

from collections.abc import Collection, Mapping, Sequence

from duly.payments.runs.queries import PaidInto, Paying, RunSummary
from duly.payments.screens.exceptions.words import HOLD, LABELS, REASON_WORDS
from duly.payments.validation.queries import ExceptionSeen
from duly.primitives.money import pounds
from duly.primitives.period import week_name
from duly.ui.frame import Cell, Column, Fact, Row, Table

LARGEST = 20


def change_since(run: RunSummary, earlier: RunSummary | None) -> Fact:
    """How the total differs from the run before."""
    if earlier is None:
        return Fact("Change", "–", "no approved run of an earlier week")
    return Fact("Change", signed(run.total_pence - earlier.total_pence, "£"), f"since {earlier.ref}")


def changes(
    now: Sequence[PaidInto],
    before: Sequence[PaidInto],
    providers: Mapping[str, str],
    earlier: RunSummary | None,
    *,
    first: Collection[str] = (),
) -> Table:
    """How each provider's payment differs from the run before; a new provider, a changed account and a missing payment are said.

    `first` are the providers paid into an account that nothing was ever paid into before.
    """
    new, old = {p.provider_ref: p for p in now}, {p.provider_ref: p for p in before}
    by = {ref: (new[ref].net_pence if ref in new else 0) - (old[ref].net_pence if ref in old else 0) for ref in new.keys() | old.keys()}
    rows = []
    for ref in sorted(by, key=lambda ref: (-abs(by[ref]), ref)):
        looked = _look_at(new.get(ref), old.get(ref)) if earlier else ""
        if ref in first:
            looked = "first payment to this account" + (f", {looked}" if looked.startswith("account changed") else "")
        rows.append(
            Row(
                (
                    Cell(providers.get(ref, ref), f"/providers/{ref}/"),
                    Cell(new[ref].payee_masked, ref=True) if ref in new else "–",
                    pounds(old[ref].net_pence) if ref in old else "–",
                    Cell(pounds(new[ref].net_pence) if ref in new else "–", strong=True),
                    signed(by[ref]) if earlier else "–",
                    Cell(looked, tone="amber", tag=True) if looked else "–",
                )
            )
        )
    columns = (
        Column("Provider"),
        Column("Account"),
        Column(f"{earlier.ref} £" if earlier else "Run before £", "number"),
        Column("This run £", "number"),
        Column("Change £", "number"),
        Column("Look at"),
    )
    return Table("Changes since the run before", columns, tuple(rows), empty="Nothing is prepared yet.")


def overrides(found: Sequence[ExceptionSeen], lines: Sequence[Paying], names: Mapping[str, str], providers: Mapping[str, str]) -> Table:
    """Every line that is paid because an officer decided so."""
    paid = {line.line_ref: line for line in lines}
    rows = tuple(
        Row(
            (
                Cell(one.person_ref, f"/exceptions/{one.assessed_id}/", ref=True),
                providers.get(one.provider_ref, one.provider_ref),
                Cell(LABELS[one.decided.choice], note=one.decided.tape),
                REASON_WORDS.get(one.decided.reason_code, one.decided.reason_code),
                names.get(one.decided.decided_by, one.decided.decided_by),
                pounds(one.claimed_pence),
                Cell(pounds(one.decided.pence), strong=True),
                Cell(f"+{pounds(one.decided.pence - one.entitled_pence)}", tone="red") if one.decided.pence > one.entitled_pence else "–",
            )
        )
        for one in sorted(found, key=lambda one: -(one.decided.pence - one.entitled_pence) if one.decided else 0)
        if one.decided is not None and one.decided.choice != HOLD and one.line_ref in paid
    )
    columns = (
        Column("Person"),
        Column("Provider"),
        Column("Decided"),
        Column("Reason", "wrap"),
        Column("By"),
        Column("Claimed £", "number"),
        Column("Pays £", "number"),
        Column("Over agreed £", "number"),
    )
    return Table("Decided by officers", columns, rows, empty="Nobody decided anything in this run: every line is as the contract pays it.")


def largest(lines: Sequence[Paying], providers: Mapping[str, str]) -> Table:
    """The largest twenty lines. People are shown by reference."""
    found = sorted(lines, key=lambda line: (-abs(line.pence), line.reference))[:LARGEST]
    rows = tuple(
        Row(
            (
                Cell(line.person_ref, ref=True),
                providers.get(line.provider_ref, line.provider_ref),
                line.service,
                week_name(line.week),
                Cell("By decision", tone="amber", tag=True) if line.cause.startswith("HELD") else line.cause.capitalize(),
                pounds(line.paid_before_pence) if line.paid_before_pence else "–",
                Cell(pounds(line.pence), strong=True),
            )
        )
        for line in found
    )
    columns = (
        Column("Person"),
        Column("Provider"),
        Column("Service"),
        Column("Week"),
        Column("How it came to be due"),
        Column("Paid before £", "number"),
        Column("£", "number"),
    )
    return Table(f"The largest {len(found)} lines", columns, rows)


def signed(pence: int, sign: str = "") -> str:
    """An amount with its sign before everything: "+£10.00", "−£10.00"."""
    return f"{'+' if pence > 0 else '−' if pence < 0 else ''}{sign}{pounds(abs(pence))}"


def _look_at(new: PaidInto | None, old: PaidInto | None) -> str:
    if new is None:
        return "no payment this time"
    if old is None:
        return "first payment"
    return f"account changed from {old.payee_masked}" if new.payee_sha256 != old.payee_sha256 else ""
