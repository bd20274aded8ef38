"""Entering contracts and agreeing their terms."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from django.db.backends.postgresql.psycopg_any import DateRange, NumericRange

from duly.core.record.actions import Pen, take_number, unit_of_work
from duly.payments.contracts import checks, models
from duly.payments.contracts.events import ContractMade, TermsAgreed
from duly.payments.contracts.queries import Band, Clause, ContractSeen, Step, Terms, contract, terms_on
from duly.payments.contracts.rules import ALSO
from duly.primitives.actor import Actor
from duly.primitives.period import FOREVER
from duly.primitives.refusal import stop_if


def make_contract(*, provider_ref: str, title: str, ref: str = "", by: Actor) -> ContractSeen:
    """Enter a contract with a provider, under the council's own reference or, without one, the next of ours (C-4001 …)."""
    with unit_of_work() as record:
        stop_if(checks.why_not_make(ref=ref, provider_ref=provider_ref, by=by))
        ref = ref or f"C-{take_number('contracts_contract_number')}"
        enter(ref, provider_ref, title, record, by)
    return contract(ref)


def agree_terms(
    contract_ref: str,
    *,
    starts: date,
    basis: str,
    tolerance_minutes: int = 0,
    floor_minutes: int = 0,
    match_window_minutes: int,
    double_up_percent: int,
    trim_limit_pence: int,
    trim_limit_bp: int,
    clause: str,
    bands: Collection[tuple[int, int, int]] = (),
    steps: Collection[tuple[str, int, int, int]] = (),
    clauses: Collection[tuple[str, str, str]] = (),
    by: Actor,
    **also: int | str,
) -> Terms | None:
    """Agree the next version of a contract's terms, in force from a day on. The version then in force ends there.

    `also` are any of `rules.ALSO`. Bands are (from minute, to minute, pay minutes), steps (kind, from day, to day, percent), all inclusive;
    clauses are (about, number, words). The first terms of a contract that was never in force put it in force from their first day.
    """
    further = ALSO | also
    with unit_of_work() as record:
        found = models.Contract.objects.select_for_update().filter(ref=contract_ref).first()
        stop_if(
            checks.why_not_agree_terms(
                contract_ref,
                starts=starts,
                basis=basis,
                trim_limit_pence=trim_limit_pence,
                by=by,
                also=also,
                bands=bands,
                steps=steps,
                clauses=clauses,
            )
        )
        assert found is not None  # the check said so
        current = models.Terms.objects.filter(contract=found, superseded_by__isnull=True)
        terms_version = 1 + max((t.version for t in current), default=0)
        found.version += 1
        found.save(update_fields=["version"])
        says = {
            "basis": basis,
            "tolerance_minutes": tolerance_minutes,
            "floor_minutes": floor_minutes,
            "match_window_minutes": match_window_minutes,
            "double_up_percent": double_up_percent,
            "trim_limit_pence": trim_limit_pence,
            "trim_limit_bp": trim_limit_bp,
            "clause": clause,
        }
        event = record.write(
            TermsAgreed(
                ref=found.ref,
                version=found.version,
                terms_version=terms_version,
                starts=starts,
                further=tuple(f"{name} {value}" for name, value in further.items() if value != ALSO[name]),
                bands=tuple(f"{low} to {high} minutes count as {pay}" for low, high, pay in bands),
                steps=tuple(f"{kind}, day {low} to {high}: {percent}%" for kind, low, high, percent in steps),
                clauses=tuple(f"{about}: {number} {words}".strip() for about, number, words in clauses),
                **says,
            ),
            by=by,
        )
        for before in current.filter(during__contains=starts):
            _end(before, starts, event)
        models.Terms.objects.create(contract=found, version=terms_version, during=DateRange(starts, None), made_by=event, **says, **further)
        keep_further(
            {found.ref: found.pk},
            [Band(found.ref, terms_version, *band) for band in bands],
            [Step(found.ref, terms_version, *step) for step in steps],
            [Clause(found.ref, terms_version, *one) for one in clauses],
            event,
        )
        if not models.InForce.objects.filter(contract=found, superseded_by__isnull=True).exists():
            models.InForce.objects.create(contract=found, during=DateRange(starts, None), made_by=event)
    return terms_on(contract_ref, on=starts)


def enter(ref: str, provider_ref: str, title: str, record: Pen, by: Actor) -> None:
    """Enter a contract inside the unit of work that is open. One that is known no longer is known again, as it is told now."""
    found = models.Contract.objects.select_for_update().filter(ref=ref).first()
    if found is None:
        found = models.Contract.objects.create(ref=ref, version=1, provider_ref=provider_ref, title=title)
    else:
        change(found, provider_ref=provider_ref, title=title, known=True)
    record.write(ContractMade(ref=ref, version=found.version, provider_ref=provider_ref, title=title), by=by)


def change(found: models.Contract, **fields: str | bool) -> None:
    """Give a contract its next version, with these fields. Whoever calls writes the event."""
    found.version += 1
    for name, value in fields.items():
        setattr(found, name, value)
    found.save(update_fields=["version", *fields])


def keep_further(
    ids: dict[str, int], bands: Collection[Band], steps: Collection[Step], clauses: Collection[Clause], event: UUID, import_ref: str = ""
) -> None:
    """Write bands, steps and clauses of versions of terms. `ids` are the keys of contracts by reference; `import_ref` is of the file that told them."""
    made = {"made_by": event, "import_ref": import_ref}
    models.Band.objects.bulk_create(
        models.Band(
            contract_id=ids[one.contract_ref],
            version=one.version,
            lengths=NumericRange(one.from_minute, one.to_minute + 1),
            pay_minutes=one.pay_minutes,
            **made,
        )
        for one in bands
    )
    models.Step.objects.bulk_create(
        models.Step(
            contract_id=ids[one.contract_ref],
            version=one.version,
            kind=one.kind,
            day_numbers=NumericRange(one.from_day, one.to_day + 1),
            percent=one.percent,
            **made,
        )
        for one in steps
    )
    models.Clause.objects.bulk_create(
        models.Clause(contract_id=ids[one.contract_ref], version=one.version, about=one.about, number=one.number, words=one.words, **made)
        for one in clauses
    )


def during(starts: date, ends: date) -> DateRange:
    """A half-open span as the database keeps it: without an upper end when it has none."""
    return DateRange(starts, None if ends >= FOREVER else ends)


def _end(before: models.Terms, ends: date, event: UUID) -> None:
    """Supersede a version by itself with an earlier end."""
    models.Terms.objects.filter(pk=before.pk).update(superseded_by=event)
    before.pk, before.during, before.made_by, before.import_ref = None, DateRange(before.during.lower, ends), event, ""
    before._state.adding = True
    before.save(force_insert=True)
