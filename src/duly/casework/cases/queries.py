"""What cases there are."""

import re
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.db import connection
from django.db.models import Case as Case_
from django.db.models import OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce

from duly.casework.cases import going_on
from duly.casework.cases.breaches import BreachSeen as BreachSeen
from duly.casework.cases.breaches import BreachTold as BreachTold
from duly.casework.cases.breaches import breach as breach
from duly.casework.cases.breaches import breach_told as breach_told
from duly.casework.cases.breaches import breaches as breaches
from duly.casework.cases.breaches import breaches_about as breaches_about
from duly.casework.cases.closed import ClosedSeen as ClosedSeen
from duly.casework.cases.closed import ClosingSeen as ClosingSeen
from duly.casework.cases.closed import ClosureSeen as ClosureSeen
from duly.casework.cases.closed import closed_by_month as closed_by_month
from duly.casework.cases.closed import closed_cases as closed_cases
from duly.casework.cases.closed import closing as closing
from duly.casework.cases.closed import closures as closures
from duly.casework.cases.closed import facts_of_closing as facts_of_closing
from duly.casework.cases.closed import outcomes as outcomes
from duly.casework.cases.closed import page_of_closed as page_of_closed
from duly.casework.cases.closed import principles as principles
from duly.casework.cases.closed import ruling_on_closing as ruling_on_closing
from duly.casework.cases.columns import COLUMNS as COLUMNS
from duly.casework.cases.columns import TAKEN_OVER as TAKEN_OVER
from duly.casework.cases.going_on import AgreedSeen as AgreedSeen
from duly.casework.cases.going_on import CarriedOnSeen as CarriedOnSeen
from duly.casework.cases.going_on import WithdrawalSeen as WithdrawalSeen
from duly.casework.cases.going_on import agreed as agreed
from duly.casework.cases.going_on import carried_on as carried_on
from duly.casework.cases.going_on import withdrawal as withdrawal
from duly.casework.cases.impartial import interest_in_names as interest_in_names
from duly.casework.cases.impartial import interested as interested
from duly.casework.cases.impartial import not_theirs as not_theirs
from duly.casework.cases.impartial import why_not_impartial as why_not_impartial
from duly.casework.cases.impartial import why_not_theirs as why_not_theirs
from duly.casework.cases.models import Case, CaseItem, CaseParty, Closing, Tie
from duly.casework.cases.states import MERGED, NOT_RECORDED, Stage
from duly.core.directory import queries as directory
from duly.core.lists.listing import Asked, ListOf, Page
from duly.core.lists.paging import page_of
from duly.primitives.period import say_day
from duly.primitives.refusal import Refusal

POST = r"^P-[0-9]{2}-[0-9]+$"
"""How an item of post is called."""

BESIDE = ("items", "merged_into", "outcome", "closed_on")
"""What is told of a case that stands in other tables than its own."""


@dataclass(frozen=True)
class CaseSeen:
    """One case. `owner` is an officer's reference; `items` are references of post, the first one first.

    `opened_from` is the item of post that began it, or its reference in the system it was taken over from. `outcome` is how it ended, of a closed one.
    """

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
    next_action: str = ""
    due: date | None = None
    waiting_on: str = ""
    touched_on: date | None = None
    split_from: str = ""
    merged_into: str = ""
    outcome: str = ""
    closed_on: date | None = None

    @property
    def taken_over(self) -> bool:
        """Whether it was carried over from the system that was used before."""
        return not re.match(POST, self.opened_from)

    @classmethod
    def of(cls, row: Case) -> "CaseSeen":
        """From its row."""
        same = {name: getattr(row, name) for name in cls.__annotations__ if name not in BESIDE}
        ended = next((one for one in row.closings.all() if one.superseded_by is None), None) if row.stage == Stage.CLOSED else None
        return cls(
            **same,
            outcome=(ended.outcome if ended else NOT_RECORDED) if row.stage == Stage.CLOSED else "",
            closed_on=ended.closed_on if ended else None,
            items=tuple(one.item_ref for one in sorted(row.items.all(), key=lambda one: one.pk) if one.superseded_by is None),
            merged_into=next((one.other_id for one in row.ties.all() if one.kind == MERGED and one.superseded_by is None), ""),
        )


def case(ref: str) -> CaseSeen:
    """One case. An unknown one is `Case.DoesNotExist`."""
    return CaseSeen.of(_rows().get(ref=ref))


def cases(*, stages: tuple[str, ...] = (), limit: int = 200) -> tuple[CaseSeen, ...]:
    """Cases in these stages (all where none is named), newest first."""
    found = _rows().order_by("-opened_on", "-ref")
    return tuple(CaseSeen.of(row) for row in (found.filter(stage__in=stages) if stages else found)[:limit])


def page(of: ListOf, asked: Asked, *, but: Collection[str] = ()) -> Page[CaseSeen]:
    """One page of the list of all cases there are, `but` these. Words are looked for in every column, so every case is read for them."""
    every = _rows().exclude(ref__in=but)
    if asked.words:
        return of.page([CaseSeen.of(row) for row in every], asked)
    standing = Closing.objects.filter(case=OuterRef("pk"), superseded_by__isnull=True).values("outcome")[:1]
    ended = Case_(When(stage=Stage.CLOSED.value, then=Coalesce(Subquery(standing), Value(NOT_RECORDED))), default=Value(""))
    return page_of(of, every.annotate(outcome=ended), asked, CaseSeen.of)


