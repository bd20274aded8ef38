"""Adding providers one at a time, and what files make of them: entered, called otherwise, or known no longer."""

from django.utils.text import slugify

from duly.core.record.actions import Pen, take_number, unit_of_work
from duly.payments.providers import checks
from duly.payments.providers.events import ProviderAdded, ProviderForgotten, ProviderRenamed
from duly.payments.providers.models import Provider
from duly.payments.providers.queries import ProviderSeen, provider
from duly.primitives.actor import Actor
from duly.primitives.refusal import stop_if


def add_provider(*, name: str, ref: str = "", by: Actor) -> ProviderSeen:
    """Add a provider, under a reference of the council's own or, without one, the next of ours (V-20001 …)."""
    with unit_of_work() as record:
        stop_if(checks.why_not_add(ref=ref, name=name, by=by))
        ref = ref or f"V-{take_number('providers_provider_number')}"
        enter(ref, name, record, by)
    return provider(ref)


def enter(ref: str, name: str, record: Pen, by: Actor) -> Provider:
    """Enter a provider inside the unit of work that is open; one that is known no longer is known again, under the same address."""
    found = Provider.objects.select_for_update().filter(ref=ref).first()
    if found is None:
        found = Provider.objects.create(ref=ref, version=1, name=name, slug=_free_slug(name, ref))
    else:
        _change(found, name=name, known=True)
    record.write(ProviderAdded(ref=ref, version=found.version, name=name), by=by)
    return found


def rename(found: Provider, name: str, record: Pen, by: Actor) -> None:
    """Call a provider otherwise. Its address stays, so that links in the record lead where they did."""
    before = found.name
    _change(found, name=name)
    record.write(ProviderRenamed(ref=found.ref, version=found.version, name=name, before=before), by=by)


def forget(found: Provider, record: Pen, by: Actor) -> None:
    """Know a provider no longer. Its row, its address and what the record says of it stay."""
    _change(found, known=False)
    record.write(ProviderForgotten(ref=found.ref, version=found.version, name=found.name), by=by)


def _change(found: Provider, **fields: str | bool) -> None:
    found.version += 1
    for name, value in fields.items():
        setattr(found, name, value)
    found.save(update_fields=["version", *fields])


def _free_slug(name: str, ref: str) -> str:
    plain = slugify(name)[:60] or slugify(ref)
    return f"{plain}-{slugify(ref)}"[:80] if Provider.objects.filter(slug=plain).exists() else plain
