"""What cases there are."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from duly.casework.cases.models import Case, CaseItem, CaseParty
from duly.casework.cases.states import Stage


@dataclass(frozen=True)
class CaseSeen:
    """One case. `owner` is an officer's reference; `items` are references of post, the first one first."""

    ref: str
    version: int
    stage: str
    title: str
    complainant: str
    body: str
    owner: str
    opened_from: str
    opened_on: date
    items: tuple[str, ...]

    @classmethod
    def of(cls, row: Case) -> "CaseSeen":
        """From its row."""
        same = {name: getattr(row, name) for name in cls.__annotations__ if name != "items"}
        return cls(**same, items=tuple(one.item_ref for one in sorted(row.items.all(), key=lambda one: one.pk)))


def case(ref: str) -> CaseSeen:
    """One case. An unknown one is `Case.DoesNotExist`."""
    return CaseSeen.of(Case.objects.prefetch_related("items").get(ref=ref))


def cases(*, stages: tuple[str, ...] = (), limit: int = 200) -> tuple[CaseSeen, ...]:
    """Cases in these stages (all where none is named), newest first."""
    found = Case.objects.prefetch_related("items").order_by("-opened_on", "-ref")
    return tuple(CaseSeen.of(row) for row in (found.filter(stage__in=stages) if stages else found)[:limit])


def named(words: str, *, limit: int) -> tuple[CaseSeen, ...]:
    """Cases whose complainant, body or title has every one of these words in it, the newest first."""
    found = Case.objects.prefetch_related("items").order_by("-opened_on", "-ref")
    for word in words.split():
        found = found.filter(Q(complainant__icontains=word) | Q(body__icontains=word) | Q(title__icontains=word))
    return tuple(CaseSeen.of(row) for row in found[:limit])


def some(refs: tuple[str, ...]) -> dict[str, CaseSeen]:
    """These cases by reference; unknown ones are left out."""
    return {row.ref: CaseSeen.of(row) for row in Case.objects.prefetch_related("items").filter(ref__in=refs)}


def exists(ref: str) -> bool:
    """Whether there is such a case."""
    return Case.objects.filter(ref=ref).exists()


def of_item(item_ref: str) -> tuple[CaseSeen, ...]:
    """The cases an item of post belongs to."""
    return tuple(CaseSeen.of(row) for row in Case.objects.prefetch_related("items").filter(items__item_ref=item_ref).order_by("ref"))


def of_items(item_refs: tuple[str, ...]) -> dict[str, str]:
    """For each of these items that belongs to a case, the first such case's reference."""
    pairs = CaseItem.objects.filter(item_ref__in=item_refs).order_by("-case__ref").values_list("item_ref", "case__ref")
    return dict(pairs)


def parties(ref: str) -> tuple[tuple[str, str], ...]:
    """Who is a party to a case now: (as what, reference in the directory)."""
    found = CaseParty.objects.filter(case__ref=ref, superseded_by__isnull=True).order_by("pk")
    return tuple(found.values_list("role", "entry_ref"))


def of_parties(entry_refs: Collection[str], *, limit: int = 200) -> tuple[tuple[CaseSeen, str], ...]:
    """The cases to which any of these entries of the directory is a party, each with as what, newest first."""
    found = CaseParty.objects.filter(entry_ref__in=entry_refs, superseded_by__isnull=True).select_related("case").order_by("-case__pk")
    return tuple((CaseSeen.of(one.case), one.role) for one in found[:limit])


def by_stage() -> dict[str, int]:
    """How many cases are in each stage."""
    counted = Counter(Case.objects.values_list("stage", flat=True))
    return {stage.value: counted.get(stage.value, 0) for stage in Stage}