def named(words: str, *, limit: int) -> tuple[CaseSeen, ...]:
    """Cases whose complainant, body or title has every one of these words in it, the newest first."""
    found = _rows().order_by("-opened_on", "-ref")
    for word in words.split():
        found = found.filter(Q(complainant__icontains=word) | Q(body__icontains=word) | Q(title__icontains=word))
    return tuple(CaseSeen.of(row) for row in found[:limit])


def titles(refs: Collection[str]) -> dict[str, str]:
    """What these cases are about, by reference; unknown ones are left out."""
    return dict(Case.objects.filter(ref__in=refs).values_list("ref", "title"))


def some(refs: tuple[str, ...]) -> dict[str, CaseSeen]:
    """These cases by reference; unknown ones are left out. One question, since lists of a page are made of it: `sql/some.sql` answers in the order of `CaseSeen`."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM cases_some(%s)", [list(refs)])
        return {row[0]: CaseSeen(*row[:9], tuple(row[9]), *row[10:]) for row in cursor.fetchall()}


def exists(ref: str) -> bool:
    """Whether there is such a case."""
    return Case.objects.filter(ref=ref).exists()


def taken_over_before(references: Collection[str]) -> dict[str, str]:
    """Of these references of the system that was used before, those taken over already: the case each became."""
    return dict(Case.objects.filter(opened_from__in=references, split_from="").values_list("opened_from", "ref"))


def how_many_taken_over() -> int:
    """How many cases were carried over from the system that was used before, split cases not counted."""
    return Case.objects.filter(split_from="").exclude(opened_from__regex=POST).count()


def of_item(item_ref: str) -> tuple[CaseSeen, ...]:
    """The cases an item of post belongs to."""
    return tuple(CaseSeen.of(row) for row in _rows().filter(items__item_ref=item_ref, items__superseded_by__isnull=True).order_by("ref"))


def ever_of_items(item_refs: Collection[str]) -> dict[str, tuple[str, ...]]:
    """The references of the cases that each of these items of post belongs to, or did until it was moved. One question, whatever their number."""
    found: dict[str, tuple[str, ...]] = {}
    pairs = Case.objects.filter(items__item_ref__in=set(item_refs)).order_by("ref").values_list("items__item_ref", "ref").distinct()
    for item_ref, ref in pairs:
        found[item_ref] = (*found.get(item_ref, ()), ref)
    return found


def ever_on(ref: str) -> tuple[str, ...]:
    """The post of a case, the first first, with what was filed to it by mistake and moved."""
    return tuple(dict.fromkeys(CaseItem.objects.filter(case__ref=ref).order_by("pk").values_list("item_ref", flat=True)))


def of_items(item_refs: tuple[str, ...]) -> dict[str, str]:
    """For each of these items that belongs to a case, the first such case's reference."""
    pairs = (
        CaseItem.objects.filter(item_ref__in=item_refs, superseded_by__isnull=True)
        .order_by("-case__ref")
        .values_list("item_ref", "case__ref")
    )
    return dict(pairs)


def parties(ref: str) -> tuple[tuple[str, str], ...]:
    """Who is a party to a case now: (as what, reference in the directory)."""
    found = CaseParty.objects.filter(case__ref=ref, superseded_by__isnull=True).order_by("pk")
    return tuple(found.values_list("role", "entry_ref"))


def with_party(role: str) -> set[str]:
    """Cases that somebody is a party to now as this, by reference."""
    return set(CaseParty.objects.filter(role=role, superseded_by__isnull=True).values_list("case__ref", flat=True))


def complainants(ref: str) -> tuple[str, ...]:
    """Whoever complains in a case, by entries of the directory, each person once."""
    return going_on.complainants(parties(ref))


def not_agreed(ref: str, *, to: str, acting: str = "") -> tuple[str, ...]:
    """Which of several living complainants neither agreed to a matter nor let another, who did or who acts (`acting`), decide it for them."""
    return going_on.not_agreed(ref, parties(ref), to=to, acting=acting)


def why_not_agreed(ref: str, *, to: str, acting: str = "") -> Refusal | None:
    """The refusal "not-agreed" of what joint complainants each have to agree to, naming who has not, or None."""
    missing = not_agreed(ref, to=to, acting=acting)
    if not missing:
        return None
    called = directory.names(missing)
    who = " and ".join(f"{called[one]} ({one})" for one in missing)
    return Refusal("not-agreed", f"{who} complains jointly and has not agreed to {to}: keep their agreement, or their authority, first.")


def why_over(ref: str) -> Refusal | None:
    """The refusal ("closed", "merged") of going on with a case that ended, or is worked on elsewhere; None of one that is open, or unknown."""
    seen = some((ref,)).get(ref) if ref else None
    if seen is None:
        return None
    if seen.merged_into:
        return _elsewhere(ref, seen.merged_into)
    return Refusal("closed", f"{ref} is closed: open it again first, with why.") if seen.stage == Stage.CLOSED else None


