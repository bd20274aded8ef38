"""Who may see a case: the page, and everything that may be done about it."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_POST

from duly.casework import flow
from duly.casework.cases import queries as cases
from duly.casework.screens import common
from duly.casework.screens.kept.forms import AccessForm, MarkForm
from duly.core.confidentiality import actions, powers, queries
from duly.core.confidentiality.queries import AccessSeen
from duly.core.confidentiality.states import MARKS
from duly.core.people import queries as people
from duly.core.record.clock import today
from duly.core.record.queries import history
from duly.core.scheme.queries import why_not
from duly.primitives.actor import Actor
from duly.primitives.refusal import Refusal, Refused
from duly.ui.asks import asks
from duly.ui.environment import stamp
from duly.ui.frame import Cell, Column, Link, Row, Table, Tag
from duly.ui.pages import say, show


@asks()
@require_GET
def access(request: HttpRequest, ref: str) -> HttpResponse:
    """Who may see it, who is walled off, what is marked, who opened it and who read it."""
    return _page(request, ref)


@asks("confidentiality.restrict", "confidentiality.wall", "confidentiality.mark")
@require_POST
def step(request: HttpRequest, ref: str) -> HttpResponse:
    """Restrict, lift, name, wall off, mark and their opposites: the button pressed says which."""
    seen = common.found(cases.case, ref)
    way = request.POST.get("way", "")
    form = AccessForm(request.POST, people=common.colleagues())
    marks = MarkForm(request.POST, papers=_papers(ref)) if way in ("mark", "unmark") else None
    sent = marks or form
    if not sent.is_valid():
        return _page(request, ref, form=form if marks is None else None, marks=marks, status=422)
    do = _ways(ref, sent.cleaned_data, owner=seen.owner, by=request.actor).get(way)
    if do is None:
        return _page(request, ref, refusal=Refusal("way", "Choose what to do."))
    try:
        do()
    except Refused as stopped:
        return _page(request, ref, form=form if marks is None else None, marks=marks, refusal=stopped.refusal)
    if not queries.may_see(ref, officer=request.actor.ref):
        say(request, "It is done. You cannot see that case any longer.")
        return redirect("/cases/")
    say(request, "It is done, and on the record.")
    return redirect(f"/cases/{ref}/access/")


def _ways(ref: str, said: dict[str, str], *, owner: str, by: Actor) -> dict[str, Callable[[], AccessSeen]]:
    who, because = said.get("officer", ""), said.get("because", "")
    first = tuple(dict.fromkeys(one for one in (owner, by.ref, who) if one and queries.may_see(ref, officer=one)))
    paper = {"paper": said.get("paper", ""), "mark": said.get("mark", ""), "because": said.get("words", "")}
    return {
        "restrict": lambda: flow.restrict_case(ref, officers=first, because=because, by=by),
        "lift": lambda: actions.lift(ref, because=because, by=by),
        "name": lambda: actions.name(ref, officer=who, by=by),
        "unname": lambda: flow.unname_for_case(ref, officer=who, by=by),
        "wall": lambda: flow.wall_off(ref, officer=who, because=because, by=by),
        "declare": lambda: flow.wall_off(ref, officer=by.ref, because=because, by=by),
        "unwall": lambda: actions.unwall(ref, officer=who, because=because, by=by),
        "mark": lambda: actions.mark(ref, **paper, by=by),
        "unmark": lambda: actions.unmark(ref, **paper, by=by),
    }


def _papers(ref: str) -> list[tuple[str, str]]:
    from duly.casework.files import queries as files
    from duly.core.record.clock import now

    view = files.as_at(ref, now())
    return [(ref, f"{ref}: the whole case"), *((one.ref, f"{one.ref}: {one.what}") for one in view.papers if one.ref != ref)]


def _page(
    request: HttpRequest,
    ref: str,
    *,
    form: AccessForm | None = None,
    marks: MarkForm | None = None,
    refusal: Refusal | None = None,
    status: int = 200,
) -> HttpResponse:
    seen, names = common.found(cases.case, ref), people.names()
    kept, opened = queries.access(ref), queries.openings(case_ref=ref)
    may = {power.code: why_not(power, {}, actor=request.actor, on=today()) for power in (powers.RESTRICT, powers.WALL, powers.MARK)}
    walls = Table(
        "Walled off",
        (Column("Who"), Column("Why", "wrap")),
        tuple(Row((names.get(who, who), because)) for who, because in kept.walls),
        empty="Nobody is walled off from it.",
    )
    marked = Table(
        "Marked",
        (Column("Paper"), Column("Mark"), Column("Why", "wrap")),
        tuple(
            Row((Cell(paper, ref=True), Cell(MARKS.get(one, one), tone="violet", tag=True), because)) for paper, one, because in kept.marks
        ),
        empty="No paper of it is marked.",
    )
    broken = Table(
        "Opened in an emergency",
        (Column("Who"), Column("Until"), Column("Why", "wrap"), Column("Found")),
        tuple(
            Row((names.get(o.officer, o.officer), stamp(o.until), o.because, o.finding.capitalize() or Cell("To review", "/restricted/")))
            for o in opened
        ),
        empty="Nobody has opened it in an emergency.",
    )
    read = Table(
        "Read by",
        (Column("Who"), Column("In the quarter of an hour from")),
        tuple(Row((names.get(who, who), stamp(at))) for who, at in queries.readings(ref, limit=20)),
        empty="Readings are noted while a case is restricted: once a person and quarter of an hour.",
    )
    return show(
        request,
        "kept/access.html",
        title="Who may see it",
        sub=seen.title,
        section="Cases",
        tag=Tag("Restricted", "violet") if kept.restricted else Tag("Open to casework", ""),
        crumbs=(Link("Cases", "/cases/"), Link(ref, f"/cases/{ref}/"), Link("Who may see it", f"/cases/{ref}/access/")),
        url=f"/cases/{ref}/access/step/",
        kept=kept,
        named=tuple(names.get(one, one) for one in kept.named),
        walls=walls,
        marked=marked,
        broken=broken,
        read=read,
        form=form or AccessForm(people=common.colleagues()),
        marks=marks or MarkForm(papers=_papers(ref)),
        blocked={code: one.because if one else "" for code, one in may.items()},
        timeline=common.happenings(history("case access", ref)),
        refusal=refusal,
        status=status,
    )
