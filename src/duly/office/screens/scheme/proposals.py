"""Schemes that are proposed: writing one, what it would change, and adopting or withdrawing it."""

from typing import Any

from django.conf import settings
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from duly.core.people import queries as people
from duly.core.record.clock import today
from duly.core.scheme import actions, checks, queries
from duly.core.scheme.rules import Row as Rule
from duly.core.scheme.rules import say, what_differs
from duly.office.screens.scheme.forms import ProposalForm, as_lines
from duly.primitives.power import POWERS
from duly.primitives.refusal import Refusal, Refused
from duly.ui.asks import asks
from duly.ui.environment import day
from duly.ui.frame import Cell, Column, Link, Row, Table
from duly.ui.pages import say as say_on_page
from duly.ui.pages import show

TONES = {"new": "green", "gone": "red", "other": "amber"}
SAYS = {"new": "New", "gone": "Gone", "other": "Otherwise"}


@asks("scheme.propose")
@require_http_methods(["GET", "POST"])
def proposed(request: HttpRequest) -> HttpResponse:
    """Every scheme that was proposed, and the form that proposes one, which begins from the scheme in force."""
    refusal, status, form = None, 200, None
    if request.method == "POST":
        form, status = ProposalForm(request.POST), 422
        if form.is_valid():
            try:
                seen = actions.propose(by=request.actor, **form.cleaned_data)  # type: ignore[attr-defined]  # put there by the site
            except Refused as stopped:
                refusal = stopped.refusal
            else:
                say_on_page(request, f"{seen.ref} is proposed. It rules nothing until somebody else adopts it.")
                return redirect(f"/delegation/proposed/{seen.ref}/")
    names = people.names()
    rows = tuple(
        Row(
            (
                Cell(one.ref, f"/delegation/proposed/{one.ref}/", ref=True),
                one.title,
                one.office,
                str(one.number),
                day(one.starts),
                names.get(one.proposed_by, one.proposed_by),
                one.state.capitalize(),
            )
        )
        for one in queries.proposals()
    )
    columns = tuple(Column(name) for name in ("Proposal", "Title", "Office", "Scheme", "From", "Proposed by", "State"))
    return show(
        request,
        "scheme/proposed.html",
        title="Proposed schemes",
        section="Delegation",
        crumbs=(Link("Delegation", "/delegation/"),),
        table=Table("Proposed schemes", columns, rows, empty="No scheme is proposed."),
        form=form or _blank(request),
        refusal=refusal,
        status=status,
    )


def _blank(request: HttpRequest) -> ProposalForm | None:
    """The form with the rules in force where this person works, for whoever may propose."""
    by = request.actor  # type: ignore[attr-defined]  # put there by the site
    if queries.why_not(POWERS["scheme.propose"], {}, actor=by, on=today()) is not None:
        return None
    offices = {held.office for held in people.posts_held(by.ref, on=today())}
    now = next((one for one in queries.instruments(on=today()) if one.office in offices), None)
    if now is None:
        return ProposalForm()
    return ProposalForm(initial={"office": now.office, "title": now.title, "rules": as_lines(now.rules)})


@asks("scheme.adopt")
@require_http_methods(["GET", "POST"])
def proposal(request: HttpRequest, ref: str) -> HttpResponse:
    """One proposed scheme: every rule that differs, and the ways to settle it."""
    seen = _found(ref)
    refusal = None
    if request.method == "POST":
        try:
            if request.POST.get("do") == "withdraw":
                actions.withdraw(ref, by=request.actor)  # type: ignore[attr-defined]  # put there by the site
            else:
                actions.adopt_proposed(ref, by=request.actor)  # type: ignore[attr-defined]  # put there by the site
        except Refused as stopped:
            refusal = stopped.refusal
        else:
            say_on_page(request, f"{ref} is settled.")
            return redirect(f"/delegation/proposed/{ref}/")
    return _shown(request, seen, refusal)


def _found(ref: str) -> queries.ProposalSeen:
    try:
        return queries.proposal(ref)
    except (ObjectDoesNotExist, ValueError):
        raise Http404(f"There is no proposed scheme {ref}.") from None


def _shown(request: HttpRequest, seen: queries.ProposalSeen, refusal: Refusal | None) -> HttpResponse:
    by, titles = request.actor, people.post_titles()  # type: ignore[attr-defined]  # put there by the site
    before = next((one.rules for one in queries.instruments(on=today()) if one.office == seen.office), ())
    rows = tuple(
        Row((one.number, Cell(SAYS[one.how], tone=TONES[one.how], tag=True), _said(one.before, titles), _said(one.after, titles)))
        for one in what_differs(before, seen.rules)
    )
    columns = (Column("Rule"), Column("How"), Column("Now", "wrap"), Column("As proposed", "wrap"))
    words: dict[str, Any] = {
        "adopt_refusal": _because(checks.why_not_adopt(seen, by=by)),
        "withdraw_refusal": _because(checks.why_not_withdraw(seen, by=by)),
    }
    return show(
        request,
        "scheme/proposal.html",
        title=f"Scheme {seen.number} of {seen.office}, as proposed",
        section="Delegation",
        sub=f"{seen.title} ({seen.ref}), from {day(seen.starts)}, {seen.state}",
        crumbs=(Link("Delegation", "/delegation/"), Link("Proposed", "/delegation/proposed/")),
        effects=_effects(seen.ref) if "casework" in settings.DULY_WINGS else (),
        warns=_nobody_closes(seen) if "casework" in settings.DULY_WINGS else "",
        differs=Table("Rules that differ", columns, rows, empty="No rule differs from the scheme in force."),
        refusal=refusal,
        **words,
    )


def _effects(ref: str) -> tuple[Link, ...]:
    return (
        Link("Whose signatory would change, among open submissions", f"/submissions/signatories/?scheme={ref}"),
        Link("Who could close open cases, and by which way of ending that would change", f"/submissions/closers/?scheme={ref}"),
    )


def _nobody_closes(seen: queries.ProposalSeen) -> str:
    from duly.casework.flow import nobody_closes

    return "Under it nobody could close a case: no rule names a post for cases.close." if nobody_closes(seen.rules) else ""


def _said(rule: tuple[str, Rule] | None, titles: dict[str, str]) -> str:
    if rule is None:
        return ""
    code, row = rule
    power = POWERS.get(code)
    kinds = dict(power.facts) if power else {}
    when = "; ".join(say(c, kinds.get(c.fact, "word")) for c in row.conditions) or "always"
    return f"{titles.get(row.post, row.post)} may {power.question if power else code}: {when}."


def _because(refusal: Refusal | None) -> str:
    return refusal.because if refusal else ""
