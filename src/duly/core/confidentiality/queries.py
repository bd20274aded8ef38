"""Who may see which cases, and what was done about it."""

import re
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from duly.core.calendar.queries import reckoned_again
from duly.core.confidentiality.models import FINDINGS as FINDINGS
from duly.core.confidentiality.models import Mark, Named, Opening, Paper, Reading, Restriction, Wall
from duly.core.confidentiality.rules import Access as Access
from duly.core.confidentiality.rules import Told, replayed
from duly.core.confidentiality.states import MARKS
from duly.core.record.clock import now
from duly.core.record.queries import Entry, history
from duly.core.record.sight import EVERYTHING, who_looks
from duly.primitives.refusal import Refusal

QUARTER_SECONDS = 15 * 60
NOT_SHOWN = "[not shown]"
"""What stands in a sentence of the record instead of a reference that whoever looks may not know."""

_REFERENCE = re.compile(r"(?<![\w-])[A-Z]{1,5}-[\d-]*\d(?![\w-])")


@dataclass(frozen=True)
class AccessSeen:
    """How a case is kept. `because` is empty where it is not restricted; people are officers' references, walls with why."""

    case_ref: str
    restricted: bool
    because: str
    named: tuple[str, ...]
    walls: tuple[tuple[str, str], ...]
    marks: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True)
class OpeningSeen:
    """One breaking of the glass. `finding` is empty until a second person has looked, by `review_by`, which goes by the bank holidays announced since;
    `first_by` is the day as it was reckoned then."""

    id: int
    case_ref: str
    officer: str
    reason: str
    because: str
    opened_at: datetime
    until: datetime
    review_by: date
    finding: str
    reviewed_by: str
    review: str
    first_by: date


def hidden(refs: Collection[str], *, officer: str) -> frozenset[str]:
    """Which of these references, of cases or of papers, this officer may not see. One question, whatever their number."""
    wanted = set(refs)
    if not wanted:
        return frozenset()
    of: dict[str, set[str]] = {}
    for ref, case_ref in Paper.objects.filter(ref__in=wanted).values_list("ref", "case_ref"):
        of.setdefault(ref, set()).add(case_ref)
    kept = _kept_from({case_ref for cases in of.values() for case_ref in cases} | wanted, officer)
    return frozenset(ref for ref in wanted if ref in kept or of.get(ref, set()) & kept)


def limited() -> frozenset[str]:
    """Every case that is restricted, or kept from somebody by a wall, whoever asks."""
    standing = (kept.objects.filter(superseded_by__isnull=True) for kept in (Wall, Restriction))
    return frozenset(one for rows in standing for one in rows.values_list("case_ref", flat=True))


def kept_cases(text: str, *, officer: str) -> frozenset[str]:
    """The cases named in a text that are kept from this officer. A paper of such a case is none: its number alone says nothing."""
    return frozenset(_kept_from(set(_REFERENCE.findall(text)), officer))


def cases_of(refs: Collection[str]) -> dict[str, str]:
    """Which case each of these papers is of, whoever asks; of one that is of several, one of them. A paper of no case is left out."""
    wanted = set(refs)
    return dict(Paper.objects.filter(ref__in=wanted).values_list("ref", "case_ref")) if wanted else {}


def papers_of(case_ref: str) -> frozenset[str]:
    """The references of every paper of a case, from every table that says so, whoever asks: what may be read of each, its own room says."""
    return frozenset(Paper.objects.filter(case_ref=case_ref).values_list("ref", flat=True)) - {case_ref}


def may_see(ref: str, *, officer: str) -> bool:
    """Whether this officer may see a case or a paper, so far as walls and restrictions go. What does not exist may be seen by everybody."""
    return ref not in hidden((ref,), officer=officer)


def kept_from(case_ref: str, *, officers: Collection[str]) -> frozenset[str]:
    """From which of these officers a case is kept: a few questions, whatever their number."""
    standing = {"case_ref": case_ref, "superseded_by__isnull": True}
    walled = set(Wall.objects.filter(**standing).values_list("officer", flat=True))
    if not Restriction.objects.filter(**standing).exists():
        return frozenset(walled & set(officers))
    let_in = set(Named.objects.filter(**standing).values_list("officer", flat=True))
    let_in |= set(Opening.objects.filter(case_ref=case_ref, until__gt=now()).values_list("officer", flat=True))
    return frozenset(one for one in officers if one in walled or one not in let_in)


