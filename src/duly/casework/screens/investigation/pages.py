"""The evidence of a case: its issues with what is known and missing, what was asked for, and the chronology. One address a thing that may be done."""

from collections.abc import Callable
from typing import Any

from django import forms as django_forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from duly.casework.cases import queries as cases
from duly.casework.correspondence import queries as post
from duly.casework.dispatch.states import LetterState
from duly.casework.flow import chasing
from duly.casework.flow.letters_owed import letter_of
from duly.casework.investigation import actions, checks, queries
from duly.casework.screens import common
from duly.casework.screens.investigation import forms, presenters
from duly.core.record.clock import today
from duly.core.record.queries import history
from duly.primitives.period import say_day
from duly.primitives.refusal import Refusal, Refused
from duly.ui import listed
from duly.ui.asks import asks
from duly.ui.frame import Action, Link
from duly.ui.pages import say, show

VERBS = {
    "issue": "Add an issue",
    "evidence": "Note evidence",
    "withdraw-evidence": "Withdraw evidence noted by mistake",
    "gap": "Say what is missing",
    "ask": "Ask for evidence",
    "answer": "Say what came of a request",
    "close": "Close a gap",
    "fact": "Date something that happened",
    "withdraw": "Take something out of the chronology",
    "drop": "Drop an issue",
}
"""What may be done with the evidence of a case, as its buttons say it, in the order they stand."""


@asks()
@require_safe
def case(request: HttpRequest, ref: str) -> HttpResponse:
    """The evidence of one case; as CSV or JSON, the issues with what is known, missing and asked for."""
    common.found(cases.case, ref)
    asked = listed.ask(request, presenters.MATRIX)
    if asked.format != "html":
        answer = listed.as_file(presenters.MATRIX, presenters.matrix(queries.issues(ref)), asked)
        assert answer is not None
        return answer
    return evidence(request, ref)


@asks("investigation.keep")
@require_POST
def act(request: HttpRequest, ref: str, verb: str) -> HttpResponse:
    """Do one thing with the evidence of a case; the address says which."""
    common.found(cases.case, ref)
    if verb not in VERBS:
        raise Http404(f"Nothing called {verb} is done with evidence.")
    form = forms_of(ref, {verb: request.POST})[verb]
    if not form.is_valid():
        return evidence(request, ref, typed={verb: form}, status=422)
    try:
        told = DOES[verb](ref, dict(form.cleaned_data), request.actor)  # type: ignore[attr-defined]  # put there by the site
    except Refused as stopped:
        return evidence(request, ref, typed={verb: form}, refusal=stopped.refusal)
    say(request, told)
    return redirect(f"/cases/{ref}/investigation/")


def forms_of(ref: str, posted: dict[str, Any]) -> dict[str, django_forms.Form]:
    """Every form of the page, with what was posted to it."""
    issues, pieces = queries.issues(ref, dropped=False), [one for one in queries.pieces(ref) if not one.withdrawn]
    named = [(one.ref, f"{one.place}. {one.words[:80]}") for one in issues]
    papers = common.papers_to_cite(cases.papers(ref))
    gaps = [(f"{one.ref} {gap.place}", f"{one.place}. {gap.words[:80]}") for one in issues for gap in one.gaps if not gap.closed]
    waiting = [(one.ref, f"{one.ref}: {one.what[:60]}") for one in queries.requests(case_ref=ref, waiting=True)]
    told = [(one.number, f"{say_day(one.on)}: {one.words[:60]}") for one in queries.chronology(ref)]
    shows = [(one.ref, f"{one.ref}: {one.shows[:60]}") for one in pieces]
    kinds: dict[str, tuple[type[django_forms.Form], dict[str, Any]]] = {
        "issue": (forms.IssueForm, {}),
        "evidence": (forms.EvidenceForm, {"papers": papers, "issues": named}),
        "withdraw-evidence": (forms.WithdrawEvidenceForm, {"pieces": shows}),
        "gap": (forms.GapForm, {"issues": named}),
        "ask": (forms.AskForm, {"issues": named}),
        "answer": (forms.AnswerForm, {"requests": waiting, "initial": {"on": today()}}),
        "close": (forms.CloseForm, {"gaps": gaps}),
        "fact": (forms.FactForm, {"pieces": shows}),
        "withdraw": (forms.WithdrawForm, {"facts": told}),
        "drop": (forms.DropForm, {"issues": named}),
    }
    return {verb: kind(posted.get(verb), auto_id=f"{verb}_%s", **given) for verb, (kind, given) in kinds.items()}


