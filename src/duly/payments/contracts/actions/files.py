"""Files of contracts with their terms, and of the bands, steps and clauses of terms: taken in whole or not at all, looked at before, and replacing what files told."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from duly.core.intake import actions as intake
from duly.core.intake.actions import Outcome, Previewed
from duly.core.intake.changes import counted, why_not_agreed
from duly.core.intake.queries import ImportSeen
from duly.core.intake.reading import Row, read_table
from duly.core.intake.spans import ALWAYS, name_of
from duly.core.record.actions import unit_of_work
from duly.payments.contracts import checks, columns, models
from duly.payments.contracts.actions.agreeing import change, during, enter, keep_further
from duly.payments.contracts.corrections import of_contracts, of_further
from duly.payments.contracts.corrections.of_contracts import Found, Kept, terms_of, terms_told
from duly.payments.contracts.events import ContractCorrected
from duly.payments.contracts.queries import Band, Clause, Step, providers_of_contracts
from duly.payments.contracts.rules import ALSO
from duly.payments.providers.queries import provider_names
from duly.primitives.actor import Actor
from duly.primitives.refusal import stop_if

READ = {"bands": columns.bands, "steps": columns.steps, "clauses": columns.clauses}
FAULTS: dict[str, Any] = {"bands": checks.faults_in_bands, "steps": checks.faults_in_steps, "clauses": checks.faults_in_clauses}


def take_in(
    *, name: str, content: bytes, source: str, by: Actor, replaces: bool = False, agreed: str = "", used: Mapping[str, str] | None = None
) -> Outcome:
    """Take in a file of contracts with the versions of their terms, whole or not at all. A new contract has an event of its own.

    A contract may be paid under from `contract_from` to `contract_to`, where a row says so. Where none does: a new one from the start of its
    first terms to the end of its last; one that was known also on the days of its new terms. One that `replaces` takes the place of what files
    told of the versions it names, and of its contracts' terms from its first day of each to its last; `agreed` is the digest of the changes
    somebody looked at, and `used` says what rests on each contract elsewhere: such a one stays with its provider.
    """
    stop_if(checks.why_not_take_in(by=by))
    return intake.take_in(
        kind="contracts",
        name=name,
        content=content,
        source=source,
        by=by,
        columns=columns.columns(provider_names()),
        check=lambda rows: checks.faults_in(rows, replaces=replaces, used=used),
        keep=lambda seen, rows, event: _keep(seen, rows, event, agreed, by, replaces=replaces),
        how="replaces" if replaces else "adds",
    )


def preview(
    *, name: str, content: bytes, source: str, by: Actor, replaces: bool = True, used: Mapping[str, str] | None = None
) -> Previewed:
    """What a file of contracts would change. Nothing is written."""
    stop_if(checks.why_not_take_in(by=by))
    read = read_table(content, name, columns.columns(provider_names()))
    return intake.preview(
        rows=read.rows,
        faults=read.faults,
        check=lambda rows: checks.faults_in(rows, replaces=replaces, used=used),
        compare=lambda rows: of_contracts.of_rows(rows, _kept(rows, replaces=replaces)).changes,
    )


def take_in_further(kind: str, *, name: str, content: bytes, source: str, by: Actor, replaces: bool = False, agreed: str = "") -> Outcome:
    """Take in a file of "bands", "steps" (what is paid on some days of an interruption) or "clauses" of versions of terms that are known.

    One that `replaces` takes the place of all that files told of its versions; of steps, of its versions' interruptions of a kind.
    """
    stop_if(checks.why_not_take_in(by=by))
    return intake.take_in(
        kind=kind,
        name=name,
        content=content,
        source=source,
        by=by,
        columns=READ[kind](providers_of_contracts()),
        check=lambda rows: FAULTS[kind](rows, replaces=replaces),
        keep=lambda seen, rows, event: _keep_further(kind, seen, rows, event, agreed, replaces=replaces),
        how="replaces" if replaces else "adds",
    )


def preview_further(kind: str, *, name: str, content: bytes, source: str, by: Actor, replaces: bool = True) -> Previewed:
    """What a file of bands, steps or clauses would change. Nothing is written."""
    stop_if(checks.why_not_take_in(by=by))
    read = read_table(content, name, READ[kind](providers_of_contracts()))
    return intake.preview(
        rows=read.rows,
        faults=read.faults,
        check=lambda rows: FAULTS[kind](rows, replaces=replaces),
        compare=lambda rows: of_further.of_rows(kind, rows, replaces=replaces).changes,
    )


def _keep(seen: ImportSeen, rows: tuple[Row, ...], event: UUID, agreed: str, by: Actor, *, replaces: bool) -> dict[str, int]:
    kept = _kept(rows, replaces=replaces)
    found = of_contracts.of_rows(rows, kept)
    stop_if(why_not_agreed(found.changes, agreed))
    for model, gone in ((models.ContractTold, found.contracts), (models.Terms, found.terms), (models.InForce, found.spans)):
        model.objects.filter(pk__in=gone.ended).update(superseded_by=event)  # type: ignore[attr-defined]
    for kind, lost in found.gone.items():
        of_further.OF[kind].model.objects.filter(pk__in=lost.ended).update(superseded_by=event)
    new = _say_of_contracts(seen, found, event, by)
    ids, made = _ids(), {"made_by": event, "import_ref": seen.ref}
    fresh = [row for row in rows if name_of(terms_told(row), by_name=True) in found.terms.fresh]
    models.Terms.objects.bulk_create(models.Terms(**_columns(row, ids), **made) for row in fresh)
    models.Terms.objects.bulk_create(
        _part(kept.terms[one.pk], during=during(one.starts, one.ends), superseded_by=None, **made) for one, _ in found.terms.left
    )
    models.InForce.objects.bulk_create(
        models.InForce(contract_id=ids[key[0]], during=during(span.starts, span.ends), **made)
        for key, span in found.in_force.items()
        if key in found.spans.fresh
    )
    return {"contracts": new, "terms": len(fresh)} | (counted(found.changes) if replaces else {})


def _say_of_contracts(seen: ImportSeen, found: Found, event: UUID, by: Actor) -> int:
    """Enter the contracts that are new, and correct the others that are told otherwise. Gives how many are new."""
    known = {one.ref: one for one in models.Contract.objects.select_for_update().filter(ref__in=found.said, known=True)}
    told = [ref for ref in found.said if (ref, ALWAYS) in found.contracts.fresh]
    with unit_of_work() as record:
        for ref in told:
            provider, title = found.said[ref]
            if ref not in known:
                enter(ref, provider, title, record, by)
            else:
                correct(known[ref], provider, title, record, by)
    ids = _ids()
    models.ContractTold.objects.bulk_create(
        models.ContractTold(
            contract_id=ids[ref], provider_ref=found.said[ref][0], title=found.said[ref][1], import_ref=seen.ref, made_by=event
        )
        for ref in told
    )
    return len(set(told) - set(known))


def correct(found: models.Contract, provider_ref: str, title: str, record: Any, by: Actor) -> None:
    """Say anew what a contract is besides its terms, where that is otherwise."""
    if (found.provider_ref, found.title) != (provider_ref, title):
        change(found, provider_ref=provider_ref, title=title)
        record.write(ContractCorrected(ref=found.ref, version=found.version, provider_ref=provider_ref, title=title), by=by)


def _keep_further(kind: str, seen: ImportSeen, rows: tuple[Row, ...], event: UUID, agreed: str, *, replaces: bool) -> dict[str, int]:
    found = of_further.of_rows(kind, rows, replaces=replaces)
    stop_if(why_not_agreed(found.changes, agreed))
    of_further.OF[kind].model.objects.filter(pk__in=found.ended).update(superseded_by=event)
    fresh = [row.values for row in rows if name_of(of_further.told(kind, row)) in found.fresh]
    named: dict[str, list] = {"bands": [], "steps": [], "clauses": []}
    named[kind] = [_further(kind, values) for values in fresh]
    keep_further(_ids(), named["bands"], named["steps"], named["clauses"], event, seen.ref)
    return {kind: len(fresh)} | (counted(found.changes) if replaces else {})


def _further(kind: str, v: Mapping[str, Any]) -> Band | Step | Clause:
    if kind == "bands":
        return Band(v["contract"], v["version"], v["from_minute"], v["to_minute"], v["pay_minutes"])
    if kind == "steps":
        return Step(v["contract"], v["version"], v["kind"], v["from_day"], v["to_day"], v["percent"])
    return Clause(v["contract"], v["version"], v["about"], v["number"], v["words"] or "")


def _kept(rows: Sequence[Row], *, replaces: bool) -> Kept:
    return Kept.of(rows) if replaces else Kept.nothing()


def _ids() -> dict[str, int]:
    return dict(models.Contract.objects.values_list("ref", "pk"))


def _columns(row: Row, ids: Mapping[str, int]) -> dict[str, Any]:
    terms = terms_of(row)
    same = ("version", "basis", "tolerance_minutes", "floor_minutes", "match_window_minutes", "double_up_percent", "clause", *ALSO)
    limits = ("trim_limit_pence", "trim_limit_bp")
    told = {name: getattr(terms, name) for name in (*same, *limits)}
    return {"contract_id": ids[terms.contract_ref], "during": during(terms.starts, terms.ends), **told}


def _part(row: Any, **other: Any) -> Any:
    """What is left of a version for other days, as a row of its own."""
    same = {f.attname: getattr(row, f.attname) for f in row._meta.local_concrete_fields if not f.primary_key}
    return type(row)(**same | other)
