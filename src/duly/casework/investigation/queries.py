"""What a case is to decide, and of each issue what is known, from where, and what is missing; what was asked of whom; what happened when."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from duly.casework.correspondence import queries as post
from duly.casework.investigation.models import Bearing, DatedFact, Gap, Issue, Piece, Request
from duly.casework.investigation.states import WAITING, IssueState
from duly.core.record.clock import today
from duly.core.record.queries import private_words

ERASED = "[erased]"


@dataclass(frozen=True)
class PieceSeen:
    """One piece of evidence. `sha256` is of the document, or of the attachment numbered `part`, as handed over; page 0 is all of it; `issues` are references.

    `withdrawn` says that it was noted by mistake and counts for nothing, and `because` why.
    """

    ref: str
    case_ref: str
    source_ref: str
    document_ref: str
    sha256: str
    page: int
    received_on: date
    may_be_disclosed: bool
    shows: str
    came_from: str
    issues: tuple[str, ...]
    part: int = 0
    name: str = ""
    withdrawn: bool = False
    because: str = ""

    @property
    def where(self) -> str:
        """Where in its paper it stands, in words."""
        return post.said_within(self.part, self.page, self.name)


@dataclass(frozen=True)
class GapSeen:
    """Something of an issue that is not known. `closed` says whether it is by now."""

    place: int
    words: str
    closed: bool


@dataclass(frozen=True)
class RequestSeen:
    """Evidence that was asked for, of whom and by when. `late` is whether it is still to come after its day."""

    ref: str
    version: int
    state: str
    case_ref: str
    issue_ref: str
    due: date
    asked_on: date
    answered_on: date | None
    what: str
    asked_of: str
    address: str

    @property
    def waiting(self) -> bool:
        """Whether something is still to come."""
        return self.state in WAITING

    @property
    def late(self) -> bool:
        """Whether something is still to come after its day."""
        return self.waiting and self.due < today()


@dataclass(frozen=True)
class IssueSeen:
    """One issue of a case with what is known, what is missing and what is asked for. `withdrawn` was noted by mistake, and is not known."""

    ref: str
    version: int
    state: str
    case_ref: str
    place: int
    words: str
    known: tuple[PieceSeen, ...]
    gaps: tuple[GapSeen, ...]
    requests: tuple[RequestSeen, ...]
    withdrawn: tuple[PieceSeen, ...] = ()

    @property
    def missing(self) -> tuple[str, ...]:
        """What is missing, as sentences: open gaps, and an issue on which nothing is known at all."""
        nothing = ("No evidence bears on it yet.",) if not self.known else ()
        return (*nothing, *(gap.words for gap in self.gaps if not gap.closed))


@dataclass(frozen=True)
class FactSeen:
    """Something that happened on a day, and the piece of evidence that shows it. `number` names it; `withdrawn` says that that piece was."""

    number: int
    on: date
    words: str
    source: str
    source_ref: str
    page: int
    part: int = 0
    withdrawn: bool = False

    @property
    def where(self) -> str:
        """Where in its paper what shows it stands, in words."""
        return post.said_within(self.part, self.page)


def issues(case_ref: str, *, dropped: bool = True) -> tuple[IssueSeen, ...]:
    """The issues of a case in their order, each with its evidence, gaps and requests."""
    rows = list(Issue.objects.filter(case_ref=case_ref).order_by("place"))
    return _issues([row for row in rows if dropped or row.state == IssueState.OPEN])


def issue(ref: str) -> IssueSeen:
    """One issue. An unknown one is `Issue.DoesNotExist`."""
    return _issues([Issue.objects.get(ref=ref)])[0]


def pieces(case_ref: str) -> tuple[PieceSeen, ...]:
    """The evidence of a case, as it was noted; what was withdrawn says so."""
    return _pieces(list(Piece.objects.filter(case_ref=case_ref).order_by("pk")))


def withdrawn_among(refs: Collection[str]) -> frozenset[str]:
    """Which of these pieces of evidence were withdrawn."""
    return frozenset(Piece.objects.filter(ref__in=set(refs), superseded_by__isnull=False).values_list("ref", flat=True))


def requests(*, case_ref: str = "", waiting: bool = False, limit: int = 2000) -> tuple[RequestSeen, ...]:
    """What was asked for, the first due first; of a case, or only what is still to come."""
    found = Request.objects.select_related("issue").order_by("due", "pk")
    if case_ref:
        found = found.filter(case_ref=case_ref)
    if waiting:
        found = found.filter(state__in=WAITING)
    return _requests(list(found[:limit]))


def request(ref: str) -> RequestSeen:
    """One request for evidence. An unknown one is `Request.DoesNotExist`."""
    return _requests([Request.objects.select_related("issue").get(ref=ref)])[0]


def chronology(case_ref: str) -> tuple[FactSeen, ...]:
    """What happened in a case, day by day, each with what shows it."""
    rows = list(DatedFact.objects.filter(case_ref=case_ref, superseded_by__isnull=True).select_related("source").order_by("on", "pk"))
    words = private_words({row.made_by for row in rows})
    return tuple(
        FactSeen(
            row.pk,
            row.on,
            words.get(row.made_by, {}).get("words", ERASED),
            row.source.ref,
            row.source.source_ref,
            row.source.page,
            row.source.part,
            row.source.superseded_by is not None,
        )
        for row in rows
    )


def _issues(rows: list[Issue]) -> tuple[IssueSeen, ...]:
    keys = [row.pk for row in rows]
    gap_rows = list(Gap.objects.filter(issue__in=keys).order_by("place"))
    known: dict[str, list[PieceSeen]] = defaultdict(list)
    gone: dict[str, list[PieceSeen]] = defaultdict(list)
    gaps, asked = defaultdict(list), defaultdict(list)
    words = private_words({row.told_by for row in rows} | {row.made_by for row in gap_rows})
    for piece in _pieces(list(Piece.objects.filter(bearings__issue__in=keys).distinct().order_by("pk"))):
        for ref in piece.issues:
            (gone if piece.withdrawn else known)[ref].append(piece)
    for gap in gap_rows:
        told = words.get(gap.made_by, {}).get("words", ERASED)
        gaps[gap.issue_id].append(GapSeen(gap.place, told, gap.superseded_by is not None))
    for one in _requests(list(Request.objects.filter(issue__in=keys).select_related("issue").order_by("due", "pk"))):
        asked[one.issue_ref].append(one)
    return tuple(
        IssueSeen(
            **{name: getattr(row, name) for name in ("ref", "version", "state", "case_ref", "place")},
            words=words.get(row.told_by, {}).get("words", ERASED),
            known=tuple(known[row.ref]),
            gaps=tuple(gaps[row.pk]),
            requests=tuple(asked[row.ref]),
            withdrawn=tuple(gone[row.ref]),
        )
        for row in rows
    )


def _pieces(rows: list[Piece]) -> tuple[PieceSeen, ...]:
    words = private_words({row.made_by for row in rows} | {row.superseded_by for row in rows if row.superseded_by})
    on: dict[int, list[str]] = defaultdict(list)
    for piece, ref in Bearing.objects.filter(piece__in=rows).values_list("piece", "issue__ref"):
        on[piece].append(ref)
    own = ("ref", "case_ref", "source_ref", "document_ref", "sha256", "page", "received_on", "may_be_disclosed", "part")
    parts = {(one.ref, one.part): one.name for ref in {row.source_ref for row in rows if row.part} for one in post.within(ref)}
    return tuple(
        PieceSeen(
            **{name: getattr(row, name) for name in own},
            **{name: words.get(row.made_by, {}).get(name, ERASED) for name in ("shows", "came_from")},
            issues=tuple(sorted(on[row.pk])),
            name=parts.get((row.source_ref, row.part), "") if row.part else "",
            withdrawn=row.superseded_by is not None,
            because=words.get(row.superseded_by, {}).get("because", ERASED) if row.superseded_by else "",
        )
        for row in rows
    )


def _requests(rows: list[Request]) -> tuple[RequestSeen, ...]:
    words = private_words({row.told_by for row in rows})
    own = ("ref", "version", "state", "case_ref", "due", "asked_on", "answered_on")
    return tuple(
        RequestSeen(
            **{name: getattr(row, name) for name in own},
            issue_ref=row.issue.ref,
            **{name: words.get(row.told_by, {}).get(name, ERASED) for name in ("what", "asked_of", "address")},
        )
        for row in rows
    )
