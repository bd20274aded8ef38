"""Who may see a case, for programs: restricting and walls, marks, a restricted case opened in an emergency; and where its paper file is."""

from datetime import date, datetime
from typing import Annotated, Any, Literal

from django.http import Http404
from ninja import Field, Path, Router, Schema

from duly.api.asking import offer
from duly.api.doing import Key, once
from duly.api.request import LetIn
from duly.api.shapes import Ref, Sent
from duly.api.signing.kinds import READS, WRITES, Day, Reference, WhyInWords, colleague, known_case
from duly.casework import flow
from duly.casework.cases import queries as cases
from duly.casework.files import actions as files
from duly.casework.files import queries as papers
from duly.casework.files.states import WAYS
from duly.casework.screens.common import found
from duly.core.confidentiality import actions, queries
from duly.core.confidentiality.queries import FINDINGS
from duly.core.confidentiality.states import MARKS, REASONS

router = Router()
RESTRICTS, WALLS, MARKS_IT = ("confidentiality.restrict",), ("confidentiality.wall",), ("confidentiality.mark",)
Why = Annotated[str, Field(min_length=1, max_length=2000)]


class Access(Schema):
    """Who may see a case. Why somebody is walled off, and which papers are marked, stays in the office."""

    ref: str
    restricted: bool
    named: list[str] = Field(description="While it is restricted: the officers who may see it.")
    walled_off: list[str]
    marks: int
    gone: bool = Field(False, description="What was done took the case from your own officer's sight.")


class RestrictCase(Sent):
    """Why, and who may see it besides its owner and whoever restricts it."""

    because: Why
    officers: list[Reference] = Field([], max_length=50)


class OneOfficer(Sent):
    """Somebody, by their reference."""

    officer: Reference


class OfficerAndWhy(OneOfficer):
    """Somebody, and why."""

    because: Why


class Marked(Sent):
    """Which paper (or the case itself), how it is marked, and why."""

    paper: str = Field(min_length=1, max_length=40)
    mark: Literal[tuple(MARKS)]  # type: ignore[valid-type]  # the room's
    because: str = Field("", max_length=2000)


class BreakGlass(Sent):
    """A restricted case that cannot wait, and why. Its owner reads this, and so does whoever reviews it."""

    case: Reference
    reason: Literal[tuple(REASONS)]  # type: ignore[valid-type]  # the room's
    because: Why


class ReviewOpening(Sent):
    """What a second person finds of an opening."""

    finding: Literal[tuple(FINDINGS)]  # type: ignore[valid-type]  # the room's
    because: Why


class Opening(Schema):
    """A restricted case opened in an emergency."""

    number: int
    case: str
    officer: str
    until: datetime
    review_by: date
    finding: str


class MovePaperFile(Sent):
    """Where which volume went, with whom, when, and until when."""

    way: Literal[tuple(WAYS)]  # type: ignore[valid-type]  # the room's
    where: str = Field(min_length=1, max_length=200)
    holder: str = Field("", max_length=20, description="With whom in the office.")
    volume: int = Field(1, ge=1, le=999)
    moved_on: Day
    due_back: Day | None = None


class PaperVolume(Schema):
    """A volume of the paper file, and where it is."""

    volume: int
    way: str
    where: str
    holder: str
    moved_on: date
    due_back: date | None


class PaperFile(Schema):
    """The volumes of the paper file of a case."""

    ref: str
    volumes: list[PaperVolume]


@offer(router, "GET", "/cases/{ref}/access/", gives=Access, **READS)
def get_access(request: LetIn, ref: Ref) -> dict[str, Any]:
    """Who may see a case: whether it is restricted, to whom, and who is walled off."""
    found(cases.case, ref)
    return _told(ref)


@offer(router, "POST", "/cases/{ref}/access/restrict/", gives=Access, asks=RESTRICTS, **WRITES)
def restrict_case(request: LetIn, ref: Ref, body: RestrictCase, key: Key) -> dict[str, Any]:
    """Restrict it to its owner, to whoever restricts it and to those who are named."""
    owner = found(cases.case, ref).owner
    first = [colleague(one, "body.officers") for one in body.officers]
    officers = tuple(dict.fromkeys(one for one in (owner, request.actor.ref, *first) if one and queries.may_see(ref, officer=one)))
    return _done(request, ref, key, lambda: flow.restrict_case(ref, officers=officers, because=body.because, by=request.actor))


@offer(router, "POST", "/cases/{ref}/access/lift/", gives=Access, asks=RESTRICTS, **WRITES)
def lift_restriction(request: LetIn, ref: Ref, body: WhyInWords, key: Key) -> dict[str, Any]:
    """Restrict it no longer."""
    return _done(request, ref, key, lambda: actions.lift(ref, because=body.because, by=request.actor))


@offer(router, "POST", "/cases/{ref}/access/name/", gives=Access, asks=RESTRICTS, **WRITES)
def name_who_may_see(request: LetIn, ref: Ref, body: OneOfficer, key: Key) -> dict[str, Any]:
    """Name somebody who may see it while it is restricted."""
    officer = colleague(body.officer, "body.officer")
    return _done(request, ref, key, lambda: actions.name(ref, officer=officer, by=request.actor))


