"""The file of a case as at a day or an entry of the record, and where its paper is."""

import uuid
from collections.abc import Mapping, Sequence

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_POST

from duly.casework.cases import queries as cases
from duly.casework.cases.states import LOST, TAKEN_BACK
from duly.casework.files import actions, powers, queries
from duly.casework.files.queries import FileView, OnFile
from duly.casework.files.rules import called
from duly.casework.files.states import WAYS
from duly.casework.screens import common
from duly.casework.screens.breaches import presenters as breaches
from duly.casework.screens.kept.forms import AtForm, MoveForm
from duly.core.confidentiality import queries as confidentiality
from duly.core.people import queries as people
from duly.core.record.clock import now, today
from duly.core.scheme.queries import why_not
from duly.primitives.refusal import Refusal, Refused
from duly.ui.asks import asks
from duly.ui.environment import day, stamp
from duly.ui.frame import Cell, Column, Link, Row, Table
from duly.ui.pages import say, show

HEADINGS = ("kind", "ref", "what", "of", "known", "as_it_was", "changed_since")
PAGES = {
    "post item": "/post/{}/",
    "call": "/calls/{}/",
    "standing instruction": "/instructions/{}/",
    "letter": "/letters/{}/",
    "evidence request": "/requests/{}/",
    "compliance": "/compliance/{}/",
    "submission": "/submissions/{}/",
    "decision": "/decisions/{}/",
    "review": "/reviews/{}/",
    "referral": "/referrals/{}/",
    "involvement": "/involvement/{}/",
    "commissioned work": "/commissioned/{}/",
    "advice": "/advice/{}/",
    "clock": "/clocks/{}/",
    "task": "/tasks/{}/",
    "misfiling": "/breaches/{}/",
}
"""Where a paper of a kind has a page of its own. The rest are parts of a page of the case."""
OF_THE_CASE = {
    "issue": "/cases/{}/investigation/",
    "piece of evidence": "/cases/{}/investigation/",
    "chronology": "/cases/{}/investigation/",
    "adjudication": "/cases/{}/adjudication/",
    "recommendation": "/cases/{}/adjudication/",
    "case risk": "/risk/{}/",
    "case access": "/cases/{}/access/",
}


@asks()
@require_GET
def file(request: HttpRequest, ref: str) -> HttpResponse:
    """The file as at the end of `?at=`, as at a decision (`?decision=`) or an entry (`?entry=`); as it is, where none is asked for."""
    return _page(request, ref)


@asks("files.move")
@require_POST
def move(request: HttpRequest, ref: str) -> HttpResponse:
    """Note that a volume of the paper file went somewhere."""
    common.found(cases.case, ref)
    form = MoveForm(request.POST, people=common.colleagues())
    if not form.is_valid():
        return _page(request, ref, form=form, status=422)
    try:
        done = actions.move(ref, **form.cleaned_data, by=request.actor)
    except Refused as stopped:
        return _page(request, ref, form=form, refusal=stopped.refusal)
    say(request, f"Volume {done.volume} of {ref}: {WAYS[done.way].lower()} {done.where}.")
    return redirect(f"/cases/{ref}/file/")


def asked_for(ref: str, *, at: str, entry: str, decision: str) -> tuple[FileView, str]:
    """The view an address asks for, and in words as at what. What is no moment of this case's is said not to be there."""
    try:
        if decision:
            view = queries.as_at_decision(ref, decision)
            if view is None:
                raise Http404(f"There is no {decision}.")
            return view, f"when {decision} was made, {stamp(view.as_at)}"
        if entry:
            view = queries.as_at_entry(ref, uuid.UUID(entry))
            if view is None:
                raise Http404("No entry of this case has that number.")
            return view, f"an entry of the record, {stamp(view.as_at)}"
        if at:
            form = AtForm({"at": at})
            if not form.is_valid():
                raise ValueError
            on = form.cleaned_data["at"]
            return queries.as_at(ref, queries.end_of(on)), f"the end of {day(on)}"
    except ValueError:
        raise Http404("That is no day and no entry of the record.") from None
    return queries.as_at(ref, now()), "now"


def as_row(one: OnFile) -> tuple[object, ...]:
    """One paper as CSV and JSON tell it."""
    return (one.kind, one.ref, one.what, one.on.isoformat() if one.on else "", one.known_at.isoformat(), one.last, one.later)


