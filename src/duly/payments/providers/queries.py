"""Who the providers are, where they are paid (masked, except for making a payment), and the changes of that."""

import uuid
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.db.models import QuerySet

from duly.core.record.clock import LONDON, today
from duly.core.record.queries import history
from duly.payments.providers import payee
from duly.payments.providers.models import CoolingOff, PayeeAccount, PayeeChange, Provider
from duly.payments.providers.rules import ending, usable_from
from duly.payments.providers.states import WAITING


@dataclass(frozen=True)
class ProviderSeen:
    """A provider. `version` counts what has been recorded of it."""

    ref: str
    name: str
    slug: str
    version: int


@dataclass(frozen=True)
class PayeeShown:
    """An account as people may see it: its name, and the number as "••••1234". `usable_from` is None when it need not wait."""

    provider_ref: str
    account_name: str
    ending: str
    set_by_event: uuid.UUID
    confirmed_on: date | None
    usable_from: date | None


@dataclass(frozen=True)
class PayeeForPayment:
    """An account in full, for a payment file and nothing else. Its repr does not show the details.

    `changed_by` names everybody who had a hand in its being this one. `fingerprint` is another when anything about the payee is.
    """

    provider_ref: str
    sort_code: str = field(repr=False)
    account_number: str = field(repr=False)
    account_name: str = field(repr=False)
    set_by_event: uuid.UUID = field(repr=False)
    fingerprint: str = field(repr=False)
    changed_by: tuple[str, ...]


@dataclass(frozen=True)
class ChangeSeen:
    """A change of where a provider is paid, masked. What has not happened yet is empty or None."""

    ref: str
    version: int
    provider_ref: str
    provider_name: str
    state: str
    account_name: str
    ending: str
    came_by: str
    asked_by: str
    received_on: date
    proposed_by: str
    proposed_at: datetime
    number_called: str
    number_from: str
    number_known_since: date | None
    spoke_to: str
    called_on: date | None
    called_by: str
    settled_by: str
    settled_at: datetime | None


@dataclass(frozen=True)
class SameAccount:
    """Another provider with the very same account: now, or (`still` false) formerly."""

    provider_ref: str
    name: str
    still: bool

    @property
    def sentence(self) -> str:
        """In words."""
        return f"The same account {'is already' if self.still else 'was once'} that of {self.name} ({self.provider_ref})."


def providers_known() -> tuple[ProviderSeen, ...]:
    """Every provider, by reference."""
    return tuple(_seen(p) for p in _known().order_by("ref"))


def provider(ref: str) -> ProviderSeen:
    """One provider by reference. `Provider.DoesNotExist` when there is none."""
    return _seen(_known().get(ref=ref))


def provider_at(slug: str) -> ProviderSeen | None:
    """One provider by its name in addresses, or None."""
    found = _known().filter(slug=slug).first()
    return _seen(found) if found else None


def provider_names() -> dict[str, str]:
    """Every provider's name by reference."""
    return dict(_known().order_by("ref").values_list("ref", "name"))


def payee_shown(provider_ref: str) -> PayeeShown | None:
    """Where a provider is paid, as people may see it; None when no account is set. Nothing is opened for this."""
    found = payee.in_use(provider_ref)
    return _shown(found, cooling_off_days()) if found else None


def payees_that_wait() -> tuple[PayeeShown, ...]:
    """Accounts in use that were confirmed so short a while ago that they may not be paid yet."""
    days = cooling_off_days()
    shown = (_shown(one, days) for one in (payee.confirmed_since(today() - timedelta(days=days)) if days else ()))
    return tuple(one for one in shown if one.usable_from is not None and one.usable_from > today())


def payee_for_payment(provider_ref: str) -> PayeeForPayment | None:
    """Where a provider is paid, in full, for making a payment file. None when no account is set; Refused when it does not open."""
    found = payee.in_use(provider_ref)
    if found is None:
        return None
    whole = payee.opened(found)
    return PayeeForPayment(
        provider_ref,
        whole.sort_code,
        whole.account_number,
        whole.account_name,
        found.made_by,
        whole.fingerprint(provider_ref),
        _changed_by(found),
    )


