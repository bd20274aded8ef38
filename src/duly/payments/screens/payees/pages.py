"""A provider's account, changes of it that wait, one change with its call back and confirmation, and how long a new account waits."""

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from duly.core.people import queries as people
from duly.payments.banking import queries as banking
from duly.payments.packages.powers import READ
from duly.payments.providers import actions, checks, queries
from duly.payments.providers.queries import ChangeSeen
from duly.payments.screens import listed
from duly.payments.screens.payees import every, presenters
from duly.payments.screens.payees.every import CHANGES
from duly.payments.screens.payees.forms import Because, Call, Confirm, CoolingOffDays, Propose, typed_today
from duly.primitives.refusal import Refusal, Refused
from duly.ui import merging
from duly.ui.asks import asks, reads
from duly.ui.frame import Link, Tag
from duly.ui.pages import say, show
from duly.ui.proof import proved


@require_safe
@reads(READ)
def waiting(request: HttpRequest) -> HttpResponse:
    """Every change of account that waits for somebody, and every one there was, as a page, CSV or JSON."""
    return _waiting(request)


@require_POST
@asks("providers.set_cooling_off")
def cooling_off(request: HttpRequest) -> HttpResponse:
    """Set how long a newly confirmed account waits."""
    settled = merging.settle(request, _cooling())
    if settled.clashes:
        return merging.ask(request, settled, back="/payees/", section="Providers")
    form = _cooling(settled.post)
    if not form.is_valid():
        return _waiting(request, form=form, status=422)
    try:
        days = actions.set_cooling_off(form.cleaned_data["days"], by=request.actor)
    except Refused as refused:
        return _waiting(request, form=form, refusal=refused.refusal)
    merging.keep_beside(request, settled)
    say(request, presenters.wait(days))
    return redirect("payees")


@asks(READ.code, "providers.propose_payee")
@require_http_methods(["GET", "HEAD", "POST"])
@reads(READ)
def account(request: HttpRequest, ref: str) -> HttpResponse:
    """Where a provider is paid, every change of that, and asking for another."""
    try:
        one = queries.provider(ref)
    except ObjectDoesNotExist:
        raise Http404(f"There is no provider {ref}.") from None
    form, refusal = Propose(request.POST or None, initial={"received_on": typed_today()}), None
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.propose_payee(ref, **form.cleaned_data, by=request.actor)
        except Refused as refused:
            refusal = refused.refusal
        else:
            say(request, f"Change {made.ref} is entered. Call the provider back on a number the office had before the request.")
            return redirect("payee-change", made.ref)
    now, waits = queries.payee_shown(ref), queries.waiting_change(ref)
    return show(
        request,
        "payees/account.html",
        status=422 if form.errors else 200,
        refusal=refusal,
        title=f"Account of {one.name}",
        section="Providers",
        crumbs=(Link("Providers", "/providers/"), Link(one.ref, f"/providers/{one.ref}/")),
        known=[("Paid into", presenters.paid_into(now))],
        waits=Link(f"Change {waits.ref} is {waits.state}", f"/payees/{waits.ref}/") if waits else None,
        cooling=presenters.wait(queries.cooling_off_days()),
        history=presenters.table(
            queries.changes(ref), people.names(), caption="Changes of this account", empty="No change was ever asked for.", named=False
        ),
        form=form.forgotten() if form.is_bound else form,
        blocked_because=_because(checks.why_not_begin_proposing(ref, by=request.actor)),
    )


@require_safe
@reads(READ)
def change(request: HttpRequest, ref: str) -> HttpResponse:
    """One change: what was asked for, how it was proved, and what may be done now."""
    return _change(request, _find(ref))


@require_POST
@asks("providers.call_back")
def call(request: HttpRequest, ref: str) -> HttpResponse:
    """Record the call back."""
    one, form = _find(ref), Call(request.POST)
    if not form.is_valid():
        return _change(request, one, call=form, status=422)
    try:
        actions.record_call(ref, **form.cleaned_data, by=request.actor)
    except Refused as refused:
        return _change(request, one, call=form, refusal=refused.refusal)
    say(request, f"The call about {ref} is recorded. Somebody else can confirm the account.")
    return redirect("payee-change", ref)


@proved(private=("sort_code", "account_number"))
@require_POST
@asks("providers.confirm_payee")
def confirm(request: HttpRequest, ref: str) -> HttpResponse:
    """Put the account in use."""
    one, form = _find(ref), Confirm(request.POST)
    if not form.is_valid():
        return _change(request, one, confirm=form.forgotten(), status=422)
    try:
        shown = actions.confirm_payee(ref, **form.cleaned_data, by=request.actor)
    except Refused as refused:
        return _change(request, one, confirm=form.forgotten(), refusal=refused.refusal)
    say(request, f"{one.provider_name} is paid into the account ending {shown.ending} from now on.")
    return redirect("payee-change", ref)


