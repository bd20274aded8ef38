"""The adjudication of a case, the scale of severity, and compliance: of everything, by body, and one recommendation."""

from collections.abc import Callable
from typing import Any

from django import forms as django_forms
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from duly.casework.adjudication import actions, checks, powers, queries
from duly.casework.cases import queries as cases
from duly.casework.compliance import checks as compliance_checks
from duly.casework.compliance import queries as compliance
from duly.casework.flow import complying
from duly.casework.investigation import queries as investigation
from duly.casework.screens import common
from duly.casework.screens.adjudication import forms, presenters
from duly.core.people import queries as people
from duly.core.record.clock import today
from duly.core.record.queries import history
from duly.core.scheme.queries import why_not
from duly.primitives.money import plain_pounds
from duly.primitives.period import say_day
from duly.primitives.refusal import Refusal, Refused
from duly.ui.asks import asks
from duly.ui.frame import Action, Column, Link, Row, Table
from duly.ui.pages import say, show

VERBS = {"find": "Find on an issue", "recommend": "Recommend something", "withdraw": "Withdraw a recommendation"}


@asks()
@require_safe
def case(request: HttpRequest, ref: str) -> HttpResponse:
    """What was found on each issue of a case, what it comes to, and what is recommended; as JSON too."""
    common.found(cases.case, ref)
    if request.GET.get("format") == "json":
        return JsonResponse(as_json(ref), json_dumps_params={"ensure_ascii": False, "indent": 1})
    return adjudicated(request, ref)


def as_json(ref: str) -> dict[str, Any]:
    """A case's adjudication as machines read it: money as pounds in text."""
    told = queries.remedy_of(ref)
    own = ("issue_ref", "outside", "scale", *queries.REASONS)
    findings = [
        {name: getattr(one, name) for name in own}
        | {name: getattr(one.found, name) for name in ("fault", "injustice", "level", "outcome")}
        | {"remedy": plain_pounds(one.found.remedy_pence), "loss": plain_pounds(one.found.loss_pence)}
        | {"evidence": list(one.evidence), "found_on": one.found_on.isoformat()}
        for one in queries.findings(ref)
    ]
    named = ("ref", "state", "issue_ref", "kind", "ours", "body", "action", "proof")
    made = [
        {name: getattr(one, name) for name in named} | {"amount": plain_pounds(one.amount_pence), "due": one.due.isoformat()}
        for one in queries.recommendations(ref)
    ]
    sums = {"total": plain_pounds(told.total_pence), "recommended": plain_pounds(told.recommended_pence)}
    about = {"ref": ref, "outcome": told.outcome, "level": told.level, "outside": list(told.outside)}
    return about | sums | {"findings": findings, "recommendations": made}


@asks("adjudication.find")
@require_POST
def act(request: HttpRequest, ref: str, verb: str) -> HttpResponse:
    """Find, recommend or withdraw; the address says which."""
    common.found(cases.case, ref)
    if verb not in VERBS:
        raise Http404(f"Nothing called {verb} is done in adjudication.")
    form: Any = forms_of(ref, {verb: request.POST})[verb]
    if not form.is_valid():
        return adjudicated(request, ref, typed={verb: form}, status=422)
    try:
        told = DOES[verb](form, request.actor)  # type: ignore[attr-defined]  # put there by the site
    except Refused as stopped:
        return adjudicated(request, ref, typed={verb: form}, refusal=stopped.refusal)
    say(request, told)
    return redirect(f"/cases/{ref}/adjudication/")


@asks("compliance.follow")
@require_POST
def follow(request: HttpRequest, ref: str) -> HttpResponse:
    """Follow everything recommended on the case."""
    common.found(cases.case, ref)
    form = forms.FollowForm(request.POST)
    if not form.is_valid():
        return adjudicated(request, ref, typed={"follow": form}, status=422)
    try:
        begun = complying.follow_case(ref, **form.cleaned_data, by=request.actor)  # type: ignore[attr-defined]  # put there by the site
    except Refused as stopped:
        return adjudicated(request, ref, typed={"follow": form}, refusal=stopped.refusal)
    say(request, f"{len(begun)} recommendation{'' if len(begun) == 1 else 's'} more followed, each with its task and its chase.")
    return redirect(f"/cases/{ref}/adjudication/")


@asks("adjudication.adopt_scale")
def scale(request: HttpRequest) -> HttpResponse:
    """The scale of severity: each version, and the next one to be adopted."""
    form = forms.ScaleForm(request.POST or None, initial={"starts": today()})
    refusal: Refusal | None = None
    if request.method == "POST" and form.is_valid():
        try:
            done = actions.adopt_scale(**form.cleaned_data, by=request.actor)  # type: ignore[attr-defined]  # put there by the site
        except Refused as stopped:
            refusal = stopped.refusal
        else:
            say(request, f"Version {done.number} is adopted, from {say_day(done.starts)}.")
            return redirect("/severity/")
    rows = tuple(
        Row((str(one.number), say_day(one.starts), str(band.level), band.says, "To be verified" if band.verify else ""))
        for one in reversed(queries.scales())
        for band in one.bands
    )
    columns = (Column("Version"), Column("From"), Column("Level"), Column("Payment"), Column(""))
    stopped_by = why_not(powers.ADOPT, {}, actor=request.actor, on=today())  # type: ignore[attr-defined]  # put there by the site
    return show(
        request,
        "adjudication/scale.html",
        title="Severity and remedy",
        section="Cases",
        crumbs=(Link("Compliance", "/compliance/"),),
        table=Table("Levels", columns, rows),
        form=form,
        status=422 if form.errors else 200,
        refusal=refusal,
        blocked=stopped_by.because if stopped_by else "",
    )


