"""Which contracts there are, and what their terms are."""

from dataclasses import dataclass
from datetime import date

from duly.payments.contracts import models
from duly.primitives.period import FOREVER


@dataclass(frozen=True)
class ContractSeen:
    """A contract with one provider."""

    ref: str
    provider_ref: str
    title: str
    version: int


@dataclass(frozen=True)
class Terms:
    """One version of a contract's terms, in force from `starts` until `ends`, exclusive. `clause` is what a decision cites."""

    contract_ref: str
    version: int
    starts: date
    ends: date
    basis: str
    tolerance_minutes: int
    floor_minutes: int
    match_window_minutes: int
    double_up_percent: int
    trim_limit_pence: int
    trim_limit_bp: int
    clause: str


def contracts_known() -> tuple[ContractSeen, ...]:
    """Every contract, by reference."""
    return tuple(ContractSeen(c.ref, c.provider_ref, c.title, c.version) for c in models.Contract.objects.order_by("ref"))


def contract(ref: str) -> ContractSeen:
    """One contract by reference. `Contract.DoesNotExist` when there is none."""
    found = models.Contract.objects.get(ref=ref)
    return ContractSeen(found.ref, found.provider_ref, found.title, found.version)


def providers_of_contracts() -> dict[str, str]:
    """The provider of every contract, by the contract's reference."""
    return dict(models.Contract.objects.order_by("ref").values_list("ref", "provider_ref"))


def terms_known() -> tuple[Terms, ...]:
    """Every version of every contract's terms as now known, by contract and start."""
    return tuple(as_terms(t) for t in _current().order_by("contract__ref", "during"))


def terms_on(contract_ref: str, *, on: date) -> Terms | None:
    """A contract's terms on a day, or None when none are in force."""
    found = _current().filter(contract__ref=contract_ref, during__contains=on).first()
    return as_terms(found) if found else None


def terms_of(contract_ref: str) -> tuple[Terms, ...]:
    """Every version of one contract's terms as now known, oldest first."""
    return tuple(as_terms(t) for t in _current().filter(contract__ref=contract_ref).order_by("during"))


def as_terms(found: models.Terms) -> Terms:
    """A stored version as a value."""
    return Terms(
        found.contract.ref,
        found.version,
        found.during.lower,
        found.during.upper or FOREVER,
        found.basis,
        found.tolerance_minutes,
        found.floor_minutes,
        found.match_window_minutes,
        found.double_up_percent,
        found.trim_limit_pence,
        found.trim_limit_bp,
        found.clause,
    )


def _current():
    return models.Terms.objects.filter(superseded_by__isnull=True).select_related("contract")
