"""Why something may not be done to a contract."""

from collections.abc import Iterator
from datetime import date, timedelta

from duly.core.intake.faults import Fault
from duly.core.intake.reading import Row
from duly.core.record.clock import today
from duly.core.scheme.queries import why_not
from duly.payments.contracts import models, powers
from duly.payments.contracts.queries import providers_of_contracts, terms_known, terms_of
from duly.payments.providers.queries import provider_names
from duly.primitives.actor import Actor
from duly.primitives.overlap import Placed, overlaps
from duly.primitives.period import FOREVER, say_day, say_span
from duly.primitives.refusal import Refusal, first


def why_not_make(*, ref: str, provider_ref: str, by: Actor) -> Refusal | None:
    """Why this contract may not be entered: "no-provider", "ref-taken", or the scheme."""
    return first(_no_provider(provider_ref), _ref_taken(ref), why_not(powers.MAKE, {}, actor=by, on=today()))


def why_not_agree_terms(contract_ref: str, *, starts: date, basis: str, trim_limit_pence: int, by: Actor) -> Refusal | None:
    """Why these terms may not be agreed: "no-contract", "unknown-basis", "later-terms", or the scheme."""
    facts = {"days back-dated": max((today() - starts).days, 0), "trim limit": trim_limit_pence}
    return first(
        _no_contract(contract_ref),
        _unknown_basis(basis),
        _later_terms(contract_ref, starts),
        why_not(powers.AGREE_TERMS, facts, actor=by, on=today()),
    )


def why_not_take_in(*, by: Actor) -> Refusal | None:
    """Why this person may not take in a file of contracts and terms."""
    return why_not(powers.TAKE_IN, {}, actor=by, on=today())


def faults_in(rows: tuple[Row, ...]) -> Iterator[Fault]:
    """Contracts with two providers, versions numbered twice, spans without a day, and versions that overlap."""
    provider_of, versions = providers_of_contracts(), {(t.contract_ref, t.version) for t in terms_known()}
    for row in rows:
        ref, provider, version = row.values["contract"], row.values["provider"], row.values["version"]
        if provider_of.setdefault(ref, provider) != provider:
            yield Fault(row.number, "provider", provider, f"Contract {ref} is with {provider_of[ref]}.", provider_of[ref])
        if (ref, version) in versions:
            yield Fault(row.number, "version", str(version), f"Contract {ref} has a version {version} already.")
        versions.add((ref, version))
        if row.values["trim_limit"] < 0:
            yield Fault(row.number, "trim_limit", "", "A limit is not below nothing.")
        if row.values["from"] >= ends_of(row):
            yield Fault(row.number, "to", str(row.values["to"]), "The last day is before the first.")
    known = (Placed(t.contract_ref, t.starts, t.ends, 0, f"version {t.version}") for t in terms_known())
    given = (Placed(r.values["contract"], r.values["from"], ends_of(r), r.number, f"row {r.number}") for r in rows)
    for one, other in overlaps([*known, *given]):
        span = say_span(other.starts, other.ends)
        yield Fault(one.row, "from", str(one.starts), f"These terms of {one.of} overlap {other.called}, in force {span}.")


def ends_of(row: Row) -> date:
    """The first day after a row's last one."""
    return row.values["to"] + timedelta(days=1) if row.values["to"] and row.values["to"] < FOREVER else FOREVER


def _no_provider(provider_ref: str) -> Refusal | None:
    if provider_ref in provider_names():
        return None
    return Refusal("no-provider", f"There is no provider {provider_ref}.")


def _ref_taken(ref: str) -> Refusal | None:
    if ref and models.Contract.objects.filter(ref=ref).exists():
        return Refusal("ref-taken", f"There is already a contract {ref}.")
    return None


def _no_contract(contract_ref: str) -> Refusal | None:
    if models.Contract.objects.filter(ref=contract_ref).exists():
        return None
    return Refusal("no-contract", f"There is no contract {contract_ref}.")


def _unknown_basis(basis: str) -> Refusal | None:
    if basis in models.BASES:
        return None
    return Refusal("unknown-basis", f"Terms pay by {' or '.join(models.BASES)}, not {basis!r}.")


def _later_terms(contract_ref: str, starts: date) -> Refusal | None:
    later = [t for t in terms_of(contract_ref) if t.starts >= starts]
    if not later:
        return None
    return Refusal(
        "later-terms",
        f"Version {later[0].version} of the terms begins on {say_day(later[0].starts)}; new terms must begin after it.",
    )