def evidence(
    request: HttpRequest,
    ref: str,
    *,
    typed: dict[str, django_forms.Form] | None = None,
    refusal: Refusal | None = None,
    status: int = 200,
) -> HttpResponse:
    """The page, with what was typed in the form that was not taken."""
    seen, issues, given = cases.case(ref), queries.issues(ref), typed or {}
    stopped = checks.why_not_keep(by=request.actor)  # type: ignore[attr-defined]  # put there by the site
    every = forms_of(ref, {}) | given
    acts = [{"verb": verb, "label": label, "form": every[verb], "open": verb in given} for verb, label in VERBS.items()]
    told = [entry for one in issues for entry in history("issue", one.ref)]
    told += [entry for one in queries.pieces(ref) for entry in history("piece of evidence", one.ref)]
    told += [entry for one in queries.requests(case_ref=ref) for entry in history("evidence request", one.ref)]
    return show(
        request,
        "investigation/case.html",
        title="Evidence",
        sub=f"{ref}: {seen.title}",
        section="Cases",
        crumbs=(Link("Cases", "/cases/"), Link(ref, f"/cases/{ref}/")),
        actions=(Action("Adjudication", url=f"/cases/{ref}/adjudication/"), Action("Chasing", url="/chasing/")),
        formats=(Link("CSV", "?format=csv"), Link("JSON", "?format=json")),
        url=f"/cases/{ref}/investigation/",
        issues=[presenters.shown(one) for one in issues],
        chronology=presenters.chronology(queries.chronology(ref)),
        acts=[one for one in acts if _possible(one["form"])],
        blocked=stopped.because if stopped else "",
        timeline=common.happenings(told),
        refusal=refusal,
        status=status,
    )


def _possible(form: Any) -> bool:
    """Whether every choice of a form has something to choose."""
    return all(field.choices for field in form.fields.values() if hasattr(field, "choices"))


def _close(ref: str, said: dict[str, Any], by: Any) -> str:
    issue, place = said["gap"].split(" ")
    return f"{actions.close_gap(issue, place=int(place), words=said['words'], by=by).ref}: the gap is closed."


def _evidence(ref: str, said: dict[str, Any], by: Any) -> str:
    source, part = post.split_source(said.pop("source_ref"))
    return f"{actions.note_evidence(ref, **said, source_ref=source, part=part, by=by).ref} is noted."


def _ask(ref: str, said: dict[str, Any], by: Any) -> str:
    asked = chasing.ask_for_evidence(said.pop("issue"), **said, by=by)
    return f"{asked.ref} is asked for, by {say_day(asked.due)}, and will be chased."


def _answer(ref: str, said: dict[str, Any], by: Any) -> str:
    request = said.pop("request")
    letter = letter_of(request)
    done = chasing.answer_request(request, **said, by=by)
    if letter is None or done.waiting or letter.state == LetterState.SENT:
        return f"{done.ref} is {done.state}."
    if letter_of(request) is None:
        return f"{done.ref} is {done.state}. The draft {letter.ref}, which asked for it, is dropped."
    return f"{done.ref} is {done.state}. The letter {letter.ref} that asks for it is {letter.state} and not sent: send it, or drop it."


DOES: dict[str, Callable[[str, dict[str, Any], Any], str]] = {
    "issue": lambda ref, said, by: f"{actions.raise_issue(ref, **said, by=by).ref} is an issue of {ref}.",
    "evidence": _evidence,
    "withdraw-evidence": lambda ref, said, by: f"{actions.withdraw_evidence(ref, **said, by=by).ref} is withdrawn, and counts for nothing.",
    "gap": lambda ref, said, by: f"{actions.find_gap(said['issue'], words=said['words'], by=by).ref}: the gap is noted.",
    "ask": _ask,
    "answer": _answer,
    "close": _close,
    "fact": lambda ref, said, by: f"The chronology has {len(actions.date_fact(ref, **said, by=by))} facts.",
    "withdraw": lambda ref, said, by: f"The chronology has {len(actions.withdraw_fact(ref, **said, by=by))} facts.",
    "drop": lambda ref, said, by: f"{actions.drop_issue(said['issue'], because=said['because'], by=by).ref} is dropped.",
}
"""What each verb does, and what is said when it is done."""
