"""Taking a bank file back, and letting one go that no witness has seen: each asked by one person and done by another."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from duly.core.documents import actions as documents
from duly.core.record.actions import unit_of_work
from duly.payments import flow
from duly.payments.banking import actions as banking
from duly.payments.banking import queries
from duly.payments.banking.queries import FileSummary
from duly.payments.screens.once import once
from duly.payments.screens.runs.file import show_file
from duly.payments.screens.runs.forms import AskToVoid, Because
from duly.payments.screens.runs.pages import find
from duly.primitives.refusal import Refusal, Refused
from duly.ui.asks import asks
from duly.ui.pages import say


@require_POST
@asks("files.void")
@once
def ask_void(request: HttpRequest, ref: str) -> HttpResponse:
    """Ask for the file to be voided, with a reason and, where it left, the bank's rejection."""
    one, form = find(ref), AskToVoid(request.POST, request.FILES)
    if not form.is_valid():
        return show_file(request, one, typed={"ask_void": form}, status=422)
    try:
        with unit_of_work():
            file, sent = _standing(ref), form.cleaned_data["evidence"]
            evidence = documents.keep(name=sent.name, content=sent.read(), by=request.actor) if sent else None
            banking.ask_to_void(file.ref, because=form.cleaned_data["because"], evidence=evidence, by=request.actor)
    except Refused as refused:
        return show_file(request, one, refusal=refused.refusal, typed={"ask_void": form})
    say(request, f"It was asked that {file.ref} be voided. Somebody else must do it.")
    return redirect("run-file", ref)


@require_POST
@asks("files.void")
@once
def void(request: HttpRequest, ref: str) -> HttpResponse:
    """Void the file as another asked."""
    return _done(
        request,
        ref,
        lambda file: flow.void_file(file.ref, by=request.actor),
        "{} is voided, and its number burnt. The run can be released again.",
    )


@require_POST
@asks("files.void")
@once
def keep(request: HttpRequest, ref: str) -> HttpResponse:
    """Withdraw the request: the file stands."""
    return _done(request, ref, lambda file: banking.keep(file.ref, by=request.actor), "{} stands.")


@require_POST
@asks("files.override")
@once
def ask_override(request: HttpRequest, ref: str) -> HttpResponse:
    """Ask for the file to be let go though no witness has answered."""
    one, form = find(ref), Because(request.POST)
    if not form.is_valid():
        return show_file(request, one, typed={"ask_override": form}, status=422)
    because = form.cleaned_data["because"]
    return _done(
        request,
        ref,
        lambda file: banking.ask_override(file.ref, because=because, by=request.actor),
        "It was asked that {} be let go unwitnessed. Somebody with no part in it must give that.",
    )


@require_POST
@asks("files.override")
@once
def give_override(request: HttpRequest, ref: str) -> HttpResponse:
    """Let the file go unwitnessed as another asked."""
    return _done(request, ref, lambda file: banking.give_override(file.ref, by=request.actor), "{} may be taken away unwitnessed.")


@require_POST
@asks("files.override")
@once
def refuse_override(request: HttpRequest, ref: str) -> HttpResponse:
    """Turn the request down: the file waits for a witness."""
    return _done(request, ref, lambda file: banking.refuse_override(file.ref, by=request.actor), "{} waits for a witness.")


def _standing(ref: str) -> FileSummary:
    found = queries.unvoided_file(ref)
    if found is None:
        raise Refused(Refusal("no-file", f"Run {ref} has no bank file that stands."))
    return found


def _done(request: HttpRequest, ref: str, act, so: str) -> HttpResponse:
    one = find(ref)
    try:
        file = _standing(ref)
        act(file)
    except Refused as refused:
        return show_file(request, one, refusal=refused.refusal)
    say(request, so.format(file.ref))
    return redirect("run-file", ref)
