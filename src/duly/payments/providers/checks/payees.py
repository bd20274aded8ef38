"""Why not: changing where a provider is paid. Pages ask of a `ChangeSeen`, actions of the locked row."""

from datetime import date

from duly.core.record.clock import today
from duly.core.scheme.queries import why_not
from duly.payments.providers import payee, powers
from duly.payments.providers.models import PayeeChange, Provider
from duly.payments.providers.payee import Details
from duly.payments.providers.queries import ChangeSeen, PayeeShown, payee_shown, waiting_change
from duly.payments.providers.rules import CAME_BY, MOST_COOLING_OFF_DAYS, plain_digits, why_not_these_details, why_not_this_number
from duly.payments.providers.states import STEPS
from duly.primitives.actor import Actor
from duly.primitives.period import say_day
from duly.primitives.refusal import Refusal, first


def why_not_begin_proposing(provider_ref: str, *, by: Actor) -> Refusal | None:
    """Why a change of account may not be begun: "no-provider", "change-waiting", or the scheme's."""
    return first(_unknown(provider_ref), _one_waits(provider_ref), _may_propose(provider_ref, by))


def why_not_propose(provider_ref: str, details: Details, *, came_by: str, asked_by: str, received_on: date, by: Actor) -> Refusal | None:
    """Why these details may not be proposed: what is wrong with them or the request, "same-account", or why one may not be begun."""
    return first(
        _unknown(provider_ref),
        _may_propose(provider_ref, by),  # first: what follows tells whether a guessed number is the provider's
        why_not_these_details(details.sort_code, details.account_number, details.account_name),
        _request_untold(came_by, asked_by, received_on),
        _said_elsewhere(details, asked_by),
        _one_waits(provider_ref),
        _no_change(provider_ref, details),
    )


def why_not_record_call(
    change: PayeeChange | ChangeSeen,
    *,
    by: Actor,
    number: str | None = None,
    number_from: str = "",
    known_since: date | None = None,
    spoke_to: str = "",
    called_on: date | None = None,
) -> Refusal | None:
    """Why a call back may not be recorded. Without a number (to grey a button) only whether one may be at all."""
    told = number is not None and known_since is not None and called_on is not None
    return first(
        STEPS.why_not("record a call", change.state),
        _call_untold(change, number, number_from, known_since, spoke_to, called_on) if told else None,  # type: ignore[arg-type]  # told: none is None
        why_not(powers.CALL_BACK, {}, actor=by, on=today()),
    )


def why_not_confirm(change: PayeeChange | ChangeSeen, *, by: Actor, again: Details | None = None) -> Refusal | None:
    """Why a change may not be confirmed: "no-call-back", "wrong-state", "your-own", "not-the-same", or the scheme's.

    Without the account given again (to grey a button) only the rest is asked.
    """
    return first(
        _no_call_yet(change),
        STEPS.why_not("confirm", change.state),
        _your_own(change, by),
        _may_confirm(change, by),
        _another(change, again) if isinstance(change, PayeeChange) and again else None,
    )


def why_not_refuse(change: PayeeChange | ChangeSeen, *, by: Actor, because: str = "-") -> Refusal | None:
    """Why a change may not be refused. It takes whoever could confirm it."""
    yours = _your_own(change, by)
    withdraw = Refusal(yours.code, "You asked for this change, so withdraw it instead.") if yours else None
    return first(STEPS.why_not("refuse", change.state), withdraw, _no_reason(because), _may_confirm(change, by))


def why_not_withdraw(change: PayeeChange | ChangeSeen, *, by: Actor, because: str = "-") -> Refusal | None:
    """Why a change may not be withdrawn: only whoever asked for it does that."""
    not_yours = None if change.proposed_by == by.ref else Refusal("not-yours", "Only whoever asked for this change withdraws it.")
    return first(STEPS.why_not("withdraw", change.state), not_yours, _no_reason(because))


def why_not_set_cooling_off(days: int, *, by: Actor) -> Refusal | None:
    """Why new accounts may not wait for so many days."""
    bad = None if 0 <= days <= MOST_COOLING_OFF_DAYS else Refusal("bad-days", f"A new account waits 0 to {MOST_COOLING_OFF_DAYS} days.")
    return first(bad, why_not(powers.SET_COOLING_OFF, {}, actor=by, on=today()))


