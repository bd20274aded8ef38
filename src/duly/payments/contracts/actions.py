"""Entering contracts and agreeing their terms."""

from datetime import date

from django.db.backends.postgresql.psycopg_any import DateRange

from duly.core.intake import actions as intake
from duly.core.intake.actions import Outcome
from duly.core.record.actions import Pen, take_number, unit_of_work
from duly.payments.contracts import checks
from duly.payments.contracts.columns import columns
from duly.payments.contracts.events import ContractMade, TermsAgreed
from duly.payments.contracts.models import Contract
from duly.payments.contracts.models import Terms as StoredTerms
from duly.payments.contracts.queries import ContractSeen, Terms, contract, terms_on
from duly.payments.providers.queries import provider_names
from duly.primitives.actor import Actor
from duly.primitives.period import FOREVER
from duly.primitives.refusal import stop_if


def make_contract(*, provider_ref: str, title: str, ref: str = "", by: Actor) -> ContractSeen:
    """Enter a contract with a provider, under the council's own reference or, without one, the next of ours (C-4001 …)."""
    with unit_of_work() as record:
        stop_if(checks.why_not_make(ref=ref, provider_ref=provider_ref, by=by))
        ref = ref or f"C-{take_number('contracts_contract_number')}"
        _make(ref, provider_ref, title, record, by)
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
    by: Actor,
) -> Terms | None:
    """Agree the next version of a contract's terms, in force from a day on. The version then in force ends there."""
    with unit_of_work() as record:
        found = Contract.objects.select_for_update().filter(ref=contract_ref).first()
        stop_if(checks.why_not_agree_terms(contract_ref, starts=starts, basis=basis, trim_limit_pence=trim_limit_pence, by=by))
        assert found is not None  # the check said so
        current = StoredTerms.objects.filter(contract=found, superseded_by__isnull=True)
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
        event = record.write(TermsAgreed(ref=found.ref, version=found.version, terms_version=terms_version, starts=starts, **says), by=by)
        for before in current.filter(during__contains=starts):
            _end(before, starts, event)
        StoredTerms.objects.create(contract=found, version=terms_version, during=DateRange(starts, None), made_by=event, **says)
    return terms_on(contract_ref, on=starts)


def take_in(*, name: str, content: bytes, source: str, by: Actor) -> Outcome:
    """Take in a file of contracts with the versions of their terms, whole or not at all. A new contract has an event of its own."""
    stop_if(checks.why_not_take_in(by=by))

    def keep(_seen, rows, event):
        known = dict(Contract.objects.values_list("ref", "pk"))
        new = {row.values["contract"]: row.values for row in rows if row.values["contract"] not in known}
        with unit_of_work() as record:
            for ref, values in new.items():
                _make(ref, values["provider"], values["title"] or ref, record, by)
        known = dict(Contract.objects.values_list("ref", "pk"))
        StoredTerms.objects.bulk_create(_terms(row, known[row.values["contract"]], event) for row in rows)
        return {"contracts": len(new), "terms": len(rows)}

    return intake.take_in(
        kind="contracts",
        name=name,
        content=content,
        source=source,
        by=by,
        columns=columns(provider_names()),
        check=checks.faults_in,
        keep=keep,
    )


def _terms(row, contract_id: int, event) -> StoredTerms:
    values, ends = row.values, checks.ends_of(row)
    same = ("version", "basis", "tolerance_minutes", "floor_minutes", "match_window_minutes", "double_up_percent", "clause")
    return StoredTerms(
        contract_id=contract_id,
        during=DateRange(values["from"], None if ends >= FOREVER else ends),
        trim_limit_pence=values["trim_limit"],
        trim_limit_bp=values["trim_limit_percent"],
        made_by=event,
        **{name: values[name] for name in same},
    )


def _make(ref: str, provider_ref: str, title: str, record: Pen, by: Actor) -> None:
    Contract.objects.create(ref=ref, version=1, provider_ref=provider_ref, title=title)
    record.write(ContractMade(ref=ref, version=1, provider_ref=provider_ref, title=title), by=by)


def _end(before: StoredTerms, ends: date, event) -> None:
    """Supersede a version by itself with an earlier end."""
    StoredTerms.objects.filter(pk=before.pk).update(superseded_by=event)
    before.pk, before.during, before.made_by = None, DateRange(before.during.lower, ends), event
    before._state.adding = True
    before.save(force_insert=True)
