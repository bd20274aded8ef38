"""All advice, with words to find it by; and one piece of it, with what may be done."""

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from duly.casework.advice import checks, queries
from duly.casework.advice.queries import AdviceSeen
from duly.casework.screens import common
from duly.casework.screens.advice import forms as typed
from duly.casework.screens.advice import presenters
from duly.casework.screens.advice.presenters import ADVICE, CELLS
from duly.core.people import queries as people
from duly.core.record.clock import today
from duly.core.record.queries import history
from duly.primitives.actor import Actor
from duly.primitives.refusal import Refusal
from duly.ui import listed
from duly.ui.asks import asks
from duly.ui.frame import Action, Fact, Link
from duly.ui.pages import show

CRUMB = Link("Advice", "/advice/")


@asks()
@require_safe
def listed_(request: HttpRequest) -> HttpResponse:
    """All advice, the newest question first."""
    rows = tuple(presenters.row_of(one) for one in queries.every())
    asked = listed.ask(request, ADVICE)
    page = ADVICE.page(rows, asked)
    waits = sum(one.state == "asked" for one in rows)
    return listed.as_file(ADVICE, rows, asked) or show(
        request,
        "advice/list.html",
        title="Advice",
        sub="Given to Operations, and taken from them",
        section="Cases",
        crumbs=(Link("Cases", "/cases/"),),
        actions=(Action("Write down a question", url="/advice/new/", tone="go"),),
        formats=listed.formats(asked),
        strip=(
            Fact("Advice", str(len(rows))),
            Fact("Waits for an answer", str(waits), tone="amber" if waits else ""),
            Fact("May be relied on", str(sum(one.state == "answered" for one in rows))),
            Fact("Withdrawn", str(sum(one.state == "withdrawn" for one in rows))),
        ),
        words=asked.words,
        facets=listed.facet_groups(page, asked),
        unknown=listed.unknown(page),
        pager=listed.pager(page, asked, "pieces of advice"),
        table=listed.table(
            ADVICE,
            page,
            asked,
            "Advice",
            cells=CELLS,
            empty="No advice fits this.",
            wrap=("question", "answer", "asker", "answerer", "subjects"),
        ),
    )


@asks()
@require_safe
def advice(request: HttpRequest, ref: str) -> HttpResponse:
    """One piece of advice: the question, the answer, and the cases that rely on it."""
    seen = common.found(queries.advice, ref)
    if request.GET.get("format") == "json":
        return JsonResponse(as_json(seen), json_dumps_params={"ensure_ascii": False, "indent": 1})
    return one(request, ref)


def as_json(seen: AdviceSeen) -> dict[str, Any]:
    """One piece of advice as machines read it."""
    told = {name: getattr(seen, name) for name in AdviceSeen.__annotations__ if name not in ("relied", "subjects")}
    plain = {name: value.isoformat() if hasattr(value, "isoformat") else value for name, value in told.items()}
    return plain | {"stands": seen.stands, "subjects": list(seen.subjects), "relied": [one.case_ref for one in seen.relied]}


def one(
    request: HttpRequest, ref: str, *, sent: dict[str, Any] | None = None, refusal: Refusal | None = None, status: int = 200
) -> HttpResponse:
    """The page of a piece of advice, with a form as it was sent where it could not be done."""
    seen, names = common.found(queries.advice, ref), people.names()
    return show(
        request,
        "advice/one.html",
        title=seen.question if len(seen.question) < 80 else f"{seen.question[:79].rsplit(' ', 1)[0]} …",
        sub=f"{ref}, asked by {seen.asker}",
        section="Cases",
        tag=presenters.tag(seen),
        crumbs=(Link("Cases", "/cases/"), CRUMB),
        formats=(Link("JSON", "?format=json"),),
        seen=seen,
        warn=presenters.warning(seen),
        facts=presenters.facts(seen, names),
        relied=presenters.relied_table(seen, names),
        acts=_acts(seen, sent or {}, by=request.actor),  # type: ignore[attr-defined]  # put there by the site
        timeline=common.happenings(history("advice", ref)),
        refusal=refusal,
        status=status,
    )


def _acts(seen: AdviceSeen, sent: dict[str, Any], *, by: Actor) -> tuple[dict[str, Any], ...]:
    """What may be done in its state, each with its form and what stands in the way."""
    on = today()
    case = queries.case_of(seen.about) if seen.state == "answered" else ""
    first = seen.relied[0].case_ref if seen.relied else ""
    not_yet = checks.why_not_rely(seen, by=by)
    why_let_go = checks.why_not_let_go(seen, first, because="x", by=by) if first else None
    ways: tuple[tuple[str, str, Any, bool, Refusal | None, dict[str, Any]], ...] = (
        (
            "answer",
            "Answer it",
            typed.Answer,
            seen.state == "asked",
            checks.why_not_answer(seen, answered_on=on, by=by),
            {"answered_on": on},
        ),
        ("rely", "A case relies on it", typed.Rely, seen.stands, not_yet, {"case_ref": "" if seen.relied_on_by(case) else case}),
        ("let-go", "A case relies on it no longer", typed.LetGo, bool(first), why_let_go, {"case_ref": first}),
        ("withdraw", "Withdraw it", typed.Withdraw, seen.state != "withdrawn", checks.why_not_withdraw(seen, by=by), {}),
    )
    return tuple(
        {
            "name": name,
            "label": label,
            "url": f"/advice/{seen.ref}/{name}/",
            "form": sent.get(name) or form(initial=begins, auto_id=f"{name}_%s"),
            "blocked": why.because if why else "",
        }
        for name, label, form, shown, why, begins in ways
        if shown
    )
