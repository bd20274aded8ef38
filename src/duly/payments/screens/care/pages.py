"""Everybody who is cared for; one person's package; and what is learnt of them."""

from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from duly.core.people import queries as officers
from duly.core.record.clock import today
from duly.core.record.queries import history
from duly.payments.packages import actions, checks, queries
from duly.payments.packages.powers import READ
from duly.payments.packages.rules import SAID
from duly.payments.providers.queries import provider_names
from duly.payments.screens import listed
from duly.payments.screens.care import packages, presenters, stays
from duly.payments.screens.care.forms import Approve, Correct, Died, Interrupt, NotDied, Withdraw
from duly.payments.screens.care.presenters import PEOPLE
from duly.payments.screens.payees.forms import typed, typed_today
from duly.primitives.period import FOREVER, say_day, say_span
from duly.primitives.refusal import Refusal, Refused
from duly.ui import merging
from duly.ui.asks import asks, reads
from duly.ui.frame import Action, Link, Tag
from duly.ui.pages import say, show

MOST_NAMED = 5000


@require_safe
@reads(READ)
def everybody(request: HttpRequest) -> HttpResponse:
    """Everybody who was entered, as they stand today."""
    refs = tuple(queries.people_known())
    found = presenters.rows(
        refs,
        queries.names_of(refs[:MOST_NAMED]),
        queries.lines_known(),
        queries.commissions_known(),
        queries.interruptions_known(),
        {d.person_ref: d.on for d in queries.deaths_known()},
        today(),
    )
    asked = listed.ask(request, PEOPLE)
    page = PEOPLE.page(found, asked)
    return listed.as_file(PEOPLE, found, asked) or show(
        request,
        "care/everybody.html",
        title="People cared for",
        section="Packages",
        crumbs=(Link("Packages", "/packages/"),),
        formats=listed.formats(asked),
        actions=(Action("Package lines", "/packages/"), Action("Put a line forward", "/care/put-forward/")),
        facets=listed.facet_groups(page, asked),
        unknown=listed.unknown(page),
        pager=listed.pager(page, asked, "people"),
        count=f"{page.total:,} {'person' if page.total == 1 else 'people'}",
        table=listed.table(
            PEOPLE,
            page,
            asked,
            "People cared for",
            cells=presenters.CELLS,
            wrap=("name",),
            empty="Nobody has been entered that fits.",
            empty_next=Link("Take in a file of them", "/imports/new/?kind=people"),
        ),
    )


@require_safe
@reads(READ)
def person(request: HttpRequest, ref: str) -> HttpResponse:
    """One person's package, as a page or (`?format=json`) as data."""
    _find(ref)
    if request.GET.get("format") == "json":
        return JsonResponse(as_json(ref), json_dumps_params={"ensure_ascii": False, "indent": 1})
    return _person(request, ref)


@require_POST
@asks("packages.say_died")
def died(request: HttpRequest, ref: str) -> HttpResponse:
    """Say that they died."""
    return _done(request, ref, "died", Died, lambda form, by: actions.say_died(ref, on=form.cleaned_data["on"], by=by), "The day is kept.")


@require_POST
@asks("packages.say_died")
def not_died(request: HttpRequest, ref: str) -> HttpResponse:
    """Say that it was a mistake."""
    return _done(
        request,
        ref,
        "not-died",
        NotDied,
        lambda form, by: actions.withdraw_death(ref, because=form.cleaned_data["because"], by=by),
        "That they died is withdrawn.",
    )


@require_POST
@asks("packages.interrupt")
def interrupt(request: HttpRequest, ref: str) -> HttpResponse:
    """Say that their care is interrupted."""
    return _done(
        request, ref, "interrupt", Interrupt, lambda form, by: actions.interrupt(ref, **form.told(), by=by), "The interruption is kept."
    )


@require_POST
@asks("packages.interrupt")
def correct(request: HttpRequest, ref: str) -> HttpResponse:
    """Say other dates of an interruption, or that it ended."""
    prefix = request.POST.get("prefix", "correct")
    known = next(
        (_as_known(one) for one in queries.interruptions_known(ref) if _as_known(one)["which"] == request.POST.get(f"{prefix}-which")), None
    )
    settled = merging.settle(request, Correct(prefix=prefix, initial=known)) if known else None
    if settled is not None and settled.clashes:
        return merging.ask(request, settled, back=f"/care/{ref}/", section="Packages")
    if settled is not None:
        request.POST = settled.post  # type: ignore[misc, assignment]  # what both of them say
        merging.keep_beside(request, settled)
    return _done(
        request, ref, prefix, Correct, lambda form, by: actions.correct_interruption(ref, **form.told(), by=by), "The dates are kept."
    )


@require_POST
@asks("packages.interrupt")
def withdraw(request: HttpRequest, ref: str) -> HttpResponse:
    """Say that an interruption was a mistake."""
    prefix = request.POST.get("prefix", "withdraw")
    return _done(
        request,
        ref,
        prefix,
        Withdraw,
        lambda form, by: actions.withdraw_interruption(ref, **form.told(), by=by),
        "The interruption is withdrawn.",
    )


@require_POST
@asks("packages.approve")
def approve(request: HttpRequest, ref: str) -> HttpResponse:
    """Approve a line that somebody else put forward."""
    return _done(request, ref, "", Approve, lambda form, by: actions.approve_line(**form.cleaned_data, by=by), "The line is approved.")