def forms_of(ref: str, posted: dict[str, Any]) -> dict[str, django_forms.Form]:
    """Every form of the page, with what was posted to it."""
    issues = [(one.ref, f"{one.place}. {one.words[:80]}") for one in investigation.issues(ref, dropped=False)]
    pieces = [(one.ref, f"{one.ref}: {one.shows[:70]}") for one in investigation.pieces(ref) if not one.withdrawn]
    made = [(one.ref, f"{one.ref}: {one.action[:60]}") for one in queries.recommendations(ref, standing=True)]
    given: dict[str, tuple[type[django_forms.Form], dict[str, Any]]] = {
        "find": (forms.FindForm, {"issues": issues, "pieces": pieces, "scale": queries.scale_on(today())}),
        "recommend": (forms.RecommendForm, {"issues": issues, "initial": {"body": cases.case(ref).body}}),
        "withdraw": (forms.WithdrawForm, {"made": made}),
    }
    return {verb: kind(posted.get(verb), auto_id=f"{verb}_%s", **more) for verb, (kind, more) in given.items()}


def adjudicated(
    request: HttpRequest, ref: str, *, typed: dict[str, Any] | None = None, refusal: Refusal | None = None, status: int = 200
) -> HttpResponse:
    """The page, with what was typed in the form that was not taken."""
    seen, given, by = cases.case(ref), typed or {}, request.actor  # type: ignore[attr-defined]  # put there by the site
    found = {one.issue_ref: one for one in queries.findings(ref)}
    made, issues, names = queries.recommendations(ref), investigation.issues(ref), people.names()
    stand = [one for one in issues if one.state == "open"]
    stopped, no_follow = checks.why_not_begin(by=by), compliance_checks.why_not_begin(ref, by=by)
    every = forms_of(ref, {}) | given
    acts = [
        {"verb": verb, "label": label, "form": every[verb], "open": verb in given}
        for verb, label in VERBS.items()
        if (verb == "find" and issues) or (verb == "recommend" and found) or (verb == "withdraw" and any(one.stands for one in made))
    ]
    told = [entry for one in issues for entry in history("adjudication", one.ref)]
    told += [entry for one in made for entry in history("recommendation", one.ref)]
    return show(
        request,
        "adjudication/case.html",
        title="Adjudication",
        sub=f"{ref}: {seen.title}",
        section="Cases",
        crumbs=(Link("Cases", "/cases/"), Link(ref, f"/cases/{ref}/")),
        actions=(Action("Evidence", url=f"/cases/{ref}/investigation/"), Action("The scale", url="/severity/")),
        formats=(Link("JSON", "?format=json"),),
        url=f"/cases/{ref}/adjudication/",
        follow_url=f"/cases/{ref}/compliance/",
        facts=presenters.figures(queries.remedy_of(ref), sum(one.ref in found for one in stand), len(stand)),
        issues=[presenters.shown(one, found.get(one.ref), names) for one in issues],
        recommended=presenters.recommended(made, compliance.of_recommendations(one.ref for one in made)),
        acts=acts,
        follow=given.get("follow") or forms.FollowForm(auto_id="follow_%s"),
        any=any(one.stands for one in made),
        blocked=stopped.because if stopped else "",
        follow_blocked=no_follow.because if no_follow else "",
        timeline=common.happenings(told),
        refusal=refusal,
        status=status,
    )


def _find(form: forms.FindForm, by: Any) -> str:
    said = form.cleaned_data
    seen = actions.find(
        said["issue"], found=form.found(), reasons={name: said[name] for name in queries.REASONS}, evidence=said["evidence"], by=by
    )
    return f"{seen.issue_ref} is {seen.found.outcome}."


def _recommend(form: forms.RecommendForm, by: Any) -> str:
    said = dict(form.cleaned_data)
    made = actions.recommend(said.pop("issue"), **said, by=by)
    return f"{made.ref} is recommended, by {say_day(made.due)}."


def _withdraw(form: forms.WithdrawForm, by: Any) -> str:
    return f"{actions.withdraw(form.cleaned_data['recommendation'], because=form.cleaned_data['because'], by=by).ref} is withdrawn."


DOES: dict[str, Callable[[Any, Any], str]] = {"find": _find, "recommend": _recommend, "withdraw": _withdraw}
"""What each verb does, and what is said when it is done."""
