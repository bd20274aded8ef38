"""Why something may not be done to a provider."""

from collections.abc import Iterator

from duly.core.intake.faults import Fault
from duly.core.intake.reading import Row
from duly.core.record.clock import today
from duly.core.scheme.queries import why_not
from duly.payments.providers import powers
from duly.payments.providers.models import Provider
from duly.payments.providers.queries import payee_shown, provider_names
from duly.payments.providers.rules import plain_digits, why_not_these_details
from duly.primitives.actor import Actor
from duly.primitives.refusal import Refusal, first


def why_not_add(*, ref: str, name: str, by: Actor) -> Refusal | None:
    """Why this provider may not be added: "no-name", "ref-taken", or the scheme."""
    return first(_no_name(name), _ref_taken(ref), why_not(powers.ADD, {}, actor=by, on=today()))


def why_not_set_payee(provider_ref: str, *, sort_code: str, account_number: str, account_name: str, by: Actor) -> Refusal | None:
    """Why these account details may not be set: "no-provider", bad details, or the scheme."""
    return first(
        _unknown(provider_ref),
        why_not_these_details(plain_digits(sort_code), plain_digits(account_number), account_name),
        why_not(powers.SET_PAYEE, {"first account": payee_shown(provider_ref) is None}, actor=by, on=today()),
    )


def why_not_take_in(*, by: Actor) -> Refusal | None:
    """Why this person may not take in a file of providers."""
    return why_not(powers.TAKE_IN, {}, actor=by, on=today())


def faults_in(rows: tuple[Row, ...]) -> Iterator[Fault]:
    """Providers that are known already, or stand twice in the file."""
    seen = dict.fromkeys(provider_names(), 0)
    for row in rows:
        ref = row.values["provider"]
        if ref in seen:
            where = f"stands in row {seen[ref]} too" if seen[ref] else "is known already"
            yield Fault(row.number, "provider", ref, f"Provider {ref} {where}.")
        seen.setdefault(ref, row.number)


def _no_name(name: str) -> Refusal | None:
    return None if name.strip() else Refusal("no-name", "A provider has a name.")


def _ref_taken(ref: str) -> Refusal | None:
    if ref and Provider.objects.filter(ref=ref).exists():
        return Refusal("ref-taken", f"There is already a provider {ref}.")
    return None


def _unknown(provider_ref: str) -> Refusal | None:
    if Provider.objects.filter(ref=provider_ref).exists():
        return None
    return Refusal("no-provider", f"There is no provider {provider_ref}.")
