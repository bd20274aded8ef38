"""Changing where a provider is paid: one person asks, the provider is called back, another confirms. A first account is such a change too."""

from datetime import date

from duly.core.record.actions import take_number, unit_of_work
from duly.core.record.clock import now
from duly.core.record.queries import next_version
from duly.payments.providers import checks, payee, queries
from duly.payments.providers.events import (
    CalledBack,
    CoolingOffSet,
    PayeeConfirmed,
    PayeeProposed,
    PayeeRefused,
    PayeeSet,
    PayeeWithdrawn,
)
from duly.payments.providers.models import CoolingOff, PayeeChange, Provider
from duly.payments.providers.payee import Details, sealed_for
from duly.payments.providers.queries import ChangeSeen, PayeeShown, payee_shown, same_accounts
from duly.payments.providers.rules import ending, plain_digits
from duly.payments.providers.states import STEPS, ChangeState
from duly.primitives.actor import Actor
from duly.primitives.refusal import stop_if


def propose_payee(
    provider_ref: str,
    *,
    sort_code: str,
    account_number: str,
    account_name: str,
    came_by: str,
    asked_by: str,
    received_on: date,
    by: Actor,
) -> ChangeSeen:
    """Ask for a provider to be paid into another account, or a first one. Spaces and hyphens in the numbers do not matter.

    `came_by` is how the request came (one of `rules.CAME_BY`), `asked_by` who at the provider made it, `received_on` when.
    """
    details = Details(plain_digits(sort_code), plain_digits(account_number), account_name)
    with unit_of_work() as record:
        provider = Provider.objects.select_for_update().filter(ref=provider_ref).first()
        stop_if(checks.why_not_propose(provider_ref, details, came_by=came_by, asked_by=asked_by, received_on=received_on, by=by))
        assert provider is not None  # the check said so
        ref = f"PC-{take_number('providers_change_number'):05d}"
        change = PayeeChange.objects.create(
            ref=ref,
            version=1,
            provider=provider,
            state=ChangeState.PROPOSED,
            came_by=came_by,
            asked_by=asked_by,
            received_on=received_on,
            proposed_by=by.ref,
            proposed_at=now(),
            **sealed_for(ref, details, PayeeChange),
        )
        first = "no" if payee.in_use(provider_ref) else "yes"
        record.write(PayeeProposed(ref, 1, provider_ref, came_by, first, asked_by, ending(change.ending)), by=by)
    return queries.change_seen(change)


def record_call(
    change_ref: str, *, number: str, number_from: str, known_since: date, spoke_to: str, called_on: date, by: Actor
) -> ChangeSeen:
    """Record that the provider was called back, on a number the office had before the request, and who was spoken to.

    `number_from` says where in our own records it was ("the contract of 2024"), `known_since` from which day.
    """
    with unit_of_work() as record:
        change = _locked(change_ref)
        stop_if(
            checks.why_not_record_call(
                change, number=number, number_from=number_from, known_since=known_since, spoke_to=spoke_to, called_on=called_on, by=by
            )
        )
        change.state, change.version = STEPS.after("record a call", change.state), change.version + 1
        change.number_called, change.number_from, change.number_known_since = number, number_from, known_since
        change.spoke_to, change.called_on, change.called_by = spoke_to, called_on, by.ref
        change.save()
        told = (change.provider.ref, called_on.isoformat(), known_since.isoformat(), number, number_from, spoke_to)
        record.write(CalledBack(change.ref, change.version, *told), by=by)
    return queries.change_seen(change)


def confirm_payee(change_ref: str, *, sort_code: str, account_number: str, by: Actor) -> PayeeShown:
    """Put the account of a change in use from now on, after the call back, by somebody else than whoever asked for it.

    They give the account again, from the request and not from the screen: "not-the-same" when it is another than was proposed.
    """
    with unit_of_work() as record:
        change = _locked(change_ref)
        again = Details(plain_digits(sort_code), plain_digits(account_number), change.account_name)
        stop_if(checks.why_not_confirm(change, by=by, again=again))
        same = tuple(one.provider_ref for one in same_accounts(change.ref))
        _settle(change, "confirm", by)
        provider = change.provider
        record.write(PayeeConfirmed(change.ref, change.version, provider.ref, change.proposed_by, same), by=by)
        provider.version += 1
        provider.save(update_fields=["version"])
        event = record.write(PayeeSet(ref=provider.ref, version=provider.version, ending=ending(change.ending)), by=by)
        payee.put_in_use(change, made_by=event)
    shown = payee_shown(provider.ref)
    assert shown is not None  # it was put in use
    return shown


def refuse_payee(change_ref: str, *, because: str, by: Actor) -> ChangeSeen:
    """Refuse a change, saying why: nobody was there to confirm it, for one. The account stays as it was."""
    with unit_of_work() as record:
        change = _locked(change_ref)
        stop_if(checks.why_not_refuse(change, because=because, by=by))
        _settle(change, "refuse", by)
        record.write(PayeeRefused(change.ref, change.version, change.provider.ref, because), by=by)
    return queries.change_seen(change)


def withdraw_payee(change_ref: str, *, because: str, by: Actor) -> ChangeSeen:
    """Take back a change that one asked for oneself."""
    with unit_of_work() as record:
        change = _locked(change_ref)
        stop_if(checks.why_not_withdraw(change, because=because, by=by))
        _settle(change, "withdraw", by)
        record.write(PayeeWithdrawn(change.ref, change.version, change.provider.ref, because), by=by)
    return queries.change_seen(change)


def set_cooling_off(days: int, *, by: Actor) -> int:
    """Let a newly confirmed account wait for so many days (0 to 60) before it may be paid."""
    with unit_of_work() as record:
        stop_if(checks.why_not_set_cooling_off(days, by=by))
        event = record.write(CoolingOffSet("payees", next_version("cooling-off", "payees"), days), by=by)
        CoolingOff.objects.filter(superseded_by__isnull=True).update(superseded_by=event)
        CoolingOff.objects.create(days=days, made_by=event)
    return days


def _locked(change_ref: str) -> PayeeChange:
    """A change and its provider, held until this transaction ends."""
    Provider.objects.select_for_update().get(payee_changes__ref=change_ref)
    return PayeeChange.objects.select_for_update(of=("self",)).select_related("provider").get(ref=change_ref)


def _settle(change: PayeeChange, verb: str, by: Actor) -> None:
    change.state, change.version = STEPS.after(verb, change.state), change.version + 1
    change.settled_by, change.settled_at = by.ref, now()
    change.save(update_fields=["state", "version", "settled_by", "settled_at"])
