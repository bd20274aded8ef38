"""Adding providers, one at a time or by files."""

from django.utils.text import slugify

from duly.core.intake import actions as intake
from duly.core.intake.actions import Outcome
from duly.core.record.actions import Pen, take_number, unit_of_work
from duly.payments.providers import checks
from duly.payments.providers.columns import COLUMNS
from duly.payments.providers.events import ProviderAdded
from duly.payments.providers.models import Provider
from duly.payments.providers.queries import ProviderSeen, provider
from duly.primitives.actor import Actor
from duly.primitives.refusal import stop_if


def add_provider(*, name: str, ref: str = "", by: Actor) -> ProviderSeen:
    """Add a provider, under a reference of the council's own or, without one, the next of ours (V-20001 …)."""
    with unit_of_work() as record:
        stop_if(checks.why_not_add(ref=ref, name=name, by=by))
        ref = ref or f"V-{take_number('providers_provider_number')}"
        _add(ref, name, record, by)
    return provider(ref)


def take_in(*, name: str, content: bytes, source: str, by: Actor) -> Outcome:
    """Take in a file of providers, whole or not at all. Each provider has an event of its own beside the import's."""
    stop_if(checks.why_not_take_in(by=by))

    def keep(_seen, rows, _event):
        with unit_of_work() as record:
            for row in rows:
                _add(row.values["provider"], row.values["name"], record, by)
        return {"providers": len(rows)}

    return intake.take_in(
        kind="providers", name=name, content=content, source=source, by=by, columns=COLUMNS, check=checks.faults_in, keep=keep
    )


def _add(ref: str, name: str, record: Pen, by: Actor) -> None:
    Provider.objects.create(ref=ref, version=1, name=name, slug=_free_slug(name, ref))
    record.write(ProviderAdded(ref=ref, version=1, name=name), by=by)


def _free_slug(name: str, ref: str) -> str:
    plain = slugify(name)[:60] or slugify(ref)
    return f"{plain}-{slugify(ref)}"[:80] if Provider.objects.filter(slug=plain).exists() else plain
