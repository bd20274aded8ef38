"""What a file of providers says beside what files told of them: for the preview, for what is superseded and written, and for what undoing takes back."""

from collections.abc import Collection, Sequence

from duly.core.intake.queries import ImportSeen, event_of
from duly.core.intake.reading import Row
from duly.core.intake.spans import ALWAYS, Corrected, Dated, corrected
from duly.core.intake.taking_back import rows_of
from duly.payments.providers.models import PayeeAccount, PayeeChange, ProviderTold
from duly.primitives.period import FOREVER


def of_rows(rows: Sequence[Row], *, replaces: bool) -> Corrected:
    """What a file of providers changes. One that replaces reaches to the providers it names, where a file told of them, and to no other."""
    known = told_by_files({row.values["provider"] for row in rows}).items() if replaces else ()
    return corrected([_dated(ref, one.name, one.pk) for ref, one in known], [as_told(row) for row in rows])


def as_told(row: Row) -> Dated:
    """A row of a file. What is told of a provider has no dates."""
    return _dated(row.values["provider"], row.values["name"])


def told_by_files(refs: Collection[str]) -> dict[str, ProviderTold]:
    """What files told of these providers, as now known, by reference; nothing of those that somebody added by hand."""
    found = ProviderTold.objects.filter(provider__ref__in=refs, superseded_by__isnull=True).select_related("provider")
    return {one.provider.ref: one for one in found}


def refs_told(seen: ImportSeen) -> frozenset[str]:
    """The providers that an import told of, still or not."""
    return frozenset(rows_of(ProviderTold, seen).values_list("provider__ref", flat=True))


def refs_forgotten(seen: ImportSeen) -> list[str]:
    """Those that nothing would tell of if the import were undone: it replaced nothing that was told of them."""
    replaced = ProviderTold.objects.filter(superseded_by=event_of(seen.ref)).values_list("provider__ref", flat=True)
    return sorted(refs_told(seen) - set(replaced))


def with_an_account(refs: Collection[str]) -> frozenset[str]:
    """Those of these providers for whom an account was ever asked for or set."""
    return frozenset(
        ref
        for model in (PayeeChange, PayeeAccount)
        for ref in model.objects.filter(provider__ref__in=refs).values_list("provider__ref", flat=True)
    )


def _dated(ref: str, name: str, pk: int = 0) -> Dated:
    return Dated(ref, ref, f"provider {ref}", ALWAYS, FOREVER, {"name": name}, pk)
