"""Accounts that came into use as they do in an office: asked for by one person, called back about, confirmed by another."""

from dataclasses import replace
from datetime import timedelta

from duly.core.record.clock import today
from duly.payments.providers.actions import confirm_payee, propose_payee, record_call
from duly.payments.providers.queries import ChangeSeen, PayeeShown
from duly.primitives.actor import Actor

DETAILS = {"sort_code": "12-34-56", "account_number": "8765 4321", "account_name": "QUILLBANK HOMECARE"}


def somebody_else(by: Actor) -> Actor:
    """Another person in the same posts."""
    return replace(by, ref=f"{by.ref}-2", name="Somebody Else")


def proposed(provider_ref: str, *, by: Actor, **details: str) -> ChangeSeen:
    """A change that a letter asked for today."""
    told = {"came_by": "letter", "asked_by": "Their finance manager", "received_on": today()}
    return propose_payee(provider_ref, **(DETAILS | told | details), by=by)


def called_back(change_ref: str, *, by: Actor) -> ChangeSeen:
    """A call to a number that the office has had for a year."""
    return record_call(
        change_ref,
        number="01632 960001",
        number_from="The contract, page 3",
        known_since=today() - timedelta(days=365),
        spoke_to="Their managing director",
        called_on=today(),
        by=by,
    )


def paid_into(provider_ref: str, *, by: Actor, confirmed_by: Actor | None = None, **details: str) -> PayeeShown:
    """An account in use, confirmed by somebody else in the same posts unless said otherwise."""
    change = called_back(proposed(provider_ref, by=by, **details).ref, by=by)
    return confirmed(change.ref, by=confirmed_by or somebody_else(by), **details)


def confirmed(change_ref: str, *, by: Actor, **details: str) -> PayeeShown:
    """A change confirmed, with the account given again."""
    again = {name: (DETAILS | details)[name] for name in ("sort_code", "account_number")}
    return confirm_payee(change_ref, **again, by=by)