def _done(request: HttpRequest, ref: str, prefix: str, kind: type[Form], act: Callable, so: str) -> HttpResponse:
    _find(ref)
    form = kind(request.POST, prefix=prefix or None)
    if not form.is_valid():
        return _person(request, ref, typed={prefix: form}, status=422)
    try:
        act(form, request.actor)  # type: ignore[attr-defined]  # put there by the site
    except Refused as refused:
        return _person(request, ref, typed={prefix: form}, refusal=refused.refusal)
    say(request, f"{so} Weeks judged before must be judged again to count it.")
    return redirect("care-person", ref)


def _person(
    request: HttpRequest, ref: str, *, typed: dict | None = None, refusal: Refusal | None = None, status: int = 200
) -> HttpResponse:
    by = request.actor  # type: ignore[attr-defined]  # put there by the site
    typed, lines, now = typed or {}, queries.lines_of_person(ref), today()
    spans = [span for line in lines for span in queries.commissions_of(line.line_ref)]
    away, death, names = queries.interruptions_known(ref), queries.death_of(ref), officers.names()
    row = presenters.rows([ref], {}, lines, spans, away, {ref: death} if death else {}, now)[0]
    mine = {line.line_ref for line in lines}
    begun = {"starts": typed_today(), "told_on": typed_today()}
    return show(
        request,
        "care/person.html",
        status=status,
        refusal=refusal,
        title=queries.names_of([ref])[ref],
        section="Packages",
        sub=ref,
        tag=Tag(row.now, "" if row.now == "Cared for" else "blue"),
        crumbs=(Link("Packages", "/packages/"), Link("People cared for", "/care/")),
        formats=(Link("JSON", "?format=json"),),
        actions=(Action("Put a line forward", f"/care/put-forward/?person={ref}"),),
        ref=ref,
        known=[
            ("Died", say_day(death) if death else "not known to have died"),
            ("In the record", Link(f"History of {ref}", f"/record/?about={ref}")),
        ],
        lines=presenters.lines(lines, spans, provider_names(), names, packages.agreed_of(mine, now)),
        calls=presenters.calls(queries.calls_of_lines(mine)),
        interruptions=presenters.interruptions(away),
        variations=presenters.variations([one for line in lines for one in history("package", line.line_ref)], names),
        stays=stays.table(stays.lived(ref, lines), provider_names()),
        fundings=presenters.fundings(queries.fundings_known(ref)),
        waiting=[_waiting(span, by) for span in spans if not span.approved],
        open=[_open(one, n, typed) for n, one in enumerate(away)],
        dead=death is not None,
        forms={
            "died": typed.get("died") or Died(prefix="died"),  # no day is offered: a death is not said by pressing one button
            "not_died": typed.get("not-died") or NotDied(prefix="not-died"),
            "interrupt": typed.get("interrupt") or Interrupt(prefix="interrupt", initial=begun),
        },
        blocked={
            "died": _because(checks.why_not_say_died(ref, on=now, by=by), "said-already"),
            "not_died": _because(checks.why_not_withdraw_death(ref, because="to be given", by=by)),
            "interrupt": _because(
                checks.why_not_interrupt(ref, kind="holiday", starts=now, ends=FOREVER, told_on=now, by=by), "interrupted"
            ),
        },
    )


def _waiting(span: queries.Commission, by) -> dict[str, Any]:
    return {
        "says": f"{span.line_ref}, {say_span(span.starts, span.ends)}",
        "line_ref": span.line_ref,
        "starts": span.starts.isoformat(),
        "blocked": _because(checks.why_not_approve(span.line_ref, starts=span.starts, by=by)),
    }


def _open(one: queries.Interruption, n: int, sent: dict) -> dict[str, Any]:
    """An interruption with the forms that correct and withdraw it."""
    known, as_known = _as_known(one), f"correct-{n}"
    return {
        "says": f"{SAID[one.kind]}, {say_span(one.starts, one.ends)}",
        "correct": sent.get(as_known) or Correct(prefix=as_known, initial=known),
        "withdraw": sent.get(f"withdraw-{n}") or Withdraw(prefix=f"withdraw-{n}", initial=known),
        "which": known["which"],
        "n": n,
    }


def _as_known(one: queries.Interruption) -> dict[str, str]:
    """An interruption as the form that corrects it shows it."""
    last = typed(one.ends.fromordinal(one.ends.toordinal() - 1)) if one.ends < FOREVER else ""
    which = f"{one.kind} {one.starts.isoformat()}"
    return {"which": which, "starts": typed(one.starts), "last": last, "told_on": typed_today()}


def _because(refusal: Refusal | None, but: str = "") -> str:
    return refusal.because if refusal and refusal.code != but else ""


def _find(ref: str) -> None:
    if ref not in queries.people_known():
        raise Http404(f"There is no person {ref}.")


def as_json(ref: str) -> dict[str, Any]:
    """One person's package, as data."""
    lines = queries.lines_of_person(ref)
    mine = {line.line_ref for line in lines}
    return {
        "person": ref,
        "died": queries.death_of(ref),
        "lines": [asdict(line) for line in lines],
        "commissions": [asdict(span) for line in lines for span in queries.commissions_of(line.line_ref)],
        "calls": [asdict(p) for p in queries.calls_of_lines(mine)],
        "interruptions": [asdict(one) for one in queries.interruptions_known(ref)],
        "fundings": [asdict(one) for one in queries.fundings_known(ref)],
        "stays": stays.as_data(stays.lived(ref, lines)),
    }
