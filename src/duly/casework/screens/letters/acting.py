"""What is done with one letter beside filling it in and sending it: comments, returns, the pen, other formats, proof that it arrived."""

from collections.abc import Callable
from typing import Any

from django import forms as django_forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_POST

from duly.casework import flow
from duly.casework.dispatch import actions, queries
from duly.casework.dispatch.rules import compared
from duly.casework.screens import common
from duly.casework.screens.letters import forms
from duly.casework.screens.letters.pages import one
from duly.core.documents import queries as documents
from duly.core.people import queries as people
from duly.primitives.refusal import Refused
from duly.ui.asks import asks
from duly.ui.frame import Link
from duly.ui.pages import say, show


@asks("letters.make", "letters.approve", "letters.sign_for")
@require_POST
def comment(request: HttpRequest, ref: str) -> HttpResponse:
    """Say what one thinks of a draft."""
    return _done(
        request, ref, "comment", forms.Words(request.POST, auto_id="comment_%s"), actions.comment, "Your comment is kept with {ref}."
    )


@asks("letters.approve", "letters.sign_for")
@require_POST
def send_back(request: HttpRequest, ref: str) -> HttpResponse:
    """Return a draft to whoever wrote it."""
    return _done(request, ref, "return", forms.Return(request.POST, auto_id="return_%s"), actions.send_back, "{ref} is returned.")


@asks("letters.make", "letters.approve", "letters.sign_for")
@require_POST
def drop(request: HttpRequest, ref: str) -> HttpResponse:
    """Say that a letter will not be sent."""
    return _done(request, ref, "drop", forms.Drop(request.POST, auto_id="drop_%s"), actions.drop, "{ref} is dropped, and will not be sent.")


@asks("letters.make")
@require_POST
def take_up(request: HttpRequest, ref: str) -> HttpResponse:
    """Make a draft again from the wording in use."""
    return _done(request, ref, "take-up", None, actions.take_up, "{ref} is made again from the wording in use.")


@asks("letters.ink")
@require_POST
def print_for_ink(request: HttpRequest, ref: str) -> HttpResponse:
    """Print a draft with its mark, to be signed on paper."""
    said = "{ref} is ready to print. When it is signed, scan it and hand the scan over here."
    return _done(request, ref, "ink", forms.PrintForInk(request.POST, auto_id="ink_%s"), actions.print_for_ink, said)


@asks("letters.ink")
@require_POST
def match(request: HttpRequest, ref: str, copy: str) -> HttpResponse:
    """Match the scan of what was signed."""
    found = common.found(queries.ink_copy, copy)
    if found.letter_ref != ref:
        raise Http404(f"{copy} is not of {ref}.")
    form = forms.MatchScan(request.POST, request.FILES, auto_id="match_%s")

    def act(_: str, *, scan: Any, **said: Any) -> object:
        return flow.match_scan(copy, file_name=scan.name, content=scan.read(), **said)

    return _done(request, ref, "match", form, act, "{ref} is signed in ink: the scan bears the mark of exactly this version.")


@asks("letters.commission")
@require_POST
def have_made(request: HttpRequest, ref: str) -> HttpResponse:
    """Have this version of a letter made in another format."""
    form = forms.HaveMade(request.POST, auto_id="format_%s")
    return _done(request, ref, "formats", form, actions.have_made, "It is had in that format, of exactly this version of {ref}.")


@asks("letters.commission")
@require_POST
def receive(request: HttpRequest, ref: str, copy: str) -> HttpResponse:
    """Take in what a supplier made."""
    _of(ref, copy)
    form = forms.Receive(request.POST, request.FILES, auto_id=f"{copy}_%s")

    def act(_: str, *, file: Any, in_hand: str, by: Any) -> object:
        content = file.read() if file else b""
        return actions.receive(copy, file_name=file.name if file else "", content=content, in_hand=in_hand, by=by)

    return _done(request, ref, f"receive-{copy}", form, act, "{ref} and its other format are kept together.")


@asks("letters.commission")
@require_POST
def cancel(request: HttpRequest, ref: str, copy: str) -> HttpResponse:
    """Cancel what was ordered of a supplier."""
    _of(ref, copy)
    form = forms.Because(request.POST, auto_id=f"no-{copy}_%s")

    def act(_: str, **said: Any) -> object:
        return actions.cancel(copy, **said)

    return _done(request, ref, f"cancel-{copy}", form, act, "It is cancelled.")


@asks("letters.send")
@require_POST
def delivered(request: HttpRequest, ref: str) -> HttpResponse:
    """Note what shows that a letter arrived, or came back."""
    form = forms.Delivered(request.POST, request.FILES, auto_id="delivered_%s")

    def act(letter: str, *, scan: Any, **said: Any) -> object:
        content = scan.read() if scan else b""
        return flow.note_delivery(letter, file_name=scan.name if scan else "", content=content, **said)

    return _done(request, ref, "delivered", form, act, "It is kept with {ref}.")


@asks()
@require_GET
def compare(request: HttpRequest, ref: str) -> HttpResponse:
    """What changed from one draft to another."""
    seen = common.found(queries.letter, ref)
    drafts = {one.number: one for one in queries.drafts(ref)}
    newest = max(drafts, default=0)
    before, after = _number(request, "before", newest - 1), _number(request, "after", newest)
    if before not in drafts or after not in drafts:
        raise Http404(f"{ref} has no such drafts.")
    pairs = compared(drafts[before].text, drafts[after].text)
    if request.GET.get("format") in ("json", "csv"):
        answer = common.in_another_form(request, f"{ref}-{before}-{after}", ("became", "paragraph"), pairs)
        if answer is not None:
            return answer
    return show(
        request,
        "letters/compare.html",
        title=f"Draft {before} and draft {after}",
        sub=f"{ref}: {seen.what}",
        section="Letters",
        crumbs=(Link("Letters", "/letters/"), Link(ref, f"/letters/{ref}/")),
        formats=common.formats(request)[:2],
        pairs=pairs,
        drafts=(drafts[before], drafts[after]),
        names=people.names(),
        others=tuple(Link(f"{n - 1} and {n}", f"?before={n - 1}&after={n}") for n in sorted(drafts) if n > 1),
    )


@asks()
@require_GET
def paper(request: HttpRequest, ref: str, document: str) -> HttpResponse:
    """A paper that belongs to a letter: a copy to sign, a scan, another format, a proof."""
    common.found(queries.letter, ref)
    if document not in queries.papers_of(ref):
        raise Http404(f"{ref} has no paper {document}.")
    kept = documents.document(document)
    return common.attachment(kept.name, documents.content(document), kept.media_type)


def _of(ref: str, copy: str) -> None:
    if common.found(queries.format_copy, copy).letter_ref != ref:
        raise Http404(f"{copy} is not of {ref}.")


def _number(request: HttpRequest, name: str, otherwise: int) -> int:
    said = request.GET.get(name, "")
    return int(said) if said.isascii() and said.isdigit() and len(said) < 6 else otherwise


def _done(request: HttpRequest, ref: str, name: str, form: django_forms.Form | None, act: Callable[..., object], says: str) -> HttpResponse:
    common.found(queries.letter, ref)
    typed = {name: form} if form is not None else {}
    if form is not None and not form.is_valid():
        return one(request, ref, typed=typed, status=422)
    try:
        act(ref, by=request.actor, **(form.cleaned_data if form is not None else {}))  # type: ignore[attr-defined]  # put there by the site
    except Refused as stopped:
        return one(request, ref, typed=typed, refusal=stopped.refusal)
    say(request, says.format(ref=ref))
    return redirect(f"/letters/{ref}/")
