"""The call log: logging a call on a page or in the drawer of any page, the list, and one call."""

import json
import re
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_POST

from duly.casework.cases import queries as cases
from duly.casework.flow import calling
from duly.casework.screens import common
from duly.casework.screens.contacts import presenters
from duly.casework.screens.contacts.forms import CallForm, CallRightForm
from duly.casework.screens.contacts.presenters import CALL_CELLS, CALLS
from duly.core.contacts import actions, powers, queries
from duly.core.desk import queries as desk
from duly.core.directory import queries as directory
from duly.core.people import queries as people
from duly.core.record.clock import today
from duly.core.record.queries import history
from duly.core.scheme.queries import why_not
from duly.core.work import queries as work
from duly.primitives.refusal import Refusal, Refused
from duly.ui import listed
from duly.ui.asks import asks
from duly.ui.frame import Action, Link
from duly.ui.pages import say, show

REFERENCE = re.compile(r"(DIR-\d+|PSO-\d{4}-\d+)", re.IGNORECASE)


@asks()
@require_GET
def listed_(request: HttpRequest) -> HttpResponse:
    """Calls, newest first; `?about=` those with one entry of the directory."""
    about = request.GET.get("about", "")
    rows = queries.calls(about=directory.family_of(about) if about else ())
    asked = listed.ask(request, CALLS)
    page, names = CALLS.page(rows, asked), people.names()
    cells = CALL_CELLS | {"taken_by": lambda call: names.get(call.taken_by, call.taken_by)}
    return listed.as_file(CALLS, rows, asked) or show(
        request,
        "contacts/list.html",
        title="Calls",
        section="Calls",
        sub=presenters.says(queries.pattern(directory.family_of(about))) if about else "",
        actions=(
            Action("Log a call", f"/calls/new/?about={about}" if about else "/calls/new/", tone="go"),
            Action("Enquiries", "/enquiries/"),
        ),
        formats=listed.formats(asked, about=about),
        facets=listed.facet_groups(page, asked, about=about),
        unknown=listed.unknown(page),
        pager=listed.pager(page, asked, "calls", about=about),
        table=listed.table(CALLS, page, asked, "Calls", cells=cells, empty="No call is logged.", wrap=("gist", "caller"), about=about),
    )


@asks("contacts.log")
def new(request: HttpRequest) -> HttpResponse:
    """Log a call: a page of its own, or the drawer of another (`?drawer=1`). `?about=` is a reference, or an address with one in it."""
    ref, case_ref = _about(request.POST.get("about") or request.GET.get("about", ""))
    refusal = why_not(powers.LOG, {}, actor=request.actor, on=today())
    form = CallForm(request.POST or None, owners=common.colleagues(), me=request.actor.ref)
    stopped: Refusal | None = None
    if request.method == "POST" and form.is_valid():
        said, named = form.cleaned_data, REFERENCE.match(form.cleaned_data["caller"])
        known = ref or (named[1].upper() if named else "")
        try:
            done = calling.log_call(
                at=said["at"],
                direction=said["direction"],
                about=known,
                caller="" if known else said["caller"],
                case_ref=case_ref,
                verified=said["verified"],
                gist=said["gist"],
                flags=[flag for flag in actions.FLAGS if said[flag]],
                promised=form.promised(request.actor.ref),
                by=request.actor,
            )
        except Refused as refused:
            stopped = refused.refusal
        else:
            promised = (
                f" {len(done.promises)} promise{'s are tasks' if len(done.promises) > 1 else ' is a task'} now." if done.promises else ""
            )
            say(request, f"{done.ref} is logged: {done.caller}.{promised}")
            return redirect(_back(request) or f"/calls/{done.ref}/")
    words = {
        "form": form,
        "card": presenters.card(ref),
        "about": ref or case_ref,
        "back": _back(request) or request.GET.get("back", ""),
        "blocked": refusal.because if refusal else "",
        "kept": _kept(request.actor.ref, f"call {ref or case_ref}") if request.GET.get("drawer") else "",
    }
    if request.GET.get("drawer"):
        return render(request, "contacts/_call.html", words, using="jinja2")
    return show(
        request,
        "contacts/new.html",
        title=f"A call with {words['card'].name}" if ref else "Log a call",  # type: ignore[attr-defined]  # a Card, above
        section="Calls",
        crumbs=(Link("Calls", "/calls/"),),
        status=422 if form.errors else 200,
        refusal=stopped,
        **words,
    )


