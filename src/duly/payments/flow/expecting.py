"""Who has not sent: the files each provider is expected to send for a week, by when, and what came, on time or late."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from duly.core.intake.queries import standing
from duly.payments.evidence import queries as evidence
from duly.payments.evidence.rules import EXPECTED, USUALLY_DUE, due_at
from duly.payments.invoices import queries as invoices
from duly.payments.packages import queries as packages
from duly.payments.providers.queries import provider_names

MISSING, LATE, SENT, NOT_DUE = "Not sent", "Late", "On time", "Not due yet"


@dataclass(frozen=True)
class Expected:
    """One file expected of a provider for the week of a Monday: by when, how many package lines it is about, and what came of it."""

    provider_ref: str
    provider: str
    kind: str
    week: date
    lines: int
    due: datetime
    state: str
    came: datetime | None = None
    import_ref: str = ""

    @property
    def key(self) -> str:
        """One name for it."""
        return f"{self.provider_ref}/{self.kind}"

    @property
    def days_late(self) -> int:
        """Whole days from when it was due until it came; 0 when it came in time or has not come."""
        return max((self.came - self.due).days, 0) if self.came is not None else 0


def expected(monday: date, *, at: datetime) -> tuple[Expected, ...]:
    """Every file expected for a week, as at a moment: those not sent first, then late ones, by provider and kind.

    Invoices are expected from every provider with a line in force; visits where a call of such a line is planned, occupancy where such a line has
    none. What came only in an import that was undone has not come. Deadlines are as said for the provider, else for everybody, else as usual.
    """
    lines = _lines_in_force(monday)
    sent = {"visits": evidence.visits_sent(monday), "occupancy": evidence.returns_sent(monday), "invoices": invoices.invoices_sent(monday)}
    came = standing({ref for by_provider in sent.values() for refs in by_provider.values() for ref in refs})
    deadlines, names = evidence.deadlines_for(monday), provider_names()
    found = []
    for (provider, kind), many in lines.items():
        days, minute = deadlines.get((kind, provider)) or deadlines.get((kind, "")) or USUALLY_DUE[kind]
        due = due_at(monday, days, minute)
        first = min(((came[ref], ref) for ref in sent[kind].get(provider, ()) if ref in came), default=None)
        found.append(
            Expected(
                provider,
                names.get(provider, provider),
                kind,
                monday,
                many,
                due,
                _state(due, first[0] if first else None, at),
                *(first or ()),
            )
        )
    order = (MISSING, LATE, NOT_DUE, SENT)
    return tuple(sorted(found, key=lambda e: (order.index(e.state), e.due, e.provider_ref, EXPECTED.index(e.kind))))


def _state(due: datetime, came: datetime | None, at: datetime) -> str:
    if came is not None:
        return SENT if came <= due else LATE
    return MISSING if at > due else NOT_DUE


def _lines_in_force(monday: date) -> dict[tuple[str, str], int]:
    """How many lines in force in a week each expected file is about, by provider and kind."""
    until = monday + timedelta(days=7)
    in_force = {c.line_ref for c in packages.commissions_known() if c.starts < until and c.ends > monday}
    called = {call.line_ref for call in packages.calls_planned(monday, until)}
    counted: dict[tuple[str, str], int] = {}
    for line in packages.lines_known():
        if line.line_ref in in_force:
            for kind in ("invoices", "visits" if line.line_ref in called else "occupancy"):
                counted[line.provider_ref, kind] = counted.get((line.provider_ref, kind), 0) + 1
    return counted
