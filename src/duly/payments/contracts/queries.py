"""Which contracts there are, when they may be paid under, and what their terms are."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from duly.payments.contracts import models
from duly.payments.contracts.rules import ALSO, Span, without
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
    increment_minutes: int = 1
    increment_way: str = "nearest"
    minimum_minutes: int = 0
    weekly_cap: str = "visit"
    flex_minutes: int = 0
    overlap_minutes: int = 5
    cancel_notice_minutes: int = 0
    cancel_percent: int = 0
    frustrated_percent: int = 0
    under_percent: int = 10
    manual_percent: int = 100
    exact_percent: int = 100
    death_days: int = 0
    part_week: str = "SEVENTHS"
    paid_net: bool = False
    night_clock: str = "elapsed"
    let_minutes: int = 0
    let_pence: int = 0
    let_bp: int = 0
    let_person_minutes: int = 0
    let_run_pence: int = 0
    let_run_bp: int = 0


@dataclass(frozen=True)
class ContractSpan:
    """Dates from `starts` until `ends`, exclusive, of one contract: in force, or under embargo, as the question was."""

    contract_ref: str
    starts: date
    ends: date


@dataclass(frozen=True)
class EmbargoSeen:
    """An embargo on a contract, and who placed it."""

    contract_ref: str
    starts: date
    ends: date
    placed_by: str


@dataclass(frozen=True)
class Band:
    """Under a version of BANDED terms: a visit of `from_minute` to `to_minute`, both inclusive, counts as `pay_minutes`."""

    contract_ref: str
    version: int
    from_minute: int
    to_minute: int
    pay_minutes: int


@dataclass(frozen=True)
class Step:
    """What a version of terms pays for a planned call on day `from_day` to `to_day`, both inclusive, of an interruption of this kind."""

    contract_ref: str
    version: int
    kind: str
    from_day: int
    to_day: int
    percent: int


@dataclass(frozen=True)
class Clause:
    """The numbered clause that one thing in a version of terms rests on."""

    contract_ref: str
    version: int
    about: str
    number: str
    words: str


def contracts_known() -> tuple[ContractSeen, ...]:
    """Every contract, by reference."""
    return tuple(ContractSeen(c.ref, c.provider_ref, c.title, c.version) for c in _known().order_by("ref"))


def contract(ref: str) -> ContractSeen:
    """One contract by reference. `Contract.DoesNotExist` when there is none."""
    found = _known().get(ref=ref)
    return ContractSeen(found.ref, found.provider_ref, found.title, found.version)


def providers_of_contracts() -> dict[str, str]:
    """The provider of every contract, by the contract's reference."""
    return dict(_known().order_by("ref").values_list("ref", "provider_ref"))


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
        **{name: getattr(found, name) for name in ALSO},
    )


def in_force(contract_ref: str = "") -> tuple[ContractSpan, ...]:
    """When contracts (or one) were agreed to be in force, embargoes apart, by contract and start."""
    return tuple(ContractSpan(*row) for row in _spans(models.InForce, contract_ref))


def embargoes(contract_ref: str = "") -> tuple[EmbargoSeen, ...]:
    """The embargoes on contracts (or one) as now known, by contract and start."""
    found = _of(models.Embargo, contract_ref).order_by("contract__ref", "during").values_list("contract__ref", "during", "placed_by")
    return tuple(EmbargoSeen(ref, during.lower, during.upper or FOREVER, by) for ref, during, by in found)


def contract_spans_known() -> tuple[ContractSpan, ...]:
    """The dates on which each contract may be paid under, in force and under no embargo, by contract and start."""
    return payable(in_force(), embargoes())


def payable(agreed: Iterable[ContractSpan], stopped: Iterable[EmbargoSeen]) -> tuple[ContractSpan, ...]:
    """Spans in force less embargoes, contract by contract."""
    spans: dict[str, list[Span]] = defaultdict(list)
    holes: dict[str, list[Span]] = defaultdict(list)
    for span in agreed:
        spans[span.contract_ref].append(Span(span.starts, span.ends))
    for embargo in stopped:
        holes[embargo.contract_ref].append(Span(embargo.starts, embargo.ends))
    return tuple(ContractSpan(ref, s.starts, s.ends) for ref in sorted(spans) for s in without(spans[ref], holes[ref]))


def bands_known(contract_ref: str = "") -> tuple[Band, ...]:
    """Every band of every version of terms (or one contract's), by contract, version and length."""
    found = _of(models.Band, contract_ref).order_by("contract__ref", "version", "lengths")
    rows = found.values_list("contract__ref", "version", "lengths", "pay_minutes")
    return tuple(Band(ref, version, lengths.lower, lengths.upper - 1, pay) for ref, version, lengths, pay in rows)


def steps_known(contract_ref: str = "") -> tuple[Step, ...]:
    """Every step of every version of terms (or one contract's), by contract, version, kind and day."""
    found = _of(models.Step, contract_ref).order_by("contract__ref", "version", "kind", "day_numbers")
    rows = found.values_list("contract__ref", "version", "kind", "day_numbers", "percent")
    return tuple(Step(ref, version, kind, days.lower, days.upper - 1, percent) for ref, version, kind, days, percent in rows)


def clauses_known(contract_ref: str = "") -> tuple[Clause, ...]:
    """Every numbered clause of every version of terms (or one contract's), by contract, version and what it is about."""
    found = _of(models.Clause, contract_ref).order_by("contract__ref", "version", "about")
    return tuple(Clause(*row) for row in found.values_list("contract__ref", "version", "about", "number", "words"))


def versions_known() -> dict[tuple[str, int], None]:
    """Each (contract, version) of terms that is known; asking whether one is among them is quick."""
    return dict.fromkeys(_current().order_by("contract__ref", "version").values_list("contract__ref", "version"))


def _known():
    return models.Contract.objects.filter(known=True)


def _current():
    return models.Terms.objects.filter(superseded_by__isnull=True).select_related("contract")


def _of(model, contract_ref: str):
    found = model.objects.filter(superseded_by__isnull=True)
    return found.filter(contract__ref=contract_ref) if contract_ref else found


def _spans(model, contract_ref: str):
    found = _of(model, contract_ref).order_by("contract__ref", "during").values_list("contract__ref", "during")
    return ((ref, during.lower, during.upper or FOREVER) for ref, during in found)
