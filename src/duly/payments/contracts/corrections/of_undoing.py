"""What undoing an import of contracts would leave: contracts nothing tells of, versions that are no more, and days without terms or out of force."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from duly.core.intake.queries import ImportSeen, event_of
from duly.core.intake.taking_back import rows_of
from duly.payments.contracts import models
from duly.payments.contracts.rules import Span, without
from duly.primitives.period import FOREVER

TABLES = (models.ContractTold, models.Terms, models.InForce, models.Band, models.Step, models.Clause)
"""What a file of contracts may tell, or take away."""
FURTHER = {"a band": models.Band, "a step": models.Step, "a clause": models.Clause}


def contracts_touched(seen: ImportSeen) -> list[str]:
    """Every contract that an import told anything of, or took anything away from."""
    found = {ref for model in TABLES for ref in _told(model, seen).values_list("contract__ref", flat=True)}
    return sorted(found | {ref for model in TABLES for ref in _taken(model, seen).values_list("contract__ref", flat=True)})


def contracts_forgotten(seen: ImportSeen) -> list[str]:
    """Contracts that nothing would tell of if the import were undone."""
    told = set(_told(models.ContractTold, seen).values_list("contract__ref", flat=True))
    return sorted(told - set(_taken(models.ContractTold, seen).values_list("contract__ref", flat=True)))


def stands_on(seen: ImportSeen) -> Iterable[tuple[str, Any, str]]:
    """What others told or decided that the import carries, as (what it is, its row, what it stands on).

    That is anything of a contract that would be forgotten, and bands, steps and clauses of a version that would be no more or pay otherwise.
    """
    gone = contracts_forgotten(seen)
    named = {"the terms": models.Terms, "being in force": models.InForce, "an embargo": models.Embargo, **FURTHER}
    for what, model in named.items():
        current = model.objects.filter(superseded_by__isnull=True, contract__ref__in=gone)
        mine = _told(model, seen).values("pk") if model is not models.Embargo else ()
        yield from ((what, row, f"contract {row.contract.ref}") for row in current.exclude(pk__in=mine).select_related("contract"))
    before = {(t.contract.ref, t.version): t.basis for t in _taken(models.Terms, seen).select_related("contract")}
    for terms in _told(models.Terms, seen).select_related("contract"):
        if before.get((terms.contract.ref, terms.version)) != terms.basis:
            for what, model in FURTHER.items():
                rows = model.objects.filter(superseded_by__isnull=True, contract=terms.contract, version=terms.version)
                yield from ((what, row, f"version {terms.version} of {terms.contract.ref}") for row in rows)


def first_day_lost(seen: ImportSeen, refs: Iterable[str]) -> Mapping[str, date]:
    """The first day on which each of these contracts would have no terms, or not be in force, that has both now."""
    lost: dict[str, date] = {}
    for model in (models.Terms, models.InForce):
        now, after = _spans(model, None, refs), _spans(model, seen, refs)
        for ref, spans in now.items():
            for day in (span.starts for span in without(spans, after[ref])[:1]):
                lost[ref] = min(lost.get(ref, FOREVER), day)
    return lost


def _spans(model: Any, undone: ImportSeen | None, refs: Iterable[str]) -> dict[str, list[Span]]:
    rows = model.objects.filter(superseded_by__isnull=True)
    if undone is not None:
        rows = rows.exclude(pk__in=_told(model, undone).values("pk")) | _taken(model, undone)
    found: dict[str, list[Span]] = defaultdict(list)
    for ref, during in rows.filter(contract__ref__in=list(refs)).values_list("contract__ref", "during"):
        found[ref].append(Span(during.lower, during.upper or FOREVER))
    return found


def _told(model: Any, seen: ImportSeen) -> Any:
    return rows_of(model, seen).filter(superseded_by__isnull=True)


def _taken(model: Any, seen: ImportSeen) -> Any:
    return model.objects.filter(superseded_by=event_of(seen.ref))
