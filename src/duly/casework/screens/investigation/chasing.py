"""Everything that is chased, what is to be sent today first, with the words beside it; and the ladders."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from duly.casework.flow import chasing as flow
from duly.casework.screens import common
from duly.casework.screens.investigation import presenters
from duly.casework.screens.investigation.forms import AnotherDayForm, ChaseForm, LadderForm, StopForm
from duly.casework.screens.investigation.presenters import CHASES
from duly.core.chases import actions, checks, powers, queries
from duly.core.chases.queries import ChaseSeen
from duly.core.chases.rules import ASKED
from duly.core.clocks import queries as clocks
from duly.core.people import queries as people
from duly.core.record.clock import today
from duly.core.record.queries import history
from duly.core.scheme.queries import why_not
from duly.primitives.period import say_day
from duly.primitives.refusal import Refusal, Refused
from duly.ui import listed
from duly.ui.asks import asks
from duly.ui.frame import Action, Column, Link, Row, Table
from duly.ui.pages import say, show

CRUMB = Link("Chasing", "/chasing/")


@asks()
@require_safe
def every(request: HttpRequest) -> HttpResponse:
    """What is chased, what is to be sent today first; one of them open beside the list."""
    asked = listed.ask(request, CHASES)
    if asked.format != "html":
        return listed.as_file(CHASES, presenters.chase_rows(queries.chases(), people.names()), asked) or HttpResponse()
    return chased(request, request.GET.get("open", ""))


@asks("chases.keep")
@require_POST
def send(request: HttpRequest, ref: str) -> HttpResponse:
    """Send the next step: the one that was seen."""
    common.found(queries.chase, ref)
    typed = request.POST.get("step", "")
    try:
        done = flow.send_next(ref, step=int(typed) if typed.isdecimal() and len(typed) < 4 else None, by=request.actor)  # type: ignore[attr-defined]  # put there by the site
    except Refused as stopped:
        return chased(request, ref, refusal=stopped.refusal)
    last = done.steps[-1] if done.steps else None
    say(request, f"{ref}: the {last.kind} is sent." if last and done.state == "running" else f"{ref} has come: nothing was sent.")
    return redirect("/chasing/")


@asks("chases.keep")
@require_POST
def send_all(request: HttpRequest) -> HttpResponse:
    """Send everything of which a step is due today."""
    sent = flow.send_due(by=request.actor)  # type: ignore[attr-defined]  # put there by the site
    say(request, f"{len(sent):,} sent. {len(queries.due_now()):,} left to send today.")
    return redirect("/chasing/")


@asks("chases.keep", "clocks.extend")
@require_POST
def another_day(request: HttpRequest, ref: str) -> HttpResponse:
    """Give whoever is chased until another day: the ladder is reckoned from that."""
    common.found(queries.chase, ref)
    form = AnotherDayForm(request.POST, auto_id="id_day_%s")
    if not form.is_valid():
        return chased(request, ref, day_form=form, status=422)
    try:
        done = flow.give_another_day(ref, **form.cleaned_data, by=request.actor)  # type: ignore[attr-defined]  # put there by the site
    except Refused as stopped:
        return chased(request, ref, day_form=form, refusal=stopped.refusal)
    following = f" The next step goes on {say_day(done.next_on)}." if done.next_on else ""
    say(request, f"{ref} is due on {say_day(done.due)} now.{following}")
    return redirect(f"/chasing/?open={ref}")


@asks("chases.keep")
@require_POST
def stop(request: HttpRequest, ref: str) -> HttpResponse:
    """Chase a thing no longer."""
    common.found(queries.chase, ref)
    form = StopForm(request.POST)
    if not form.is_valid():
        return chased(request, ref, form=form, status=422)
    try:
        actions.end(ref, **form.cleaned_data, by=request.actor)  # type: ignore[attr-defined]  # put there by the site
    except Refused as stopped:
        return chased(request, ref, form=form, refusal=stopped.refusal)
    say(request, f"{ref} is chased no longer.")
    return redirect("/chasing/")


@asks("chases.keep")
def new(request: HttpRequest) -> HttpResponse:
    """Chase whatever a clock runs on."""
    form = ChaseForm(request.POST or None, initial={"clock": request.GET.get("clock", "")})
    refusal: Refusal | None = None
    if request.method == "POST" and form.is_valid():
        given = dict(form.cleaned_data)
        if not any(one.ref == given["clock"] for one in clocks.clocks(only_open=True)):
            form.add_error("clock", f"There is no running clock {given['clock']}.")
        else:
            try:
                done = flow.chase_clock(given.pop("clock"), **given, by=request.actor)  # type: ignore[attr-defined]  # put there by the site
            except Refused as stopped:
                refusal = stopped.refusal
            else:
                say(request, f"{done.ref} chases {done.about}, due {say_day(done.due)}.")
                return redirect("/chasing/")
    stopped_by = why_not(powers.KEEP, {}, actor=request.actor, on=today())  # type: ignore[attr-defined]  # put there by the site
    return show(
        request,
        "investigation/form.html",
        title="Chase what a clock runs on",
        section="Chasing",
        crumbs=(CRUMB,),
        status=422 if form.errors else 200,
        refusal=refusal,
        form=form,
        label="Chase it",
        blocked=stopped_by.because if stopped_by else "",
    )


@asks("chases.adopt")
def ladders(request: HttpRequest) -> HttpResponse:
    """The ladders: each version, and the next one to be adopted."""
    form = LadderForm(request.POST or None, initial={"starts": today()})
    refusal: Refusal | None = None
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        title = next(one.title for one in queries.ladders() if one.code == said["code"])
        named: dict[str, Any] = {"title": title, "starts": said["starts"], "rungs": said["steps"], "because": said["because"]}
        try:
            done = actions.adopt(said["code"], **named, by=request.actor)  # type: ignore[attr-defined]  # put there by the site
        except Refused as stopped:
            refusal = stopped.refusal
        else:
            say(request, f"Version {done.number} of {done.code} is adopted, from {say_day(done.starts)}.")
            return redirect("/chasing/ladders/")
    titles = people.post_titles()
    rows = tuple(
        Row(
            (
                one.title,
                "As shipped, to be verified" if not one.number else str(one.number),
                say_day(one.starts),
                "; ".join(f"{r.when}: {r.kind} to {titles.get(r.to, 'whoever was asked' if r.to == ASKED else r.to)}" for r in one.rungs),
            )
        )
        for one in queries.ladders()
    )
    stopped_by = why_not(powers.ADOPT, {}, actor=request.actor, on=today())  # type: ignore[attr-defined]  # put there by the site
    return show(
        request,
        "investigation/ladders.html",
        title="Ladders",
        section="Chasing",
        crumbs=(CRUMB,),
        table=Table("Ladders", (Column("Ladder"), Column("Version"), Column("From"), Column("Steps, in working days", "wrap")), rows),
        form=form,
        status=422 if form.errors else 200,
        refusal=refusal,
        blocked=stopped_by.because if stopped_by else "",
    )


def chased(
    request: HttpRequest,
    opened: str,
    *,
    form: StopForm | None = None,
    day_form: AnotherDayForm | None = None,
    refusal: Refusal | None = None,
    status: int = 200,
) -> HttpResponse:
    """The list, and beside it the chase that is open: the one named, or the first to be sent today."""
    found, by = queries.chases(), request.actor  # type: ignore[attr-defined]  # put there by the site
    asked = listed.ask(request, CHASES)
    page = CHASES.page(presenters.chase_rows(found, people.names()), asked)
    due = [one for one in found if one.due_now]
    seen = next((one for one in found if one.ref == opened), due[0] if due else None)
    stopped, no_stop = (checks.why_not_send(seen, by=by), checks.why_not_stop(seen, "end", because="x", by=by)) if seen else (None, None)
    no_day = flow.why_not_give_another_day(seen, by=by) if seen else None
    return show(
        request,
        "investigation/chasing.html",
        title="Chasing",
        sub=f"{len(due):,} to send today",
        section="Chasing",
        formats=listed.formats(asked),
        actions=(Action("Ladders", url="/chasing/ladders/"), Action("Chase a clock", url="/chasing/new/")),
        facets=listed.facet_groups(page, asked),
        unknown=listed.unknown(page),
        pager=listed.pager(page, asked, "chases"),
        table=listed.table(
            CHASES,
            page,
            asked,
            "Chases",
            cells=presenters.CHASE_CELLS,
            wrap=("what", "asked_of"),
            empty="Nothing is chased. What is asked for on a case is.",
            selected=seen.ref if seen else "",
        ),
        due=len(due),
        seen=seen,
        words=actions.words_of(seen) if seen and seen.next else "",
        step=f"{seen.next.kind.capitalize()} to {presenters.to_said(seen.next.to, seen)}" if seen and seen.next else "",
        blocked=stopped.because if stopped else "",
        stop_blocked=no_stop.because if no_stop else "",
        timeline=common.happenings(history("chase", seen.ref)) if seen else (),
        form=form or StopForm(),
        day_form=day_form or AnotherDayForm(auto_id="id_day_%s"),
        due_said=say_day(seen.due) if seen else "",
        day_blocked=no_day.because if no_day else "",
        with_it=_with_it(seen) if seen else "",
        refusal=refusal,
        status=status,
    )


def _with_it(seen: ChaseSeen) -> str:
    """What another day does besides, before it is given."""
    if clock := flow.clock_given_time(seen):
        return f"{seen.about} and its clock {clock.ref} are due on that day too."
    late = [one.ref for one in clocks.clocks(kind=seen.kind, about=seen.about, only_open=True)] if seen.kind == flow.REQUEST else []
    return f"{seen.about} is due on that day too. Its clock {late[0]} has run out, and stays late." if late else ""