def why_not_pay_into(shown: PayeeShown | None, name: str) -> Refusal | None:
    """Why a provider may not be paid yet into the account it has: "cooling-off"."""
    if shown is None or shown.usable_from is None or shown.confirmed_on is None or shown.usable_from <= today():
        return None
    says = f"The account of {name} was confirmed on {say_day(shown.confirmed_on)} and may be paid from {say_day(shown.usable_from)}."
    return Refusal("cooling-off", f"{says} Take its lines out, or prepare the run then.")


def _unknown(provider_ref: str) -> Refusal | None:
    if Provider.objects.filter(ref=provider_ref, known=True).exists():
        return None
    return Refusal("no-provider", f"There is no provider {provider_ref}.")


def _request_untold(came_by: str, asked_by: str, received_on: date) -> Refusal | None:
    if came_by not in CAME_BY:
        return Refusal("how-it-came", f"Say how the request came: {', '.join(CAME_BY)}.")
    if not asked_by.strip():
        return Refusal("nobody-asked", "Say who at the provider asked for this.")
    return Refusal("not-yet", "A request is not received in the future.") if received_on > today() else None


def _said_elsewhere(details: Details, asked_by: str) -> Refusal | None:
    if details.account_number in plain_digits(asked_by) or details.account_number in plain_digits(details.account_name):
        return Refusal("account-in-words", "The account number stands in another box too, where it would not be sealed. Take it out there.")
    return None


def _one_waits(provider_ref: str) -> Refusal | None:
    waiting = waiting_change(provider_ref)
    if waiting is None:
        return None
    return Refusal(
        "change-waiting", f"Change {waiting.ref} of this account is waiting already. Confirm, refuse or withdraw that one first."
    )


def _no_change(provider_ref: str, details: Details) -> Refusal | None:
    now = payee.in_use(provider_ref)
    if now is not None and (now.blind, now.account_name) == (details.blind, details.account_name):
        return Refusal("same-account", "This is the account the provider is paid into already.")
    return None


def _call_untold(
    change: PayeeChange | ChangeSeen, number: str, number_from: str, known_since: date, spoke_to: str, called_on: date
) -> Refusal | None:
    if not number_from.strip():
        return Refusal("number-from", "Say where in our own records the number was.")
    if not spoke_to.strip():
        return Refusal("spoke-to-nobody", "Say who was spoken to.")
    if not change.received_on <= called_on <= today():
        return Refusal("called-when", f"The call was made from {say_day(change.received_on)}, when the request came, to today.")
    return why_not_this_number(number, known_since, change.received_on)


def _no_call_yet(change: PayeeChange | ChangeSeen) -> Refusal | None:
    if change.state == "proposed":
        return Refusal("no-call-back", "Nobody has called the provider back yet. Record the call first.")
    return None


def _another(change: PayeeChange, again: Details) -> Refusal | None:
    if change.blind == again.blind:
        return None
    return Refusal(
        "not-the-same", "This is not the account that was asked for. Read the request again; if it says this, refuse the change."
    )


def _your_own(change: PayeeChange | ChangeSeen, by: Actor) -> Refusal | None:
    return Refusal("your-own", "You asked for this change, so someone else must confirm it.") if change.proposed_by == by.ref else None


def _no_reason(because: str) -> Refusal | None:
    return None if because.strip() else Refusal("no-reason", "Say why.")


def _may_propose(provider_ref: str, by: Actor) -> Refusal | None:
    return why_not(powers.PROPOSE_PAYEE, {"first account": payee_shown(provider_ref) is None}, actor=by, on=today())


def _may_confirm(change: PayeeChange | ChangeSeen, by: Actor) -> Refusal | None:
    provider_ref = change.provider.ref if isinstance(change, PayeeChange) else change.provider_ref
    facts = {"first account": payee_shown(provider_ref) is None, "proposed by you": change.proposed_by == by.ref}
    return why_not(powers.CONFIRM_PAYEE, facts, actor=by, on=today())
