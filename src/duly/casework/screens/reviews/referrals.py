"""Referrals to lawyers and outside: the list, one of them with what it does to clocks and to destruction, and a letter before claim in one step."""

from typing import Any

from django import forms as django_forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from duly.casework import flow
from duly.casework.cases import queries as cases
from duly.casework.correspondence import queries as post
from duly.casework.decisions import queries as decisions
from duly.casework.reviews import actions, checks, powers, queries
from duly.casework.reviews.rules.referring import KINDS
from duly.casework.screens import common
from duly.casework.screens.reviews import forms, lists, presenters
from duly.core.clocks import queries as clocks
from duly.core.people import queries as people
from duly.core.record.clock import today
from duly.core.record.queries import history
from duly.core.retention import queries as holds
from duly.core.scheme.queries import why_not
from duly.primitives.refusal import Refusal, Refused
from duly.ui import listed as listing
from duly.ui.asks import asks
from duly.ui.environment import day
from duly.ui.frame import Action, Cell, Column, Link, Row, Table, Tag
from duly.ui.pages import say, show

CRUMB = Link("Referrals", "/referrals/")
TONES = {"open": "amber", "answered": "blue", "closed": ""}
CELLS = {
    "ref": lambda row: Cell(row.ref, f"/referrals/{row.ref}/", ref=True),
    "case": lambda row: Cell(row.case, f"/cases/{row.case}/", ref=True),
    "kind": lambda row: Cell(KINDS[row.kind], strong=True),
    "privileged": lambda row: Cell("Privileged", tone="violet", tag=True) if row.privileged == "Yes" else "",
    "state": lambda row: Cell(row.state.capitalize(), tone=TONES[row.state], tag=True),
    "left": lambda row: Cell("" if row.left is None else str(row.left), tone=row.tone, tag=row.tone in ("red", "amber")),
}


@asks()
@require_safe
def listed(request: HttpRequest) -> HttpResponse:
    """Every referral, the first due first; never what is asked."""
    by = request.actor  # type: ignore[attr-defined]  # put there by the site
    rows = lists.referral_rows(queries.referrals(reader=by), on=today())
    asked = listing.ask(request, lists.REFERRALS)
    page = lists.REFERRALS.page(rows, asked)
    return listing.as_file(lists.REFERRALS, rows, asked) or show(
        request,
        "reviews/referrals.html",
        title="Referrals",
        section="Clocks",
        sub="To lawyers, external review and assurance",
        crumbs=(Link("Reviews", "/reviews/"),),
        formats=listing.formats(asked),
        actions=(Action("Refer a question", url="/referrals/new/"),),
        facets=listing.facet_groups(page, asked),
        unknown=listing.unknown(page),
        pager=listing.pager(page, asked, "referrals"),
        table=listing.table(
            lists.REFERRALS, page, asked, "Referrals", cells=CELLS, wrap=("to_whom",), empty="No referral fits these filters."
        ),
    )


@asks("referrals.open", "retention.hold")
def new(request: HttpRequest) -> HttpResponse:
    """Refer a question about a case."""
    by = request.actor  # type: ignore[attr-defined]  # put there by the site
    form = forms.Refer(request.POST or None, initial={"case": request.GET.get("case", ""), "due_on": today()})
    refusal: Refusal | None = None
    if request.method == "POST" and form.is_valid():
        given = dict(form.cleaned_data)
        case = given.pop("case")
        if not cases.exists(case):
            form.add_error("case", f"There is no case {case}.")
        else:
            try:
                seen = flow.refer_question(case, by=by, **given)
            except Refused as stopped:
                refusal = stopped.refusal
            else:
                say(request, f"{seen.ref} is opened, and nothing of {case} is destroyed while it is.")
                return redirect(f"/referrals/{seen.ref}/")
    stopped = why_not(powers.REFER, {}, actor=by, on=today())
    return show(
        request,
        "reviews/new.html",
        title="Refer a question",
        section="Clocks",
        crumbs=(CRUMB,),
        status=422 if form.errors else 200,
        refusal=refusal,
        form=form,
        label="Refer it",
        blocked=stopped.because if stopped else "",
    )


@asks("referrals.open", "clocks.keep", "retention.hold")
@require_POST
def letter(request: HttpRequest, ref: str) -> HttpResponse:
    """A letter before claim, in one step from its own page: referred, its clock running, and nothing of its case destroyed."""
    common.found(post.item, ref)
    by = request.actor  # type: ignore[attr-defined]  # put there by the site
    try:
        seen = flow.refer_letter_before_claim(ref, case_ref=request.POST.get("case", ""), by=by)
    except Refused as stopped:
        request.method = "GET"
        crumbs = (Link(ref, f"/post/{ref}/"),)
        return show(request, "ui/refused.html", title="Letter before claim", section="Post", crumbs=crumbs, refusal=stopped.refusal)
    say(request, f"{seen.ref} is with the lawyers: due on {day(seen.due_on)}, and nothing of {seen.case_ref} is destroyed meanwhile.")
    return redirect(f"/referrals/{seen.ref}/")


