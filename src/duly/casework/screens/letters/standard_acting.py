"""Writing standard letters, putting them forward, sending them back, adopting and renewing them."""

from collections.abc import Callable
from datetime import date, timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from duly.casework import flow
from duly.casework.screens import common
from duly.casework.screens.letters.standard import CRUMBS, one
from duly.casework.screens.letters.standard_forms import NewWordingForm, RenewForm, SendBackForm, WordingForm, as_typed
from duly.casework.wordings import actions, checks, queries
from duly.casework.wordings.queries import WordingSeen
from duly.casework.wordings.rules import FIELDS
from duly.core.record.clock import today
from duly.primitives.refusal import Refusal, Refused
from duly.ui.asks import asks
from duly.ui.pages import say, show


@asks("wordings.write")
def new(request: HttpRequest) -> HttpResponse:
    """Write a standard letter that there was not."""
    form = NewWordingForm(
        request.POST or None, initial={"closing": "Yours sincerely", "greeting": "Dear {{ to_whom }}", "expires": _in_a_year()}
    )
    return _written(request, form, None)


@asks("wordings.write")
def write(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Write the next version of a standard letter from this one, or this draft again."""
    seen = common.found(queries.wording, f"{code}/{number}")
    template = seen.template
    initial = {name: getattr(template, name) for name in ("title", "purpose", "subject", "greeting", "closing")}
    initial |= {"paragraphs": as_typed(template.paragraphs), "owner": seen.owner, "expires": _in_a_year()}
    if seen.state == "draft":
        initial["expires"] = seen.expires
    return _written(request, WordingForm(request.POST or None, initial=initial), seen)


@asks("wordings.write")
@require_POST
def put_forward(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Put a draft forward to be adopted by somebody else."""
    ref = common.found(queries.wording, f"{code}/{number}").ref
    return _done(request, code, number, lambda: actions.put_forward(ref, by=request.actor), f"{ref} is put forward.")  # type: ignore[attr-defined]  # put there by the site


@asks("wordings.adopt")
@require_POST
def send_back(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Send a version back to be written again."""
    ref, form = common.found(queries.wording, f"{code}/{number}").ref, SendBackForm(request.POST, auto_id="back_%s")
    if not form.is_valid():
        return one(request, code, number, typed={"back": form}, status=422)
    by = request.actor  # type: ignore[attr-defined]  # put there by the site
    return _done(request, code, number, lambda: actions.send_back(ref, by=by, **form.cleaned_data), f"{ref} is sent back.")


@asks("wordings.adopt")
@require_POST
def adopt(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Adopt exactly the words that were shown, with the drafts that were shown."""
    ref, said = common.found(queries.wording, f"{code}/{number}").ref, request.POST
    by = request.actor  # type: ignore[attr-defined]  # put there by the site

    def act() -> WordingSeen:
        return flow.adopt_wording(ref, seen_sha256=said.get("seen_sha256", ""), seen_affected=said.getlist("affected"), by=by)

    return _done(request, code, number, act, f"{ref} is in use from now.")


@asks("wordings.adopt")
@require_POST
def renew(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Say until when a version may be used, and whose it is."""
    ref, form = common.found(queries.wording, f"{code}/{number}").ref, RenewForm(request.POST, auto_id="renew_%s")
    if not form.is_valid():
        return one(request, code, number, typed={"renew": form}, status=422)
    by = request.actor  # type: ignore[attr-defined]  # put there by the site
    return _done(request, code, number, lambda: actions.renew(ref, by=by, **form.cleaned_data), f"{ref} is renewed.")


def _written(request: HttpRequest, form: WordingForm, seen: WordingSeen | None) -> HttpResponse:
    by = request.actor  # type: ignore[attr-defined]  # put there by the site
    refusal: Refusal | None = None
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        code = seen.code if seen else said["code"]
        try:
            if seen is None and queries.versions(code):
                raise Refused(Refusal("code", f"There is a standard letter called {code} already: write its next version."))
            template, more = form.template(code), {"owner": said["owner"], "expires": said["expires"], "by": by}
            done = actions.rewrite(seen.ref, template, **more) if seen and seen.state == "draft" else actions.write(template, **more)
        except Refused as stopped:
            refusal = stopped.refusal
        else:
            wrong = f" Before it is put forward: {' '.join(done.wrong)}" if done.wrong else ""
            say(request, f"{done.ref} is kept as a draft.{wrong}")
            return redirect(f"/letters/standard/{done.ref}/")
    blocked = (
        checks.why_not_rewrite(seen, by=by)
        if seen and seen.state == "draft"
        else checks.why_not_begin_writing(seen.code if seen else "", by=by)
    )
    return show(
        request,
        "letters/standard_write.html",
        title=f"Write {seen.title}" if seen else "Write a standard letter",
        sub=f"From {seen.ref}" if seen else "",
        section="Letters",
        crumbs=CRUMBS,
        form=form,
        fields=[(f"{{{{ {name} }}}}", label) for name, (label, _) in FIELDS.items()],
        blocked=blocked.because if blocked else "",
        refusal=refusal,
        status=422 if form.errors else 200,
    )


def _done(request: HttpRequest, code: str, number: int, act: Callable[[], WordingSeen], says: str) -> HttpResponse:
    try:
        act()
    except Refused as stopped:
        return one(request, code, number, refusal=stopped.refusal)
    say(request, says)
    return redirect(f"/letters/standard/{code}/{number}/")


def _in_a_year() -> date:
    return today() + timedelta(days=365)
