"""Work: one's own tasks with their next action and day, and one task."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_POST

from duly.casework import flow
from duly.casework.screens import common
from duly.casework.screens.contacts import presenters
from duly.casework.screens.contacts.forms import StepForm, TaskForm
from duly.casework.screens.contacts.presenters import TASKS
from duly.core.people import queries as people
from duly.core.record.clock import today
from duly.core.record.queries import history
from duly.core.work import actions, queries
from duly.primitives.period import say_day
from duly.primitives.refusal import Refusal, Refused
from duly.ui import listed
from duly.ui.asks import asks
from duly.ui.frame import Action, Cell, Facet, FacetGroup, Link, Tag
from duly.ui.pages import say, show


@asks()
@require_GET
def listed_(request: HttpRequest) -> HttpResponse:
    """One's own tasks, those due first; `?whose=everybody` everybody's."""
    of = "everybody" if request.GET.get("whose") == "everybody" else ""
    rows = queries.tasks(owner="" if of else request.actor.ref)
    asked = listed.ask(request, TASKS)
    page = TASKS.page(rows, asked)
    whose_work = FacetGroup("Whose", (Facet("Mine", "?", current=not of), Facet("Everybody's", "?whose=everybody", current=bool(of))))
    return listed.as_file(TASKS, rows, asked) or show(
        request,
        "contacts/list.html",
        title="Everybody's work" if of else "My work",
        section="Work",
        actions=(Action("Give a task", "/tasks/new/", tone="go"),),
        formats=listed.formats(asked, whose=of),
        facets=(whose_work, *listed.facet_groups(page, asked, whose=of)),
        unknown=listed.unknown(page),
        pager=listed.pager(page, asked, "tasks", whose=of),
        table=listed.table(
            TASKS, page, asked, "Tasks", cells=presenters.task_cells(people.names()), empty="Nothing is waiting for you.", wrap=("what", "waits_for"), whose=of
        ),
    )  # fmt: skip


@asks("work.keep")
def new(request: HttpRequest) -> HttpResponse:
    """Give somebody a task."""
    initial = {"owner": request.actor.ref, "about": request.GET.get("about", "")}
    form = TaskForm(request.POST or None, owners=common.colleagues(), initial=initial)
    refusal: Refusal | None = None
    if request.method == "POST" and form.is_valid():
        try:
            done = actions.make(**form.cleaned_data, by=request.actor)
        except Refused as stopped:
            refusal = stopped.refusal
        else:
            say(request, f"{done.ref} is given, for {say_day(done.due)}.")
            return redirect(f"/tasks/{done.ref}/")
    return show(
        request,
        "contacts/form.html",
        title="Give a task",
        section="Work",
        crumbs=(Link("My work", "/tasks/"),),
        status=422 if form.errors else 200,
        refusal=refusal,
        form=form,
        button="Give it",
    )


@asks()
@require_GET
def task(request: HttpRequest, ref: str) -> HttpResponse:
    """One task, and what may become of it."""
    return _task(request, ref)


@asks("work.keep")
@require_POST
def step(request: HttpRequest, ref: str) -> HttpResponse:
    """Finish, put off, give or drop a task: the button pressed says which."""
    seen = common.found(queries.task, ref)
    form, way = StepForm(request.POST, owners=common.colleagues()), request.POST.get("way", "")
    if not form.is_valid():
        return _task(request, ref, form=form, status=422)
    said = form.cleaned_data
    due = said["due"] or max(seen.due, today())
    try:
        if way == "finish":
            done = flow.finish_task(ref, outcome=said["words"], by=request.actor)
        elif way == "drop":
            done = flow.drop_task(ref, because=said["words"], by=request.actor)
        elif way == "wait":
            done = actions.wait(ref, waits_for=said["words"], due=due, by=request.actor)
        else:
            done = actions.give(ref, owner=said["owner"] or seen.owner, due=due, by=request.actor)
    except Refused as stopped:
        return _task(request, ref, form=form, refusal=stopped.refusal)
    say(request, f"{ref} is {done.state}." if done.ended else f"{ref} is {done.state}, for {say_day(done.due)}.")
    return redirect("/tasks/" if done.ended else f"/tasks/{ref}/")


def _task(
    request: HttpRequest, ref: str, *, form: StepForm | None = None, refusal: Refusal | None = None, status: int = 200
) -> HttpResponse:
    seen, names = common.found(queries.task, ref), people.names()
    facts: list[tuple[str, object]] = [
        ("Due", Cell(say_day(seen.due), tone="red" if seen.overdue else "")),
        ("Owner", names.get(seen.owner, seen.owner)),
        ("About", Link(seen.about, presenters.where(seen.about)) if presenters.where(seen.about) else seen.about),
        ("Given on", say_day(seen.made_on)),
    ]
    if seen.waits_for:
        facts.append(("Waits for", seen.waits_for))
    return show(
        request,
        "contacts/task.html",
        title=seen.what,
        sub=ref,
        section="Work",
        tag=Tag(seen.state.capitalize(), "red" if seen.overdue else "green" if seen.state == "done" else "blue"),
        crumbs=(Link("My work", "/tasks/"), Link(ref, f"/tasks/{ref}/")),
        task=seen,
        facts=facts,
        form=form or StepForm(owners=common.colleagues(), initial={"owner": seen.owner}),
        timeline=common.happenings(history("task", ref)),
        refusal=refusal,
        status=status,
    )