def why_elsewhere(ref: str) -> Refusal | None:
    """The refusal "merged" of beginning anything on a case that is worked on as another, or None. What was begun there before is still finished there."""
    into = Tie.objects.filter(case__ref=ref, kind=MERGED, superseded_by__isnull=True).values_list("other__ref", flat=True).first()
    return _elsewhere(ref, into) if into else None


def worked_on_as(ref: str) -> str:
    """The case that a case is worked on as: the one it is merged into, or that one is, to the last; itself where it is merged into none."""
    standing, seen = Tie.objects.filter(kind=MERGED, superseded_by__isnull=True), [ref]
    while into := standing.filter(case__ref=seen[-1]).values_list("other__ref", flat=True).first():
        if into in seen:  # the door refuses a ring; this ends one that came otherwise
            break
        seen.append(into)
    return seen[-1]


def _elsewhere(ref: str, into: str) -> Refusal:
    return Refusal("merged", f"{ref} is merged into {into}: work there, or undo the merge first.")


def why_withdrawn(ref: str) -> Refusal | None:
    """The refusal "withdrawn" of going on with a complaint that was taken back as a whole, or None."""
    seen = withdrawal(ref) if ref else None
    if seen is None or seen.issues:
        return None
    says = f"{ref} was withdrawn, received on {say_day(seen.received_on)}: nothing goes on unless that is taken back."
    return Refusal("withdrawn", says)


def of_parties(entry_refs: Collection[str], *, limit: int = 200) -> tuple[tuple[CaseSeen, str], ...]:
    """The cases to which any of these entries of the directory is a party, each with as what, newest first."""
    found = CaseParty.objects.filter(entry_ref__in=entry_refs, superseded_by__isnull=True).select_related("case").order_by("-case__pk")
    return tuple((CaseSeen.of(one.case), one.role) for one in found[:limit])


def by_stage() -> dict[str, int]:
    """How many cases are in each stage."""
    counted = Counter(Case.objects.values_list("stage", flat=True))
    return {stage.value: counted.get(stage.value, 0) for stage in Stage}


def open_cases(*, owners: Collection[str] = ()) -> tuple[CaseSeen, ...]:
    """Every case that is neither closed nor merged into another, of these owners or of all."""
    found = _rows().exclude(stage=Stage.CLOSED.value).order_by("ref")
    seen = (CaseSeen.of(row) for row in (found.filter(owner__in=owners) if owners else found))
    return tuple(one for one in seen if not one.merged_into)


def open_cases_but(*, owners: Collection[str], refs: Collection[str] = ()) -> tuple[CaseSeen, ...]:
    """Every case that is neither closed nor merged into another, but for those of these owners; and of theirs those of these references."""
    found = _rows().exclude(stage=Stage.CLOSED.value).filter(~Q(owner__in=owners) | Q(ref__in=refs)).order_by("ref")
    return tuple(one for one in (CaseSeen.of(row) for row in found) if not one.merged_into)


@dataclass(frozen=True)
class TieSeen:
    """One case tied to another, and still so."""

    ref: str
    other: str
    kind: str


def ties(ref: str) -> tuple[TieSeen, ...]:
    """What a case is tied to, and what is tied to it, while it is."""
    found = Tie.objects.filter(Q(case__ref=ref) | Q(other=ref), superseded_by__isnull=True).order_by("pk")
    told = [TieSeen(*one) for one in found.values_list("case__ref", "other_id", "kind")]
    open_to = seen_by_whoever_asks({ref for one in told for ref in (one.ref, one.other)})
    return tuple(one for one in told if {one.ref, one.other} <= open_to)


def with_merged(ref: str) -> tuple[str, ...]:
    """A case and every case merged into it, or into one of those."""
    found, last = [ref], [ref]
    while last:
        merged = Tie.objects.filter(other__in=last, kind=MERGED, superseded_by__isnull=True).order_by("pk")
        open_to = seen_by_whoever_asks(merged.values_list("case__ref", flat=True))
        last = [one for one in merged.values_list("case__ref", flat=True) if one not in found and one in open_to]
        found += last
    return tuple(found)


def papers(ref: str) -> tuple[str, ...]:
    """The post of a case and of those merged into it, each once."""
    found = CaseItem.objects.filter(case__ref__in=with_merged(ref), superseded_by__isnull=True).order_by("pk")
    return tuple(dict.fromkeys(found.values_list("item_ref", flat=True)))


def parts_of(ref: str) -> tuple[str, ...]:
    """The cases that were split from a case."""
    return tuple(Case.objects.filter(split_from=ref).order_by("ref").values_list("ref", flat=True))


def seen_by_whoever_asks(refs: Iterable[str]) -> set[str]:
    """Of these cases, those that whoever asks may see."""
    return set(Case.objects.filter(ref__in=refs).values_list("ref", flat=True))


def _rows() -> QuerySet[Case]:
    return Case.objects.prefetch_related("items", "ties", "closings")
