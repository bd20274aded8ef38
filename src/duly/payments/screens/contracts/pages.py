"""The list of contracts; one with its terms, clauses, bands, steps and dates; and stopping and starting it."""

from collections import Counter
from collections.abc import Callable
from dataclasses import asdict
from datetime import timedelta
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from duly.core.people import queries as people
from duly.core.record.clock import today
from duly.core.record.queries import history
from duly.payments.contracts import actions, checks, queries
from duly.payments.packages.powers import READ
from duly.payments.providers.queries import provider_names
from duly.payments.rates.queries import rates_known
from duly.payments.screens import listed
from duly.payments.screens.contracts import presenters
from duly.payments.screens.contracts.forms import Embargo, End, Lift, PutInForce
from duly.payments.screens.contracts.presenters import CONTRACTS
from duly.payments.screens.payees.forms import typed as typed_as
from duly.payments.screens.payees.forms import typed_today
from duly.primitives.period import FOREVER
from duly.primitives.refusal import Refusal, Refused
from duly.ui import merging
from duly.ui.asks import asks, reads
from duly.ui.environment import stamp
from duly.ui.frame import Action, Link, Tag
from duly.ui.pages import say, show

FORMS = {"put-in-force": PutInForce, "end": End, "embargo": Embargo, "lift": Lift}


@require_safe
@reads(READ)
def contracts(request: HttpRequest) -> HttpResponse:
    """Every contract as it stands today."""
    rates = Counter(rate.contract_ref for rate in rates_known())
    found = presenters.rows(
        queries.contracts_known(),
        queries.contract_spans_known(),
        queries.embargoes(),
        queries.terms_known(),
        rates,
        provider_names(),
        today(),
    )
    asked = listed.ask(request, CONTRACTS)
    page = CONTRACTS.page(found, asked)
    return listed.as_file(CONTRACTS, found, asked) or show(
        request,
        "contracts/contracts.html",
        title="Contracts",
        section="Providers",
        crumbs=(Link("Providers", "/providers/"),),
        formats=listed.formats(asked),
        facets=listed.facet_groups(page, asked),
        unknown=listed.unknown(page),
        pager=listed.pager(page, asked, "contracts"),
        count=f"{page.total:,} contract{'' if page.total == 1 else 's'}",
        table=listed.table(
            CONTRACTS,
            page,
            asked,
            "Contracts",
            cells=presenters.CELLS,
            wrap=("title", "provider_name", "pays"),
            empty="There are no contracts yet.",
            empty_next=Link("Take in a file of them", "/imports/new/?kind=contracts"),
        ),
    )


@require_safe
@reads(READ)
def contract(request: HttpRequest, ref: str) -> HttpResponse:
    """One contract as it stands, as a page or (`?format=json`) as data."""
    if request.GET.get("format") == "json":
        return JsonResponse(as_json(_find(ref)), json_dumps_params={"ensure_ascii": False, "indent": 1})
    return _contract(request, _find(ref))


@require_POST
@asks("contracts.put_in_force")
def put_in_force(request: HttpRequest, ref: str) -> HttpResponse:
    """Say that it may be paid under on more days."""
    return _done(request, ref, "put-in-force", actions.put_in_force, "may be paid under on these days too")


@require_POST
@asks("contracts.put_in_force")
def end(request: HttpRequest, ref: str) -> HttpResponse:
    """End it after a day."""
    return _done(request, ref, "end", actions.end_contract, "ends there")


@require_POST
@asks("contracts.embargo")
def embargo(request: HttpRequest, ref: str) -> HttpResponse:
    """Pay nothing under it from a day on."""
    return _done(request, ref, "embargo", actions.place_embargo, "is under embargo")


@require_POST
@asks("contracts.lift_embargo")
def lift(request: HttpRequest, ref: str) -> HttpResponse:
    """Lift the embargo."""
    return _done(request, ref, "lift", actions.lift_embargo, "is under embargo no more")


def _done(request: HttpRequest, ref: str, verb: str, action: Callable, so: str) -> HttpResponse:
    one = _find(ref)
    settled = merging.settle(request, _drawn(ref)[verb])
    if settled.clashes:
        return merging.ask(request, settled, who=_who_last(ref), back=f"/contracts/{ref}/", section="Providers")
    form = FORMS[verb](settled.post, prefix=verb, initial=_drawn(ref)[verb].initial)
    if not form.is_valid():
        return _contract(request, one, typed={verb: form}, status=422)
    try:
        action(ref, **form.told(), by=request.actor)
    except Refused as refused:
        return _contract(request, one, typed={verb: form}, refusal=refused.refusal)
    merging.keep_beside(request, settled)
    say(request, f"Contract {ref} {so}. Weeks judged before must be judged again to count it.")
    return redirect("contract", ref)


