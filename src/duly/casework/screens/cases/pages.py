"""The list of cases, one case, opening one, putting post with it, moving it on."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_POST

from duly.casework import flow
from duly.casework.cases import actions, checks, queries
from duly.casework.correspondence import queries as post
from duly.casework.decisions import queries as decisions
from duly.casework.dispatch import queries as letters
from duly.casework.screens import common
from duly.casework.screens.cases import parties, presenters
from duly.casework.screens.cases.forms import LinkForm, OpenForm, PartyForm
from duly.casework.screens.clocks.presenters import table_on_case
from duly.casework.submissions import queries as submissions
from duly.core.clocks import queries as clocks
from duly.core.people import queries as people
from duly.core.record.clock import today
from duly.core.record.queries import history
from duly.primitives.refusal import Refusal, Refused
from duly.ui.asks import asks
from duly.ui.frame import Action, Link
from duly.ui.pages import say, show

HEADINGS = ("ref", "title", "complainant", "body", "stage", "owner", "opened", "post")


@asks()
@require_GET
def listed(request: HttpRequest) -> HttpResponse:
    """Cases in one stage, or all."""
    stage = request.GET.get("state", "all")
    found = queries.cases(stages=() if stage == "all" else (stage,))
    rows = [(c.ref, c.title, c.complainant, c.body, c.stage, c.owner, c.opened_on.isoformat(), len(c.items)) for c in found]
    other = common.in_another_form(request, "cases", HEADINGS, rows)
    if other is not None:
        return other
    return show(
        request,
        "cases/cases.html",
        title="Cases",
        section="Cases",
        formats=common.formats(request),
        facets=common.state_facets("Stage", queries.by_stage(), stage),
        table=presenters.table(found, people.names()),
    )


@asks()
@require_GET
def case(request: HttpRequest, ref: str) -> HttpResponse:
    """One case: its post, submissions, decisions and letters, and what has happened."""
    return show_case(request, ref)


@asks("cases.open")
def new(request: HttpRequest) -> HttpResponse:
    """Open a case from the item of post named in the address."""
    item = common.found(post.item, request.GET.get("item", ""))
    refusal: Refusal | None = checks.why_not_open(item, by=request.actor)
    blocked = refusal.because if refusal else ""
    form = OpenForm(
        request.POST or None,
        owners=common.colleagues(),
        initial={"complainant": item.sender_name, "title": item.subject[:200], "owner": item.owner},
    )
    if request.method == "POST" and form.is_valid():
        try:
            done = flow.open_case_from(item.ref, by=request.actor, **form.cleaned_data)
        except Refused as stopped:
            refusal = stopped.refusal
        else:
            say(request, f"{done.ref} is opened from {item.ref}.")
            return redirect(f"/cases/{done.ref}/")
    return show(
        request,
        "cases/new.html",
        title="Open a case",
        sub=f"From {item.ref}: {item.subject}",
        section="Cases",
        crumbs=(Link("Post", "/post/"), Link(item.ref, f"/post/{item.ref}/")),
        status=422 if form.errors else 200,
        refusal=refusal if request.method == "POST" else None,
        form=form,
        blocked=blocked,
    )


@asks("cases.link")
@require_POST
def link(request: HttpRequest, ref: str) -> HttpResponse:
    """Put an item of post with the case."""
    common.found(queries.case, ref)
    form = LinkForm(request.POST)
    if form.is_valid() and not post.some((form.cleaned_data["item"],)):
        form.add_error("item", f"There is no {form.cleaned_data['item']}.")
    if not form.is_valid():
        return show_case(request, ref, form=form, status=422)
    try:
        actions.link_item(ref, item_ref=form.cleaned_data["item"], by=request.actor)
    except Refused as stopped:
        return show_case(request, ref, form=form, refusal=stopped.refusal)
    say(request, f"{form.cleaned_data['item']} is with {ref}.")
    return redirect(f"/cases/{ref}/")


@asks("cases.move")
@require_POST
def step(request: HttpRequest, ref: str) -> HttpResponse:
    """Move the case on: the button pressed says how."""
    common.found(queries.case, ref)
    wanted = request.POST.get("step", "")
    if wanted not in presenters.STEP_WORDS:
        return show_case(request, ref, refusal=Refusal("step", "Choose how to move the case on."))
    try:
        done = actions.move(ref, step=wanted, by=request.actor)
    except Refused as stopped:
        return show_case(request, ref, refusal=stopped.refusal)
    say(request, f"{ref} is in {done.stage}.")
    return redirect(f"/cases/{ref}/")


def show_case(
    request: HttpRequest,
    ref: str,
    *,
    form: LinkForm | None = None,
    party: PartyForm | None = None,
    refusal: Refusal | None = None,
    status: int = 200,
) -> HttpResponse:
    """The page of a case, with a form as it was sent where it could not be done."""
    seen = common.found(queries.case, ref)
    names = people.names()
    put_up, decided, sent = submissions.submissions(case_ref=ref), decisions.decisions(case_ref=ref), letters.letters(case_ref=ref)
    told = [*history("case", ref)]
    for kind, some in (("submission", put_up), ("decision", decided), ("letter", sent)):
        for one in some:
            told += history(kind, one.ref)
    return show(
        request,
        "cases/case.html",
        title=seen.title,
        section="Cases",
        tag=presenters.stage_tag(seen.stage),
        crumbs=(Link("Cases", "/cases/"), Link(ref, f"/cases/{ref}/")),
        actions=(Action("Evidence pack", f"/evidence/case/{ref}/"),),
        case=presenters.shown(seen, post.some(seen.items), put_up, decided, sent, names, by=request.actor),
        clocks=table_on_case(
            (*clocks.clocks(kind="case", about=ref), *(one for d in decided for one in clocks.clocks(kind="decision", about=d.ref))),
            on=today(),
        ),
        case_ref=ref,
        form=form or LinkForm(),
        parties=parties.shown(ref, by=request.actor),
        party=party or PartyForm(),
        timeline=common.happenings(told),
        refusal=refusal,
        status=status,
    )
