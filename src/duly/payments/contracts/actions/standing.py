"""Saying when a contract may be paid under: putting it in force, ending it, and placing and lifting an embargo."""

from datetime import date

from duly.core.record.actions import unit_of_work
from duly.payments.contracts import checks, models
from duly.payments.contracts.actions.agreeing import during
from duly.payments.contracts.events import ContractEmbargoed, ContractEnded, ContractPutInForce, EmbargoLifted
from duly.payments.contracts.queries import ContractSpan, EmbargoSeen, embargoes, in_force
from duly.primitives.actor import Actor
from duly.primitives.period import FOREVER
from duly.primitives.refusal import stop_if


def put_in_force(contract_ref: str, *, starts: date, ends: date = FOREVER, because: str, by: Actor) -> tuple[ContractSpan, ...]:
    """Say that a contract may be paid under between two dates, besides those known already. Nothing of the known dates changes."""
    with unit_of_work() as record:
        found = _locked(contract_ref)
        stop_if(checks.why_not_put_in_force(contract_ref, starts=starts, ends=ends, because=because, by=by))
        version = _next(found)
        event = record.write(ContractPutInForce(ref=contract_ref, version=version, starts=starts, ends=ends, because=because), by=by)
        models.InForce.objects.create(contract=found, during=during(starts, ends), made_by=event)
    return in_force(contract_ref)


def end_contract(contract_ref: str, *, ends: date, because: str, by: Actor) -> tuple[ContractSpan, ...]:
    """End a contract: `ends` is the first day it is not in force, whatever was known of the days after."""
    with unit_of_work() as record:
        found = _locked(contract_ref)
        stop_if(checks.why_not_end(contract_ref, ends=ends, because=because, by=by))
        event = record.write(ContractEnded(ref=contract_ref, version=_next(found), ends=ends, because=because), by=by)
        after = models.InForce.objects.filter(contract=found, superseded_by__isnull=True, during__overlap=during(ends, FOREVER))
        spans = list(after)
        after.update(superseded_by=event)
        for span in spans:
            if span.during.lower < ends:
                models.InForce.objects.create(contract=found, during=during(span.during.lower, ends), made_by=event)
    return in_force(contract_ref)


def place_embargo(contract_ref: str, *, starts: date, because: str, by: Actor) -> tuple[EmbargoSeen, ...]:
    """Pay nothing under a contract for care from a day on, until somebody lifts it."""
    with unit_of_work() as record:
        found = _locked(contract_ref)
        stop_if(checks.why_not_embargo(contract_ref, starts=starts, because=because, by=by))
        event = record.write(ContractEmbargoed(ref=contract_ref, version=_next(found), starts=starts, because=because), by=by)
        models.Embargo.objects.create(contract=found, during=during(starts, FOREVER), placed_by=by.ref, made_by=event)
    return embargoes(contract_ref)


def lift_embargo(contract_ref: str, *, lifted: date, because: str, by: Actor) -> tuple[EmbargoSeen, ...]:
    """Lift the embargo on a contract: `lifted` is the first day without it. Lifted from its first day, it is as if it had never been."""
    with unit_of_work() as record:
        found = _locked(contract_ref)
        stop_if(checks.why_not_lift(contract_ref, lifted=lifted, because=because, by=by))
        event = record.write(EmbargoLifted(ref=contract_ref, version=_next(found), lifted=lifted, because=because), by=by)
        current = models.Embargo.objects.get(contract=found, superseded_by__isnull=True, during__endswith__isnull=True)
        models.Embargo.objects.filter(pk=current.pk).update(superseded_by=event)
        if current.during.lower < lifted:
            models.Embargo.objects.create(
                contract=found, during=during(current.during.lower, lifted), placed_by=current.placed_by, made_by=event
            )
    return embargoes(contract_ref)


def _locked(contract_ref: str) -> models.Contract | None:
    return models.Contract.objects.select_for_update().filter(ref=contract_ref).first()


def _next(found: models.Contract | None) -> int:
    """The contract's next version, kept. There is a contract: the check said so."""
    assert found is not None
    found.version += 1
    found.save(update_fields=["version"])
    return found.version
