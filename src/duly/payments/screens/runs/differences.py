"""How a run differs from the one before it: its totals, and the accounts that were changed between them."""

from collections.abc import Collection, Mapping, Sequence

from duly.core.record.clock import LONDON
from duly.payments.providers.queries import ChangeSeen
from duly.payments.runs.queries import RunSummary
from duly.payments.screens.runs.approved import signed
from duly.primitives.money import pounds
from duly.ui.frame import Cell, Column, Row, Table


def totals(now: RunSummary, before: RunSummary | None) -> Table:
    """Payments, lines and pounds of this run and of the one before."""
    counts = (("Payments", "payment_count"), ("Lines", "line_count"), ("Left out", "left_out_count"))
    rows = [
        Row((name, f"{getattr(before, field):,}" if before else "–", f"{getattr(now, field):,}", _more(now, before, field)))
        for name, field in counts
    ]
    money = Row(
        (
            "Pounds",
            pounds(before.total_pence) if before else "–",
            Cell(pounds(now.total_pence), strong=True),
            signed(now.total_pence - before.total_pence) if before else "–",
        )
    )
    columns = (
        Column("What"),
        Column(before.ref if before else "Run before", "number"),
        Column("This run", "number"),
        Column("Change", "number"),
    )
    return Table("Totals of this run and the one before", columns, (*rows, money))


def accounts(moved: Sequence[ChangeSeen], paid: Collection[str], names: Mapping[str, str], *, since: str) -> Table:
    """Every account confirmed since the run before, by whom, and whether this run pays into it. Masked, as everywhere."""
    rows = tuple(
        Row(
            (
                Cell(one.provider_name, f"/providers/{one.provider_ref}/"),
                Cell(one.ref, f"/payees/{one.ref}/", ref=True),
                Cell(one.ending, ref=True),
                names.get(one.proposed_by, one.proposed_by),
                names.get(one.called_by, one.called_by),
                names.get(one.settled_by, one.settled_by),
                f"{one.settled_at.astimezone(LONDON):%-d %b %H:%M}" if one.settled_at else "–",
                Cell("Paid by this run", tone="amber", tag=True) if one.provider_ref in paid else "not in this run",
            )
        )
        for one in moved
    )
    heads = ("Provider", "Change", "Account", "Asked by", "Called back by", "Confirmed by", "When", "In this run")
    none = f"No account was changed since {since} was approved." if since else "There is no run before, so every payment is a first one."
    return Table("Accounts changed since the run before", tuple(Column(head) for head in heads), rows, empty=none)


def _more(now: RunSummary, before: RunSummary | None, field: str) -> str:
    if before is None:
        return "–"
    more = getattr(now, field) - getattr(before, field)
    return f"{'+' if more > 0 else '−' if more < 0 else ''}{abs(more):,}"
