"""Compliance: everything that is followed, what each body's comes to, and one recommendation."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from duly.casework.cases import queries as cases
from duly.casework.compliance import powers, queries
from duly.casework.correspondence import queries as post
from duly.casework.flow.complying import judge_compliance, put_compliance_right
from duly.casework.screens import common
from duly.casework.screens.adjudication import forms, presenters
from duly.casework.screens.adjudication.presenters import BODIES, COMPLIANCE
from duly.casework.screens.letters import owed
from duly.core.record.clock import today
from duly.core.record.queries import history
from duly.core.scheme.queries import why_not
from duly.core.work import queries as tasks
from duly.primitives.money import sterling
from duly.primitives.period import say_day
from duly.primitives.refusal import Refusal, Refused
from duly.ui import listed
from duly.ui.asks import asks
from duly.ui.environment import counted
from duly.ui.frame import Action, Cell, Link, Tag
from duly.ui.pages import say, show

CRUMB = Link("Compliance", "/compliance/")


@asks()
@require_safe
def every(request: HttpRequest) -> HttpResponse:
    """Everything that is followed, the first due first."""
    rows = presenters.rows_of(queries.every())
    asked = listed.ask(request, COMPLIANCE)
    page = COMPLIANCE.page(rows, asked)
    return listed.as_file(COMPLIANCE, rows, asked) or show(
        request,
        "adjudication/list.html",
        title="Compliance",
        section="Compliance",
        formats=listed.formats(asked),
        actions=(Action("By body", url="/compliance/bodies/"), Action("Chasing", url="/chasing/"), Action("The scale", url="/severity/")),
        facets=listed.facet_groups(page, asked),
        unknown=listed.unknown(page),
        pager=listed.pager(page, asked, "recommendations"),
        table=listed.table(
            COMPLIANCE,
            page,
            asked,
            "Compliance",
            cells=presenters.COMPLIANCE_CELLS,
            wrap=("action", "body"),
            empty="Nothing is followed yet. What is recommended on a case is, once it is decided.",
        ),
    )


@asks()
@require_safe
def bodies(request: HttpRequest) -> HttpResponse:
    """What each body's compliance comes to, and our own."""
    form = forms.Known(request.GET)
    known = form.cleaned_data["known"] if form.is_valid() else None
    rows = queries.by_body(known=known)
    asked, own = listed.ask(request, BODIES), {"known": known.strftime("%d/%m/%Y") if known else ""}
    page = BODIES.page(rows, asked)
    return listed.as_file(BODIES, rows, asked) or show(
        request,
        "adjudication/list.html",
        title="Compliance by body",
        section="Compliance",
        crumbs=(CRUMB,),
        sub=f"As known at the end of {say_day(known)}" if known else "As known today",
        formats=listed.formats(asked, **own),
        facets=listed.facet_groups(page, asked, **own),
        unknown=listed.unknown(page),
        pager=listed.pager(page, asked, "bodies", **own),
        table=listed.table(
            BODIES, page, asked, "Bodies", cells=presenters.BODY_CELLS, wrap=("body",), empty="Nothing is followed yet.", **own
        ),
        known=form,
        status=200 if form.is_valid() else 422,
    )


@asks()
@require_safe
def one(request: HttpRequest, ref: str) -> HttpResponse:
    """One recommendation that is followed."""
    return followed(request, ref)


@asks("compliance.follow")
@require_POST
def judge(request: HttpRequest, ref: str) -> HttpResponse:
    """Say how it was complied with."""
    seen = common.found(queries.followed, ref)
    form = forms.JudgeForm(request.POST, papers=_papers(seen.case_ref))
    if not form.is_valid():
        return followed(request, ref, form=form, status=422)
    try:
        done = judge_compliance(ref, **form.cleaned_data, by=request.actor)  # type: ignore[attr-defined]  # put there by the site
    except Refused as stopped:
        return followed(request, ref, form=form, refusal=stopped.refusal)
    say(request, f"{ref} is {done.state}.{' It is a ground for a public report.' if done.ground_for_report else ''}")
    return redirect(f"/compliance/{ref}/")