def _contract(request: HttpRequest, one, *, typed: dict | None = None, refusal: Refusal | None = None, status: int = 200) -> HttpResponse:
    by, ref = request.actor, one.ref
    spans = [s for s in queries.contract_spans_known() if s.contract_ref == ref]
    stopped = queries.embargoes(ref)
    clauses, bands, steps = queries.clauses_known(ref), queries.bands_known(ref), queries.steps_known(ref)
    state = presenters.state(spans, stopped, today())
    may = {
        "put-in-force": _but_dates(checks.why_not_put_in_force(ref, starts=today(), ends=FOREVER, because="to be given", by=by)),
        "embargo": checks.why_not_embargo(ref, starts=today(), because="to be given", by=by),
        "lift": checks.why_not_lift(ref, lifted=max((e.starts for e in stopped), default=today()), because="to be given", by=by),
        "end": checks.why_not_end(ref, ends=today(), because="to be given", by=by),
    }
    return show(
        request,
        "contracts/contract.html",
        status=status,
        refusal=refusal,
        ref=ref,
        title=f"Contract {ref}",
        section="Providers",
        sub=one.title,
        tag=Tag(state, presenters.TONES[state]),
        crumbs=(Link("Providers", "/providers/"), Link("Contracts", "/contracts/")),
        formats=(Link("JSON", "?format=json"),),
        known=[
            ("Provider", Link(provider_names().get(one.provider_ref, one.provider_ref), f"/providers/{one.provider_ref}/")),
        ],
        actions=(
            Action("Put a line forward", f"/care/put-forward/?contract={ref}"),
            Action("Rates", f"/rates/?contract={ref}&on=any"),
            Action("In the record", f"/record/?about={ref}"),
        ),
        spans=presenters.spans(queries.in_force(ref), stopped, people.names()),
        versions=[
            presenters.version(
                t,
                [c for c in clauses if c.version == t.version],
                [b for b in bands if b.version == t.version],
                [s for s in steps if s.version == t.version],
            )
            for t in reversed(queries.terms_of(ref))
        ],
        forms=_drawn(ref) | (typed or {}),
        embargoed=any(e.ends >= FOREVER for e in stopped),
        blocked={verb: refused.because if refused else "" for verb, refused in may.items()},
        told=[entry.sentence for entry in history("contract", ref)[::-1]],
    )


def _drawn(ref: str) -> dict[str, Form]:
    """The forms as they are drawn now. The one that ends a contract shows the last day it has, so that two who end it find each other out."""
    ends = max((span.ends for span in queries.in_force(ref)), default=FOREVER)
    last = typed_as(ends - timedelta(days=1)) if ends < FOREVER else ""
    begun = {
        "put-in-force": {"starts": typed_today()},
        "embargo": {"starts": typed_today()},
        "lift": {"lifted": typed_today()},
        "end": {"last": last},
    }
    return {verb: kind(prefix=verb, initial=begun[verb]) for verb, kind in FORMS.items()}


def _who_last(ref: str) -> str:
    told = history("contract", ref)
    return f"{people.names().get(told[-1].actor_ref, told[-1].actor_ref)} changed this contract at {stamp(told[-1].at)}," if told else ""


def _but_dates(refusal: Refusal | None) -> Refusal | None:
    """The refusal, unless it is of today's dates: other days may be typed."""
    return None if refusal is not None and refusal.code == "in-force" else refusal


def _find(ref: str) -> queries.ContractSeen:
    try:
        return queries.contract(ref)
    except ObjectDoesNotExist:
        raise Http404(f"There is no contract {ref}.") from None


def as_json(one: queries.ContractSeen) -> dict[str, Any]:
    """A contract with everything that hangs on it, as data."""
    ref = one.ref
    return {
        "contract": asdict(one),
        "may_be_paid_under": [asdict(s) for s in queries.contract_spans_known() if s.contract_ref == ref],
        "embargoes": [asdict(e) for e in queries.embargoes(ref)],
        "terms": [asdict(t) for t in queries.terms_of(ref)],
        "clauses": [asdict(c) for c in queries.clauses_known(ref)],
        "bands": [asdict(b) for b in queries.bands_known(ref)],
        "steps": [asdict(s) for s in queries.steps_known(ref)],
    }
