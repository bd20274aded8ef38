"""Every standing instruction, those to be reviewed first; and one, with what may be done."""

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from duly.casework.instructions import checks, queries
from duly.casework.instructions.queries import InstructionSeen
from duly.casework.screens import common
from duly.casework.screens.instructions import presenters
from duly.casework.screens.instructions.forms import AuthoriseForm, BecauseForm, InForceForm, ReviewForm
from duly.casework.screens.instructions.presenters import CELLS, INSTRUCTIONS
from duly.core.people import queries as people
from duly.core.record.queries import history
from duly.core.work import queries as work
from duly.primitives.actor import Actor
from duly.primitives.refusal import Refusal
from duly.ui import listed
from duly.ui.asks import asks
from duly.ui.frame import Action, Fact, Link
from duly.ui.pages import show

CRUMB = Link("Standing instructions", "/instructions/")


@asks()
@require_safe
def listed_(request: HttpRequest) -> HttpResponse:
    """Every standing instruction; those that must be reviewed come first."""
    names = people.names()
    rows = tuple(presenters.row_of(one, names) for one in queries.instructions())
    asked = listed.ask(request, INSTRUCTIONS)
    page = INSTRUCTIONS.page(rows, asked)
    counted = {key: sum(one.review == key for one in rows) for key in ("missed", "due")}
    return listed.as_file(INSTRUCTIONS, rows, asked) or show(
        request,
        "instructions/list.html",
        title="Standing instructions",
        sub="Every letter under one is read. One that is not reviewed in time holds for nothing",
        section="Post",
        crumbs=(Link("Post", "/post/"),),
        actions=(Action("Propose one", url="/instructions/new/", tone="go"),),
        formats=listed.formats(asked),
        strip=(
            Fact("Instructions", str(len(rows))),
            Fact("In force", str(sum(one.standing == "in force" for one in rows))),
            Fact("Review due within four weeks", str(counted["due"]), tone="amber" if counted["due"] else ""),
            Fact("Review missed", str(counted["missed"]), tone="red" if counted["missed"] else ""),
        ),
        facets=listed.facet_groups(page, asked),
        unknown=listed.unknown(page),
        pager=listed.pager(page, asked, "instructions"),
        table=listed.table(
            INSTRUCTIONS,
            page,
            asked,
            "Standing instructions",
            cells=CELLS,
            empty="There is no such instruction.",
            wrap=("says", "scope", "name"),
        ),
    )


@asks()
@require_safe
def instruction(request: HttpRequest, ref: str) -> HttpResponse:
    """One instruction: what it says, under what authority, what was read under it, and what may be done."""
    seen = common.found(queries.instruction, ref)
    if request.GET.get("format") == "json":
        return JsonResponse(as_json(seen), json_dumps_params={"ensure_ascii": False, "indent": 1})
    return one(request, ref)


def as_json(seen: InstructionSeen) -> dict[str, Any]:
    """One instruction as machines read it."""
    told = {name: getattr(seen, name) for name in InstructionSeen.__annotations__ if name != "family"}
    plain = {
        name: value.isoformat() if hasattr(value, "isoformat") else list(value) if isinstance(value, tuple) else value
        for name, value in told.items()
    }
    return plain | {"standing": seen.standing, "holds_today": seen.holds_today, "says": seen.says}


def one(request: HttpRequest, ref: str, *, refusal: Refusal | None = None, status: int = 200, **forms: Any) -> HttpResponse:
    """The page of an instruction, with a form as it was sent where it could not be done."""
    seen, names = common.found(queries.instruction, ref), people.names()
    return show(
        request,
        "instructions/instruction.html",
        title=presenters.said(seen, names),
        sub=f"{ref}, about {seen.name}",
        section="Post",
        tag=presenters.tag(seen),
        crumbs=(CRUMB, Link(ref, f"/instructions/{ref}/")),
        formats=(Link("JSON", "?format=json"),),
        warn=_warns(seen),
        facts=presenters.facts(seen, names),
        grounds=presenters.grounds(seen),
        authority=presenters.authority(seen, names),
        acts=_acts(seen, forms, by=request.actor),  # type: ignore[attr-defined]  # put there by the site
        letters=presenters.read_table(queries.read_under(ref), names),
        tasks=[(one.ref, f"/tasks/{one.ref}/", one.what) for one in work.tasks(about=[ref])],
        timeline=common.happenings(history("standing instruction", ref)),
        refusal=refusal,
        status=status,
    )


def _warns(seen: InstructionSeen) -> str:
    if seen.standing in ("ran out", "review missed"):
        return f"{seen.ref} holds for nothing: it {seen.standing if seen.standing == 'ran out' else 'was not reviewed in time'}."
    return f"It must be reviewed by {seen.review_on:%-d %B %Y}; after that it holds for nothing." if seen.review_due else ""


def _acts(seen: InstructionSeen, forms: dict[str, Any], *, by: Actor) -> tuple[dict[str, Any], ...]:
    """What may be done in its state, each with its form and what stands in the way."""
    ways = (
        ("authorise", "Authorise it", AuthoriseForm, "proposed", checks.why_not_authorise(seen, by=by)),
        ("refuse", "Refuse it", BecauseForm, "proposed", checks.why_not_authorise(seen, by=by, step="refuse")),
        ("in-force", "Put it in force", InForceForm, "authorised", checks.why_not_begin(seen, by=by)),
        ("review", "Review it: it stands", ReviewForm, "in force", checks.why_not_look_again(seen, by=by)),
        ("lift", "Lift it", BecauseForm, "authorised in force", checks.why_not_end(seen, by=by)),
    )
    return tuple(
        {
            "name": name,
            "label": label,
            "url": f"/instructions/{seen.ref}/{name}/",
            "form": forms.get(name.replace("-", "_")) or form(auto_id=f"{name}_%s"),
            "blocked": why.because if why else "",
            "open": name.replace("-", "_") in forms,
        }
        for name, label, form, states, why in ways
        if seen.state in states
    )