@asks()
@require_GET
def call(request: HttpRequest, ref: str) -> HttpResponse:
    """One call: what was said, what was promised, and what has become of it."""
    return _call(request, ref)


@asks("contacts.log")
@require_POST
def put_right(request: HttpRequest, ref: str) -> HttpResponse:
    """Put right what was said, with whom, or about which case; a call is tied to a case later, or moved from a wrong one."""
    common.found(queries.call, ref)
    form = CallRightForm(request.POST, auto_id="right_%s")
    if not form.is_valid():
        return _call(request, ref, form=form, status=422)
    said = form.cleaned_data
    named = REFERENCE.fullmatch(said["caller"].split(" ")[0]) if said["caller"] else None
    about = named[1].upper() if named and named[1].upper().startswith("DIR-") else ""
    whom = {"about": about, "caller": "" if about else said["caller"], "case_ref": said["case_ref"].strip().upper()}
    try:
        calling.put_call_right(ref, **whom, gist=said["gist"], because=said["because"], by=request.actor)  # type: ignore[attr-defined]  # put there by the site
    except Refused as stopped:
        return _call(request, ref, form=form, refusal=stopped.refusal)
    say(request, f"{ref} is put right.")
    return redirect(f"/calls/{ref}/")


def _call(
    request: HttpRequest, ref: str, *, form: CallRightForm | None = None, refusal: Refusal | None = None, status: int = 200
) -> HttpResponse:
    seen = common.found(queries.call, ref)
    with_whom = f"{seen.about} {seen.caller}".strip() if seen.about else seen.caller
    no_right = why_not(powers.LOG, {}, actor=request.actor, on=today())  # type: ignore[attr-defined]  # put there by the site
    initial = {"caller": with_whom, "case_ref": seen.case_ref, "gist": seen.gist}
    names = people.names()
    tasks = work.tasks(about=[ref], ended=None)
    return show(
        request,
        "contacts/call.html",
        title=f"A call with {seen.caller}",
        sub=f"{ref}, {presenters.when(seen)}",
        section="Calls",
        crumbs=(Link("Calls", "/calls/"), Link(ref, f"/calls/{ref}/")),
        actions=(Action("Log another", f"/calls/new/?{urlencode({'about': seen.about})}"),),
        said=seen,
        facts=(
            ("With", Link(seen.caller, f"/directory/{seen.about}/") if seen.about else seen.caller),
            ("Way", seen.direction.capitalize()),
            ("Known by", seen.verified.capitalize()),
            ("Noticed", seen.flagged.capitalize() or "Nothing"),
            ("Case", Link(seen.case_ref, f"/cases/{seen.case_ref}/") if seen.case_ref else "None"),
            ("Taken by", names.get(seen.taken_by, seen.taken_by)),
        ),
        tasks=presenters.tasks(tasks, names),
        right_form=form or CallRightForm(initial=initial, auto_id="right_%s"),
        right_blocked=no_right.because if no_right else "",
        right_opened=form is not None,
        timeline=common.happenings(history("call", ref)),
        refusal=refusal,
        status=status,
    )


def _about(said: str) -> tuple[str, str]:
    """The entry of the directory and the case that an address or a reference names: a case's complainant is who rings about it."""
    found = REFERENCE.search(said[:2000])
    ref = found[1].upper() if found else ""
    if ref.startswith("DIR-"):
        return (ref if directory.exists(ref) else "", "")
    if not ref or not cases.exists(ref):
        return "", ""
    return next((entry for role, entry in cases.parties(ref) if role == "complainant"), ""), ref


def _kept(officer: str, form: str) -> str:
    """What this officer had typed of such a call and not sent, for the drawer."""
    found = next((one for one in desk.drafts(officer, "/calls/new/") if one.form == form), None)
    return json.dumps({"fields": found.fields, "at": found.saved_at.isoformat()}) if found else ""


def _back(request: HttpRequest) -> str:
    """The page of ours whose drawer it was."""
    back = request.POST.get("back", "")
    return back if back.startswith("/") and url_has_allowed_host_and_scheme(back, allowed_hosts=None) else ""