@asks()
@require_safe
def referral(request: HttpRequest, ref: str) -> HttpResponse:
    """One referral, as far as whoever looks may read it."""
    return _one(request, ref)


@asks("referrals.answer", "referrals.read_privileged")
@require_POST
def answer(request: HttpRequest, ref: str) -> HttpResponse:
    """Enter what was answered."""
    by = request.actor  # type: ignore[attr-defined]  # put there by the site
    common.found(lambda asked: queries.referral(asked, reader=by), ref)
    form = forms.Answer(request.POST, auto_id="answer_%s")
    return _done(request, ref, "answer", form, lambda said: actions.answer(ref, **said, by=by), f"{ref} is answered.")


@asks("referrals.answer", "referrals.read_privileged", "retention.hold", "clocks.keep")
@require_POST
def close(request: HttpRequest, ref: str) -> HttpResponse:
    """Close a referral, and with it its clock and its hold."""
    by = request.actor  # type: ignore[attr-defined]  # put there by the site
    common.found(lambda asked: queries.referral(asked, reader=by), ref)
    form = forms.CloseReferral(request.POST, auto_id="close_%s")
    return _done(request, ref, "close", form, lambda said: flow.close_referral(ref, **said, by=by), f"{ref} is closed.")


def _done(request: HttpRequest, ref: str, verb: str, form: django_forms.Form, act: Any, says: str) -> HttpResponse:
    if not form.is_valid():
        return _one(request, ref, typed={verb: form}, status=422)
    try:
        act(form.cleaned_data)
    except Refused as stopped:
        return _one(request, ref, typed={verb: form}, refusal=stopped.refusal)
    say(request, says)
    return redirect(f"/referrals/{ref}/")


def _one(
    request: HttpRequest, ref: str, *, typed: dict[str, Any] | None = None, refusal: Refusal | None = None, status: int = 200
) -> HttpResponse:
    by, typed = request.actor, typed or {}  # type: ignore[attr-defined]  # put there by the site
    seen, names = common.found(lambda asked: queries.referral(asked, reader=by), ref), people.names()
    on = today()
    running = list(clocks.clocks(kind="case", about=seen.case_ref, only_open=True))
    for one in decisions.decisions(case_ref=seen.case_ref):
        running += clocks.clocks(kind="decision", about=one.ref, only_open=True)
    hold = next((one for one in holds.held_among((seen.case_ref,)) if one.ref == seen.hold_ref), None)
    no_answer, no_close = (checks.why_not_end(seen, step, by=by) for step in ("answer", "close"))
    return show(
        request,
        "reviews/referral.html",
        status=status,
        refusal=refusal,
        title=KINDS[seen.kind],
        section="Clocks",
        sub=f"{seen.ref}, due {day(seen.due_on)}",
        tag=Tag("Privileged", "violet") if seen.privileged else Tag(seen.state.capitalize(), TONES[seen.state]),
        crumbs=(Link(seen.case_ref, f"/cases/{seen.case_ref}/"), CRUMB),
        seen=seen,
        facts=(
            ("State", seen.state.capitalize()),
            ("Case", Cell(seen.case_ref, f"/cases/{seen.case_ref}/", ref=True)),
            ("About", Cell(seen.about, presenters.where(seen.about), ref=True) if seen.about else "The case"),
            ("Asked of", seen.to_whom),
            ("By", names.get(seen.opened_by, seen.opened_by)),
            ("Opened", day(seen.opened_on)),
            ("Due", day(seen.due_on)),
            ("Answered", day(seen.answered_on) if seen.answered_on else "Not yet"),
            ("In", seen.with_what or "–"),
        ),
        hold=f"{hold.ref} stands on {hold.about}: nothing of it is destroyed."
        if hold
        else f"{seen.hold_ref or 'No hold'} stands no longer.",
        hold_tone="amber" if hold else "",
        effects=_effects(seen, running),
        url=f"/referrals/{ref}/",
        answer=typed.get("answer") or forms.Answer(initial={"on": on}, auto_id="answer_%s"),
        close=typed.get("close") or forms.CloseReferral(initial={"done_on": on}, auto_id="close_%s"),
        no_answer=no_answer.because if no_answer else "",
        no_close=no_close.because if no_close else "",
        open=seen.state != "closed",
        timeline=common.happenings(history("referral", ref)),
    )


def _effects(seen: queries.ReferralSeen, running: list[Any]) -> Table:
    rows = tuple(
        Row((Cell(one.title, f"/clocks/{one.ref}/", strong=True), day(one.due) if one.due else "Stands still", says))
        for one, says in queries.effects(seen, running)
    )
    return Table(
        "Clocks",
        (Column("Clock", "wrap"), Column("Due"), Column("What this referral does to it", "wrap")),
        rows,
        empty="No clock runs on this case.",
    )