def access(case_ref: str) -> AccessSeen:
    """How a case is kept."""
    restriction = Restriction.objects.filter(case_ref=case_ref, superseded_by__isnull=True).first()
    standing = {"case_ref": case_ref, "superseded_by__isnull": True}
    return AccessSeen(
        case_ref,
        restriction is not None,
        restriction.because if restriction else "",
        tuple(Named.objects.filter(**standing).order_by("pk").values_list("officer", flat=True)),
        tuple(Wall.objects.filter(**standing).order_by("pk").values_list("officer", "because")),
        tuple(Mark.objects.filter(**standing).order_by("paper", "pk").values_list("paper", "mark", "because")),
    )


def restricted_of(ref: str) -> tuple[str, ...]:
    """The restricted cases that this case or paper is of."""
    cases = {*Paper.objects.filter(ref=ref).values_list("case_ref", flat=True), ref}
    return tuple(Restriction.objects.filter(case_ref__in=cases, superseded_by__isnull=True).values_list("case_ref", flat=True))


def can_be_opened(case_ref: str, *, officer: str) -> bool:
    """Whether breaking the glass would open this case to this officer: it is kept from them by a restriction, and by no wall."""
    standing = {"case_ref": case_ref, "superseded_by__isnull": True}
    return (
        Restriction.objects.filter(**standing).exists()
        and not Wall.objects.filter(**standing, officer=officer).exists()
        and not Named.objects.filter(**standing, officer=officer).exists()
    )


def kept_in(refs: Collection[str]) -> dict[str, str]:
    """Which of these papers or cases stay in the office, and by which mark: their own, else that of a whole case they are of.

    Whoever asks is told by every mark that stands, also by one of a case that is kept from them.
    """
    wanted = set(refs)
    if not wanted:
        return {}
    of = [(one, one) for one in wanted] + list(Paper.objects.filter(ref__in=wanted).values_list("ref", "case_ref"))
    standing = Mark.objects.filter(paper__in={about for _, about in of}, superseded_by__isnull=True)
    marked = dict(standing.order_by("-pk").values_list("paper", "mark"))
    return {ref: marked[about] for ref, about in reversed(of) if about in marked}


def marked() -> tuple[str, ...]:
    """Every paper and case that a mark of its own stands on, whoever asks."""
    return tuple(Mark.objects.filter(superseded_by__isnull=True).order_by("paper").values_list("paper", flat=True).distinct())


def staying_in() -> tuple[str, ...]:
    """Every paper and case that stays in the office, whoever asks: by a mark of its own, or of the whole case it is of."""
    every = marked()
    return tuple(dict.fromkeys((*every, *Paper.objects.filter(case_ref__in=every).order_by("ref").values_list("ref", flat=True))))


def why_not_leave(ref: str, *, way: str) -> Refusal | None:
    """The refusal "marked" of a paper that stays in the office by its own mark or its whole case's, or None. `way` is how it would go: "sent on"."""
    mark = kept_in((ref,)).get(ref, "")
    says = f"{ref} is marked {mark} and stays in the office: it is not {way} unless the mark is taken off."
    return Refusal("marked", says) if mark else None


def said_over(refs: Collection[str]) -> tuple[str, ...]:
    """What stands at the head of a page about these papers or cases, in words: their marks, those of a whole case they are of, and that one is restricted.

    Of what is kept from whoever looks nothing is said: a page that says there is no such paper says no more than that.
    """
    wanted = set(refs)
    of = set(Paper.objects.filter(ref__in=wanted).values_list("case_ref", flat=True))
    standing = {"superseded_by__isnull": True}
    marks = set(Mark.objects.filter(**standing, paper__in=wanted | of).values_list("mark", flat=True))
    restricted = Restriction.objects.filter(**standing, case_ref__in=wanted | of).exists()
    if not (marks or restricted) or (who_looks() != EVERYTHING and hidden(wanted | of, officer=who_looks())):
        return ()
    said = [words for mark, words in MARKS.items() if mark in marks] + sorted(marks - MARKS.keys())
    return (*said, *(("Restricted to those named for the case",) if restricted else ()))


