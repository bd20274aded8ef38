"""Why a provider may not be added, and what is wrong with a file of them."""

from collections.abc import Iterator

from duly.core.intake.faults import Fault
from duly.core.intake.reading import Row
from duly.core.record.clock import today
from duly.core.scheme.queries import why_not
from duly.payments.providers import powers
from duly.payments.providers.models import Provider
from duly.payments.providers.queries import provider_names
from duly.primitives.actor import Actor
from duly.primitives.refusal import Refusal, first


def why_not_add(*, ref: str, name: str, by: Actor) -> Refusal | None:
    """Why this provider may not be added: "no-name", "ref-taken", or the scheme."""
    return first(_no_name(name), _ref_taken(ref), why_not(powers.ADD, {}, actor=by, on=today()))


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
