"""A review asked for, accepted or refused."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from duly.casework import flow
from duly.casework.cases import queries as cases
from duly.casework.correspondence import queries as post
from duly.casework.decisions import queries as decisions
from duly.casework.reviews import powers, queries
from duly.casework.screens import common
from duly.casework.screens.reviews import forms
from duly.casework.screens.reviews.pages import CRUMB
from duly.casework.screens.reviews.verb import done
from duly.core.record.clock import today
from duly.core.scheme.queries import why_not
from duly.primitives.refusal import Refusal, Refused
from duly.ui.asks import asks
from duly.ui.pages import say, show


@asks("reviews.ask")
def new(request: HttpRequest) -> HttpResponse:
    """Take in a request for review, from a letter or as it is keyed."""
    by = request.actor  # type: ignore[attr-defined]  # put there by the site
    form = forms.Ask(request.POST or None, rules=queries.rules_in_force(on=today()), initial=_known(request))
    refusal: Refusal | None = None
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        if not decisions.exists(given["decision"]):
            form.add_error("decision", f"There is no decision {given['decision']}.")
        if given["source"] and not post.some((given["source"],)):
            form.add_error("source", f"There is no item of post {given['source']}.")
        if not form.errors:
            said = {name: given[name] for name in ("asker", "asked_by", "received_on", "source", "promised")}
            try:
                seen = flow.ask_for_review(given["decision"], grounds=form.grounds(), by=by, **said)
            except Refused as stopped:
                refusal = stopped.refusal
            else:
                say(request, f"{seen.ref} is taken in, and its clocks run.")
                return redirect(f"/reviews/{seen.ref}/")
    stopped = why_not(powers.ASK, {}, actor=by, on=today())
    return show(
        request,
        "reviews/new.html",
        title="A review was asked for",
        section="Clocks",
        crumbs=(CRUMB,),
        status=422 if form.errors else 200,
        refusal=refusal,
        form=form,
        label="Take it in",
        blocked=stopped.because if stopped else "",
    )


@asks("reviews.admit", "clocks.keep")
@require_POST
def accept(request: HttpRequest, ref: str) -> HttpResponse:
    """Accept a request for review."""
    seen, by = common.found(queries.review, ref), request.actor  # type: ignore[attr-defined]  # put there by the site
    form = forms.Accept(request.POST, rules=queries.rules_numbered(seen.rules_number), late=not seen.in_time, auto_id="accept_%s")
    return done(request, ref, "accept", form, lambda said: flow.accept_review(ref, **said, by=by), f"{ref} is accepted.")


@asks("reviews.admit", "clocks.keep")
@require_POST
def refuse(request: HttpRequest, ref: str) -> HttpResponse:
    """Refuse a request for review."""
    seen, by = common.found(queries.review, ref), request.actor  # type: ignore[attr-defined]  # put there by the site
    form = forms.Refuse(request.POST, rules=queries.rules_numbered(seen.rules_number), auto_id="refuse_%s")
    return done(request, ref, "refuse", form, lambda said: flow.refuse_review(ref, **said, by=by), f"{ref} is refused. Tell whoever asked.")


@asks("reviews.admit")
@require_POST
def withdraw(request: HttpRequest, ref: str) -> HttpResponse:
    """Note that whoever asked for a review took it back."""
    common.found(queries.review, ref)
    by = request.actor  # type: ignore[attr-defined]  # put there by the site
    form = forms.TakenBack(request.POST, auto_id="withdraw_%s")
    words = f"{ref} is withdrawn. Tell whoever was told of it."
    return done(request, ref, "withdraw", form, lambda said: flow.withdraw_review(ref, **said, by=by), words)


def _known(request: HttpRequest) -> dict[str, Any]:
    """What the address already answers: a decision, or the letter with its writer and the newest decision of its case."""
    known: dict[str, Any] = {"received_on": today(), "asker": "complainant", "decision": request.GET.get("decision", "")}
    item = next(iter(post.some((request.GET.get("item", ""),))), None)
    if item is not None:
        known |= {"source": item.ref, "received_on": item.received_on, "asked_by": item.sender_name}
        of_cases = [one for case in cases.of_item(item.ref) for one in decisions.decisions(case_ref=case.ref)]
        known["decision"] = known["decision"] or (of_cases[0].ref if of_cases else "")
    elif decisions.exists(known["decision"]):
        known["asked_by"] = cases.case(decisions.decision(known["decision"]).case_ref).complainant
    return known
