"""Every change of an account as a list: filters, columns and views of one's own, CSV and JSON. Accounts are masked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from duly.core.lists.listing import Facet, ListOf, Shown
from duly.payments.providers.queries import ChangeSeen
from duly.payments.screens.payees.presenters import TONES
from duly.ui.environment import stamp
from duly.ui.frame import Cell

MOST = 1_000


@dataclass(frozen=True)
class ChangeRow:
    """One change of where a provider is paid."""

    ref: str
    provider: str
    provider_name: str
    account: str
    came_by: str
    received_on: date
    entered_by: str
    called_by: str
    state: str
    settled_by: str
    settled_at: datetime | None


CHANGES = ListOf(
    name="account-changes",
    key="ref",
    columns=(
        Shown("ref", "Change"),
        Shown("provider_name", "Provider"),
        Shown("account", "Account"),
        Shown("came_by", "Came by"),
        Shown("received_on", "Request came", "day"),
        Shown("entered_by", "Entered by"),
        Shown("called_by", "Called back by"),
        Shown("state", "State"),
        Shown("settled_by", "Settled by"),
        Shown("settled_at", "Settled", "moment"),
    ),
    facets=(Facet("state", "State"), Facet("came_by", "Came by"), Facet("provider_name", "Provider")),
    sorts=("ref", "received_on", "provider_name"),
    default_sort="-ref",
)
CELLS = {
    "ref": lambda row: Cell(row.ref, f"/payees/{row.ref}/", ref=True),
    "provider_name": lambda row: Cell(row.provider_name, f"/providers/{row.provider}/"),
    "account": lambda row: Cell(row.account, ref=True),
    "called_by": lambda row: row.called_by or "–",
    "state": lambda row: Cell(row.state.capitalize(), tone=TONES[row.state], tag=True),
    "settled_by": lambda row: row.settled_by or "–",
    "settled_at": lambda row: stamp(row.settled_at) if row.settled_at else "–",
}


def rows(found: Sequence[ChangeSeen], names: Mapping[str, str]) -> list[ChangeRow]:
    """The rows of the list, with officers by name."""
    return [
        ChangeRow(
            one.ref,
            one.provider_ref,
            one.provider_name,
            one.ending,
            one.came_by,
            one.received_on,
            names.get(one.proposed_by, one.proposed_by),
            names.get(one.called_by, one.called_by),
            one.state,
            names.get(one.settled_by, one.settled_by),
            one.settled_at,
        )
        for one in found
    ]