@asks("compliance.follow")
@require_POST
def put_right(request: HttpRequest, ref: str) -> HttpResponse:
    """Say that what was said of it is not so, and what is."""
    seen = common.found(queries.followed, ref)
    form = forms.PutRightForm(request.POST, papers=_papers(seen.case_ref), auto_id="right_%s")
    if not form.is_valid():
        return followed(request, ref, right=form, status=422)
    try:
        done = put_compliance_right(ref, **form.cleaned_data, by=request.actor)  # type: ignore[attr-defined]  # put there by the site
    except Refused as stopped:
        return followed(request, ref, right=form, refusal=stopped.refusal)
    say(request, f"{ref} is {done.state}, and not {seen.state}. Figures as known until today stay as they were.")
    return redirect(f"/compliance/{ref}/")


def followed(
    request: HttpRequest,
    ref: str,
    *,
    form: forms.JudgeForm | None = None,
    right: forms.PutRightForm | None = None,
    refusal: Refusal | None = None,
    status: int = 200,
) -> HttpResponse:
    """The page of one, with what was typed in the form that was not taken."""
    seen = common.found(queries.followed, ref)
    stopped = why_not(powers.FOLLOW, {}, actor=request.actor, on=today())  # type: ignore[attr-defined]  # put there by the site
    of_body = next(one for one in queries.by_body() if one.body == seen.body)
    about: list[tuple[str, object]] = [
        ("What is to be done", seen.action),
        ("By", Cell(say_day(seen.due), tone="red" if seen.overdue else "")),
        ("Body", seen.body),
        ("What would prove it", seen.proof),
        ("Case", Cell(seen.case_ref, f"/cases/{seen.case_ref}/adjudication/", ref=True)),
        ("Recommendation", seen.recommendation_ref),
        *((("Letter", owed.cell(ref)),) if not seen.ours else ()),
        ("Amount", sterling(seen.amount_pence) if seen.amount_pence else "None"),
        ("Proved by", ", ".join(seen.sources) or "Nothing yet"),
        *(
            (("Payment", Cell("What was asked for", f"/handed-over/of/{ref}/")),)
            if seen.amount_pence and "payments" in settings.DULY_WINGS
            else ()
        ),
        *(("Task", Cell(task.ref, f"/tasks/{task.ref}/", ref=True)) for task in tasks.tasks(about=[ref], ended=None)),
    ]
    return show(
        request,
        "adjudication/followed.html",
        title=seen.action,
        sub=ref,
        section="Compliance",
        tag=Tag(seen.state.capitalize(), presenters.TONES[seen.state]),
        crumbs=(CRUMB, Link(ref, f"/compliance/{ref}/")),
        about=about,
        ground=seen.ground_for_report,
        late=f"{counted(seen.days_late, 'day')} after its day." if seen.days_late and seen.state != "met" else "",
        repeated=presenters.said(of_body) if of_body.repeated else "",
        url=f"/compliance/{ref}/judge/",
        right_url=f"/compliance/{ref}/put-right/",
        pay_url=f"/handed-over/payment/{ref}/" if seen.amount_pence and seen.open and "payments" in settings.DULY_WINGS else "",
        form=form or forms.JudgeForm(papers=_papers(seen.case_ref), initial={"on": today()}),
        right=(right or forms.PutRightForm(papers=_papers(seen.case_ref), initial={"on": today()}, auto_id="right_%s"))
        if seen.judged
        else None,
        right_open=bool(right),
        blocked=stopped.because if stopped else "",
        ended=not seen.open and not seen.ground_for_report,
        timeline=common.happenings(history("compliance", ref)),
        refusal=refusal,
        status=status,
    )


def _papers(case_ref: str) -> list[tuple[str, str]]:
    return [(item.ref, f"{item.ref}: {item.subject[:60]}") for item in post.some(cases.case(case_ref).items)]