@offer(router, "POST", "/cases/{ref}/access/unname/", gives=Access, asks=RESTRICTS, **WRITES)
def unname_who_may_see(request: LetIn, ref: Ref, body: OneOfficer, key: Key) -> dict[str, Any]:
    """Take somebody from those who may see it."""
    return _done(request, ref, key, lambda: flow.unname_for_case(ref, officer=body.officer, by=request.actor))


@offer(router, "POST", "/cases/{ref}/access/wall/", gives=Access, asks=WALLS, **WRITES)
def wall_officer_off(request: LetIn, ref: Ref, body: OfficerAndWhy, key: Key) -> dict[str, Any]:
    """Wall somebody off from it; oneself, by declaring a conflict of one's own."""
    officer = colleague(body.officer, "body.officer")
    return _done(request, ref, key, lambda: flow.wall_off(ref, officer=officer, because=body.because, by=request.actor))


@offer(router, "POST", "/cases/{ref}/access/unwall/", gives=Access, asks=WALLS, **WRITES)
def take_wall_down(request: LetIn, ref: Ref, body: OfficerAndWhy, key: Key) -> dict[str, Any]:
    """Let somebody who was walled off see it again."""
    return _done(request, ref, key, lambda: actions.unwall(ref, officer=body.officer, because=body.because, by=request.actor))


@offer(router, "POST", "/cases/{ref}/access/mark/", gives=Access, asks=MARKS_IT, **WRITES)
def mark_paper(request: LetIn, ref: Ref, body: Marked, key: Key) -> dict[str, Any]:
    """Mark a paper of it, or the whole case: it stays in the office, and is told to no program."""
    return _done(request, ref, key, lambda: actions.mark(ref, **body.model_dump(), by=request.actor))


@offer(router, "POST", "/cases/{ref}/access/unmark/", gives=Access, asks=MARKS_IT, **WRITES)
def unmark_paper(request: LetIn, ref: Ref, body: Marked, key: Key) -> dict[str, Any]:
    """Take a mark off."""
    return _done(request, ref, key, lambda: actions.unmark(ref, **body.model_dump(), by=request.actor))


@offer(router, "POST", "/restricted/", gives=Opening, asks=("confidentiality.break",), **WRITES)
def break_glass(request: LetIn, body: BreakGlass, key: Key) -> dict[str, Any]:
    """Open a restricted case that cannot wait, for a few hours. Its owner is told, and somebody else reviews it."""
    case = body.case.strip().upper()

    def act() -> str:
        return str(flow.break_glass(case, reason=body.reason, because=body.because, by=request.actor).id)

    return _opening(int(once(request, key, act)))


@offer(router, "POST", "/restricted/{number}/review/", gives=Opening, asks=("confidentiality.review",), **WRITES)
def review_opening(request: LetIn, number: Annotated[int, Path(..., ge=1, le=2**31)], body: ReviewOpening, key: Key) -> dict[str, Any]:
    """Say what one finds of a case that somebody else opened in an emergency."""
    _opening(number)
    return _opening(int(once(request, key, lambda: str(actions.review(number, **body.model_dump(), by=request.actor).id))))


@offer(router, "GET", "/cases/{ref}/paper/", gives=PaperFile, **READS)
def get_paper_file(request: LetIn, ref: Ref) -> dict[str, Any]:
    """Where the paper file of a case is, volume by volume."""
    found(cases.case, ref)
    return _volumes(ref)


@offer(router, "POST", "/cases/{ref}/paper/move/", gives=PaperFile, asks=("files.move",), **WRITES)
def move_paper_file(request: LetIn, ref: Ref, body: MovePaperFile, key: Key) -> dict[str, Any]:
    """Note that a volume of the paper file went somewhere."""
    case = known_case(ref, "path.ref")
    colleague(body.holder, "body.holder")
    once(request, key, lambda: files.move(case, **body.model_dump(), by=request.actor).case_ref)
    return _volumes(case)


def _done(request: LetIn, ref: str, key: Any, act: Any) -> dict[str, Any]:
    found(cases.case, ref)
    once(request, key, lambda: str(act().case_ref))
    return _told(ref) if queries.may_see(ref, officer=request.actor.ref) else _told(ref) | {"named": [], "walled_off": [], "gone": True}


def _told(ref: str) -> dict[str, Any]:
    seen = queries.access(ref)
    walls = [who for who, _ in seen.walls]
    return {"ref": ref, "restricted": seen.restricted, "named": list(seen.named), "walled_off": walls, "marks": len(seen.marks)}


def _opening(number: int) -> dict[str, Any]:
    one = next((seen for seen in queries.openings() if seen.id == number), None)
    if one is None:
        raise Http404(f"Nothing was opened in an emergency under {number}.")
    same = {name: getattr(one, name) for name in ("officer", "until", "review_by", "finding")}
    return same | {"number": one.id, "case": one.case_ref}


def _volumes(ref: str) -> dict[str, Any]:
    told = [{name: getattr(one, name) for name in PaperVolume.model_fields} for one in papers.volumes(ref)]
    return {"ref": ref, "volumes": told}
