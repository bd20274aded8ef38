"""What one wing hands to the other: payments asked for of the payments office, and disputes it passed on, waiting to be cases."""

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from duly.casework.compliance import queries as compliance
from duly.casework.correspondence.powers import READ
from duly.casework.screens import common
from duly.office import flow
from duly.payments.disputes import queries as disputes
from duly.payments.requests import queries as requests
from duly.primitives.money import sterling
from duly.primitives.refusal import Refusal, Refused
from duly.ui.asks import asks, reads
from duly.ui.environment import day, pounds_sign
from duly.ui.frame import Cell, Column, Link, Row, Table
from duly.ui.pages import say, show


class OwnerForm(forms.Form):
    """Who owns the case."""

    owner = forms.ChoiceField(label="Owner of the case", error_messages={"required": "Say who owns it."})


@reads(READ)
@require_safe
def handed_over(request: HttpRequest) -> HttpResponse:
    """What was handed over, either way, and what may be."""
    return _page(request)


@reads(READ)
@require_safe
def of(request: HttpRequest, ref: str) -> HttpResponse:
    """What was handed over of one thing, for whoever reads casework: the payment that is asked for it, or the dispute that a case was opened from."""
    _both()
    asked = requests.standing_for(ref)
    if asked:
        facts: list[tuple[str, object]] = [
            ("Payment request", Cell(asked.ref, f"/payment-requests/{asked.ref}/", ref=True)),
            ("Comes of", Cell(asked.source_ref, f"/compliance/{asked.source_ref}/", ref=True)),
            ("Amount", pounds_sign(asked.amount_pence)),
            ("By", day(asked.due)),
            ("State", asked.state.capitalize()),
        ]
        return _of(request, asked.ref, "A payment asked for", facts)
    if ref.startswith("CP-"):
        owed = common.found(compliance.followed, ref)
        facts = [
            ("Payment request", "None yet: it is asked for on the page of what it comes of"),
            ("Comes of", Cell(ref, f"/compliance/{ref}/", ref=True)),
            ("Amount", pounds_sign(owed.amount_pence or 0)),
        ]
        return _of(request, ref, "No payment was asked for", facts)
    seen = common.found(disputes.dispute, ref)
    facts = [
        ("Dispute", Cell(seen.ref, f"/disputes/{seen.ref}/", ref=True)),
        ("Of", seen.about),
        ("Amount disputed", pounds_sign(seen.amount_pence)),
        ("What is said", seen.words),
        ("State", seen.state.capitalize()),
        ("Case", Cell(seen.case_ref, f"/cases/{seen.case_ref}/", ref=True) if seen.case_ref else "None yet"),
    ]
    return _of(request, seen.ref, "A dispute passed on", facts)


def _of(request: HttpRequest, ref: str, title: str, facts: list[tuple[str, object]]) -> HttpResponse:
    crumbs = (Link("Between the offices", "/handed-over/"), Link(ref, f"/handed-over/of/{ref}/"))
    return show(request, "meeting/of.html", title=title, sub=ref, section="Cases", crumbs=crumbs, facts=facts)


@asks("compliance.ask_payment")
@reads(READ)
@require_POST
def payment(request: HttpRequest, ref: str) -> HttpResponse:
    """Ask for the payment that a recommendation comes to."""
    _both()
    common.found(compliance.followed, ref)
    try:
        done = flow.ask_for_payment(ref, by=request.actor)  # type: ignore[attr-defined]  # put there by the site
    except Refused as stopped:
        return _page(request, refusal=stopped.refusal)
    say(request, f"{done.ref} asks for {sterling(done.amount_pence)}, by {day(done.due)}.")
    return redirect("/handed-over/")


@asks("cases.open", "post.register", "post.triage")
@reads(READ)
@require_POST
def case(request: HttpRequest, ref: str) -> HttpResponse:
    """Open a case from a dispute that was passed on."""
    _both()
    common.found(disputes.dispute, ref)
    form = OwnerForm(request.POST)
    form.fields["owner"].choices = common.colleagues()  # type: ignore[attr-defined]  # a ChoiceField, above
    if not form.is_valid():
        return _page(request, status=422, wrong="Say who owns the case.")
    try:
        done = flow.open_case_from_dispute(ref, **form.cleaned_data, by=request.actor)  # type: ignore[attr-defined]  # put there by the site
    except Refused as stopped:
        return _page(request, refusal=stopped.refusal)
    say(request, f"{done.ref} is opened from {ref}.")
    return redirect(f"/cases/{done.ref}/")


def _both() -> None:
    if not flow.wings_meet():
        raise Http404("This installation has one wing.")


def _page(request: HttpRequest, *, refusal: Refusal | None = None, status: int = 200, wrong: str = "") -> HttpResponse:
    _both()
    by = request.actor  # type: ignore[attr-defined]  # put there by the site
    to_pay = []
    for one in compliance.every():
        if one.amount_pence and one.open and requests.standing_for(one.ref) is None:
            stopped = flow.why_not_ask_for_payment(one, by=by)
            words = f"{one.action} {sterling(one.amount_pence)}, by {day(one.due)}."
            to_pay.append(
                {"ref": one.ref, "words": words, "url": f"/handed-over/payment/{one.ref}/", "blocked": stopped.because if stopped else ""}
            )
    asked = tuple(
        Row(
            (
                Cell(one.ref, f"/handed-over/of/{one.source_ref}/", ref=True),
                Cell(one.source_ref, f"/compliance/{one.source_ref}/", ref=True),
                pounds_sign(one.amount_pence),
                day(one.due),
                one.state.capitalize(),
            )
        )
        for one in requests.requests()
    )
    columns = (Column("Request"), Column("For"), Column("Amount", "number"), Column("By"), Column("State"))
    passed = [
        {
            "title": f"{one.ref}: {one.about}, {sterling(one.amount_pence)}",
            "words": one.words,
            "ref": one.ref,
            "url": f"/handed-over/dispute/{one.ref}/",
        }
        for one in disputes.disputes(state="passed on")
    ]
    return show(
        request,
        "meeting/handed_over.html",
        title="Between the offices",
        section="Cases",
        crumbs=(Link("Compliance", "/compliance/"),),
        to_pay=to_pay,
        asked=Table("Payments asked for", columns, asked, empty="No payment is asked for."),
        passed=passed,
        owners=[("", "Choose a person"), *common.colleagues()],
        wrong=wrong,
        refusal=refusal,
        status=status,
    )
