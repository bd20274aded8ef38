"""One decision in its chain, withdrawn or counted otherwise; and decisions of a period by outcome, as known then and as known now."""

from datetime import date, timedelta
from typing import Any

from django import forms as django_forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from duly.casework.decisions import actions, checks, queries
from duly.casework.decisions.queries import DecisionSeen
from duly.casework.decisions.rules import CODES, figures
from duly.casework.reviews import queries as reviews
from duly.casework.screens import common
from duly.casework.screens.reviews import forms, presenters
from duly.core.people import queries as people
from duly.core.record.clock import today
from duly.core.record.queries import history
from duly.primitives.refusal import Refusal, Refused
from duly.ui.asks import asks
from duly.ui.environment import day, pounds_sign
from duly.ui.frame import Cell, Column, Link, Row, Table, Tag
from duly.ui.pages import say, show


@asks()
@require_safe
def decision(request: HttpRequest, ref: str) -> HttpResponse:
    """One decision, as it was made, with everything that came of it."""
    return _one(request, ref)


@asks("decisions.withdraw")
@require_POST
def withdraw(request: HttpRequest, ref: str) -> HttpResponse:
    """Withdraw a decision."""
    common.found(queries.decision, ref)
    return _done(request, ref, "withdraw", forms.Withdraw(request.POST, auto_id="withdraw_%s"), actions.withdraw, f"{ref} is withdrawn.")


@asks("decisions.correct")
@require_POST
def correct(request: HttpRequest, ref: str) -> HttpResponse:
    """Correct how a decision is counted."""
    common.found(queries.decision, ref)
    return _done(
        request,
        ref,
        "code",
        forms.Correct(request.POST, auto_id="code_%s"),
        actions.correct_code,
        f"{ref} is counted otherwise from today.",
    )


@asks()
@require_safe
def by_outcome(request: HttpRequest) -> HttpResponse:
    """Decisions of a period by outcome. CSV is what was known at the end of the day asked for, the same whenever it is asked again; with
    `restated=yes` it has what is known today beside it."""
    on = today()
    first_day = date(on.year, 1, 1)
    given = request.GET.copy()
    for name, usual in (("from", first_day), ("to", on + timedelta(days=1)), ("known", on)):
        given.setdefault(name, f"{usual:%d/%m/%Y}")
    form = forms.Figures(given, auto_id="figures_%s")
    if not form.is_valid():
        return show(request, "reviews/figures.html", title="Decisions by outcome", section="Clocks", crumbs=(CRUMB,), status=422, form=form)
    asked = form.cleaned_data
    lines, restated = figures(queries.made(starts=asked["starts"], ends=asked["ends"]), **asked, now=on)
    heads, rows = ("outcome", "as known then"), [(one.words, one.then) for one in lines]
    wide = given.get("restated") == "yes"
    if wide:
        heads, rows = (*heads, "restated", "difference"), [(one.words, one.then, one.now, one.change) for one in lines]  # type: ignore[assignment,misc]  # two more columns
    return common.in_another_form(request, "decisions-by-outcome", heads, rows) or show(
        request,
        "reviews/figures.html",
        title="Decisions by outcome",
        section="Clocks",
        sub=f"Made from {day(asked['starts'])} until {day(asked['ends'] - timedelta(days=1))}",
        crumbs=(CRUMB,),
        formats=(*common.formats(request)[:2], Link("CSV, restated", f"?{_with(given, format='csv', restated='yes')}")),
        form=form,
        table=_figures(lines, asked["known"]),
        restated=_restated(restated),
    )


CRUMB = Link("Reviews", "/reviews/")


def _with(given: Any, **more: str) -> str:
    query = given.copy()
    query.update(more)
    for name, value in more.items():
        query[name] = value
    return str(query.urlencode())


def _figures(lines: Any, known: date) -> Table:
    rows = tuple(
        Row((Cell(one.words, strong=True), str(one.then), str(one.now), f"{one.change:+d}" if one.change else "")) for one in lines
    )
    foot = ("All", str(sum(one.then for one in lines)), str(sum(one.now for one in lines)), "")
    columns = (
        Column("Outcome"),
        Column(f"As known on {day(known)}", "number"),
        Column("As known today", "number"),
        Column("Difference", "number"),
    )
    return Table("Decisions by outcome", columns, rows, foot=foot)


def _restated(found: Any) -> Table:
    rows = tuple(
        Row(
            (
                Cell(one.ref, f"/decisions/{one.ref}/", ref=True),
                Cell(one.case_ref, f"/cases/{one.case_ref}/", ref=True),
                day(one.signed_on),
                one.was,
                Cell(one.now, strong=True),
                one.because,
            )
        )
        for one in found
    )
    columns = (Column("Decision"), Column("Case"), Column("Made"), Column("Counted then"), Column("Counts now"), Column("Because", "wrap"))
    return Table("What differs, and why", columns, rows, empty="Nothing differs from what was known then.")