def cooling_off_days() -> int:
    """How many days a newly confirmed account waits before it may be paid; 0 unless the office has set otherwise."""
    return CoolingOff.objects.filter(superseded_by__isnull=True).values_list("days", flat=True).first() or 0


def change(ref: str) -> ChangeSeen:
    """One change of account. `PayeeChange.DoesNotExist` when there is none."""
    return change_seen(PayeeChange.objects.select_related("provider").get(ref=ref))


def waiting_change(provider_ref: str) -> ChangeSeen | None:
    """The change of a provider's account that waits for somebody, or None. There is never more than one."""
    found = PayeeChange.objects.filter(provider__ref=provider_ref, state__in=WAITING).select_related("provider").first()
    return change_seen(found) if found else None


def changes_waiting() -> tuple[ChangeSeen, ...]:
    """Every change that waits for somebody, oldest first."""
    return tuple(change_seen(one) for one in PayeeChange.objects.filter(state__in=WAITING).select_related("provider").order_by("pk"))


def changes(provider_ref: str) -> tuple[ChangeSeen, ...]:
    """Every change of a provider's account that was ever asked for, newest first."""
    return tuple(
        change_seen(one) for one in PayeeChange.objects.filter(provider__ref=provider_ref).select_related("provider").order_by("-pk")
    )


def changes_known(*, limit: int) -> tuple[ChangeSeen, ...]:
    """The newest changes that were ever asked for, of every provider."""
    return tuple(change_seen(one) for one in PayeeChange.objects.select_related("provider").order_by("-pk")[:limit])


def changes_settled(*, since: datetime) -> tuple[ChangeSeen, ...]:
    """Every change of an account that was confirmed after a moment, newest first."""
    found = PayeeChange.objects.filter(state="confirmed", settled_at__gt=since).select_related("provider").order_by("-settled_at")
    return tuple(change_seen(one) for one in found)


def same_accounts(change_ref: str) -> tuple[SameAccount, ...]:
    """Other providers that are or were paid into the account a change would set."""
    found = PayeeChange.objects.select_related("provider").get(ref=change_ref)
    return tuple(SameAccount(*one) for one in payee.others_with(found.blind, but=found.provider))


def blind_of_change(change_ref: str) -> str:
    """By which the account of a change is found elsewhere, without being opened."""
    return PayeeChange.objects.values_list("blind", flat=True).get(ref=change_ref)


def change_seen(found: PayeeChange) -> ChangeSeen:
    """A stored change as a value."""
    return ChangeSeen(
        found.ref,
        found.version,
        found.provider.ref,
        found.provider.name,
        found.state,
        found.account_name,
        ending(found.ending),
        found.came_by,
        found.asked_by,
        found.received_on,
        found.proposed_by,
        found.proposed_at,
        found.number_called or "",
        found.number_from or "",
        found.number_known_since,
        found.spoke_to or "",
        found.called_on,
        found.called_by or "",
        found.settled_by or "",
        found.settled_at,
    )


def _shown(found: PayeeAccount, days: int) -> PayeeShown:
    confirmed = found.change.settled_at.astimezone(LONDON).date() if found.change else None
    waits = usable_from(confirmed, days) if confirmed and days else None
    return PayeeShown(found.provider.ref, found.account_name, ending(found.ending), found.made_by, confirmed, waits)


def _changed_by(found: PayeeAccount) -> tuple[str, ...]:
    """Who asked for an account, called back about it and confirmed it; for one set before that took two people, who set it."""
    if found.change:
        return tuple(dict.fromkeys((found.change.proposed_by, found.change.called_by, found.change.settled_by)))
    return tuple(entry.actor_ref for entry in history("provider", found.provider.ref) if entry.event_id == found.made_by)


def _known() -> QuerySet[Provider]:
    return Provider.objects.filter(known=True)


def _seen(found: Provider) -> ProviderSeen:
    return ProviderSeen(found.ref, found.name, found.slug, found.version)
