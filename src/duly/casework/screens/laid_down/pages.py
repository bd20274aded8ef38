"""Every set of rules with whose it is; one set line by line, and the form that adopts the next."""

import json
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from duly.casework import flow
from duly.casework.flow import EVERY_DEFAULT, RULE_SETS
from duly.casework.flow.defaults import Default
from duly.casework.screens import common
from duly.core.record.clock import today
from duly.core.scheme.queries import why_not
from duly.primitives.refusal import Refusal, Refused
from duly.ui.asks import asks
from duly.ui.environment import day
from duly.ui.frame import Cell, Column, Link, Row, Table
from duly.ui.pages import say, show

HEADINGS = ("code", "rules", "number", "from", "whose", "governs")
MOST_BYTES = 2_000_000
ELSEWHERE = (
    ("The scale of severity and remedy", "/severity/"),
    ("The ladders by which things are chased", "/chasing/ladders/"),
    ("The rules of clocks, and trying them on a day", "/clocks/try/"),
    ("Standard letters", "/letters/standard/"),
    ("The delegation scheme", "/delegation/"),
    ("How each principal reads", "/submissions/boxes/"),
    ("Bank holidays, and the clocks they move", "/clocks/moved/"),
)
"""What an office lays down too, with a number and a day of its own, where it is used."""


class AdoptForm(forms.Form):
    """A file of rules, the day they begin, and why."""

    file = forms.FileField(
        label="The rules, as a JSON file",
        error_messages={"required": "Choose the file: take the rules in force away, and change what is to change."},
    )
    starts = forms.DateField(
        label="From",
        input_formats=["%d/%m/%Y", "%Y-%m-%d"],
        error_messages={"invalid": "Write a day such as 9/11/2026.", "required": "Say from which day."},
    )
    because = forms.CharField(label="What changes, and why", max_length=1000, error_messages={"required": "Say why, in a sentence."})

    def content(self) -> Any:
        """What the file says; what is no JSON is an error of the form."""
        held = self.cleaned_data["file"]
        if held.size > MOST_BYTES:
            self.add_error("file", "It is larger than rules can be: two million characters at most.")
            return None
        try:
            return json.loads(held.read().decode("utf-8-sig"))
        except ValueError as error:
            self.add_error("file", f"It cannot be read as JSON: {error}. Nothing was adopted.")
            return None


@asks()
@require_safe
def listed_(request: HttpRequest) -> HttpResponse:
    """Every set of rules that the office may replace: its number, since when, and whether it is ours or theirs."""
    held = [(one, one.in_force(today())) for one in RULE_SETS.values()]
    rows = [(one.code, one.title, now.number, now.starts.isoformat() if now.starts else "", now.whose, one.governs) for one, now in held]
    return common.in_another_form(request, "rules", HEADINGS, rows) or show(
        request,
        "laid_down/list.html",
        title="Rules of the office",
        section="Delegation",
        sub="What came with the program is a default that nobody laid down, until the office adopts its own",
        formats=common.formats(request)[:2],
        table=Table(
            "Rules of the office",
            (Column("Rules"), Column("What they govern", "wrap"), Column("Number", "number"), Column("From"), Column("Whose")),
            tuple(
                Row(
                    (
                        Cell(one.title, f"/rules/{one.code}/", strong=True),
                        one.governs,
                        str(now.number),
                        day(now.starts) if now.starts else "The beginning",
                        Cell(now.whose, tone="amber" if now.starts is None else "green", tag=True),
                    )
                )
                for one, now in held
            ),
        ),
        defaults=_defaults(),
        elsewhere=tuple(Link(words, url) for words, url in ELSEWHERE),
    )


def _defaults() -> Table:
    """Every default there is, and what holds it."""
    return Table(
        "Every default, and what holds it",
        (Column("What no source lays down", "wrap"), Column("Held by", "wrap")),
        tuple(Row((one.what, _held(one))) for one in EVERY_DEFAULT),
    )


def _held(one: Default) -> Cell | str:
    if one.because:
        return f"Fixed in the program, because {one.because}."
    if one.held_by in RULE_SETS:
        return Cell(RULE_SETS[one.held_by].title, f"/rules/{one.held_by}/")
    return Cell(next(words for words, url in ELSEWHERE if url == one.held_by), one.held_by)


@asks("post.set_rules", "reviews.set_rules", "risk.set_rules", "submissions.set_rules", "wordings.set_rules")
def rule_set(request: HttpRequest, rules: str) -> HttpResponse:
    """One set line by line as it is in force; posted, the next is adopted from a file. As JSON it is the file to change."""
    code = rules
    if code not in RULE_SETS:
        raise Http404("There are no such rules.")
    one, now = RULE_SETS[code], flow.rule_set_today(code)
    if request.method == "GET" and request.GET.get("format") == "json":
        answer = JsonResponse(dict(now.content), json_dumps_params={"ensure_ascii": False, "indent": 1})
        answer["Content-Disposition"] = f'attachment; filename="rules-of-{code}-{now.number}.json"'
        return answer
    form = AdoptForm(request.POST, request.FILES) if request.method == "POST" else AdoptForm()
    refusal: Refusal | None = None
    if request.method == "POST" and form.is_valid():
        content = form.content()
        if not form.errors:
            said = {"starts": form.cleaned_data["starts"], "because": form.cleaned_data["because"]}
            try:
                number = flow.adopt_rule_set(code, content, **said, by=request.actor)  # type: ignore[attr-defined]  # put there by the site
            except Refused as stopped:
                refusal = stopped.refusal
            else:
                say(request, f"Rules {number} are adopted, from {day(said['starts'])}.")
                return redirect(f"/rules/{code}/")
    stopped_by = why_not(one.power, {}, actor=request.actor, on=today())  # type: ignore[attr-defined]  # put there by the site
    return show(
        request,
        "laid_down/one.html",
        title=one.title,
        section="Delegation",
        sub=one.governs,
        crumbs=(Link("Rules of the office", "/rules/"),),
        formats=(Link("JSON", "?format=json"),),
        facts=(
            ("In force", f"Rules {now.number}"),
            ("From", day(now.starts) if now.starts else "The beginning"),
            ("Whose", now.whose),
            ("Who adopts the next", f"Whoever may {one.power.question}"),
        ),
        ours=now.starts is None,
        lines=Table(
            one.title,
            (Column("Where", "wrap"), Column("Says", "wrap")),
            tuple(Row((where, words)) for where, words in flow.in_lines(now.content)),
        ),
        form=form,
        blocked=stopped_by.because if stopped_by else "",
        refusal=refusal,
        status=422 if form.errors else 200,
    )