def _page(
    request: HttpRequest, ref: str, *, form: MoveForm | None = None, refusal: Refusal | None = None, status: int = 200
) -> HttpResponse:
    seen, names = common.found(cases.case, ref), people.names()
    said = {name: request.GET.get(name, "").strip() for name in ("at", "entry", "decision")}
    at = AtForm({"at": said["at"]} if said["at"] else None)
    if said["at"] and not at.is_valid():
        said["at"], status = "", 422
    view, words = asked_for(ref, **said)
    stay = confidentiality.kept_in([one.ref for one in (*view.papers, *view.came_later)])
    if request.method == "GET":
        other = common.in_another_form(request, f"file-{ref}", HEADINGS, [as_row(one) for one in leaving(view.papers, stay)])
        if other is not None:
            return other
    volumes = queries.volumes(ref)
    gone = {one.volume: one.ref for one in cases.breaches(ref) if one.kind == LOST and TAKEN_BACK[0] not in one.done}
    refused = why_not(powers.MOVE, {}, actor=request.actor, on=today())
    return show(
        request,
        "kept/file.html",
        title=f"The file of {ref}",
        sub=f"As at {words}",
        section="Cases",
        crumbs=(Link("Cases", "/cases/"), Link(ref, f"/cases/{ref}/"), Link("File", f"/cases/{ref}/file/")),
        formats=common.formats(request)[:2],
        facts=(
            ("Case", seen.title),
            ("Stage then", view.stage.capitalize() or "Not yet opened"),
            ("Owner then", names.get(view.owner, view.owner) or "Nobody"),
            ("On the file", f"{len(view.papers):,}"),
            ("Came later", f"{len(view.came_later):,}"),
            *(
                (("Decided by", names.get(view.decider, view.decider)), ("Kept from them then", f"{len(view.not_for_decider):,}"))
                if view.decider
                else ()
            ),
            *((("Record entry", f"{view.entry:,}"),) if view.entry is not None else ()),
        ),
        parts=[
            (group, _papers(view, some, stay, group, ""))
            for group, some in queries.by_group([one for one in view.papers if one.ref not in stay])
        ],
        nothing="Nothing else was on the file then." if stay else "Nothing was on the file then.",
        later=_papers(
            view,
            [one for one in view.came_later if one.ref not in stay],
            stay,
            "On it now, and not then",
            "Nothing has come onto the file since.",
        ),
        marked=_papers(
            view, [one for one in (*view.papers, *view.came_later) if one.ref in stay], stay, "Marked: it stays in the office", ""
        ),
        volumes=Table(
            "Paper file",
            (Column("Volume", "number"), Column("Where"), Column("Since"), Column("Due back"), Column("Lost")),
            tuple(
                Row(
                    (
                        str(one.volume),
                        Cell(f"{WAYS[one.way]} {one.where}", note=names.get(one.holder, "")),
                        day(one.moved_on),
                        Cell(day(one.due_back), tone="red" if one.overdue else "", tag=one.overdue, note="Overdue" if one.overdue else "")
                        if one.due_back
                        else "",
                        _lost(one.volume, ref, gone),
                    )
                )
                for one in volumes
            ),
            empty="No paper file of it is known.",
        ),
        at=at,
        form=form or MoveForm(people=common.colleagues()),
        move_url=f"/cases/{ref}/file/move/",
        blocked=refused.because if refused else "",
        timeline=common.happenings(view.happened[-40:]),
        not_printed=bool(stay) or any(one.subject_type == "case access" for one in view.happened[-40:]),
        refusal=refusal,
        status=status,
    )


def _lost(volume: int, case_ref: str, gone: Mapping[int | None, str]) -> Cell:
    """The breach in which a volume was noted as lost and did not turn up since, or the way to note one."""
    if volume in gone:
        return Cell(gone[volume], f"/breaches/{gone[volume]}/", ref=True, tone="red", note="Lost")
    way = breaches.begin(case_ref, LOST, volume=volume, label="It is lost")
    return Cell(way.label, way.url)


def leaving(found: tuple[OnFile, ...], stay: Mapping[str, str]) -> tuple[OnFile, ...]:
    """Those papers that may leave the office, in a file or to a program: none that is marked, nor why somebody is walled off or a paper marked."""
    return tuple(one for one in found if one.ref not in stay and one.kind != "case access")


def _noted(one: OnFile, view: FileView, stay: Mapping[str, str], names: dict[str, str]) -> str:
    """How a paper was marked then, how it is now, whether whoever decided could see it; and how it stood, where that is more than what it is."""
    then, mark = view.marks.get(one.ref) or view.marks.get(view.case_ref, ""), stay.get(one.ref, "")
    marked = mark.capitalize() + (", since" if mark and one in view.papers and not then else "") or (f"Then marked {then}" if then else "")
    kept = "Kept from whoever decided" if one.ref in view.not_for_decider else ""
    stood = common.with_names(one.last, names) if one.last != one.what and one.kind not in ("case access", "clock", "task") else ""
    return ". ".join(said.rstrip(".") for said in (marked, kept, stood) if said)


def page_of(one: OnFile, case_ref: str) -> str:
    """The address of a paper, or of the page of the case that it is a part of; empty where it has neither."""
    if one.kind in PAGES:
        return PAGES[one.kind].format(one.ref)
    return OF_THE_CASE[one.kind].format(case_ref) if one.kind in OF_THE_CASE else ""


def _papers(view: FileView, found: Sequence[OnFile], stay: Mapping[str, str], caption: str, empty: str) -> Table:
    names = people.names()
    rows = tuple(
        Row(
            (
                Cell(one.ref, page_of(one, view.case_ref), ref=True, note=called(one.kind).said),
                Cell(common.with_names(one.what, names), note=_noted(one, view, stay, names)),
                day(one.on) if one.on else "",
                stamp(one.known_at),
                f"{one.later} since" if one.later else "",
            )
        )
        for one in found
    )
    columns = (Column("Paper"), Column("What", "wrap"), Column("Of"), Column("On the record"), Column("Changed"))
    return Table(caption, columns, rows, empty=empty)