def _done(request: HttpRequest, ref: str, verb: str, form: django_forms.Form, act: Any, says: str) -> HttpResponse:
    if not form.is_valid():
        return _one(request, ref, typed={verb: form}, status=422)
    try:
        act(ref, **form.cleaned_data, by=request.actor)  # type: ignore[attr-defined]  # put there by the site
    except Refused as stopped:
        return _one(request, ref, typed={verb: form}, refusal=stopped.refusal)
    say(request, says)
    return redirect(f"/decisions/{ref}/")


def _one(
    request: HttpRequest, ref: str, *, typed: dict[str, Any] | None = None, refusal: Refusal | None = None, status: int = 200
) -> HttpResponse:
    seen, names, typed = common.found(queries.decision, ref), people.names(), typed or {}
    by = request.actor  # type: ignore[attr-defined]  # put there by the site
    no_withdrawing = checks.why_not_withdraw(seen, true_from=seen.signed_on, by=by)
    no_correcting = checks.why_not_correct(seen, code=next(one for one in CODES if one != queries.code_of(ref)), by=by)
    return show(
        request,
        "reviews/decision.html",
        status=status,
        refusal=refusal,
        title=f"Decision {ref}",
        section="Cases",
        tag=_tag(seen),
        crumbs=(Link(seen.case_ref, f"/cases/{seen.case_ref}/"),),
        facts=_facts(seen, names),
        chain=_chain(seen, names),
        since=_since(ref, names),
        reviews=presenters.on_case(reviews.reviews(decision_refs=[ref]), names),
        url=f"/decisions/{ref}/",
        ask_url=f"/reviews/new/?decision={ref}",
        withdraw=typed.get("withdraw") or forms.Withdraw(initial={"true_from": today()}, auto_id="withdraw_%s"),
        code=typed.get("code") or forms.Correct(auto_id="code_%s"),
        no_withdrawing=no_withdrawing.because if no_withdrawing else "",
        no_correcting=no_correcting.because if no_correcting else "",
        timeline=common.happenings([*history("decision", ref), *history("decision standing", ref)]),
    )


def standing(seen: DecisionSeen) -> tuple[str, str]:
    """How a decision stands, in a word and its tone."""
    if queries.superseded_by(seen.ref):
        return "Superseded", ""
    if queries.withdrawn(seen.ref):
        return "Withdrawn", "red"
    confirmed = any(one.kind == "confirmed" for one in queries.since(seen.ref))
    return ("Confirmed", "green") if confirmed else ("Stands", "green")


def _tag(seen: DecisionSeen) -> Tag:
    return Tag(*standing(seen))


def _facts(seen: DecisionSeen, names: dict[str, str]) -> tuple[tuple[str, object], ...]:
    return (
        ("Case", Cell(seen.case_ref, f"/cases/{seen.case_ref}/", ref=True)),
        ("On", Cell(seen.submission_ref, f"/submissions/{seen.submission_ref}/", ref=True)),
        ("What was asked for", "Agreed" if seen.outcome == "agree" else f"Refused: {seen.because}"),
        ("Remedy", pounds_sign(seen.remedy_pence)),
        ("Signed by", names.get(seen.signed_by, seen.signed_by)),
        ("Signed on", day(seen.signed_on)),
        ("Under", f"Rule {seen.rule}"),
        ("Outcome of the complaint", CODES[queries.code_of(seen.ref)]),
    )


def _chain(seen: DecisionSeen, names: dict[str, str]) -> Table:
    rows = []
    for one in queries.chain(seen.case_ref, seen.kind):
        word, tone = standing(one)
        rows.append(
            Row(
                (
                    Cell(one.ref, f"/decisions/{one.ref}/", ref=True, strong=one.ref == seen.ref),
                    Cell(one.supersedes, f"/decisions/{one.supersedes}/", ref=True) if one.supersedes else "The first",
                    CODES[queries.code_of(one.ref)],
                    pounds_sign(one.remedy_pence),
                    names.get(one.signed_by, one.signed_by),
                    day(one.signed_on),
                    Cell(word, tone=tone, tag=True),
                ),
                selected=one.ref == seen.ref,
            )
        )
    heads = (("Decision", ""), ("Supersedes", ""), ("Counts as", ""), ("Remedy", "number"), ("Signed by", ""), ("On", ""), ("Stands", ""))
    return Table("The chain", tuple(Column(head, kind) for head, kind in heads), tuple(rows))


def _since(ref: str, names: dict[str, str]) -> Table:
    told = [(one.known_on, one.true_from, one.kind.capitalize(), one.because, one.said_by, one.review_ref) for one in queries.since(ref)]
    told += [(on, on, f"Counts as {now}, not {was}", why, who, "") for on, was, now, why, who in queries.corrections(ref)]
    rows = tuple(
        Row(
            (
                Cell(what, strong=True),
                day(true_from),
                day(known_on),
                why,
                names.get(who, who),
                Cell(review, f"/reviews/{review}/", ref=True) if review else "",
            )
        )
        for known_on, true_from, what, why, who, review in sorted(told, key=lambda one: one[0])
    )
    columns = (Column("What"), Column("True from"), Column("Known on"), Column("Because", "wrap"), Column("By"), Column("Review"))
    return Table("What came of it", columns, rows, empty="Nothing has come of it since: it is as it was made.")