@require_POST
@asks("providers.confirm_payee")
def refuse(request: HttpRequest, ref: str) -> HttpResponse:
    """Refuse a change, saying why."""
    return _stopped(request, ref, "refuse", actions.refuse_payee, "is refused")


@require_POST
@asks("providers.propose_payee")
def withdraw(request: HttpRequest, ref: str) -> HttpResponse:
    """Take back one's own."""
    return _stopped(request, ref, "withdraw", actions.withdraw_payee, "is withdrawn")


def _stopped(request: HttpRequest, ref: str, verb: str, action, so: str) -> HttpResponse:
    one, form = _find(ref), Because(request.POST)
    if not form.is_valid():
        return _change(request, one, **{verb: form}, status=422)
    try:
        action(ref, because=form.cleaned_data["because"], by=request.actor)
    except Refused as refused:
        return _change(request, one, **{verb: form}, refusal=refused.refusal)
    say(request, f"Change {ref} {so}. The account stays as it was.")
    return redirect("payee-change", ref)


def _cooling(typed: QueryDict | None = None) -> CoolingOffDays:
    return CoolingOffDays(typed, initial={"days": queries.cooling_off_days()})


def _waiting(
    request: HttpRequest, *, form: CoolingOffDays | None = None, refusal: Refusal | None = None, status: int = 200
) -> HttpResponse:
    days, names, asked = queries.cooling_off_days(), people.names(), listed.ask(request, CHANGES)
    found = every.rows(queries.changes_known(limit=every.MOST), names)
    page = CHANGES.page(found, asked)
    return listed.as_file(CHANGES, found, asked) or show(
        request,
        "payees/waiting.html",
        status=status,
        refusal=refusal,
        title="Changes of account",
        section="Providers",
        crumbs=(Link("Providers", "/providers/"),),
        sub="Where providers are paid is changed by two people, after a call back",
        formats=listed.formats(asked),
        waiting=presenters.table(
            queries.changes_waiting(), names, caption="Changes that wait", empty="No change of account is waiting.", named=True
        ),
        facets=listed.facet_groups(page, asked),
        unknown=listed.unknown(page),
        count=f"{page.total:,} change{'' if page.total == 1 else 's'}",
        pager=listed.pager(page, asked, "changes"),
        table=listed.table(
            CHANGES,
            page,
            asked,
            "Every change of account",
            cells=every.CELLS,
            empty="No change fits these filters." if found else "No change of account was ever asked for.",
            empty_next=Link("Every change", "/payees/") if found else None,
        ),
        cooling=presenters.wait(days),
        form=form or CoolingOffDays(initial={"days": days}),
        blocked_because=_because(checks.why_not_set_cooling_off(days, by=request.actor)),
    )


def _change(request: HttpRequest, one: ChangeSeen, *, refusal: Refusal | None = None, status: int = 200, **typed) -> HttpResponse:
    by, names = request.actor, people.names()
    return show(
        request,
        "payees/change.html",
        status=status,
        refusal=refusal,
        title=f"Change {one.ref}",
        section="Providers",
        sub=f"The account of {one.provider_name}",
        tag=Tag(one.state.capitalize(), presenters.TONES[one.state]),
        crumbs=(Link("Providers", "/providers/"), Link(one.provider_ref, f"/providers/{one.provider_ref}/account/")),
        steps=presenters.steps(one),
        change=one,
        asked=presenters.asked_for(one, names, queries.payee_shown(one.provider_ref)),
        called=presenters.called(one, names),
        settled=f"{one.state.capitalize()} by {names.get(one.settled_by, one.settled_by)}." if one.settled_by else "",
        same=presenters.same(queries.same_accounts(one.ref), ours=banking.pays_from(queries.blind_of_change(one.ref))),
        not_compared=presenters.NOT_COMPARED,
        cooling=presenters.wait(queries.cooling_off_days()),
        waits=one.state in ("proposed", "called back"),
        yours=one.proposed_by == by.ref,
        forms={
            "call": typed.get("call") or Call(initial={"called_on": typed_today()}, auto_id="call_%s"),
            "confirm": typed.get("confirm") or Confirm(auto_id="confirm_%s"),
            "refuse": typed.get("refuse") or Because(auto_id="refuse_%s"),
            "withdraw": typed.get("withdraw") or Because(auto_id="withdraw_%s"),
        },
        blocked={
            "call": _because(checks.why_not_record_call(one, by=by)),
            "confirm": _because(checks.why_not_confirm(one, by=by)),
            "refuse": _because(checks.why_not_refuse(one, by=by)),
            "withdraw": _because(checks.why_not_withdraw(one, by=by)),
        },
    )


def _find(ref: str) -> ChangeSeen:
    try:
        return queries.change(ref)
    except ObjectDoesNotExist:
        raise Http404(f"There is no change {ref}.") from None


def _because(refusal: Refusal | None) -> str:
    return refusal.because if refusal else ""