def veiled(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """These entries of the record as whoever looks may read them: their sentences name no case and no paper that is kept from them."""
    told = tuple(entries)
    kept = kept_names(" ".join(one.sentence for one in told))
    if not kept:
        return told
    return tuple(replace(one, sentence=_REFERENCE.sub(lambda ref: NOT_SHOWN if ref[0] in kept else ref[0], one.sentence)) for one in told)


def kept_names(text: str) -> frozenset[str]:
    """The references in a text that are of a case, or of a paper, kept from whoever looks."""
    who = who_looks()
    return frozenset() if who == EVERYTHING else hidden(set(_REFERENCE.findall(text)), officer=who)


def marks_on(ref: str) -> tuple[str, ...]:
    """A paper's own marks that stand."""
    return tuple(Mark.objects.filter(paper=ref, superseded_by__isnull=True).order_by("pk").values_list("mark", flat=True))


def as_known(case_ref: str, known: Callable[[Entry], bool]) -> Access:
    """How a case was kept by those entries of the record that were `known`: who could see it then, and what was marked."""
    return as_told(one for one in history("case access", case_ref) if known(one))


def as_told(entries: Iterable[Entry]) -> Access:
    """How a case was kept by these entries of the record about who may see it, in their order."""
    return replayed(Told(one.action, one.at, one.facts) for one in entries)


def openings(*, case_ref: str = "", unreviewed: bool = False, limit: int = 200) -> tuple[OpeningSeen, ...]:
    """Breakings of the glass, the newest first."""
    found = Opening.objects.select_related("review").order_by("-pk")
    if case_ref:
        found = found.filter(case_ref=case_ref)
    if unreviewed:
        found = found.filter(review__isnull=True)
    return _openings(found[:limit])


def opening(pk: int) -> OpeningSeen:
    """One breaking of the glass. An unknown one is `Opening.DoesNotExist`."""
    return _openings([Opening.objects.select_related("review").get(pk=pk)])[0]


def readings(case_ref: str, *, limit: int = 200) -> tuple[tuple[str, datetime], ...]:
    """Who read something of a restricted case, with the quarter of an hour it was in, the newest first."""
    epoch = datetime.fromisoformat("1970-01-01T00:00:00+00:00")
    found = Reading.objects.filter(case_ref=case_ref).order_by("-quarter", "-pk").values_list("officer", "quarter")[:limit]
    return tuple((officer, epoch + timedelta(seconds=quarter * QUARTER_SECONDS)) for officer, quarter in found)


def noted(case_ref: str, *, officer: str, quarter: int) -> bool:
    """Whether it is noted already that this officer read this case in this quarter of an hour."""
    return Reading.objects.filter(case_ref=case_ref, officer=officer, quarter=quarter).exists()


def _kept_from(case_refs: set[str], officer: str) -> set[str]:
    standing = {"case_ref__in": case_refs, "superseded_by__isnull": True}
    walled = set(Wall.objects.filter(**standing, officer=officer).values_list("case_ref", flat=True))
    restricted = set(Restriction.objects.filter(**standing).values_list("case_ref", flat=True))
    if not restricted:
        return walled
    named = set(Named.objects.filter(**standing, officer=officer).values_list("case_ref", flat=True))
    opened = set(Opening.objects.filter(case_ref__in=restricted, officer=officer, until__gt=now()).values_list("case_ref", flat=True))
    return walled | (restricted - named - opened)


def _openings(rows: Iterable[Opening]) -> tuple[OpeningSeen, ...]:
    held = list(rows)
    waiting = [row for row in held if getattr(row, "review", None) is None]
    days = dict(zip((row.pk for row in waiting), reckoned_again([(row.review_by, row.made_by) for row in waiting]), strict=True))
    return tuple(_opening(row, days.get(row.pk, row.review_by)) for row in held)


def _opening(row: Opening, review_by: date) -> OpeningSeen:
    same = {name: getattr(row, name) for name in ("id", "case_ref", "officer", "reason", "because", "opened_at", "until")}
    same |= {"review_by": review_by, "first_by": row.review_by}
    review = getattr(row, "review", None)
    words = (review.finding, review.reviewed_by, review.because) if review else ("", "", "")
    return OpeningSeen(**same, finding=words[0], reviewed_by=words[1], review=words[2])
