"""What was let through, as a page, CSV and JSON at one address; and one of them, which somebody looks at where it was drawn."""

from datetime import date

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from duly.core.people import queries as officers
from duly.core.record.queries import history
from duly.payments.packages import queries as packages
from duly.payments.packages.powers import READ
from duly.payments.providers.queries import provider_names
from duly.payments.screens import listed
from duly.payments.screens.tolerance import presenters
from duly.payments.screens.tolerance.forms import Look
from duly.payments.screens.weeks import say_week
from duly.payments.validation import actions, checks, queries
from duly.payments.validation.queries import LettingSeen
from duly.primitives.money import plain_pounds, sterling
from duly.primitives.period import read_week, week_name
from duly.primitives.refusal import Refusal, Refused
from duly.ui.asks import asks, reads
from duly.ui.frame import Cell, Link, Tag
from duly.ui.pages import say, show

TONES = {"Fair": "green", "Not fair": "red", presenters.TO_LOOK: "amber", presenters.NOT_DRAWN: ""}


@require_safe
@reads(READ)
def lettings(request: HttpRequest) -> HttpResponse:
    """Every line and week that a contract let something through of."""
    seen, providers = queries.lettings(), provider_names()
    found = presenters.rows(seen, providers, packages.names_of({one.person_ref for one in seen}), officers.names())
    listing = presenters.with_names(providers)
    asked = listed.ask(request, listing)
    page, matching = listing.page(found, asked), listing.matching(found, asked)
    table = listed.table(
        listing,
        page,
        asked,
        "What was let through",
        cells=presenters.CELLS,
        wrap=("provider_name", "person_name", "clause"),
        empty="Nothing was let through that fits.",
    )
    return listed.as_file(listing, found, asked) or show(
        request,
        "tolerance/lettings.html",
        title="Let through",
        section="Exceptions",
        crumbs=(Link("Exceptions", "/exceptions/"),),
        sub="Small excesses that contracts let through, and who looked at those that were drawn",
        formats=listed.formats(asked),
        facets=listed.facet_groups(page, asked),
        unknown=listed.unknown(page),
        pager=listed.pager(page, asked, "line-weeks"),
        count=f"{page.total:,} line-week{'' if page.total == 1 else 's'}, {sterling(sum(row.pence for row in matching))}",
        table=presenters.with_total(table, matching),
        sums=presenters.by_provider(matching),
    )


@require_safe
@reads(READ)
def letting(request: HttpRequest, line_ref: str, week: str) -> HttpResponse:
    """One line and week that was let through."""
    seen = _find(line_ref, week)
    if request.GET.get("format") == "json":
        return JsonResponse(_as_json(seen), json_dumps_params={"ensure_ascii": False, "indent": 1})
    return _show(request, seen)


@require_POST
@asks("tolerance.look")
def look(request: HttpRequest, line_ref: str, week: str) -> HttpResponse:
    """Say that it is fair, or not, and why."""
    seen, form = _find(line_ref, week), Look(request.POST)
    if not form.is_valid():
        return _show(request, seen, form=form, status=422)
    try:
        done = actions.look(line_ref, seen.week, **form.cleaned_data, by=request.actor)  # type: ignore[attr-defined]  # put there by the site
    except Refused as refused:
        return _show(request, _find(line_ref, week), form=form, refusal=refused.refusal)
    assert done.looked is not None  # it was just said
    also = " It waits on the first page of whoever may do something about the contract." if done.looked.finding == "not fair" else ""
    say(request, f"{line_ref}, {week}: found {done.looked.finding}.{also}")
    return redirect("lettings")


def _show(
    request: HttpRequest, seen: LettingSeen, *, form: Look | None = None, refusal: Refusal | None = None, status: int = 200
) -> HttpResponse:
    said, by = presenters.look(seen), request.actor  # type: ignore[attr-defined]  # put there by the site
    stopped = checks.why_not_look(seen, finding="fair", because="to be given", by=by)
    return show(
        request,
        "tolerance/letting.html",
        status=status,
        refusal=refusal,
        title=f"Let through: {seen.line_ref}",
        section="Exceptions",
        crumbs=(Link("Exceptions", "/exceptions/"), Link("Let through", "/tolerance/")),
        sub=f"{seen.service}, {say_week(seen.week)}",
        tag=Tag(said, TONES[said]),
        formats=(Link("JSON", "?format=json"),),
        one=seen,
        week=week_name(seen.week),
        known=_known(seen),
        form=form or Look(),
        blocked=stopped.because if stopped else "",
        asked=seen.sampled and seen.looked is None,
        told=[entry.sentence for entry in history("line-week", f"{seen.line_ref}/{seen.week.isoformat()}")[::-1]],
    )


def _known(seen: LettingSeen) -> list[tuple]:
    provider, person = seen.provider_ref, seen.person_ref
    who = officers.names()
    return [
        (
            "Let through",
            f"{sterling(seen.pence)} for {seen.minutes} minute{'' if seen.minutes == 1 else 's'} of the {sterling(seen.claimed_pence)} claimed",
        ),
        ("Stands", "Yes" if seen.stands else "No: the week was judged again, and it is let through no more"),
        ("Provider", Link(provider_names().get(provider, provider), f"/providers/{provider}/")),
        ("Clause", seen.clause or "–"),
        ("Person", Link(packages.names_of({person}).get(person, person), f"/care/{person}/")),
        ("Drawn", f"{'Yes' if seen.sampled else 'No'}, by the inputs of {seen.drawn_in}"),
        ("How it was worked out", Link(seen.judgement_ref, f"/exceptions/{seen.assessed_id}/")),
        ("Digest of those inputs", Cell(seen.seed, ref=True)),
        ("Looked at", f"Found {seen.looked.finding} by {who.get(seen.looked.looked_by, seen.looked.looked_by)}" if seen.looked else "–"),
    ]


def _find(line_ref: str, week: str) -> LettingSeen:
    try:
        monday: date = read_week(week)
        return queries.letting(line_ref, monday)
    except (ValueError, ObjectDoesNotExist):
        raise Http404(f"Nothing of {line_ref} was let through in {week}.") from None


def _as_json(seen: LettingSeen) -> dict:
    plain = (
        "line_ref",
        "provider_ref",
        "person_ref",
        "service",
        "minutes",
        "clause",
        "stands",
        "sampled",
        "seed",
        "drawn_in",
        "judgement_ref",
    )
    told = {name: getattr(seen, name) for name in plain}
    looked = {"finding": seen.looked.finding, "by": seen.looked.looked_by, "at": seen.looked.looked_at.isoformat()} if seen.looked else None
    return told | {"week": week_name(seen.week), "pounds": plain_pounds(seen.pence), "looked_at": looked}
