"""Taking in files of contracts with their terms, and of the bands, steps and clauses of terms: each whole or not at all."""

from collections.abc import Sequence
from uuid import UUID

from duly.core.intake import actions as intake
from duly.core.intake.actions import Outcome
from duly.core.intake.reading import Row
from duly.core.record.actions import unit_of_work
from duly.payments.contracts import checks, columns, models
from duly.payments.contracts.actions.agreeing import during, enter, keep_further
from duly.payments.contracts.queries import Band, Clause, Step, in_force, providers_of_contracts
from duly.payments.contracts.rules import ALSO, Span, hull, without
from duly.payments.providers.queries import provider_names
from duly.primitives.actor import Actor
from duly.primitives.refusal import stop_if


def take_in(*, name: str, content: bytes, source: str, by: Actor) -> Outcome:
    """Take in a file of contracts with the versions of their terms, whole or not at all. A new contract has an event of its own.

    A contract may be paid under from `contract_from` to `contract_to`, where a row says so. Where none does: a new one from the start of its
    first terms to the end of its last; one that was known also on the days of its new terms.
    """
    stop_if(checks.why_not_take_in(by=by))

    def keep(_seen, rows, event):
        known = _ids()
        new = {row.values["contract"]: row.values for row in rows if row.values["contract"] not in known}
        with unit_of_work() as record:
            for ref, values in new.items():
                enter(ref, values["provider"], values["title"] or ref, record, by)
        ids = _ids()
        models.Terms.objects.bulk_create(_terms(row, ids[row.values["contract"]], event) for row in rows)
        models.InForce.objects.bulk_create(
            models.InForce(contract_id=ids[ref], during=during(span.starts, span.ends), made_by=event)
            for ref, spans in _spans(rows, frozenset(new)).items()
            for span in spans
        )
        return {"contracts": len(new), "terms": len(rows)}

    return intake.take_in(
        kind="contracts",
        name=name,
        content=content,
        source=source,
        by=by,
        columns=columns.columns(provider_names()),
        check=checks.faults_in,
        keep=keep,
    )


def take_in_bands(*, name: str, content: bytes, source: str, by: Actor) -> Outcome:
    """Take in a file of the bands of versions of terms that are known."""
    stop_if(checks.why_not_take_in(by=by))

    def keep(_seen, rows, event):
        bands = [Band(v["contract"], v["version"], v["from_minute"], v["to_minute"], v["pay_minutes"]) for v in _values(rows)]
        keep_further(_ids(), bands, (), (), event)
        return {"bands": len(bands)}

    known = columns.bands(providers_of_contracts())
    return intake.take_in(
        kind="bands", name=name, content=content, source=source, by=by, columns=known, check=checks.faults_in_bands, keep=keep
    )


def take_in_steps(*, name: str, content: bytes, source: str, by: Actor) -> Outcome:
    """Take in a file of the steps of versions of terms that are known: what is paid on some days of an interruption."""
    stop_if(checks.why_not_take_in(by=by))

    def keep(_seen, rows, event):
        steps = [Step(v["contract"], v["version"], v["kind"], v["from_day"], v["to_day"], v["percent"]) for v in _values(rows)]
        keep_further(_ids(), (), steps, (), event)
        return {"steps": len(steps)}

    known = columns.steps(providers_of_contracts())
    return intake.take_in(
        kind="steps", name=name, content=content, source=source, by=by, columns=known, check=checks.faults_in_steps, keep=keep
    )


def take_in_clauses(*, name: str, content: bytes, source: str, by: Actor) -> Outcome:
    """Take in a file of the numbered clauses that versions of terms rest on."""
    stop_if(checks.why_not_take_in(by=by))

    def keep(_seen, rows, event):
        clauses = [Clause(v["contract"], v["version"], v["about"], v["number"], v["words"] or "") for v in _values(rows)]
        keep_further(_ids(), (), (), clauses, event)
        return {"clauses": len(clauses)}

    known = columns.clauses(providers_of_contracts())
    return intake.take_in(
        kind="clauses", name=name, content=content, source=source, by=by, columns=known, check=checks.faults_in_clauses, keep=keep
    )


def _ids() -> dict[str, int]:
    return dict(models.Contract.objects.values_list("ref", "pk"))


def _values(rows: Sequence[Row]) -> list[dict]:
    return [row.values for row in rows]


def _terms(row: Row, contract_id: int, event: UUID) -> models.Terms:
    values = row.values
    same = ("version", "basis", "tolerance_minutes", "floor_minutes", "match_window_minutes", "double_up_percent", "clause")
    given = {name: values[name] for name in ALSO if values[name] is not None}
    return models.Terms(
        contract_id=contract_id,
        during=during(values["from"], checks.ends_of(row)),
        trim_limit_pence=values["trim_limit"],
        trim_limit_bp=values["trim_limit_percent"],
        made_by=event,
        **{name: values[name] for name in same},
        **ALSO | given,
    )


def _spans(rows: Sequence[Row], new: frozenset[str]) -> dict[str, tuple[Span, ...]]:
    """The dates in force that a file adds, by contract."""
    said = {ref: Span(span.starts, span.ends) for ref, span in checks.spans_said(rows).items()}
    terms: dict[str, list[Span]] = {}
    for row in rows:
        terms.setdefault(row.values["contract"], []).append(Span(row.values["from"], checks.ends_of(row)))
    before: dict[str, list[Span]] = {}
    for span in in_force():
        before.setdefault(span.contract_ref, []).append(Span(span.starts, span.ends))
    added = {}
    for ref, spans in terms.items():
        wanted = [said[ref]] if ref in said else [hull(spans)] if ref in new else spans
        added[ref] = without(wanted, before.get(ref, ()))
    return added
